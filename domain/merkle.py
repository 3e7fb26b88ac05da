"""Which root do the leaves of a log have, and how is one of them, or an earlier tree, proven to be in it?

The Merkle tree of RFC 9162, section 2.1, which is that of RFC 6962 too:

    leaf hash   HASH( 00 || entry )             entry: the bytes of one leaf
    node hash   HASH( 01 || left || right )     left, right: 32 bytes each
    root        of no leaf: HASH of nothing; of one: its leaf hash; of n: the node hash of the roots of the first k leaves
                and of the rest, where k is the largest power of two below n

The byte in front keeps a node from being passed off as a leaf. A tree never changes to the left of its last leaf: its first
2^i leaves are one subtree for ever, the next largest power of two that is still full another, and so on, as many as the size
has ones in binary. Those subtrees, largest first, are the compact range of the tree: it grows by a leaf without any other
leaf, and gives the root.

    size 11 = 8 + 2 + 1          root
                                /    \
                      8 leaves        o
                    (0 1 … 7)        / \
                               (8 9)    10

A proof is the list of what hangs beside the way from a known subtree up to the root, lowest first. Of a leaf's inclusion the
known subtree is the leaf. Of the consistency with an earlier tree it is the smallest subtree of the earlier tree's compact
range: on the way up what hangs to the left belongs to both trees, what hangs to the right to the later one alone. That subtree
is the proof's first hash, save where it is the whole earlier tree.

A root alone does not say of how many leaves it is: who is given a size besides must have it from where he has the root.

HASH is SHA-256 or SM3 (GB/T 32905-2016), one for all of a log. Everything below takes and gives hashes of 32 bytes; leaves are
numbered from 0.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias

Hash: TypeAlias = Callable[[bytes], bytes]
"""From bytes to the 32 bytes of their digest."""

HASH_BYTES: Final = 32


def sha256(data: bytes) -> bytes:
    """SHA-256 (FIPS 180-4)."""
    return hashlib.sha256(data).digest()


def sm3(data: bytes) -> bytes:
    """SM3 (GB/T 32905-2016); `ValueError` where the machine's OpenSSL has none."""
    return hashlib.new("sm3", data).digest()


HASHERS: Final[dict[str, Hash]] = {"sha256": sha256, "sm3": sm3}


def hasher(name: str) -> Hash:
    """The hash of a log by its name, `sha256` or `sm3`; `ValueError` for any other."""
    if name not in HASHERS:
        raise ValueError(f"no hash of a log: {name!r}")
    return HASHERS[name]


def leaf_hash(entry: bytes, hash_: Hash = sha256) -> bytes:
    """The hash of a leaf (RFC 9162, 2.1.1)."""
    return hash_(b"\0" + entry)


def node_hash(left: bytes, right: bytes, hash_: Hash = sha256) -> bytes:
    """The hash of a node above `left` and `right` (RFC 9162, 2.1.1)."""
    return hash_(b"\1" + left + right)


def root_of(leaves: Iterable[bytes], hash_: Hash = sha256) -> bytes:
    """The root of the tree over these leaf hashes."""
    tree = CompactRange(hash_=hash_)
    tree.extend(leaves)
    return tree.root()


@dataclass(slots=True)
class CompactRange:
    """The largest full subtrees of a tree of `size` leaves, largest first: all that is needed to go on.

    `ValueError` where there are not as many as `size` has ones in binary, or one is not of 32 bytes.
    """

    size: int = 0
    hashes: list[bytes] = field(default_factory=list)
    hash_: Hash = field(default=sha256, repr=False, compare=False)

    def __post_init__(self) -> None:
        self.hashes = list(self.hashes)
        if self.size < 0 or len(self.hashes) != self.size.bit_count() or not _sound(self.hashes):
            raise ValueError(f"{len(self.hashes)} hashes are no compact range of {self.size} leaves")

    def append(self, leaf: bytes) -> None:
        """Add the hash of one leaf."""
        self.extend((leaf,))

    def extend(self, leaves: Iterable[bytes]) -> None:
        """Add the hashes of leaves, in order."""
        hashes, hash_, size = self.hashes, self.hash_, self.size
        for leaf in leaves:
            node, rest = leaf, size
            # A one at the low end is a full subtree as large as the new one.
            while rest & 1:
                node = hash_(b"\1" + hashes.pop() + node)
                rest >>= 1
            hashes.append(node)
            size += 1
        self.size = size

    def root(self) -> bytes:
        """The root of the tree (RFC 9162, 2.1.1)."""
        if not self.hashes:
            return self.hash_(b"")
        *larger, root = self.hashes
        for left in reversed(larger):
            root = node_hash(left, root, self.hash_)
        return root


