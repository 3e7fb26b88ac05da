"""Is a second person one who confirmed this very thing himself, and not one who was merely named?"""

from __future__ import annotations

from datetime import timedelta
from typing import Any, NamedTuple
from urllib.parse import urlencode

import pytest

from domain.storage.accounts.grants import Scope
from tests.accounts.people import Signed, chair, clerk, send, staff
from tests.api.kit import COUNTY, Caller, Said

SHEET = {"kind": "signed_sheet", "title": "计票结果报告单"}


class Office(NamedTuple):
    """Clerk and chair of 示例县, and two documents, the first of which can be replaced by the second."""

    api: Caller
    clerk: Signed
    chair: Signed
    old: str
    new: str

    def ask(self, key: str = "k-1", reason: str = "照片不清楚", who: Signed | None = None, **changes: Any) -> Said:
        """The clerk asks that the document be replaced, and names the chair as the second person."""
        second = {"ref": str(self.chair.account), "role": "chair"}
        body = {"replaced_by": self.new, "reason": reason, "approved_by": second, **changes}
        path = f"/documents/{self.old}/replacement"
        return (who or self.clerk).send("POST", path, body, Idempotency_Key=key, If_Match='"1"')

    def waiting(self, who: Signed | None = None) -> list[dict[str, Any]]:
        """What the chair, or somebody else, is asked to confirm."""
        said = (who or self.chair).send("GET", "/confirmations")
        assert said.status == 200, said.json
        return list(said.json["items"])

    def confirm(self, one: dict[str, Any], who: Signed | None = None, **changes: Any) -> Said:
        body = {"body_hash": one["body_hash"], **changes}
        return (who or self.chair).send("PUT", f"/confirmations/{one['confirmation']}", body)


@pytest.fixture
def office(api: Caller) -> Office:
    one, two = clerk(api), chair(api)
    api.congress()
    files = [
        api.post(f"/congresses/{COUNTY}/documents?{urlencode(SHEET)}", content, Content_Type="image/jpeg").json[
            "stream"
        ]
        for content in (b"\xff\xd8\xff1", b"\xff\xd8\xff2")
    ]
    return Office(api, one, two, *files)


def test_a_second_person_who_is_merely_named_is_not_enough(office: Office) -> None:
    before = office.api.events()
    said = office.ask()
    assert (said.status, said.codes) == (409, ["confirmation_pending"])
    assert office.api.events() == before
    assert office.ask().codes == ["confirmation_pending"], "nor is asking again"
    assert len(office.waiting()) == 1


def test_what_the_second_person_confirmed_by_his_own_session_is_recorded_once(office: Office) -> None:
    number = office.ask().json["errors"][0]["confirmation"]
    (one,) = office.waiting()
    assert one["confirmation"] == number
    assert one["asked"]["fields"] == {"replaced_by": office.new, "reason": "照片不清楚"}
    assert office.confirm(one).status == 200
    said = office.ask()
    assert said.status == 200, said.json
    recorded = office.api.desk.ledger.at_position(said.json["position"])
    assert recorded is not None
    assert recorded.envelope.approved_by is not None
    assert recorded.envelope.approved_by.ref == str(office.chair.account)
    assert office.waiting() == []
    again = office.ask()
    assert (again.json, again.headers["idempotency-replayed"]) == (said.json, "true")


@pytest.mark.parametrize(
    "changes",
    [{"reason": "另一个理由"}, {"effective_on": "2024-01-18"}, {"key": "k-2"}, {"basis": [{"document": "示例"}]}],
)
def test_a_confirmation_is_for_what_was_seen_and_for_nothing_else(office: Office, changes: dict[str, Any]) -> None:
    office.ask()
    assert office.confirm(office.waiting()[0]).status == 200
    assert office.ask(**changes).codes == ["confirmation_pending"]


def test_a_confirmation_under_another_key_records_nothing_a_second_time(office: Office) -> None:
    office.ask()
    office.confirm(office.waiting()[0])
    assert office.ask().status == 200
    assert office.ask(key="k-2").status != 200


