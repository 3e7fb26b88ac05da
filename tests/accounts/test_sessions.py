"""Does a session begin with a secret that we drew, and end when it should?"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from api.accounts.base import Limits
from api.accounts.halves import whole_code
from api.desk import Desk, limits_of
from api.http.credential import PLAIN, SECURE, session_cookie
from api.settings import read_settings
from domain.storage.accounts.grants import Scope
from tests.accounts.people import PASSWORD, administrators, clerk, cookie_of, send, staff
from tests.api.kit import COUNTY, TOWN, Caller, Hands, calling, county


def test_whoever_signs_in_acts_as_himself_in_the_role_that_he_was_granted(api: Caller) -> None:
    who = clerk(api)
    said = who.send("POST", "/congresses", county(), Idempotency_Key="k-1")
    assert said.status == 201, said.json
    (recorded,) = api.desk.ledger.read_log(0, 10)
    assert recorded.envelope.by.ref == str(who.account)
    assert recorded.envelope.by.role == "clerk"
    shown = who.send("GET", "/session").json
    assert (shown["person"], shown["role"], shown["congress"]) == (str(who.account), "clerk", COUNTY)


def test_without_the_cookie_nobody_is_anybody(api: Caller) -> None:
    clerk(api)
    assert send(api, "POST", "/congresses", county(), Idempotency_Key="k-1").codes == ["role_not_admitted"]
    assert send(api, "GET", "/session").json["role"] == "public"


def test_a_secret_that_somebody_brings_is_never_taken(api: Caller) -> None:
    """Session fixation: whoever plants a cookie before the sign-in has nothing after it."""
    who = clerk(api)
    planted = "A" * 43
    body = {"name": who.name, "password": PASSWORD}
    for brought in (planted, who.cookie):
        api.hands.moment += timedelta(seconds=30)
        said = send(api, "POST", "/session", {**body, "one_time": who.one_time}, Cookie=f"{PLAIN}={brought}")
        assert said.status == 201
        assert cookie_of(said) != brought
    assert send(api, "GET", "/session", Cookie=f"{PLAIN}={planted}").codes == ["session_over"]


def test_a_session_that_was_left_is_over_on_the_server(api: Caller) -> None:
    who = clerk(api)
    left = who.send("DELETE", "/session")
    assert (left.status, cookie_of(left)) == (200, "")
    assert "Max-Age=0" in left.headers["set-cookie"]
    assert (who.send("GET", "/session").status, who.send("GET", "/session").codes) == (401, ["session_over"])


def test_a_cookie_that_is_worth_nothing_does_not_keep_anybody_from_signing_in_or_out(api: Caller) -> None:
    who = clerk(api)
    who.cookie = "示例".encode().hex()
    assert who.send("DELETE", "/session").status == 200
    assert who.sign_in().status == 201


def test_a_session_ends_when_nobody_uses_it_and_goes_on_when_somebody_does(api: Caller) -> None:
    who = clerk(api)
    for _ in range(3):
        api.hands.moment += timedelta(minutes=29)
        assert who.send("GET", "/session").status == 200
    api.hands.moment += timedelta(minutes=30)
    assert who.send("GET", "/session").codes == ["session_over"]


def test_a_session_ends_however_much_it_is_used(api: Caller) -> None:
    who = clerk(api)
    for _ in range(12 * 60 // 20 - 1):
        api.hands.moment += timedelta(minutes=20)
        assert who.send("GET", "/session").status == 200
    api.hands.moment += timedelta(minutes=20)
    assert who.send("GET", "/session").codes == ["session_over"]


def test_a_locked_account_has_no_session_any_more_and_gets_none(api: Caller) -> None:
    admins, who = administrators(api), clerk(api)
    with api.desk.accounts().together() as line:
        left = whole_code(line, who.account, api.hands())
    path = f"/accounts/{who.account}/lock"
    assert admins["security_admin"].send("PUT", path, {"locked": True}).status == 200
    assert who.send("GET", "/session").codes == ["session_over"]
    assert who.sign_in().codes == ["sign_in_refused"]
    assert admins["security_admin"].send("PUT", path, {"locked": False}).status == 200
    assert who.sign_in().status == 201
    assert send(api, "POST", "/session", {"printed": left}).codes == ["sign_in_refused"], "nor is what was lost revived"


def test_nobody_locks_himself_or_unlocks_himself(api: Caller) -> None:
    security = administrators(api)["security_admin"]
    said = security.send("PUT", f"/accounts/{security.account}/lock", {"locked": True})
    assert said.codes == ["same_person"]


def test_a_new_password_ends_the_sessions_elsewhere_and_asks_for_what_is_known_now(api: Caller) -> None:
    who = clerk(api)
    elsewhere = who.cookie
    who.sign_in()
    new = {"password": "另一个示例口令 9 words"}
    assert who.send("PUT", "/session/password", new).codes == ["sign_in_refused"]
    api.hands.moment += timedelta(seconds=30)
    proof = {"current": PASSWORD, "one_time": who.one_time}
    assert who.send("PUT", "/session/password", {**new, **proof}).status == 200
    assert who.send("GET", "/session").status == 200
    assert send(api, "GET", "/session", Cookie=f"{PLAIN}={elsewhere}").codes == ["session_over"]
    assert who.sign_in().codes == ["sign_in_refused"]
    assert who.sign_in(**new).status == 201


@pytest.mark.parametrize("password", ["short", "aaaaaaaaaaaaaaaa", "jingban-2024-xyz", "x1" * 65])
def test_a_poor_password_is_refused(api: Caller, password: str) -> None:
    who = clerk(api)
    api.hands.moment += timedelta(seconds=30)
    proof = {"current": PASSWORD, "one_time": who.one_time}
    assert who.send("PUT", "/session/password", {"password": password, **proof}).codes == ["password_unfit"]


def test_somebody_with_two_roles_takes_the_other_under_a_new_secret_and_no_longer(api: Caller) -> None:
    who = staff(api, "liangzhi", Scope("clerk", COUNTY), Scope("chair", TOWN))
    first = who.cookie
    api.hands.moment += timedelta(minutes=10)
    said = who.send("PUT", "/session", {"role": "chair", "congress": TOWN})
    assert (said.status, said.json["ends_in_s"]) == (201, 12 * 3600 - 600)
    who.cookie = cookie_of(said)
    assert send(api, "GET", "/session", Cookie=f"{PLAIN}={first}").codes == ["session_over"]
    shown = who.send("GET", "/session").json
    assert (shown["role"], shown["congress"]) == ("chair", TOWN)
    assert who.send("PUT", "/session", {"role": "chair", "congress": COUNTY}).codes == ["not_signed_in"]
    assert who.send("PUT", "/session", {"role": "system_admin"}).codes == ["not_signed_in"]


def test_two_ways_to_say_who_one_is_are_not_taken_together(api: Caller) -> None:
    who = clerk(api)
    said = who.send("GET", "/session", Authorization="Bearer x")
    assert said.codes == ["actor_invalid"]
    assert send(api, "GET", "/session", Authorization="Basic eDp5").codes == ["actor_invalid"]
    claims = {"X_Minsheng_Person": "p-1", "X_Minsheng_Role": "system_admin"}
    assert who.send("GET", "/session", **claims).codes == ["actor_invalid"]


def test_over_https_the_cookie_is_for_this_host_alone_and_no_other_is_looked_at(desk: Desk, hands: Hands) -> None:
    over_https = replace(desk, limits=Limits(secure=True))
    with calling(over_https, hands) as api:
        who = clerk_over(api)
        assert send(api, "GET", "/session", Cookie=f"{PLAIN}={who}").codes == ["session_over"]
        assert send(api, "GET", "/session", Cookie=f"{SECURE}={who}").json["role"] == "clerk"


def clerk_over(api: Caller) -> str:
    """The secret of a clerk's session where the cookie has its name of HTTPS."""
    plain = replace(api.desk, limits=Limits())
    with calling(plain, api.hands) as other:
        return clerk(other).cookie


