"""What does somebody confirm with a session pass, and for how long is worth anything what was confirmed?"""

from __future__ import annotations

from uuid import uuid4

import pytest

from api.demo.town import names as town_names
from domain.storage.sheets import SheetRow, keep_sheet, select_sheets
from tests.accounts.people import Signed
from tests.accounts.printing import MEETING, TOWN, Counting
from tests.api.kit import Said

ROUND = str(town_names.ROUND_ID)


def test_a_pass_confirms_the_papers_for_which_it_was_printed_and_nothing_else(counting: Counting) -> None:
    """A teller of the afternoon is no second person for an erasure, nor for the papers of another round."""
    teller, other = counting.counter("teller"), counting.counter("teller")
    with counting.api.desk.accounts().line() as line:
        line.execute("RESET ROLE")
        line.execute("UPDATE accounts.passes SET papers = %s WHERE person = %s", (uuid4(), other.account))
        line.execute("SET ROLE minsheng_service")
    decided = {"body": "township_presidium", "unanimous": True}
    lawful = {"positions": [20], "reason": "示例", "basis": [{"document": "示例法", "article": "第一条"}]}
    for who in (teller, other):
        for path, stream, body in (
            (f"/congresses/{TOWN}/erasures", town_names.CONGRESS, lawful),
            (f"/rounds/{ROUND}/voiding", ROUND, {"reason": "示例", "decided_by": decided}),
        ):
            named = {**body, "approved_by": {"ref": str(who.account), "role": "teller"}}
            etag = counting.clerk.send("GET", f"/streams/{stream}/history").headers["etag"]
            own = {"Idempotency_Key": f"{path}:{who.account}", "If_Match": etag}
            said = counting.clerk.send("POST", path, named, **own)
            assert said.codes == ["confirmation_pending"], said.json
    seen = [each["asked"]["command"] for each in teller.send("GET", "/confirmations").json["items"]]
    assert seen == ["VoidRound"]
    assert other.send("GET", "/confirmations").json["items"] == []


def voided(counting: Counting, by: Signed, role: str, etag: str) -> Said:
    """The clerk asks that the round be void, and names the second person."""
    asked = {
        "reason": "示例",
        "decided_by": {"body": "township_presidium", "unanimous": True},
        "approved_by": {"ref": str(by.account), "role": role},
    }
    own = {"Idempotency_Key": f"void-{by.account}", "If_Match": etag}
    return counting.clerk.send("POST", f"/rounds/{ROUND}/voiding", asked, **own)


def confirmed(counting: Counting, by: Signed, role: str) -> str:
    """Who was named has confirmed it; answers the version that was seen."""
    etag = counting.clerk.send("GET", f"/streams/{ROUND}/history").headers["etag"]
    assert voided(counting, by, role, etag).codes == ["confirmation_pending"]
    (one,) = by.send("GET", "/confirmations").json["items"]
    seen = {"body_hash": one["body_hash"]}
    assert by.send("PUT", f"/confirmations/{one['confirmation']}", seen).status == 200
    return etag


def test_what_was_confirmed_of_a_round_that_is_voided_goes_with_it(counting: Counting) -> None:
    etag = confirmed(counting, counting.chair, "chair")
    assert voided(counting, counting.chair, "chair", etag).status == 200
    with counting.api.desk.accounts().line() as line:
        assert line.execute("SELECT FROM accounts.confirmations").rowcount == 0


@pytest.mark.parametrize("kind", ["lock", "revoke"])
def test_what_somebody_confirmed_is_worth_nothing_once_he_may_confirm_no_more(counting: Counting, kind: str) -> None:
    """The chair's account is in other hands: what they confirmed with it is not recorded after it was locked."""
    etag, chair = confirmed(counting, counting.chair, "chair"), str(counting.chair.account)
    for each in counting.admins.values():
        each.sign_in()
    if kind == "lock":
        said = counting.admins["security_admin"].send("PUT", f"/accounts/{chair}/lock", {"locked": True})
    else:
        body = {"kind": "revoke", "account": chair, "role": "chair", "congress": TOWN}
        change = counting.admins["system_admin"].send("POST", "/role-changes", body).json["change"]
        said = counting.admins["security_admin"].send("PUT", f"/role-changes/{change}", {"approved": True})
    assert said.status == 200, said.json
    assert voided(counting, counting.chair, "chair", etag).codes == ["confirmation_pending"]


def test_what_was_confirmed_by_a_pass_is_worth_nothing_once_it_was_taken_back(counting: Counting) -> None:
    teller = counting.counter("teller")
    etag = confirmed(counting, teller, "teller")
    (made,) = counting.chair.send("GET", f"/meetings/{MEETING}/passes").json["items"]
    assert counting.chair.send("DELETE", f"/meetings/{MEETING}/passes/{made['pass']}").status == 200
    assert voided(counting, teller, "teller", etag).codes == ["confirmation_pending"]


def test_what_somebody_typed_of_a_sheet_is_nobodys_reading_once_he_may_type_no_more(counting: Counting) -> None:
    """A stranger's reading under a pass that was taken back is not the first of two."""
    ledger, teller = counting.api.desk.ledger, counting.counter("teller")
    chair = str(counting.chair.account)
    for typist, role in ((str(teller.account), "teller"), (chair, "chair"), ("p-other", "clerk")):
        keep_sheet(ledger, town_names.ROUND_ID, SheetRow(typist, role, b"{}"))
    (made,) = counting.chair.send("GET", f"/meetings/{MEETING}/passes").json["items"]
    assert counting.chair.send("DELETE", f"/meetings/{MEETING}/passes/{made['pass']}").status == 200
    counting.admins["security_admin"].sign_in()
    locked = counting.admins["security_admin"].send("PUT", f"/accounts/{chair}/lock", {"locked": True})
    assert locked.status == 200, locked.json
    assert [row.typist for row in select_sheets(ledger, town_names.ROUND_ID)] == ["p-other"]
