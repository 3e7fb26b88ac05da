"""Is a final list fixed by the body of the rules, every change of it explained, and balloted or listed as the rules decide?"""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.profile import DECISION_HALVES, compose
from domain.refusals import DecidedByMissing, NotFound, OutOfOrder, WrongBody
from domain.texts import UnfitText
from projects.commands import cycles as c
from projects.events import cycles as e
from projects.refusals.common import NamedMoreThanOnce, NotNow
from projects.refusals.cycles import (
    CategoriesMixed,
    ChangeUnexplained,
    ListStands,
    NotByReport,
    NothingChanged,
    NotPublicised,
    SeatsOutOfList,
    TooFewCandidates,
)
from tests.given import envelope
from tests.projects import years
from tests.projects.years import BALLOT, BY_GOVERNMENT, FIX, NUMBERS, SUBMIT, SUBMITTED_ON, naming, project, under
from tests.scenarios import congress

BY_PRESIDIUM = envelope(on="2024-01-17", body="session_presidium")
REPORTED = replace(congress(), profiles={1: compose("report_only", "sc_evaluation", {})})


def test_the_final_list_is_fixed_by_the_body_of_the_rules_after_the_submission() -> None:
    years.publicised().when(naming(FIX), BY_PRESIDIUM).refused(NotNow, "提请")
    submitted = years.submitted()
    submitted.when(naming(FIX), envelope(on="2024-01-17", body="standing_committee")).refused(WrongBody, "大会主席团")
    submitted.when(naming(FIX), envelope(on="2024-01-17")).refused(DecidedByMissing)
    submitted.when(naming(FIX), envelope(on="2024-01-04", body="session_presidium")).refused(OutOfOrder)
    submitted.when(naming(replace(FIX, batch=2)), BY_PRESIDIUM).refused(NotFound, pointer="/batch")
    submitted.when(naming(replace(FIX, document=" ")), BY_PRESIDIUM).refused(UnfitText, pointer="/document")


@pytest.mark.parametrize("seats", [0, -1, 13, 10**400])
def test_there_are_one_seat_at_least_and_no_more_than_candidates(seats: int) -> None:
    years.submitted().when(naming(replace(FIX, seats=seats)), BY_PRESIDIUM).refused(SeatsOutOfList, pointer="/seats")


def test_candidates_are_as_many_more_than_seats_as_the_rules_ask() -> None:
    refused = years.submitted().when(naming(replace(FIX, seats=11)), BY_PRESIDIUM).refused(TooFewCandidates)
    assert refused.numbers == {"candidates": 12, "required": 14}
    equal = congress(differences={"candidate": {"allow_equal": True}})
    begun = years.submitted(equal)
    begun.when(naming(replace(FIX, seats=12), of=equal), BY_PRESIDIUM).and_then()
    begun.when(naming(replace(FIX, seats=11), of=equal), BY_PRESIDIUM).refused(TooFewCandidates)


def test_a_list_ordered_by_category_names_each_category_in_one_place() -> None:
    sorted_ = congress(differences={"candidate": {"order": "by_category"}})
    mixed = [project(number, category="交通" if number % 2 else "教育") for number in range(1, 13)]
    begun = years.submitted(sorted_)
    begun.when(naming(FIX, *mixed, of=sorted_), BY_PRESIDIUM).refused(CategoriesMixed, "交通", "/items/2")
    halves = [project(number, category="交通" if number < 7 else "教育") for number in range(1, 13)]
    begun.when(naming(FIX, *halves, of=sorted_), BY_PRESIDIUM).and_then()


def test_every_difference_from_the_preliminary_list_needs_a_reason() -> None:
    items = ("2024-02", "2024-01", *NUMBERS[2:11], "2024-13")
    new = (project(1, title="示例公路"), project(3, total_fen=1), project(4, deadline_text="年底"), project(13))
    outcome = years.submitted().when(
        naming(replace(FIX, items=items), *new, project(5, content="改造6个小区")), BY_PRESIDIUM
    )
    for kind, place in (("renamed", 1), ("amount", 2), ("deadline", 3), ("content", 4), ("added", 11)):
        fault = outcome.refused(ChangeUnexplained, pointer=f"/items/{place}")
        assert fault.numbers == {"project": items[place], "kind": kind}
    outcome.refused(ChangeUnexplained, "2024-12取消", "/changes")
    outcome.refused(ChangeUnexplained, "顺序变动", "/changes")


def test_an_explained_difference_is_recorded_with_both_sides() -> None:
    changes = (
        c.Explained(project="2024-01", kind="amount", reason="代表团建议压缩规模"),
        c.Explained(project="2024-12", kind="dropped", reason="上级安排实施"),
        c.Explained(kind="order", reason="按类别排列"),
    )
    items = ("2024-02", "2024-01", *NUMBERS[2:11])
    less = project(1, total_fen=90_000_000, total_text="约90万元")
    asked = naming(replace(FIX, items=items, seats=9, changes=changes), less)
    (event,) = years.submitted().when(asked, BY_PRESIDIUM).events
    assert isinstance(event, e.FinalListFixed)
    assert event.changes == (
        e.ListChange(
            project="2024-01", kind="amount", reason="代表团建议压缩规模", before="100万元", after="约90万元（90万元）"
        ),
        e.ListChange(project="2024-12", kind="dropped", reason="上级安排实施", before="示例项目12"),
        e.ListChange(
            project="", kind="order", reason="按类别排列",
            before="、".join(NUMBERS[:11]), after="、".join(items),
        ),
    )  # fmt: skip