def prove_inclusion(index: int, leaves: Sequence[bytes], hash_: Hash = sha256) -> list[bytes]:
    """The proof that leaf `index` is in the tree over `leaves` (RFC 9162, 2.1.3.1); `IndexError` where there is none."""
    if not 0 <= index < len(leaves):
        raise IndexError(f"no leaf {index} among {len(leaves)}")
    found = []
    low, high = 0, len(leaves)
    while high - low > 1:
        middle = low + (1 << (high - low - 1).bit_length() - 1)
        if index < middle:
            found.append(root_of(leaves[middle:high], hash_))
            high = middle
        else:
            found.append(root_of(leaves[low:middle], hash_))
            low = middle
    return found[::-1]


def check_inclusion(  # noqa: PLR0913, PLR0917 - what a proof of inclusion is about, in the order of the RFC
    leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes, hash_: Hash = sha256
) -> bool:
    """Whether `proof` shows that the tree of `size` leaves under `root` has `leaf` at `index` (RFC 9162, 2.1.3.2)."""
    if not (0 <= index < size and _sound([leaf, root, *proof])):
        return False
    roots = _climb(leaf, index, size - 1, proof, hash_)
    return roots is not None and roots[1] == root


def prove_consistency(old_size: int, leaves: Sequence[bytes], hash_: Hash = sha256) -> list[bytes]:
    """The proof that the tree over the first `old_size` of `leaves` is where that over all began (RFC 9162, 2.1.4.1).

    `IndexError` where there are fewer leaves than that.
    """
    if not 0 <= old_size <= len(leaves):
        raise IndexError(f"no tree of {old_size} among {len(leaves)} leaves")
    old = CompactRange(hash_=hash_)
    old.extend(leaves[:old_size])
    return prove_growth(old, leaves[old_size:])


def prove_growth(old: CompactRange, later: Sequence[bytes]) -> list[bytes]:
    """The proof that a tree began as `old` and went on with the leaves `later`, without those before (RFC 9162, 2.1.4.1).

    What hangs to the left of the way stands in the compact range, what hangs to the right is made of later leaves. Nothing needs
    proof where the earlier tree is empty or the same.
    """
    if not old.size or not later:
        return []
    *left, seed = old.hashes
    width = _smallest(old.size)
    index, last = (old.size - 1) // width, (old.size + len(later) - 1) // width
    proof = [seed] if left else []
    while last:
        if index & 1:
            proof.append(left.pop())
        elif index < last:
            begin = (index + 1) * width - old.size
            proof.append(root_of(later[begin : begin + width], old.hash_))
        index, last, width = index >> 1, last >> 1, width << 1
    return proof


def check_consistency(  # noqa: PLR0913, PLR0917 - what a proof of consistency is about, in the order of the RFC
    old_size: int, new_size: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes], hash_: Hash = sha256
) -> bool:
    """Whether `proof` shows that the tree under `new_root` began as that under `old_root` (RFC 9162, 2.1.4.2)."""
    if not (0 <= old_size <= new_size and _sound([old_root, new_root, *proof])):
        return False
    if old_size == new_size:
        return not proof and old_root == new_root
    if old_size == 0:
        return not proof and old_root == hash_(b"")
    if not proof:
        return False
    smallest = _smallest(old_size)
    seed, *way = [old_root, *proof] if smallest == old_size else proof
    roots = _climb(seed, (old_size - 1) // smallest, (new_size - 1) // smallest, way, hash_)
    return roots == (old_root, new_root)


def _climb(node: bytes, index: int, last: int, proof: Sequence[bytes], hash_: Hash) -> tuple[bytes, bytes] | None:
    """From `node`, number `index` of a row that ends with number `last`, up to two roots.

    They are that of the tree which ends with `node`, and that of the whole; None where the proof is too long or too short.
    """
    ended = whole = node
    for beside in proof:
        if last == 0:
            return None
        if index & 1 or index == last:
            ended, whole = node_hash(beside, ended, hash_), node_hash(beside, whole, hash_)
            # The last of an odd row has nobody beside it and climbs alone.
            while index and not index & 1:
                index, last = index >> 1, last >> 1
        else:
            whole = node_hash(whole, beside, hash_)
        index, last = index >> 1, last >> 1
    return (ended, whole) if last == 0 else None


def _smallest(size: int) -> int:
    """The leaves of the smallest subtree in the compact range of a tree of `size`, which is not 0."""
    return size & -size


def _sound(hashes: Iterable[bytes]) -> bool:
    """Whether each is as long as a hash: two nodes of other lengths could give the same input of a third."""
    return all(len(each) == HASH_BYTES for each in hashes)