def test_whoever_saw_something_else_confirms_nothing(office: Office) -> None:
    office.ask()
    (one,) = office.waiting()
    assert office.confirm(one, body_hash="00" * 32).codes == ["not_found"]
    assert office.ask().codes == ["confirmation_pending"]


def test_whoever_closed_his_browser_finds_what_he_asked_for_and_sends_it_as_it_was(office: Office) -> None:
    assert office.clerk.send("GET", "/confirmations/asked").json["items"] == []
    office.ask()
    (own,) = office.clerk.send("GET", "/confirmations/asked").json["items"]
    assert own["second"] == {"ref": str(office.chair.account), "role": "chair"}
    assert own["confirmed_at"] is None
    office.confirm(office.waiting()[0])
    (own,) = office.clerk.send("GET", "/confirmations/asked").json["items"]
    assert own["confirmed_at"] is not None
    body = {**own["asked"]["fields"], **own["asked"]["stated"]}
    path = f"/documents/{own['asked']['stream']}/replacement"
    said = office.clerk.send("POST", path, body, Idempotency_Key=own["key"], If_Match='"1"')
    assert said.status == 200, said.json
    assert office.clerk.send("GET", "/confirmations/asked").json["items"] == []


def test_nobody_is_shown_what_another_asked_for(office: Office) -> None:
    office.ask()
    other = staff(office.api, "linxian", Scope("clerk", "990102"))
    for who in (office.chair, other):
        assert who.send("GET", "/confirmations/asked").json["items"] == []


def test_nobody_confirms_for_another(office: Office) -> None:
    other = staff(office.api, "linxian", Scope("chair", "990102"))
    same = staff(office.api, "fuzhi", Scope("chair", COUNTY))
    office.ask()
    (one,) = office.waiting()
    for who in (office.clerk, other, same):
        assert office.waiting(who) == []
        assert office.confirm(one, who).codes == ["not_found"]
    assert send(office.api, "GET", "/confirmations").codes == ["role_not_admitted"]
    assert office.ask().codes == ["confirmation_pending"]


def test_a_believed_header_confirms_nothing(office: Office) -> None:
    office.ask()
    headers = {
        "X_Minsheng_Person": str(office.chair.account),
        "X_Minsheng_Role": "chair",
        "X_Minsheng_Congress": COUNTY,
    }
    assert send(office.api, "GET", "/confirmations", **headers).codes == ["not_signed_in"]


def test_nobody_is_his_own_second_person(office: Office) -> None:
    own = {"ref": str(office.clerk.account), "role": "clerk"}
    assert office.ask(approved_by=own).codes == ["same_person"]


def test_the_second_person_confirms_in_the_role_in_which_he_is_named(office: Office) -> None:
    office.ask(approved_by={"ref": str(office.chair.account), "role": "clerk"})
    assert office.waiting() == []


def test_what_would_be_refused_is_refused_before_anybody_is_asked(office: Office) -> None:
    assert office.ask(replaced_by=office.old).status == 422
    assert office.waiting() == []


def test_a_confirmation_expires(office: Office) -> None:
    office.ask()
    (one,) = office.waiting()
    assert office.confirm(one).status == 200
    office.api.hands.moment += timedelta(hours=24)
    office.clerk.sign_in()
    assert office.ask().codes == ["confirmation_pending"]


def test_what_is_not_confirmed_waits_for_nobody(office: Office) -> None:
    office.ask()
    (one,) = office.waiting()
    assert office.confirm(one, confirmed=False).status == 200
    assert office.waiting() == []
    assert office.confirm(one).codes == ["not_found"]


def test_a_second_person_whose_session_is_over_confirms_nothing(office: Office) -> None:
    office.ask()
    (one,) = office.waiting()
    office.chair.send("DELETE", "/session")
    assert office.confirm(one).codes == ["session_over"]
