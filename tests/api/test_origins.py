"""Is a write that another site's page sends with somebody's cookie refused, and nobody else's?"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from starlette.testclient import TestClient

from api.desk import Desk
from api.http.actor import unbelieved
from api.http.app import build_app
from api.http.credential import PLAIN, SECURE
from api.http.route import Route
from api.http.table import ROUTES
from api.http.terms import Terms, terms_of
from api.settings import SettingsInvalid, read_settings
from tests.api.kit import nowhere

COOKIE = {"Cookie": f"{PLAIN}=x"}
HOST = "ledger.example"
WRITES = [route for route in ROUTES if route.method != "GET"]


@contextmanager
def serving(terms: Terms | None = None) -> Iterator[TestClient]:
    @contextmanager
    def lent() -> Iterator[Desk]:
        yield nowhere()

    with TestClient(build_app(ROUTES, lent, unbelieved, terms), base_url=f"http://{HOST}") as client:
        yield client


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with serving() as found:
        yield found


def code(client: TestClient, method: str, path: str, headers: dict[str, str]) -> str:
    client.cookies.clear()
    answer = client.request(method, path, headers=headers)
    return str(answer.json().get("errors", [{"code": ""}])[0]["code"])


@pytest.mark.parametrize("cookie", [PLAIN, SECURE])
@pytest.mark.parametrize("route", WRITES, ids=lambda route: f"{route.method} {route.path}")
def test_no_write_with_a_session_is_taken_from_another_site(client: TestClient, route: Route, cookie: str) -> None:
    path = route.path.replace("{", "").replace("}", "")
    headers = {"Cookie": f"{cookie}=x", "Sec-Fetch-Site": "cross-site"}
    answer = client.request(route.method, path, headers=headers)
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (403, "cross_site")


@pytest.mark.parametrize(
    ("said", "refused"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, False),
        ({"Sec-Fetch-Site": "none"}, False),
        ({"Sec-Fetch-Site": "same-site"}, True),
        ({"Sec-Fetch-Site": "cross-site"}, True),
        ({"Sec-Fetch-Site": ""}, True),
        ({"Sec-Fetch-Site": "SAME-ORIGIN"}, True),
        ({"Sec-Fetch-Site": "cross-site", "Origin": f"http://{HOST}"}, True),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "http://evil.example"}, False),
        ({"Origin": f"http://{HOST}"}, False),
        ({"Origin": f"https://{HOST}"}, False),
        ({"Origin": "http://evil.example"}, True),
        ({"Origin": f"http://{HOST}.evil.example"}, True),
        ({"Origin": f"http://evil.example/{HOST}"}, True),
        ({"Origin": f"http://{HOST}:8080"}, True),
        ({"Origin": f"http://x@{HOST}"}, True),
        ({"Origin": "null"}, True),
        ({"Origin": ""}, True),
        ({"Origin": "http://["}, True),
        ({}, False),
    ],
)
def test_what_a_browser_says_of_the_page_decides(client: TestClient, said: dict[str, str], *, refused: bool) -> None:
    assert (code(client, "PUT", "/api/v1/session", {**COOKIE, **said}) == "cross_site") == refused


def test_without_a_cookie_nothing_is_added_that_the_sender_does_not_have_himself(client: TestClient) -> None:
    elsewhere = {"Sec-Fetch-Site": "cross-site", "Origin": "http://evil.example"}
    assert code(client, "POST", "/api/v1/rounds", elsewhere) == "role_not_admitted"
    assert code(client, "POST", "/api/v1/calculators/tally", elsewhere) == "media_type_unsupported"


@pytest.mark.parametrize("method", ["POST", "DELETE"])
def test_another_site_signs_nobody_in_or_out(client: TestClient, method: str) -> None:
    assert code(client, method, "/api/v1/session", {"Sec-Fetch-Site": "cross-site"}) == "cross_site"


def test_reading_is_not_refused(client: TestClient) -> None:
    assert code(client, "GET", "/api/v1/presets", {**COOKIE, "Sec-Fetch-Site": "cross-site"}) != "cross_site"


def test_the_address_that_the_operator_names_is_ours_whatever_a_proxy_makes_of_the_host() -> None:
    said = {**COOKIE, "Host": "127.0.0.1:8000"}
    with serving(Terms(origin="https://ledger.example")) as client:
        assert code(client, "PUT", "/api/v1/session", {**said, "Origin": "https://ledger.example"}) != "cross_site"
        assert code(client, "PUT", "/api/v1/session", {**said, "Origin": "https://evil.example"}) == "cross_site"


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("ledger.example", 200),
        ("LEDGER.example:443", 200),
        ("other.example", 200),
        ("127.0.0.1:8000", 200),
        ("evil.example", 421),
        ("ledger.example.evil.example", 421),
        ("evil.example:ledger.example", 421),
        ("ledger.example@evil.example", 421),
        ("", 421),
    ],
)
def test_only_the_names_that_were_set_are_served(host: str, status: int) -> None:
    settings = read_settings(origin="https://ledger.example", hosts="other.example")
    with serving(terms_of(settings, None)) as client:
        assert client.get("/healthz", headers={"Host": host}).status_code == status


def test_where_no_name_was_set_any_is_served() -> None:
    with serving(terms_of(read_settings(), None)) as client:
        assert client.get("/healthz", headers={"Host": "any.example"}).status_code == 200


@pytest.mark.parametrize("hosts", ["a/b", "a,b", "https://a.example", "示例"])
def test_names_that_are_none_are_refused(hosts: str) -> None:
    with pytest.raises(SettingsInvalid, match="MINSHENG_HOSTS"):
        read_settings(hosts=hosts)


@pytest.mark.parametrize("path", ["/healthz", "/api/v1/openapi.json", "/nothing", "/api/v1/rounds/x/y/z"])
def test_every_answer_says_what_a_browser_may_do_with_it(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    assert headers["content-security-policy"] == (
        "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"
    )
    assert headers["cross-origin-opener-policy"] == headers["cross-origin-resource-policy"] == "same-origin"
    assert (headers["referrer-policy"], headers["x-content-type-options"]) == ("no-referrer", "nosniff")
    assert "camera=()" in headers["permissions-policy"]
    assert "strict-transport-security" not in headers


@pytest.mark.parametrize("path", ["/healthz", "/nothing"])
@pytest.mark.parametrize(("origin", "sent"), [("https://ledger.example", True), ("http://ledger.example", False)])
def test_a_service_that_is_reached_by_https_says_so(path: str, origin: str, *, sent: bool) -> None:
    with serving(Terms(origin=origin)) as client:
        assert ("strict-transport-security" in client.get(path).headers) == sent
