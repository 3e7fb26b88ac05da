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
from api.accounts.oidc import Provider as Ours
from api.desk import Desk, provider_of
from api.http.credential import PLAIN
from api.settings import read_settings
from domain.storage.accounts.grants import Scope, insert_grant
from domain.storage.accounts.known import set_locked
from tests.accounts.people import send
from tests.accounts.provider import CLIENT, SECRET, Provider, running
from tests.api.kit import COUNTY, Caller, Hands, Said, calling

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
