"""Does somebody get in by a provider of sign-in, and nobody by what only looks like its word?"""

from __future__ import annotations

import base64
import hmac
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
from joserfc import jwt
from joserfc.jwk import ECKey

from api.accounts.adding import add
from api.accounts.attempts import attempts
from api.accounts.oidc import Provider as Ours
from api.accounts.oidc import signs
from api.accounts.refusals import GrantUnfit
from api.desk import Desk, provider_of
from api.http.credential import PLAIN
from api.settings import read_settings
from domain.storage.accounts.grants import Scope, insert_grant
from domain.storage.accounts.known import set_locked
from tests.accounts.people import send
from tests.accounts.provider import CLIENT, SECRET, Provider, running
from tests.api.kit import COUNTY, Caller, Hands, Said, calling

ONE_KIND = pytest.mark.parametrize("provider", ["ES256"], indirect=True)
"""Where the kind of the signature makes no difference."""
REDIRECT = "http://127.0.0.1:8000/api/v1/session/provider/answer"
GOING = "/session/provider"


@pytest.fixture(params=["ES256", "RS256"])
def provider(request: pytest.FixtureRequest, hands: Hands) -> Iterator[Provider]:
    with running(Provider(lambda: hands().timestamp(), kind=request.param)) as found:
        yield found


@pytest.fixture
def door(desk: Desk, hands: Hands, provider: Provider) -> Iterator[Caller]:
    """The service with that provider, and the account of its subject."""
    ours = Ours(issuer=provider.issuer, client=CLIENT, redirect=REDIRECT, secret=SECRET)
    with calling(replace(desk, provider=ours), hands) as api:
        accounts = api.desk.accounts()
        with accounts.together() as line:
            made = add(accounts, line, "jingban", by="test", administers=False, subject=provider.subject)
            insert_grant(line, made.account, Scope("clerk", COUNTY), accounts.now())
        yield api


def went(api: Caller) -> tuple[str, str]:
    """The cookie of a browser that goes to sign in, and the address to which it goes."""
    response = api.client.post(f"/api/v1{GOING}", follow_redirects=False)
    api.client.cookies.clear()
    assert response.status_code == 303, response.text
    return response.headers["set-cookie"].partition(";")[0], response.headers["location"]


def answer(address: str) -> str:
    """What the provider has the browser bring back: the query."""
    response = httpx2.get(address, trust_env=False, follow_redirects=False)
    back = urlsplit(response.headers["location"])
    assert f"{back.scheme}://{back.netloc}{back.path}" == REDIRECT
    return back.query


def back(api: Caller, cookie: str, query: str) -> Said:
    headers = {"Cookie": cookie} if cookie else {}
    response = api.client.get(f"/api/v1{GOING}/answer?{query}", headers=headers, follow_redirects=False)
    api.client.cookies.clear()
    return Said(response.status_code, dict(response.headers), response.json())


def signed_in(api: Caller) -> Said:
    cookie, address = went(api)
    return back(api, cookie, answer(address))


def test_whoever_the_provider_names_is_signed_in_as_the_one_whose_account_it_is(door: Caller) -> None:
    said = signed_in(door)
    assert said.status == 303, said.json
    cookie = said.headers["set-cookie"].partition(";")[0]
    assert cookie.startswith(f"{PLAIN}=")
    assert send(door, "GET", "/session", Cookie=cookie).json["role"] == "clerk"


def test_the_question_carries_no_secret_and_is_another_each_time(door: Caller) -> None:
    (cookie, first), (_, second) = went(door), went(door)
    asked = [{name: values[0] for name, values in parse_qs(urlsplit(each).query).items()} for each in (first, second)]
    assert asked[0].keys() == {
        "response_type", "client_id", "redirect_uri", "scope", "state", "nonce", "code_challenge", "code_challenge_method",
    }  # fmt: skip
    assert all(asked[0][name] != asked[1][name] for name in ("state", "nonce", "code_challenge"))
    assert len({asked[0][name] for name in ("state", "nonce", "code_challenge")}) == 3
    assert cookie.partition("=")[2] not in first


@pytest.mark.parametrize(
    "lie",
    [
        {"aud": "another-client"},
        {"aud": [CLIENT, "another-client"]},
        {"aud": [CLIENT, "another-client"], "azp": "another-client"},
        {"azp": "another-client"},
        {"aud": None},
        {"iss": "https://example.com"},
        {"iss": None},
        {"nonce": "another"},
        {"nonce": None},
        {"sub": None},
        {"exp": None},
        {"exp": "tomorrow"},
        {"iat": None},
    ],
)
def test_a_token_that_is_not_for_this_sign_in_is_refused(door: Caller, provider: Provider, lie: dict[str, Any]) -> None:
    provider.said = lie
    said = signed_in(door)
    assert (said.status, said.codes) == (401, ["oidc_refused"])
    assert "set-cookie" not in said.headers


@pytest.mark.parametrize(("since", "taken"), [(299, True), (359, True), (361, False)])
def test_a_token_is_good_until_it_expires(
    door: Caller, hands: Hands, provider: Provider, since: int, taken: bool
) -> None:
    began = hands().timestamp()
    provider.now = lambda: began
    cookie, address = went(door)
    query = answer(address)
    hands.moment += timedelta(seconds=since)
    assert (back(door, cookie, query).status == 303) is taken


