"""How does the log prove to a witness that it only added to the tree which that witness cosigned last?

The proof needs the compact range of the earlier tree and the leaves after it. So only the rows in between are read, if the range
of the earlier tree is still known; otherwise those before it too.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol

from domain.merkle import CompactRange, Hash, prove_growth
from domain.refusals import Refusal

SLICE: Final = 5000
MOST_KNOWN: Final = 100
"""Of so many trees, the latest, the range is kept."""


class LeavesMissing(Refusal):
    """Rows are missing below the size that was signed, so that nothing can be proven."""

    code = "leaves_missing"
    title = "台账缺了登记，做不出证明"


class Leaves(Protocol):
    """Whoever answers the leaf hashes behind position `after` up to position `upto`."""

    def leaves(self, after: int, upto: int, hash_: Hash) -> list[bytes]:
        """The hashes."""


@dataclass(slots=True)
class Prover:
    """Makes proofs, and keeps the ranges of trees from which the next may be asked for."""

    hash_: Hash
    _known: dict[int, tuple[bytes, ...]] = field(default_factory=dict)

    def remember(self, size: int, hashes: Sequence[bytes]) -> None:
        """Keep the range of a tree."""
        self._known[size] = tuple(hashes)
        while len(self._known) > MOST_KNOWN:
            del self._known[min(self._known)]

    def prove(self, log: Leaves, old_size: int, size: int) -> list[bytes]:
        """The consistency proof between the trees of `old_size` and `size`; raises `LeavesMissing`."""
        if old_size in {0, size}:
            return []
        tree = self._nearest(old_size)
        for leaves in _slices(log, tree, old_size):
            tree.extend(leaves)
        self.remember(old_size, tree.hashes)
        return prove_growth(tree, [leaf for leaves in _slices(log, tree, size) for leaf in leaves])

    def _nearest(self, size: int) -> CompactRange:
        """The largest known range of a tree of at most `size`."""
        sizes = sorted(self._known)
        place = bisect_right(sizes, size)
        if place == 0:
            return CompactRange(hash_=self.hash_)
        found = sizes[place - 1]
        return CompactRange(found, list(self._known[found]), self.hash_)


def _slices(log: Leaves, tree: CompactRange, last: int) -> Iterator[list[bytes]]:
    """The leaf hashes after `tree` up to position `last`, slice by slice."""
    for after in range(tree.size, last, SLICE):
        upto = min(after + SLICE, last)
        leaves = log.leaves(after, upto, tree.hash_)
        if len(leaves) < upto - after:
            raise LeavesMissing(f"第{after + 1}号至第{upto}号之间缺了登记，做不出证明。")
        yield leaves
