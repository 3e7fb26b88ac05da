"""Which hashes stand in which tile of the tree (C2SP tlog-tiles)?

A tile holds up to 256 neighbouring hashes of one level; level 0 are the leaves, a hash of level L + 1 is the root over the 256
hashes of one full tile of level L. The last tile of a level is partial where the tree does not fill it.

    tile/0/x001/234         the tile 1234 of the leaves
    tile/1/004.p/210        the tile 4 above it, of which there are 210 hashes
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from domain.merkle import HASH_BYTES, CompactRange, Hash

WIDTH: Final = 256

Put = Callable[[str, bytes], None]


def tile_path(level: int, number: int, width: int = WIDTH) -> str:
    """The path of a tile: its number in groups of three digits, all but the last behind an x."""
    groups = [f"{number % 1000:03}"]
    while number := number // 1000:
        groups.append(f"x{number % 1000:03}")
    path = f"tile/{level}/{'/'.join(reversed(groups))}"
    return path if width == WIDTH else f"{path}.p/{width}"


class TileWriter:
    """Takes the leaf hashes of a tree in order and puts its tiles, those that are full at once, the partial ones at the end."""

    def __init__(self, put: Put, hash_: Hash) -> None:
        self._put = put
        self._hash = hash_
        self._levels: list[list[bytes]] = []
        self._done: list[int] = []

    def extend(self, leaves: Iterable[bytes]) -> None:
        """Add leaf hashes."""
        for leaf in leaves:
            self._add(0, leaf)

    def close(self) -> None:
        """Put what is partial."""
        for level, hashes in enumerate(self._levels):
            if hashes:
                self._put(tile_path(level, self._done[level], len(hashes)), b"".join(hashes))

    def _add(self, level: int, node: bytes) -> None:
        if level == len(self._levels):
            self._levels.append([])
            self._done.append(0)
        hashes = self._levels[level]
        hashes.append(node)
        if len(hashes) == WIDTH:
            self._put(tile_path(level, self._done[level]), b"".join(hashes))
            self._done[level] += 1
            self._add(level + 1, root_of_full(hashes, self._hash))
            hashes.clear()


def root_of_full(hashes: Iterable[bytes], hash_: Hash) -> bytes:
    """The root over the hashes of one full tile."""
    above = CompactRange(hash_=hash_)
    above.extend(hashes)
    return above.root()


def cut(tile: bytes) -> Iterator[bytes]:
    """The hashes of a tile."""
    return (tile[begin : begin + HASH_BYTES] for begin in range(0, len(tile), HASH_BYTES))