def test_the_cookie_is_hidden_from_scripts_and_other_sites() -> None:
    said = session_cookie(Limits(secure=True), "x", 60)
    assert said == "__Host-minsheng=x; Path=/; Max-Age=60; HttpOnly; SameSite=Lax; Secure"


@pytest.mark.parametrize(
    ("given", "secure"),
    [
        ({}, False),
        ({"host": "0.0.0.0"}, True),  # noqa: S104 - nothing listens
        ({"origin": "https://example.com"}, True),
        ({"origin": "http://127.0.0.1:8000"}, False),
    ],
)
def test_the_cookie_goes_over_https_alone_but_on_the_machine_itself(given: dict[str, str], secure: bool) -> None:
    assert limits_of(read_settings(**given)).secure is secure


def test_nothing_that_lets_anybody_in_stands_in_the_database(api: Caller) -> None:
    who = clerk(api)
    with api.desk.ledger.open_connection() as line:
        line.execute("RESET ROLE")
        tables = line.execute("SELECT tablename AS name FROM pg_tables WHERE schemaname = 'accounts'").fetchall()
        rows = [
            row
            for table in tables
            for row in line.execute(f"SELECT t::text AS row FROM accounts.{table['name']} t".encode()).fetchall()
        ]
    told = "".join(str(row["row"]) for row in rows)
    assert who.name in told
    assert [secret for secret in (PASSWORD, who.cookie, who.seed.hex()) if secret in told] == []
