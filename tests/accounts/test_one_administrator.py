"""Can an administrator be of the office, or have the others out of his way, by himself?"""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from api.accounts.halves import whole_code
from api.accounts.secrets import draw_half
from domain.storage.accounts.grants import Scope, insert_grant
from tests.accounts.people import NAMES, Signed, administrators, cookie_of, staff
from tests.accounts.printing import come
from tests.api.kit import COUNTY, Caller, Said


def propose(
    admins: dict[str, Signed], account: str, who: str = "system_admin", kind: str = "grant", **scope: str
) -> Said:
    said = admins[who].send("POST", "/role-changes", {"kind": kind, "account": account, **scope})
    assert said.status == 201, said.json
    return said


def decide(who: Signed, proposed: Said) -> Said:
    return who.send("PUT", f"/role-changes/{proposed.json['change']}", {"approved": True})


def added(admins: dict[str, Signed], **more: Any) -> str:
    return str(admins["system_admin"].send("POST", "/accounts", {"name": "xinren", **more}).json["account"])


@pytest.mark.parametrize("kind", ["grant", "code"])
def test_neither_administrator_comes_in_as_whom_the_two_let_in(api: Caller, kind: str) -> None:
    admins = administrators(api)
    account = added(admins)
    scope = {"role": "clerk", "congress": COUNTY}
    if kind == "code":
        decide(admins["security_admin"], propose(admins, account, **scope))
    said = propose(admins, account, kind=kind, **(scope if kind == "grant" else {}))
    for who in admins.values():
        assert who.send("POST", f"/halves/{said.json['change']}").codes == ["role_not_admitted"]
    assert decide(admins["system_admin"], said).codes == ["role_not_admitted"]
    approved = decide(admins["security_admin"], said).json["half"]
    proposed = said.json["half"]
    for wrong in (proposed, approved, proposed + proposed, approved + approved, approved + proposed):
        assert come(api, wrong).codes == ["sign_in_refused"]
    assert decide(admins["security_admin"], said).codes == ["not_found"], "nor is the other half printed twice"
    assert come(api, proposed + approved).status == 201


def test_what_was_not_approved_lets_nobody_in(api: Caller) -> None:
    admins = administrators(api)
    said = propose(admins, added(admins), role="clerk", congress=COUNTY)
    refused = admins["security_admin"].send("PUT", f"/role-changes/{said.json['change']}", {"approved": False})
    assert (refused.status, refused.json) == (200, {})
    assert come(api, said.json["half"] + draw_half()).codes == ["sign_in_refused"]


def test_whoever_approves_sees_as_whom_the_provider_of_sign_in_would_let_somebody_in(api: Caller) -> None:
    """The system administrator could write his own subject: the other one has it before him."""
    admins = administrators(api)
    account = added(admins)
    with api.desk.ledger.open_connection() as line:
        line.execute("RESET ROLE")
        line.execute("UPDATE accounts.accounts SET subject = '示例编号-系统管理员' WHERE account = %s", (account,))
    said = propose(admins, account, role="clerk", congress=COUNTY)
    assert "half" not in said.json, "who comes by the provider needs nothing printed"
    (waiting,) = admins["security_admin"].send("GET", "/role-changes").json["items"]
    assert waiting["subject"] == "示例编号-系统管理员"


def test_an_account_without_a_role_does_not_come_in_whatever_its_owner_knows(api: Caller) -> None:
    accounts, admins = api.desk.accounts(), administrators(api)
    who = staff(api, "jingban", Scope("clerk", COUNTY))
    said = propose(admins, str(who.account), kind="revoke", role="clerk", congress=COUNTY)
    assert decide(admins["security_admin"], said).status == 200
    assert who.send("GET", "/session").codes == ["session_over"]
    assert who.sign_in().codes == ["sign_in_refused"]
    new = UUID(added(admins))
    with accounts.together() as line:
        code = whole_code(line, new, accounts.now())
    assert come(api, code).codes == ["sign_in_refused"]
    with accounts.together() as line:
        insert_grant(line, new, Scope("clerk", COUNTY), accounts.now())
    assert come(api, code).status == 201, "and the code was not spent on it"


def test_whoever_loses_his_last_role_while_he_sets_himself_up_is_out(api: Caller) -> None:
    admins = administrators(api)
    account = added(admins)
    said = propose(admins, account, role="clerk", congress=COUNTY)
    came = come(api, said.json["half"] + decide(admins["security_admin"], said).json["half"])
    decide(admins["security_admin"], propose(admins, account, kind="revoke", role="clerk", congress=COUNTY))
    who = Signed(api, "xinren", UUID(account), cookie=cookie_of(came))
    assert who.send("PUT", "/session/password", {"password": "另一个示例口令 9 words"}).codes == ["session_over"]


def test_a_new_password_makes_an_end_of_every_code_that_is_left(api: Caller) -> None:
    who = staff(api, "jingban", Scope("clerk", COUNTY))
    accounts = api.desk.accounts()
    with accounts.together() as line:
        left = whole_code(line, who.account, accounts.now())
    proof = {"current": "示例口令 correct horse 7"}
    assert who.sign_in().status == 201
    api.hands.moment = api.hands.moment.replace(minute=(api.hands.moment.minute + 1) % 60)
    body = {"password": "另一个示例口令 9 words", **proof, "one_time": who.one_time}
    assert who.send("PUT", "/session/password", body).status == 200
    assert come(api, left).codes == ["sign_in_refused"]


# An administrator who wants the others out of the way.


@pytest.mark.parametrize("whom", ["system_admin", "audit_admin"])
def test_no_administrator_locks_another_alone(api: Caller, whom: str) -> None:
    admins = administrators(api)
    target, security = admins[whom], admins["security_admin"]
    said = security.send("PUT", f"/accounts/{target.account}/lock", {"locked": True})
    assert said.codes == ["needs_two"]
    assert target.send("GET", "/session").status == 200


@pytest.mark.parametrize(
    ("whom", "proposer", "decider"),
    [
        ("system_admin", "security_admin", "audit_admin"),
        ("security_admin", "system_admin", "audit_admin"),
        ("audit_admin", "system_admin", "security_admin"),
    ],
)
def test_two_administrators_lock_the_third_and_two_unlock_him(
    api: Caller, whom: str, proposer: str, decider: str
) -> None:
    admins = administrators(api)
    target, account = admins[whom], str(admins[whom].account)
    for kind, status in (("lock", 401), ("unlock", 201)):
        said = propose(admins, account, proposer, kind)
        assert decide(admins[decider], said).status == 200
        assert target.send("GET", "/session").codes == ["session_over"]
        assert (target.sign_in().status == 201) == (status == 201)
        if kind == "lock" and "security_admin" in {proposer, decider}:
            alone = admins["security_admin"].send("PUT", f"/accounts/{account}/lock", {"locked": False})
            assert alone.codes == ["needs_two"], "nor does one bring him back"


@pytest.mark.parametrize("whom", list(NAMES))
def test_nobody_proposes_or_approves_that_he_himself_be_locked_or_not(api: Caller, whom: str) -> None:
    admins = administrators(api)
    target = admins[whom]
    own = {"kind": "unlock", "account": str(target.account)}
    assert target.send("POST", "/role-changes", own).codes in (["same_person"], ["role_not_admitted"])
    proposer = "security_admin" if whom == "system_admin" else "system_admin"
    said = propose(admins, str(target.account), proposer, "lock")
    assert decide(target, said).codes in (["same_person"], ["role_not_admitted"])
