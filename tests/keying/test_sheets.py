"""Do two people type the signed sheet each by himself, and is it recorded when they read the same and not before?"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID

import pytest

from domain.storage.sheets import select_sheets
from tests.api.kit import CHAIR, CLERK, Caller, Said, Who
from tests.keying.counting_room import TELLERS, examined_round
from voting.deciders.rounds import ROUND
from voting.events.rounds import TotalsRecorded

TOTALS = {"count_method": "manual_totals"}
THIRD = TELLERS[0]


def sheet(first_for: int = 60, second_for: int = 50, third_for: int = 40, **changes: Any) -> dict[str, Any]:
    """A sheet of 100 papers, 4 of them invalid."""
    votes = (first_for, second_for, third_for)
    items = [{"candidate": str(n), "votes_for": v, "votes_against": 96 - v} for n, v in enumerate(votes, start=1)]
    return {"valid": 96, "invalid": 4, "items": items, **changes}


@pytest.fixture
def ballot(api: Caller) -> UUID:
    return examined_round(api.desk.ledger, 100, ballot=TOTALS)


def typed(api: Caller, ballot: UUID, body: dict[str, Any], who: Who) -> Said:
    return api.put(f"/rounds/{ballot}/reading", body, who=who)


def recorded(api: Caller, ballot: UUID) -> list[TotalsRecorded]:
    return [one.event for one in api.desk.ledger.history(ballot) if isinstance(one.event, TotalsRecorded)]


def test_two_who_read_the_same_record_it_and_neither_alone(api: Caller, ballot: UUID) -> None:
    first = typed(api, ballot, sheet(), CLERK)
    assert (first.status, first.json) == (200, {"people": 1, "differences": [], "recorded": False})
    assert recorded(api, ballot) == []
    second = typed(api, ballot, sheet(), CHAIR)
    assert second.json["recorded"] is True
    (reading,) = recorded(api, ballot)
    assert (reading.valid, [row.votes_for for row in reading.items]) == (96, [60, 50, 40])
    envelope = api.desk.ledger.history(ballot)[-1].envelope
    assert envelope.approved_by is not None
    assert {envelope.by.ref, envelope.approved_by.ref} == {CLERK.person, CHAIR.person}
    assert select_sheets(api.desk.ledger, ballot) == []


def test_one_person_who_types_twice_is_one_person(api: Caller, ballot: UUID) -> None:
    for _ in range(2):
        said = typed(api, ballot, sheet(), CLERK)
        assert said.json == {"people": 1, "differences": [], "recorded": False}
    assert recorded(api, ballot) == []


def test_a_difference_is_named_figure_by_figure_and_nothing_is_recorded(api: Caller, ballot: UUID) -> None:
    typed(api, ballot, sheet(60, 50), CLERK)
    said = typed(api, ballot, sheet(61, 50), CHAIR)
    assert said.json["differences"] == [
        {"field": "/items/1/votes_against", "name": "《示例项目1》反对票", "yours": 35, "other": 36},
        {"field": "/items/1/votes_for", "name": "《示例项目1》赞成票", "yours": 61, "other": 60},
    ]
    assert recorded(api, ballot) == []
    # Having looked at the sheet again he types it anew.
    assert typed(api, ballot, sheet(60, 50), CHAIR).json["recorded"] is True


def test_a_third_reading_decides_where_it_is_like_one_of_the_two(api: Caller, ballot: UUID) -> None:
    typed(api, ballot, sheet(60), CLERK)
    typed(api, ballot, sheet(61), CHAIR)
    assert typed(api, ballot, sheet(62), THIRD).json["recorded"] is False
    assert typed(api, ballot, sheet(61), THIRD).json["recorded"] is True
    (reading,) = recorded(api, ballot)
    assert reading.items[0].votes_for == 61
    envelope = api.desk.ledger.history(ballot)[-1].envelope
    assert envelope.approved_by is not None
    assert (envelope.by.ref, envelope.approved_by.ref) == (THIRD.person, CHAIR.person)


def test_nobody_sees_anothers_figures_before_he_has_typed(api: Caller, ballot: UUID) -> None:
    typed(api, ballot, sheet(60), CLERK)
    seen = api.get(f"/api/v1/rounds/{ballot}/reading", who=CHAIR)
    assert seen.json == {"people": 1, "differences": [], "recorded": False, "yours": None}
    typed(api, ballot, sheet(61), THIRD)
    assert api.get(f"/api/v1/rounds/{ballot}/reading", who=CHAIR).json["differences"] == []
    assert len(api.get(f"/api/v1/rounds/{ballot}/reading", who=CLERK).json["differences"]) == 2


def test_whoever_typed_gets_his_own_figures_back_until_they_are_recorded(api: Caller, ballot: UUID) -> None:
    typed(api, ballot, sheet(60), CLERK)
    path = f"/api/v1/rounds/{ballot}/reading"
    assert [row["votes_for"] for row in api.get(path, who=CLERK).json["yours"]["items"]] == [60, 50, 40]
    assert api.get(path, who=CHAIR).json["yours"] is None
    typed(api, ballot, sheet(60), CHAIR)
    assert api.get(path, who=CLERK).json["yours"] is None


def test_a_sheet_that_does_not_add_up_is_refused_with_both_sides_and_is_not_kept(api: Caller, ballot: UUID) -> None:
    said = typed(api, ballot, sheet(valid=95), CLERK)
    assert said.status == 422
    assert set(said.codes) == {"law_broken"}
    assert select_sheets(api.desk.ledger, ballot) == []


def test_the_report_of_the_machine_is_typed_twice_too(api: Caller, ballot: UUID) -> None:
    typed(api, ballot, sheet(vendor_report_sha256="0" * 64), CLERK)
    (difference,) = typed(api, ballot, sheet(vendor_report_sha256="1" * 64), CHAIR).json["differences"]
    assert difference["field"] == "/vendor_report_sha256"


def test_asked_again_after_it_was_recorded_it_says_so_and_another_reading_is_refused(api: Caller, ballot: UUID) -> None:
    for who in (CLERK, CHAIR):
        typed(api, ballot, sheet(), who)
    head = api.desk.ledger.head()
    assert typed(api, ballot, sheet(), CHAIR).json["recorded"] is True
    assert typed(api, ballot, sheet(), CLERK).json["recorded"] is True
    assert typed(api, ballot, sheet(61), CLERK).codes == ["step_not_due"]
    assert api.desk.ledger.head() == head
    assert select_sheets(api.desk.ledger, ballot) == []


def test_two_who_type_at_the_same_moment_record_it_once(api: Caller) -> None:
    for turn in range(10):
        ballot = examined_round(api.desk.ledger, 100, ballot=TOTALS, name=f"together-{turn}")
        with ThreadPoolExecutor(2) as pool:
            said = list(pool.map(lambda who, ballot=ballot: typed(api, ballot, sheet(), who), (CLERK, CHAIR)))
        assert [one.status for one in said] == [200, 200]
        assert any(one.json["recorded"] for one in said)
        assert len(recorded(api, ballot)) == 1


def test_the_second_person_is_whoever_typed_and_cannot_be_named(api: Caller, ballot: UUID) -> None:
    said = typed(api, ballot, sheet(approved_by={"ref": "p-chair", "role": "chair"}), CLERK)
    assert (said.status, said.codes) == (400, ["unknown_key"])


def test_people_of_another_congress_type_nothing_here(api: Caller, ballot: UUID) -> None:
    stranger = Who(person="p-x", role="clerk", congress="990202")
    assert typed(api, ballot, sheet(), stranger).codes == ["other_congress"]
    assert api.desk.ledger.load(ROUND, ballot).version == 5
