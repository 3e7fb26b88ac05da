"""Does nobody change rights alone, and nobody have two roles that exclude each other?"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any
from uuid import UUID

import psycopg
import pytest

from api.accounts.adding import bootstrap
from api.accounts.changing import decide, propose
from api.accounts.refusals import RolesExclusive
from api.actor import Actor
from domain.events import Person
from domain.refusals import AlreadyExists
from domain.storage.accounts.grants import Scope, grants_of
from tests.accounts.people import NAMES, Signed, administrators, clerk, enrol, send
from tests.api.kit import COUNTY, TOWN, Caller, Said

Admins = dict[str, Signed]


@pytest.fixture
def admins(api: Caller) -> Admins:
    return administrators(api)


def add(admins: Admins, name: str = "xinren", **more: Any) -> str:
    said = admins["system_admin"].send("POST", "/accounts", {"name": name, "called": "示例某人", **more})
    assert said.status == 201, said.json
    assert said.json.keys() == {"account", "name"}, "nothing yet that lets anybody in"
    return str(said.json["account"])


def proposed(admins: Admins, account: str, role: str, congress: str = COUNTY, kind: str = "grant", **more: Any) -> Said:
    body = {"kind": kind, "account": account, "role": role, "congress": congress, **more}
    return admins["system_admin"].send("POST", "/role-changes", body)


def decided(who: Signed, change: str, *, approved: bool = True) -> Said:
    return who.send("PUT", f"/role-changes/{change}", {"approved": approved})


def granted(admins: Admins, account: str, role: str, congress: str = COUNTY, **more: Any) -> Said:
    change = proposed(admins, account, role, congress, **more)
    assert change.status == 201, change.json
    return decided(admins["security_admin"], change.json["change"])


def test_a_role_comes_when_one_proposed_it_and_another_approved(api: Caller, admins: Admins) -> None:
    account = add(admins)
    change = proposed(admins, account, "clerk").json
    (waiting,) = admins["audit_admin"].send("GET", "/role-changes").json["items"]
    assert (waiting["name"], waiting["subject"], waiting["role"]) == ("xinren", None, "clerk")
    approved = decided(admins["security_admin"], change["change"])
    assert approved.status == 200
    who = enrol(api, "xinren", UUID(account), change["half"] + approved.json["half"])
    assert who.send("GET", "/session").json["roles"] == [{"role": "clerk", "congress": COUNTY, "unit": ""}]


def test_nobody_approves_what_he_proposed_nor_what_is_about_himself(admins: Admins) -> None:
    security = admins["security_admin"]
    account = add(admins)
    body = {"kind": "grant", "account": account, "role": "clerk", "congress": COUNTY}
    change = security.send("POST", "/role-changes", body).json["change"]
    assert decided(security, change).codes == ["same_person"]
    own = {**body, "account": str(security.account), "role": "audit_admin", "congress": ""}
    assert security.send("POST", "/role-changes", own).codes == ["same_person"]
    about_him = proposed(admins, str(security.account), "security_admin", "", kind="revoke").json["change"]
    assert decided(security, about_him).codes == ["same_person"]


def test_a_change_is_decided_once_and_in_time(api: Caller, admins: Admins) -> None:
    account = add(admins)
    change = proposed(admins, account, "clerk").json["change"]
    assert decided(admins["security_admin"], change, approved=False).status == 200
    assert decided(admins["security_admin"], change).codes == ["not_found"]
    late = proposed(admins, account, "clerk").json["change"]
    api.hands.moment += timedelta(days=3)
    admins["security_admin"].sign_in()
    assert decided(admins["security_admin"], late).codes == ["not_found"]
    with api.desk.accounts().line() as line:
        assert grants_of(line, UUID(account)) == []


@pytest.mark.parametrize("first", list(NAMES))
@pytest.mark.parametrize("second", list(NAMES))
def test_the_three_administrators_are_three_people(admins: Admins, first: str, second: str) -> None:
    said = proposed(admins, str(admins[first].account), second, "")
    if said.status != 201:
        assert said.codes == ["same_person"], "the proposer's own account"
        return
    decider = admins["audit_admin" if first == "security_admin" else "security_admin"]
    assert decided(decider, said.json["change"]).codes == ["roles_exclusive"]


@pytest.mark.parametrize("role", ["clerk", "chair", "government", "deputy", "auditor"])
def test_whoever_administers_does_no_business_and_the_other_way_about(admins: Admins, role: str) -> None:
    assert proposed(admins, str(admins["audit_admin"].account), role).codes == ["roles_exclusive"]
    account = add(admins)
    assert granted(admins, account, role).status == 200
    assert proposed(admins, account, "audit_admin", "").codes == ["roles_exclusive"]


@pytest.mark.parametrize(("first", "second"), [("clerk", "chair"), ("chair", "clerk")])
@pytest.mark.parametrize("spelt", [COUNTY, f"{COUNTY}000000"])
def test_clerk_and_chair_of_one_congress_are_two_people(admins: Admins, first: str, second: str, spelt: str) -> None:
    account = add(admins)
    assert granted(admins, account, first).status == 200
    assert granted(admins, account, second, spelt).codes == ["roles_exclusive"]
    assert granted(admins, account, second, TOWN).status == 200, "of another congress he may be"


def test_clerk_and_chair_approved_at_once_are_still_not_one_person(api: Caller, admins: Admins) -> None:
    account = add(admins)
    system, security = (
        Actor(person=Person(ref=str(admins[role].account), role=role), through="session")
        for role in ("system_admin", "security_admin")
    )
    accounts = api.desk.accounts()
    changes = [
        propose(accounts, system, "grant", UUID(account), Scope(role, COUNTY))[0] for role in ("clerk", "chair") * 2
    ]

    def attempt(change: UUID) -> bool:
        try:
            decide(accounts, security, change, approved=True)
        except RolesExclusive:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(attempt, changes)) == 1


@pytest.mark.parametrize(
    ("role", "more"),
    [
        ("scrutineer", {}),
        ("teller", {}),
        ("public", {}),
        ("system", {}),
        ("mayor", {}),
        ("clerk", {"congress": ""}),
        ("clerk", {"congress": "示例"}),
        ("unit", {}),
        ("clerk", {"unit": "示例-01"}),
        ("clerk", {"projects": ["2024-01"]}),
    ],
)
def test_a_role_that_nobody_can_be_granted_is_refused(admins: Admins, role: str, more: dict[str, Any]) -> None:
    account = add(admins)
    body = {"kind": "grant", "account": account, "role": role, "congress": COUNTY, **more}
    assert admins["system_admin"].send("POST", "/role-changes", body).codes == ["grant_unfit"]


def test_a_revoked_role_is_over_in_the_middle_of_a_session(api: Caller, admins: Admins) -> None:
    who = clerk(api)
    change = proposed(admins, str(who.account), "clerk", kind="revoke").json["change"]
    assert who.send("GET", "/session").json["role"] == "clerk"
    assert decided(admins["security_admin"], change).status == 200
    assert who.send("GET", "/session").codes == ["session_over"]


def test_whoever_lost_what_he_knew_begins_anew_and_the_old_is_worth_nothing(api: Caller, admins: Admins) -> None:
    who = clerk(api)
    token = who.send("POST", "/tokens", {"purpose": "示例程序"}).json["secret"]
    body = {"kind": "code", "account": str(who.account)}
    change = admins["system_admin"].send("POST", "/role-changes", body).json
    code = change["half"] + decided(admins["security_admin"], change["change"]).json["half"]
    assert who.send("GET", "/session").codes == ["session_over"]
    assert who.sign_in().codes == ["sign_in_refused"]
    assert send(api, "GET", "/session", Authorization=f"Bearer {token}").codes == ["session_over"]
    assert enrol(api, who.name, who.account, code).send("GET", "/session").json["role"] == "clerk"


def test_the_audit_administrator_approves_what_is_about_administrators_alone(admins: Admins) -> None:
    account = add(admins)
    change = proposed(admins, account, "clerk").json["change"]
    assert decided(admins["audit_admin"], change).codes == ["grant_unfit"]
    another = add(admins, "another", administers=True)
    assert decided(admins["audit_admin"], proposed(admins, another, "security_admin", "").json["change"]).status == 200


def test_the_first_three_are_made_once(api: Caller, admins: Admins) -> None:
    assert len(admins) == 3
    with pytest.raises(AlreadyExists):
        bootstrap(api.desk.accounts(), dict(zip(NAMES, ("a1", "a2", "a3"), strict=True)))


def test_the_first_three_are_made_while_the_service_is_at_work(reading_api: Caller) -> None:
    assert len(bootstrap(reading_api.desk.accounts(), NAMES)) == 3


def test_no_two_accounts_share_a_name_or_a_person(admins: Admins) -> None:
    account = add(admins)
    again = {"name": "xinren"}
    assert admins["system_admin"].send("POST", "/accounts", again).codes == ["already_exists"]
    same = {"name": "other", "person": account}
    assert admins["system_admin"].send("POST", "/accounts", same).codes == ["already_exists"]
    assert admins["system_admin"].send("POST", "/accounts", {"name": "示例"}).codes == ["grant_unfit"]


def test_whoever_came_in_is_kept_with_the_time_and_not_with_the_place(api: Caller, admins: Admins) -> None:
    who = clerk(api)
    items = admins["audit_admin"].send("GET", "/account-acts?limit=200").json["items"]
    came = [each for each in items if each["account"] == str(who.account)]
    assert [each["act"] for each in came] == ["account_added", "code_used", "password_set", "totp_set", "signed_in"]
    assert [each["detail"] for each in came[1:]] == [{}] * 4


def test_what_administrators_do_is_kept_and_the_audit_administrator_reads_it(api: Caller, admins: Admins) -> None:
    account = add(admins)
    granted(admins, account, "clerk")
    admins["security_admin"].send("PUT", f"/accounts/{account}/lock", {"locked": True})
    items = admins["audit_admin"].send("GET", "/account-acts?limit=200").json["items"]
    acts = [(each["by_ref"], each["act"]) for each in items if each["account"] == account]
    system, security = (str(admins[role].account) for role in ("system_admin", "security_admin"))
    assert acts == [
        (system, "account_added"),
        (system, "grant_proposed"),
        (security, "grant_approved"),
        (security, "locked"),
    ]
    assert admins["system_admin"].send("GET", "/account-acts").codes == ["role_not_admitted"]
    assert send(api, "GET", "/account-acts").codes == ["role_not_admitted"]


@pytest.mark.parametrize(
    "deed", ["UPDATE accounts.acts SET act = 'x'", "DELETE FROM accounts.acts", "TRUNCATE accounts.acts"]
)
def test_nobody_rewrites_what_administrators_did(api: Caller, admins: Admins, deed: str) -> None:
    assert admins
    with api.desk.ledger.open_connection() as line:
        line.execute("RESET ROLE")
        with pytest.raises(psycopg.Error) as refused:
            line.execute(deed.encode())
    assert refused.value.sqlstate == "MS009"


@pytest.mark.parametrize(
    "deed",
    [
        "UPDATE accounts.accounts SET name = 'x1'",
        "UPDATE accounts.grants SET role = 'chair'",
        "UPDATE accounts.grants SET account = gen_random_uuid()",
        "UPDATE accounts.tokens SET expires_at = now() + interval '10 years'",
        "UPDATE accounts.sessions SET ends_at = now() + interval '10 years'",
        "UPDATE accounts.changes SET proposed_by = gen_random_uuid()",
        "UPDATE accounts.acts SET act = 'x'",
        "DELETE FROM accounts.accounts",
        "DELETE FROM accounts.grants",
        "DELETE FROM accounts.codes",
        "DELETE FROM accounts.passes",
        "TRUNCATE accounts.failures",
    ],
)
def test_the_service_itself_may_not_change_what_it_need_not(api: Caller, deed: str) -> None:
    with api.desk.ledger.open_connection() as line, pytest.raises(psycopg.errors.InsufficientPrivilege):
        line.execute(deed.encode())


def test_the_database_itself_keeps_two_people_apart(api: Caller, admins: Admins) -> None:
    """Even whoever writes as the service beside the program cannot approve his own proposal."""
    account = add(admins)
    change = proposed(admins, account, "clerk").json["change"]
    deed = "UPDATE accounts.changes SET decided_by = proposed_by, decided_at = now(), approved = true WHERE id = %s"
    with api.desk.ledger.open_connection() as line, pytest.raises(psycopg.errors.CheckViolation):
        line.execute(deed, (change,))


def test_administrators_of_a_believed_header_change_nothing(api: Caller, admins: Admins) -> None:
    account = add(admins)
    headers = {"X_Minsheng_Person": "p-1", "X_Minsheng_Role": "security_admin"}
    body = {"kind": "grant", "account": account, "role": "clerk", "congress": COUNTY}
    assert send(api, "POST", "/role-changes", body, **headers).codes == ["not_signed_in"]
    change = proposed(admins, account, "clerk").json["change"]
    assert send(api, "PUT", f"/role-changes/{change}", {"approved": True}, **headers).codes == ["not_signed_in"]