def encoded(part: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=")


def unsigned(_: Provider, claims: dict[str, Any]) -> str:
    return f"{encoded({'alg': 'none'})}.{encoded(claims)}."


def by_another_key(_: Provider, claims: dict[str, Any]) -> str:
    return jwt.encode({"alg": "ES256", "kid": "1"}, claims, ECKey.generate_key("P-256"), algorithms=["ES256"])


def by_the_public_key_as_a_password(provider: Provider, claims: dict[str, Any]) -> str:
    head, body = (encoded(each) for each in ({"alg": "HS256", "kid": "1"}, claims))
    mac = hmac.digest(provider.key.as_pem(private=False), f"{head}.{body}".encode(), "sha256")
    return f"{head}.{body}.{base64.urlsafe_b64encode(mac).decode().rstrip('=')}"


def changed(provider: Provider, claims: dict[str, Any]) -> str:
    head, _, rest = provider.signed(claims).partition(".")
    body = encoded({**claims, "sub": "admin"})
    return f"{head}.{body}.{rest.partition('.')[2]}"


def nonsense(_: Provider, __: dict[str, Any]) -> str:
    return "示例"


@pytest.mark.parametrize("sign", [unsigned, by_another_key, by_the_public_key_as_a_password, changed, nonsense])
def test_a_token_that_the_provider_did_not_sign_is_refused(door: Caller, provider: Provider, sign: Any) -> None:
    provider.sign = sign
    assert signed_in(door).codes == ["oidc_refused"]


def test_a_code_that_was_used_is_worth_nothing(door: Caller) -> None:
    cookie, address = went(door)
    query = answer(address)
    assert back(door, cookie, query).status == 303
    assert back(door, cookie, query).codes == ["oidc_refused"]


def test_an_answer_to_another_browser_is_not_taken(door: Caller) -> None:
    """Mixed-up state: whoever sends a victim the answer to his own question does not sign him in as himself."""
    (mine, _), (_, his) = went(door), went(door)
    query = answer(his)
    assert back(door, mine, query).codes == ["oidc_refused"]
    assert back(door, "", query).codes == ["oidc_refused"]
    assert back(door, mine, query.replace("state=", "was=")).codes == ["oidc_refused"]


def test_a_stolen_code_is_worth_nothing_without_the_browser_that_asked(door: Caller) -> None:
    (_, his), (mine, my_address) = went(door), went(door)
    stolen = parse_qs(answer(his))["code"][0]
    state = parse_qs(urlsplit(my_address).query)["state"][0]
    assert back(door, mine, f"code={stolen}&state={state}").codes == ["oidc_refused"], "the verifier is another"


def test_the_answer_of_another_provider_is_not_taken(door: Caller, provider: Provider) -> None:
    provider.back = {"iss": "https://example.com"}
    assert signed_in(door).codes == ["oidc_refused"]
    provider.back = {"iss": provider.issuer}
    assert signed_in(door).status == 303


@pytest.mark.parametrize(
    "known",
    [
        {"issuer": "https://example.com"},
        {"token_endpoint": None},
        {"token_endpoint": "file:///etc/passwd"},
        {"jwks_uri": ["x"]},
    ],
)
def test_a_provider_that_says_something_else_of_itself_is_not_believed(
    door: Caller, provider: Provider, known: dict[str, Any]
) -> None:
    cookie, address = went(door)
    query = answer(address)
    provider.known = known
    assert back(door, cookie, query).codes == ["oidc_refused"]


def test_whoever_has_no_account_or_a_locked_one_is_refused_alike(door: Caller, provider: Provider) -> None:
    provider.subject = "示例编号-2"
    stranger = signed_in(door)
    provider.subject = "示例编号-1"
    with door.desk.accounts().line() as line:
        (row,) = line.execute("SELECT account FROM accounts.accounts").fetchall()
        set_locked(line, row["account"], door.hands())
    locked = signed_in(door)
    assert (stranger.codes, stranger.json) == (["sign_in_refused"], locked.json)


def test_a_provider_that_is_away_is_said_to_be_away(desk: Desk, hands: Hands) -> None:
    away = Ours(issuer="http://127.0.0.1:9", client=CLIENT, redirect=REDIRECT)
    with calling(replace(desk, provider=away), hands) as api:
        assert send(api, "POST", GOING).codes == ["service_away"]
    with calling(desk, hands) as api:
        assert send(api, "POST", GOING).codes == ["not_found"]


def test_the_settings_say_where_to_go_and_where_to_come_back() -> None:
    assert provider_of(read_settings()) is None
    settings = read_settings(
        oidc_issuer="https://example.com/id",
        origin="https://example.com",
        oidc_secret="x",  # noqa: S106 - nobody's
        oidc_amr="mfa  otp",
        oidc_max_age_minutes=5,
    )
    found = provider_of(settings)
    assert found == Ours(
        issuer="https://example.com/id",
        client="minsheng",
        redirect="https://example.com/api/v1/session/provider/answer",
        secret="x",  # noqa: S106 - nobody's
        amr=("mfa", "otp"),
        max_age_s=300,
    )
    assert "'x'" not in repr(found)


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