def test_a_change_that_there_is_not_or_twice_or_without_words_is_refused() -> None:
    changes = (
        c.Explained(project="2024-01", kind="renamed", reason="更准确"),
        c.Explained(project="2024-77", kind="added", reason=""),
        c.Explained(project="2024-77", kind="added", reason="好"),
        c.Explained(kind="order", reason="好"),
    )
    outcome = years.submitted().when(naming(replace(FIX, changes=changes)), BY_PRESIDIUM)
    outcome.refused(NothingChanged, "2024-01更名", "/changes/0")
    outcome.refused(UnfitText, pointer="/changes/1/reason")
    outcome.refused(NamedMoreThanOnce, pointer="/changes/2")
    outcome.refused(NothingChanged, pointer="/changes/3")


def test_a_list_is_fixed_again_only_until_it_went_on_the_ballot() -> None:
    fixed = years.fixed()
    dropped = c.Explained(project="2024-12", kind="dropped", reason="条件不成熟")
    shorter = naming(replace(FIX, items=NUMBERS[:11], seats=9, changes=(dropped,)))
    again = fixed.when(shorter, BY_PRESIDIUM).and_then()
    assert again.state.batches[1].final.said.seats == 9
    fixed.when(shorter, envelope(on="2024-01-16", body="session_presidium")).refused(OutOfOrder)
    voted = fixed.when(BALLOT, envelope(on="2024-01-18")).then(e.ListBalloted(batch=1, round="round-1"))
    voted.when(shorter, envelope(on="2024-01-18", body="session_presidium")).refused(ListStands)


def test_a_list_goes_on_the_ballot_once_a_round_and_not_before_it_is_fixed() -> None:
    years.submitted().when(BALLOT, envelope(on="2024-01-18")).refused(NotNow)
    fixed = years.fixed()
    fixed.when(BALLOT, envelope(on="2024-01-16")).refused(OutOfOrder)
    fixed.when(replace(BALLOT, batch=2), envelope(on="2024-01-18")).refused(NotFound)
    voted = fixed.when(BALLOT, envelope(on="2024-01-18")).and_then()
    voted.when(BALLOT, envelope(on="2024-01-18")).then()
    voted.when(replace(BALLOT, round="round-2"), envelope(on="2024-01-19")).then(
        e.ListBalloted(batch=1, round="round-2")
    )


def test_a_project_stands_on_a_final_list_until_it_was_decided_about() -> None:
    assert not years.submitted().state.on_final_list("2024-01")
    state = years.fixed().state
    assert state.on_final_list("2024-01")
    assert not state.on_final_list("2024-13")
    assert not state.on_final_list("2024-01", unchosen_on="2024-01-19")


def test_under_a_report_the_government_lists_without_submission_or_ballot() -> None:
    publicised = years.publicised(REPORTED)
    by_government = envelope(on="2024-01-17", body="government", how="meeting_decision")
    publicised.when(naming(replace(FIX, seats=11), of=REPORTED), by_government).refused(SeatsOutOfList, "项数12")
    listing = under(c.ListProjects(batch=1, document="示政发〔2024〕1号"), REPORTED)
    publicised.when(listing, by_government).refused(NotNow)
    years.drawn_up(REPORTED).when(naming(replace(FIX, seats=12), of=REPORTED), by_government).refused(NotPublicised)
    early = envelope(on="2023-12-24", body="government", how="meeting_decision")
    fixed = publicised.when(naming(replace(FIX, seats=12), of=REPORTED), by_government).and_then()
    fixed.when(listing, early).refused(OutOfOrder)
    fixed.when(listing, envelope(on="2024-01-18")).refused(DecidedByMissing)
    fixed.when(under(c.ListProjects(batch=1, document=""), REPORTED), by_government).refused(UnfitText)
    listed = fixed.when(listing, by_government).then(
        e.ProjectsListed(batch=1, projects=NUMBERS, document="示政发〔2024〕1号")
    )
    listed.when(listing, by_government).refused(ListStands)
    listed.when(BALLOT, envelope(on="2024-01-20")).refused(ListStands)
    listed.when(naming(replace(FIX, seats=12), of=REPORTED), by_government).refused(ListStands)


def test_a_report_that_is_voted_on_as_a_whole_leaves_no_project_out() -> None:
    whole = replace(years.COUNTY, profiles={1: compose("report_vote", differences={})})
    begun = years.submitted(whole)
    begun.when(naming(replace(FIX, seats=11), of=whole), BY_PRESIDIUM).refused(SeatsOutOfList, "项数12")
    begun.when(naming(replace(FIX, seats=12), of=whole), BY_PRESIDIUM).and_then()


def test_where_there_is_a_ballot_the_government_does_not_list_by_itself() -> None:
    years.fixed().when(under(c.ListProjects(batch=1, document="x")), BY_GOVERNMENT).refused(NotByReport)


@pytest.mark.parametrize("half", DECISION_HALVES)
def test_every_way_to_decide_can_take_its_submission_somewhere(half: str) -> None:
    of = replace(years.COUNTY, profiles={1: compose(half, differences={})})
    begun = years.publicised(of)
    takers: list[str] = []
    for body in ("congress", "standing_committee", "street_council", "session_presidium"):
        outcome = begun.when(under(replace(SUBMIT, submitted_to=body), of), SUBMITTED_ON)
        takers += [body] if outcome.refusal is None else []
    assert takers
