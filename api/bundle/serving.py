"""How are tiles of the tree served to whoever follows the log from outside?"""

from __future__ import annotations

from functools import partial
from threading import Lock
from typing import Final

from api.bundle.tiles import WIDTH, Tile
from domain.merkle import CompactRange, Hash, hasher, root_of
from domain.storage import Ledger
from domain.storage.tree import read_leaves, select_algorithm

STRETCH: Final = 64 * WIDTH


class Tiles:
    """Tiles made of the header rows on demand.

    The roots over full tiles of leaves are kept, 32 bytes for 256 events: they never change, and everything above follows from them.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._roots: list[bytes] = []
        self._lock = Lock()

    def read(self, tile: Tile) -> bytes | None:
        """The hashes of a tile, None where the log is too short for it."""
        hash_ = hasher(self._ledger.read(select_algorithm))
        begin, end = tile.number * WIDTH, tile.number * WIDTH + tile.width
        hashes = self._leaves(begin, end, hash_) if tile.level == 0 else self._nodes(tile.level, begin, end, hash_)
        return b"".join(hashes) if len(hashes) == tile.width else None

    def subtree(self, begin: int, end: int) -> bytes:
        """The root over the leaves from `begin` to before `end`, of which there are some.

        `begin` is a multiple of 256, or all of them lie in one tile. `ValueError` where the log is too short.
        """
        hash_ = hasher(self._ledger.read(select_algorithm))
        first, full = begin // WIDTH, (end - begin) // WIDTH
        if full:
            self._complete(first + full, hash_)
        above, below = CompactRange(hash_=hash_), CompactRange(hash_=hash_)
        above.extend(self._roots[first : first + full])
        below.extend(self._leaves(begin + full * WIDTH, end, hash_))
        return CompactRange(end - begin, [*above.hashes, *below.hashes], hash_).root()

    def _leaves(self, begin: int, end: int, hash_: Hash) -> list[bytes]:
        return self._ledger.read(partial(read_leaves, after=begin, upto=end, hash_=hash_))

    def _nodes(self, level: int, begin: int, end: int, hash_: Hash) -> list[bytes]:
        below = WIDTH ** (level - 1)
        self._complete(end * below, hash_)
        roots = self._roots[begin * below : end * below]
        return [root_of(roots[at : at + below], hash_) for at in range(0, len(roots) // below * below, below)]

    def _complete(self, count: int, hash_: Hash) -> None:
        """Bring the roots over full tiles of leaves to `count`, as far as there are leaves; one thread works, the others wait."""
        with self._lock:
            while len(self._roots) < count:
                begin = len(self._roots) * WIDTH
                leaves = self._leaves(begin, min(begin + STRETCH, count * WIDTH), hash_)
                full = len(leaves) // WIDTH * WIDTH
                self._roots += [root_of(leaves[at : at + WIDTH], hash_) for at in range(0, full, WIDTH)]
                if not full:
                    return
