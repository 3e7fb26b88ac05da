"""Does whoever follows the log from outside get its signed roots and its tree, and nothing before it is signed?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from api.bundle.tiles import TileWriter
from api.desk import Desk
from api.log.shelf import Shelf
from domain.merkle import root_of, sha256
from domain.storage import Ledger
from domain.storage.tree import read_leaves
from domain.transparency.checkpoints import Checkpoint
from domain.transparency.notes import sign_note
from tests.api.kit import Caller, Hands, calling
from tests.bundle.keys import KEY, ORIGIN
from tests.storage.told import ENVELOPE, append

MORNING = datetime(2024, 1, 18, 2, 0, tzinfo=UTC)
EVENTS = 600


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "checkpoints")


@pytest.fixture
def log(ledger: Ledger, desk: Desk, hands: Hands, shelf: Shelf) -> Iterator[Caller]:
    """The service over a log of 600 events, nothing of which is signed."""
    ledger.append([append("a", 0, EVENTS)], envelope=ENVELOPE, command=None)
    with calling(replace(desk, checkpoints=shelf.folder), hands) as caller:
        yield caller


def leaves(ledger: Ledger) -> list[bytes]:
    return ledger.read(lambda connection: read_leaves(connection, 0, EVENTS, sha256))


def publish(ledger: Ledger, shelf: Shelf, size: int, minutes: int = 0) -> None:
    root = root_of(leaves(ledger)[:size])
    shelf.keep(sign_note(Checkpoint(ORIGIN, size, root, MORNING + timedelta(minutes=minutes)).text, KEY))


def test_before_anything_is_signed_there_is_nothing(log: Caller) -> None:
    for path in ("checkpoint", "tile/0/000", "tile/0/000.p/1"):
        assert log.get(f"/api/v1/log/{path}", None).status == 404
    assert log.get("/api/v1/log/checkpoints", None).json == {"items": []}


def test_the_newest_signed_root_is_given_as_it_was_signed(log: Caller, ledger: Ledger, shelf: Shelf) -> None:
    for minutes, size in enumerate((256, 300, 300)):
        publish(ledger, shelf, size, minutes)
        said = log.client.get("/api/v1/log/checkpoint")
        newest = shelf.newest()
        assert newest is not None
        assert (said.content, said.headers["content-type"]) == (newest.raw, "text/plain; charset=utf-8")
        assert said.headers["cache-control"] == "no-store"


def test_signed_roots_are_listed_the_newest_first(log: Caller, ledger: Ledger, shelf: Shelf) -> None:
    for minutes, size in enumerate((10, 256, 300)):
        publish(ledger, shelf, size, minutes)

    def sizes(query: str) -> list[int]:
        return [item["size"] for item in log.get(f"/api/v1/log/checkpoints{query}", None).json["items"]]

    assert (sizes(""), sizes("?limit=2"), sizes("?upto=299"), sizes("?upto=9")) == (
        [300, 256, 10], [300, 256], [256, 10], [],
    )  # fmt: skip
    (item,) = log.get("/api/v1/log/checkpoints?limit=1", None).json["items"]
    assert item == {
        "size": 300, "time": "2024-01-18T02:02:00.000000Z", "note": shelf.all()[-1].raw.decode(), "timestamped": False,
    }  # fmt: skip


def test_the_tiles_of_the_signed_tree_are_served_for_ever(log: Caller, ledger: Ledger, shelf: Shelf) -> None:
    publish(ledger, shelf, 550)
    expected: dict[str, bytes] = {}
    writer = TileWriter(expected.__setitem__, sha256)
    writer.extend(leaves(ledger)[:550])
    writer.close()
    assert set(expected) == {"tile/0/000", "tile/0/001", "tile/0/002.p/38", "tile/1/000.p/2"}
    for name, content in expected.items():
        said = log.client.get(f"/api/v1/log/{name}")
        assert (said.status_code, said.content) == (200, content)
        assert said.headers["content-type"] == "application/octet-stream"
        assert "immutable" in said.headers["cache-control"]


def test_a_smaller_partial_tile_is_served_to_whoever_knows_an_earlier_root(
    log: Caller, ledger: Ledger, shelf: Shelf
) -> None:
    publish(ledger, shelf, 550)
    assert log.client.get("/api/v1/log/tile/0/001.p/7").content == b"".join(leaves(ledger)[256:263])
    assert log.client.get("/api/v1/log/tile/1/000.p/1").content == root_of(leaves(ledger)[:256])


@pytest.mark.parametrize(
    "path",
    ["0/002", "0/002.p/39", "1/000.p/3", "1/000", "2/000.p/1", "0/x000/001", "0/0", "9/x999/x999/999", "99/000", "entries/000", "0/../000"],
)  # fmt: skip
def test_what_is_not_in_the_signed_tree_is_not_found(path: str, log: Caller, ledger: Ledger, shelf: Shelf) -> None:
    publish(ledger, shelf, 550)
    assert log.client.get(f"/api/v1/log/tile/{path}").status_code == 404


@pytest.mark.parametrize("path", ["checkpoint", "checkpoints"])
@pytest.mark.parametrize("written", [b"", b"\xff\xd8\xff jpeg", b"signed\n"])
def test_a_damaged_root_is_not_given_and_its_place_not_told(
    path: str, written: bytes, log: Caller, ledger: Ledger, shelf: Shelf
) -> None:
    publish(ledger, shelf, 10)
    shelf.all()[0].path.write_bytes(written)
    said = log.get(f"/api/v1/log/{path}", who=None)
    assert (said.status, said.codes) == (503, ["service_away"])
    assert str(shelf.folder) not in str(said.json)
