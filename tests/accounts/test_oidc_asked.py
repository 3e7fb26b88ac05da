"""Is somebody who comes from a provider of sign-in one of that provider's, who asked for it, and by as much as is wanted?"""

from __future__ import annotations

import base64
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from api.accounts.adding import add
from api.accounts.attempts import attempts
from api.accounts.oidc import Provider as Ours
from api.accounts.oidc import signs
from api.accounts.refusals import GrantUnfit
from api.desk import Desk
from domain.storage.accounts.grants import Scope, insert_grant
from tests.accounts.people import send
from tests.accounts.provider import CLIENT, SECRET, Provider, running
from tests.accounts.test_oidc import GOING, REDIRECT, answer, back, door, provider, signed_in, went
from tests.api.kit import COUNTY, Caller, Hands, calling

__all__ = ["door", "provider"]

ONE_KIND = pytest.mark.parametrize("provider", ["ES256"], indirect=True)
"""Where the kind of the signature makes no difference."""


@ONE_KIND
def test_nobody_is_sent_to_sign_in_by_a_page_of_another_site(door: Caller) -> None:
    assert send(door, "GET", GOING).codes == ["method_not_allowed"]
    for said in ({"Sec_Fetch_Site": "cross-site"}, {"Sec_Fetch_Site": "same-site"}, {"Origin": "https://example.com"}):
        assert send(door, "POST", GOING, **said).codes == ["cross_site"]
    for said in ({"Sec_Fetch_Site": "same-origin"}, {"Origin": "http://127.0.0.1"}):
        sent = {name.replace("_", "-"): value for name, value in said.items()}
        assert door.client.post(f"/api/v1{GOING}", headers=sent, follow_redirects=False).status_code == 303


@ONE_KIND
def test_the_same_subject_at_another_provider_is_somebody_else(door: Caller, provider: Provider, hands: Hands) -> None:
    with running(Provider(lambda: hands().timestamp(), kind=provider.kind)) as another:
        ours = Ours(issuer=another.issuer, client=CLIENT, redirect=REDIRECT, secret=SECRET)
        assert another.subject == provider.subject
        with calling(replace(door.desk, provider=ours), hands) as elsewhere:
            assert signed_in(elsewhere).codes == ["sign_in_refused"]
            accounts = elsewhere.desk.accounts()
            with accounts.together() as line:
                other = add(accounts, line, "fuzeren", by="test", administers=False, subject=provider.subject)
                insert_grant(line, other.account, Scope("chair", COUNTY), accounts.now())
            cookie = signed_in(elsewhere).headers["set-cookie"].partition(";")[0]
            assert send(elsewhere, "GET", "/session", Cookie=cookie).json["person"] == str(other.account)


def test_no_account_has_a_subject_where_nobody_signs_in_elsewhere(desk: Desk) -> None:
    accounts = desk.accounts()
    with pytest.raises(GrantUnfit, match="没有接统一身份认证"), accounts.together() as line:
        add(accounts, line, "jingban", by="test", administers=False, subject="示例编号-1")


@ONE_KIND
@pytest.mark.parametrize(
    ("asked", "said", "taken"),
    [
        ({"amr": ("mfa",)}, {}, False),
        ({"amr": ("mfa",)}, {"amr": ["pwd"]}, False),
        ({"amr": ("mfa",)}, {"amr": "mfa"}, False),
        ({"amr": ("mfa",)}, {"amr": ["pwd", "mfa"]}, True),
        ({"acr": ("urn:two",)}, {"acr": "urn:one"}, False),
        ({"acr": ("urn:two",)}, {"acr": ["urn:two"]}, False),
        ({"acr": ("urn:two",)}, {"acr": "urn:two"}, True),
        ({"acr": ("urn:two",), "amr": ("mfa",)}, {"acr": "urn:one", "amr": ["mfa"]}, True),
        ({"max_age_s": 300}, {}, False),
        ({"max_age_s": 300}, {"auth_time": -361}, False),
        ({"max_age_s": 300}, {"auth_time": -360}, True),
        ({"max_age_s": 300}, {"auth_time": 61}, False),
        ({"max_age_s": 300}, {"auth_time": True}, False),
        ({}, {"amr": 7, "acr": None, "auth_time": "x"}, True),
    ],
)
def test_by_what_and_when_somebody_signed_in_is_what_the_settings_ask_for(
    door: Caller, provider: Provider, asked: dict[str, Any], said: dict[str, Any], taken: bool
) -> None:
    hands, provider.said = door.hands, dict(said)
    if type(when := said.get("auth_time")) is int:
        provider.said["auth_time"] = int(hands().timestamp()) + when
    ours = door.desk.provider
    assert ours is not None
    with calling(replace(door.desk, provider=replace(ours, **asked)), hands) as strict:
        answered = signed_in(strict)
    assert answered.status == (303 if taken else 401), answered.json


@ONE_KIND
def test_the_question_says_by_what_and_how_lately(door: Caller) -> None:
    ours, hands = door.desk.provider, door.hands
    assert ours is not None
    strict = replace(ours, acr=("urn:two", "urn:three"), amr=("mfa",), max_age_s=0)
    with calling(replace(door.desk, provider=strict), hands) as api:
        asked = parse_qs(urlsplit(went(api)[1]).query)
    assert (asked["acr_values"], asked["max_age"]) == (["urn:two urn:three"], ["0"])


@pytest.mark.parametrize(("bits", "taken"), [(1024, False), (2047, False), (2048, True)])
def test_a_short_rsa_key_signs_nothing(bits: int, taken: bool) -> None:
    modulus = (1 << (bits - 1)) | 1
    raw = modulus.to_bytes((bits + 7) // 8)
    key = {"kty": "RSA", "e": "AQAB", "n": base64.urlsafe_b64encode(raw).decode().rstrip("=")}
    assert signs(key) is taken
    # Zeros before it make no number longer.
    assert signs({**key, "n": base64.urlsafe_b64encode(bytes(300) + raw).decode().rstrip("=")}) is taken
    assert not signs({**key, "n": "不是数"})


@ONE_KIND
def test_the_session_that_a_browser_brings_ends_when_it_comes_back_as_somebody(door: Caller) -> None:
    before = signed_in(door).headers["set-cookie"].partition(";")[0]
    cookie, address = went(door)
    assert back(door, f"{cookie}; {before}", answer(address)).status == 303
    assert send(door, "GET", "/session", Cookie=before).codes == ["session_over"]


@ONE_KIND
def test_who_is_not_let_in_is_counted(door: Caller, provider: Provider) -> None:
    provider.subject = "示例编号-2"
    for _ in range(3):
        signed_in(door)
    (found,) = attempts(door.desk.accounts(), 0, 10)
    assert (found.what, found.who, found.place, found.times) == ("sign_in_refused", "", "provider", 3)
