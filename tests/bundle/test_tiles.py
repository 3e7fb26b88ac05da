"""Are the tiles of a tree those of C2SP tlog-tiles, written at once or served one by one?"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.bundle.serving import Tiles
from api.bundle.tiles import WIDTH, Tile, TileWriter, parse_tile
from domain.merkle import root_of, sha256
from domain.storage import Ledger
from domain.storage.tree import select_algorithm


def leaves(size: int) -> list[bytes]:
    return [hashlib.sha256(b"leaf %d" % number).digest() for number in range(size)]


def tiles_of(hashes: Sequence[bytes]) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    writer = TileWriter(found.__setitem__, sha256)
    writer.extend(hashes)
    writer.close()
    return found


class OnlyLeaves:
    """A ledger of which nothing but its leaves is read."""

    def __init__(self, hashes: Sequence[bytes]) -> None:
        self.hashes = hashes

    def read(self, select: Callable[..., Any]) -> Any:
        if select is select_algorithm:
            return "sha256"
        asked = cast("Any", select).keywords
        return self.hashes[asked["after"] : asked["upto"]]


def test_a_tree_of_70000_has_the_tiles_of_the_specifications_example() -> None:
    # C2SP tlog-tiles, "Partial Tiles".
    names = set(tiles_of(leaves(70_000)))
    full = {f"tile/0/{number:03}" for number in range(273)} | {"tile/1/000"}
    assert names == full | {"tile/0/273.p/112", "tile/1/001.p/17", "tile/2/000.p/1"}


def test_a_tree_of_256_has_a_full_tile_and_a_partial_one_above() -> None:
    # C2SP tlog-tiles, "Partial Tiles".
    hashes = leaves(256)
    assert tiles_of(hashes) == {"tile/0/000": b"".join(hashes), "tile/1/000.p/1": root_of(hashes)}


def test_a_number_is_written_in_groups_of_three_digits() -> None:
    # C2SP tlog-tiles, "Merkle Tree".
    assert Tile(0, 1_234_067).path == "0/x001/x234/067"


@pytest.mark.parametrize("size", [1, 255, 256, 257, 511, 65_536 + 300])
def test_each_hash_is_the_root_over_the_leaves_below_it(size: int) -> None:
    hashes = leaves(size)
    for name, content in tiles_of(hashes).items():
        tile = parse_tile(name.removeprefix("tile/"))
        assert tile is not None
        below = WIDTH**tile.level
        begin = tile.number * WIDTH * below
        expected = [root_of(hashes[begin + i * below : begin + (i + 1) * below]) for i in range(tile.width)]
        assert content == b"".join(expected)
        assert begin + tile.width * below == tile.leaves <= size


@settings(max_examples=30)
@given(size=st.integers(1, 70_000))
def test_what_is_served_is_what_is_written(size: int) -> None:
    hashes = leaves(size)
    served = Tiles(cast("Ledger", OnlyLeaves(hashes)))
    for name, content in tiles_of(hashes).items():
        tile = parse_tile(name.removeprefix("tile/"))
        assert tile is not None
        assert served.read(tile) == content
        assert served.read(tile._replace(number=tile.number + 1000)) is None


@given(level=st.integers(0, 63), number=st.integers(0, 10**9), width=st.integers(1, WIDTH))
def test_a_path_is_read_back_as_what_it_was_written_for(level: int, number: int, width: int) -> None:
    tile = Tile(level, number, width)
    assert parse_tile(tile.path) == tile


@pytest.mark.parametrize(
    "path",
    ["", "0", "0/", "0/0", "0/00", "0/0000", "00/000", "0/x000/001", "0/x001", "0/001/002", "0/000.p/0", "0/000.p/256", "0/000.p/300",
     "0/000.p/01", "0/000.p/", "0/000.p/1/", "-1/000", "0/-01", "0/٠٠٠", "0/000\n", "entries/000", "0/../000", "0/x1/000"],
)  # fmt: skip
def test_any_other_way_to_write_a_path_is_none(path: str) -> None:
    assert parse_tile(path) is None
