"""Are scripts and styles kept by browsers for as long as they are the same, and never longer?"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api.accounts.refusals import SessionOver
from api.budget import Rate
from api.http.quotas import Quotas
from api.http.terms import Terms
from api.pages import static_files
from api.pages.static_files import ROUTES, STATIC, SUMS, address, digest, files
from tests.api.kit import Hands, calling, nowhere

HTMX = "vendor/htmx.min.js"
NONE = Rate(burst=1, per_second=0.001)


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    """Nobody has a request left; the desk has neither a ledger nor accounts."""
    terms = Terms(quotas=Quotas(account=NONE, nameless=NONE, readers=NONE))
    with calling(nowhere(), Hands(), routes=ROUTES, terms=terms) as caller:
        yield caller.client


@pytest.mark.parametrize("name", sorted(files()))
def test_a_file_is_sent_as_it_is_and_may_be_kept_for_a_year(client: TestClient, name: str) -> None:
    said = client.get(address(name), headers={"Accept-Encoding": "identity"})
    assert (said.status_code, said.content) == (200, (STATIC / name).read_bytes())
    assert said.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert said.headers["x-content-type-options"] == "nosniff"
    assert "set-cookie" not in said.headers


@pytest.mark.parametrize(
    ("accepted", "packed"),
    [
        ("gzip", True),
        ("br, GZIP ; q=0.5", True),
        ("deflate,gzip;q=1.0", True),
        ("gzip;q=0", False),
        ("br, gzip; q=0.000", False),
        ("x-gzip2", False),
        ("", False),
    ],
)
def test_a_file_goes_out_packed_where_the_browser_takes_it(client: TestClient, accepted: str, packed: bool) -> None:
    with client.stream("GET", address(HTMX), headers={"Accept-Encoding": accepted}) as said:
        sent = b"".join(said.iter_raw())
    assert ("content-encoding" in said.headers) == packed
    assert said.headers["vary"] == "Accept-Encoding"
    assert int(said.headers["content-length"]) == len(sent)
    assert (gzip.decompress(sent) if packed else sent) == files()[HTMX].plain


def test_a_script_says_that_it_is_one(client: TestClient) -> None:
    said = {
        name: client.get(address(f"vendor/{name}")).headers["content-type"] for name in ("htmx.min.js", "htmx.LICENSE")
    }
    assert said == {"htmx.min.js": "text/javascript; charset=utf-8", "htmx.LICENSE": "text/plain; charset=utf-8"}


@pytest.mark.parametrize(
    "path",
    [
        f"/static/{'0' * 16}/{HTMX}",
        f"/static/{digest()}/nothing.js",
        f"/static/{digest()}/vendor/{SUMS}",
        f"/static/{digest()}/vendor/../../static_files.py",
        f"/static/{digest()}/%2e%2e/static_files.py",
        f"/static/{digest()}/",
    ],
)
def test_under_any_other_address_there_is_nothing_and_nobody_keeps_that(client: TestClient, path: str) -> None:
    said = client.get(path)
    assert (said.status_code, said.json()["errors"][0]["code"]) == (404, "no_such_path")
    assert said.headers["cache-control"] == "no-store"


def test_a_file_that_is_not_there_is_noticed_when_the_page_is_written() -> None:
    with pytest.raises(KeyError):
        address("vendor/nothing.js")


def test_the_address_of_every_file_changes_with_one_of_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(static_files, "STATIC", tmp_path)
    (tmp_path / "same.css").write_text("a{}")
    seen = set()
    for name, text in [("other.css", "b{}"), ("other.css", "c{}"), ("renamed.css", "c{}")]:
        (tmp_path / name).write_text(text)
        digest.cache_clear()
        files.cache_clear()
        seen.add(address("same.css"))
    digest.cache_clear()
    files.cache_clear()
    assert len(seen) == 3


def test_nobody_is_asked_who_he_is_for_a_script() -> None:
    def over(_headers: object) -> object:
        raise SessionOver("示例")

    with calling(nowhere(), Hands(), routes=ROUTES, actors=over) as caller:  # type: ignore[arg-type] # never asked
        assert caller.client.get(address(HTMX), headers={"Cookie": "minsheng=over"}).status_code == 200
