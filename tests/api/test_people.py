"""Is somebody's name kept beside the log, under a reference that says nothing, and never in it?"""

from __future__ import annotations

import pytest

from api.desk import Desk
from domain.people import KeyFileMissing, PersonalData
from tests.api.kit import CLERK, Caller, Who

PEOPLE = "/people"
SOMEBODY = {"name": "示例监票人", "phone": "0571-00000000", "title": "示例第一代表团"}


def test_a_name_becomes_a_random_reference(api: Caller, desk: Desk) -> None:
    first, second = (api.post(PEOPLE, SOMEBODY, who=CLERK).json["person"] for _ in range(2))
    assert first != second
    assert desk.people().read([first])[first] == PersonalData(**SOMEBODY)


def test_the_same_request_gives_the_same_reference(api: Caller) -> None:
    first = api.post(PEOPLE, SOMEBODY, who=CLERK, key="k-1")
    again = api.post(PEOPLE, SOMEBODY, who=CLERK, key="k-1")
    assert (again.status, again.json) == (201, first.json)
    assert again.headers["idempotency-replayed"] == "true"
    assert api.post(PEOPLE, {"name": "示例另一人"}, who=CLERK, key="k-1").codes == ["command_reused"]


def test_nothing_that_is_never_erased_knows_the_name(api: Caller, desk: Desk) -> None:
    person = api.post(PEOPLE, SOMEBODY, who=CLERK).json["person"]
    assert desk.ledger.head() == 0
    with desk.ledger.connection() as connection:
        rows = connection.execute("SELECT commands::text AS row FROM ledger.commands").fetchall()
    assert [row for row in rows if "示例监票人" in row["row"] or "0571" in row["row"]] == []
    assert len([row for row in rows if person.encode().hex() in row["row"]]) == 1


@pytest.mark.parametrize(
    ("body", "place", "code"),
    [
        ({"name": " "}, "/name", "unfit_text"),
        ({}, "/name", "missing"),
        ({"name": "示例", "phone": "110101199003078515"}, "/phone", "unfit_text"),
        ({"name": "示例", "phone": "电话"}, "/phone", "unfit_text"),
        ({"name": "示例", "id_card": "1"}, "/id_card", "unknown_key"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(api: Caller, body: dict[str, str], place: str, code: str) -> None:
    assert api.post(PEOPLE, body, who=CLERK).places == {place: code}


def test_an_envelope_is_not_taken_and_not_ignored(api: Caller) -> None:
    assert api.post(PEOPLE, {**SOMEBODY, "effective_on": "2024-01-18"}, who=CLERK).codes == ["unknown_key"]


def test_nobody_but_the_office_enters_people(api: Caller) -> None:
    assert api.post(PEOPLE, SOMEBODY, who=Who(role="deputy")).status == 403


def test_a_lost_key_file_is_not_replaced_silently(api: Caller, desk: Desk) -> None:
    api.post(PEOPLE, SOMEBODY, who=CLERK)
    desk.key_file.unlink()
    with pytest.raises(KeyFileMissing, match="从备份中放回"):
        desk.people()
    assert api.post(PEOPLE, SOMEBODY, who=CLERK).codes == ["key_file_missing"]
