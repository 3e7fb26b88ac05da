"""Does a token let a program do what it was made for, until it ends, and nothing else?"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from domain.storage.accounts.grants import Scope
from tests.accounts.people import Signed, administrators, chair, clerk, cookie_of, send, staff
from tests.api.kit import COUNTY, Caller, Said, county


def made(who: Signed, **asked: Any) -> tuple[str, str]:
    said = who.send("POST", "/tokens", {"purpose": "示例程序", **asked})
    assert said.status == 201, said.json
    return said.json["token"], said.json["secret"]


def show(api: Caller, secret: str) -> Said:
    return send(api, "GET", "/session", Authorization=f"Bearer {secret}")


def test_a_token_acts_as_its_owner_in_the_role_in_which_it_was_made(api: Caller) -> None:
    who = clerk(api)
    _, secret = made(who, scope="write")
    shown = show(api, secret).json
    assert (shown["person"], shown["role"], shown["through"]) == (str(who.account), "clerk", "token")
    said = send(api, "POST", "/congresses", county(), Authorization=f"Bearer {secret}", Idempotency_Key="k")
    assert said.status == 201


def test_a_token_for_reading_does_not_write(api: Caller) -> None:
    _, secret = made(clerk(api))
    said = send(api, "POST", "/congresses", county(), Authorization=f"Bearer {secret}", Idempotency_Key="k")
    assert (said.status, said.codes) == (403, ["token_scope"])
    assert api.events() == 0


def test_a_token_of_one_role_is_no_token_of_another(api: Caller) -> None:
    who = staff(api, "liangzhi", Scope("auditor", "99"), Scope("clerk", COUNTY))
    who.cookie = cookie_of(who.send("PUT", "/session", {"role": "auditor", "congress": "99"}))
    _, secret = made(who, scope="write")
    assert show(api, secret).json["role"] == "auditor"
    said = send(api, "POST", "/congresses", county(), Authorization=f"Bearer {secret}", Idempotency_Key="k")
    assert said.codes == ["role_not_admitted"]
    other = {"role": "clerk", "congress": COUNTY}
    assert send(api, "PUT", "/session", other, Authorization=f"Bearer {secret}").codes == ["not_signed_in"]


@pytest.mark.parametrize("days", [1, 90])
def test_a_token_ends_on_its_day(api: Caller, days: int) -> None:
    _, secret = made(clerk(api), days=days)
    api.hands.moment += timedelta(days=days) - timedelta(seconds=1)
    assert show(api, secret).status == 200
    api.hands.moment += timedelta(seconds=1)
    assert (show(api, secret).status, show(api, secret).codes) == (401, ["session_over"])


@pytest.mark.parametrize("days", [0, -1, 91, 10**6])
def test_no_token_lasts_longer_than_ninety_days_or_less_than_one(api: Caller, days: int) -> None:
    assert clerk(api).send("POST", "/tokens", {"purpose": "示例", "days": days}).codes == ["grant_unfit"]


def test_a_token_makes_no_token_and_changes_no_password(api: Caller) -> None:
    _, secret = made(clerk(api), scope="write")
    bearer = {"Authorization": f"Bearer {secret}"}
    assert send(api, "POST", "/tokens", {"purpose": "示例"}, **bearer).codes == ["not_signed_in"]
    assert send(api, "PUT", "/session/password", {"password": "x" * 20}, **bearer).codes == ["not_signed_in"]


def test_a_token_is_revoked_by_its_owner_or_the_security_administrator_and_by_nobody_else(api: Caller) -> None:
    admins, owner, other = administrators(api), clerk(api), chair(api)
    tokens = [made(owner) for _ in range(2)]
    assert other.send("DELETE", f"/tokens/{tokens[0][0]}").codes == ["not_found"]
    assert owner.send("DELETE", f"/tokens/{tokens[0][0]}").status == 200
    assert admins["security_admin"].send("DELETE", f"/tokens/{tokens[1][0]}").status == 200
    assert [show(api, secret).codes for _, secret in tokens] == [["session_over"]] * 2
    listed = owner.send("GET", "/tokens").json["items"]
    assert len(listed) == 2
    assert other.send("GET", "/tokens").json["items"] == []
    assert "secret" not in listed[0]
    assert "hash" not in listed[0]


def test_a_token_is_worth_nothing_when_its_owner_is_locked(api: Caller) -> None:
    admins, owner = administrators(api), clerk(api)
    _, secret = made(owner)
    admins["security_admin"].send("PUT", f"/accounts/{owner.account}/lock", {"locked": True})
    assert show(api, secret).codes == ["session_over"]


def test_administrators_have_no_tokens(api: Caller) -> None:
    system = administrators(api)["system_admin"]
    assert system.send("POST", "/tokens", {"purpose": "示例"}).codes == ["role_not_admitted"]


def test_the_cookie_of_a_session_is_no_token_and_a_token_no_cookie(api: Caller) -> None:
    who = clerk(api)
    _, secret = made(who)
    assert show(api, who.cookie).codes == ["session_over"]
    who.cookie = secret
    assert who.send("GET", "/session").codes == ["session_over"]
