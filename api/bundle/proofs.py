"""How is one event, or an earlier tree, proven to be in a tree, without reading the whole log?

The proofs are those of `domain.merkle`; what hangs beside the way is looked up among the roots that serve the tiles, so that a proof
costs at most some hundred rows however long the log is, and strangers may ask for one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

Subtree = Callable[[int, int], bytes]
"""The root over the leaves from one index to before another (`Tiles.subtree`)."""


@dataclass(frozen=True, slots=True)
class Beside:
    """One hash of a proof of inclusion: it stands `left` of the way up or to its right, over the events `first` to `last`."""

    hash: bytes
    left: bool
    first: int
    last: int


def inclusion(subtree: Subtree, index: int, size: int) -> list[Beside]:
    """What hangs beside the way from leaf `index` up to the root over `size` leaves, lowest first (RFC 9162, 2.1.3.1)."""
    found, low, high = list[Beside](), 0, size
    while high - low > 1:
        middle = low + _split(high - low)
        left = index >= middle
        begin, end = (low, middle) if left else (middle, high)
        found.append(Beside(subtree(begin, end), left, begin + 1, end))
        low, high = (middle, high) if left else (low, middle)
    return found[::-1]


def consistency(subtree: Subtree, old_size: int, size: int) -> list[bytes]:
    """The proof that the tree of `size` leaves began as that of `old_size` (RFC 9162, 2.1.4.1)."""
    return [] if old_size in {0, size} else list(_consistency(subtree, old_size, 0, size))


def _consistency(subtree: Subtree, old: int, low: int, high: int, *, whole: bool = True) -> Iterator[bytes]:
    """`old`: up to which leaf the earlier tree goes; `whole`: what is left of it here is all of it, and known to who checks."""
    if old == high:
        if not whole:
            yield subtree(low, high)
        return
    middle = low + _split(high - low)
    if old <= middle:
        yield from _consistency(subtree, old, low, middle, whole=whole)
        yield subtree(middle, high)
    else:
        yield from _consistency(subtree, old, middle, high, whole=False)
        yield subtree(low, middle)


def _split(width: int) -> int:
    """The largest power of two below a width of at least two."""
    return 1 << (width - 1).bit_length() - 1
