"""Does somebody get in with what is his, and act as who he is?"""

from __future__ import annotations

from tests.accounts.people import clerk, send
from tests.api.kit import Caller, county


def test_whoever_signs_in_acts_as_himself_in_the_role_that_he_was_granted(api: Caller) -> None:
    who = clerk(api)
    said = who.send("POST", "/congresses", county(), Idempotency_Key="k-1")
    assert said.status == 201, said.json
    (recorded,) = api.desk.ledger.read_log(0, 10)
    assert recorded.envelope.by.ref == str(who.account)
    assert recorded.envelope.by.role == "clerk"


def test_without_the_cookie_nobody_is_anybody(api: Caller) -> None:
    clerk(api)
    assert send(api, "POST", "/congresses", county(), Idempotency_Key="k-1").codes == ["role_not_admitted"]
