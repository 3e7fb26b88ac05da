"""Which hashes stand in which tile of the tree (C2SP tlog-tiles)?

A tile holds up to 256 neighbouring hashes of one level; level 0 are the leaves, a hash of level L + 1 is the root over the 256
hashes of one full tile of level L. The last tile of a level is partial where the tree does not fill it.

    tile/0/x001/234         the tile 1234 of the leaves
    tile/1/004.p/210        the tile 4 above it, of which there are 210 hashes
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Final, NamedTuple

from domain.merkle import Hash, root_of

WIDTH: Final = 256

Put = Callable[[str, bytes], None]

_PATH: Final = re.compile(
    r"(?P<level>[0-9]{1,2})/(?P<number>(?:x[0-9]{3}/){0,5}[0-9]{3})(?:\.p/(?P<width>[1-9][0-9]{0,2}))?"
)


class Tile(NamedTuple):
    """A tile by its level, its number in the level, and how many hashes it has."""

    level: int
    number: int
    width: int = WIDTH

    @property
    def path(self) -> str:
        """Its number in groups of three digits, all but the last behind an x."""
        number, groups = self.number // 1000, [f"{self.number % 1000:03}"]
        while number:
            groups.append(f"x{number % 1000:03}")
            number //= 1000
        path = f"{self.level}/{'/'.join(reversed(groups))}"
        return path if self.width == WIDTH else f"{path}.p/{self.width}"

    @property
    def leaves(self) -> int:
        """How many leaves a tree has at least that has this tile."""
        of_each: int = WIDTH**self.level
        return (self.number * WIDTH + self.width) * of_each


def parse_tile(path: str) -> Tile | None:
    """The tile of a path without `tile/`; None where it is not the one way to write one."""
    if (found := _PATH.fullmatch(path)) is None:
        return None
    number = int(found["number"].replace("x", "").replace("/", ""))
    tile = Tile(int(found["level"]), number, int(found["width"] or WIDTH))
    return tile if tile.path == path and tile.width <= WIDTH else None


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
                self._write(Tile(level, self._done[level], len(hashes)), hashes)

    def _add(self, level: int, node: bytes) -> None:
        if level == len(self._levels):
            self._levels.append([])
            self._done.append(0)
        hashes = self._levels[level]
        hashes.append(node)
        if len(hashes) == WIDTH:
            self._write(Tile(level, self._done[level]), hashes)
            self._done[level] += 1
            self._add(level + 1, root_of(hashes, self._hash))
            hashes.clear()

    def _write(self, tile: Tile, hashes: list[bytes]) -> None:
        self._put(f"tile/{tile.path}", b"".join(hashes))
