"""Does the log still hold what was signed long ago, and if not, from where on?

The compact range alone says whether; where, the checkpoints on the shelf say: a row that was changed stands after the largest
that still agrees with the rows, and not after the smallest that does not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from api.log.memory import Remembered
from api.log.shelf import Published, Shelf, ShelfDamaged
from api.log.walking import Rows, Tampered, Walk, grow
from domain.merkle import CompactRange, Hash, hasher
from domain.refusals import Refusal
from domain.storage import Header
from domain.transparency.checkpoints import Checkpoint, open_checkpoint
from domain.transparency.keys import VerifierKey

SLICE: Final = 2000
"""The rows that are read at a time."""


@dataclass(slots=True)
class Patrol:
    """A walk over the first `size` rows, past the published checkpoints `points`, of which those signed by `key` count."""

    size: int
    hash_: Hash
    points: Sequence[Published]
    key: VerifierKey
    walk: Walk = field(init=False)
    tree: CompactRange = field(init=False)
    _agreed: list[tuple[Published, bool]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.points = [point for point in self.points if 0 < point.size <= self.size]
        self.walk = Walk(self.hash_)
        self.tree = CompactRange(hash_=self.hash_)

    @classmethod
    def upto(cls, checkpoint: Checkpoint, shelf: Shelf, key: VerifierKey) -> Patrol:
        """A walk over all that `checkpoint` is about, past what is on the shelf."""
        return cls(checkpoint.size, hasher(checkpoint.algorithm), shelf.all(), key)

    def step(self, log: Rows) -> bool:
        """Walk one slice; answers whether the end is reached. Raises `Tampered`."""
        self._grow(self.walk.step(log, self.size, SLICE))
        return self.walk.position == self.size

    def conclude(self, log: Rows, signed: Remembered) -> None:
        """Raise `Tampered` where the rows, all walked over now, are not those that were signed; or `BytesMissing`."""
        if tuple(self.tree.hashes) != signed.hashes:
            raise Tampered(f"已经签过的{self.size}件，现在的树根不同了：{self._place()}。", tree=self.tree)
        self.conclude_by_shelf(log)

    def conclude_by_shelf(self, log: Rows) -> None:
        """Raise `Tampered` where a published checkpoint is not of the tree of these rows; or `BytesMissing`."""
        if other := next((point for point, agrees in self._agreed if not agrees and is_ours(point, self.key)), None):
            why = f"公布的{other.path.name}有本钥匙的签名，树根却与台账的行和记忆都不同：钥匙在别处用过，或者台账改过。"
            raise Tampered(why, note=other.note)
        self.walk.settle(log, SLICE)

    def _grow(self, rows: list[Header]) -> None:
        """Add the leaves, and look at each published checkpoint on the way."""
        begin = self.tree.size
        for point in self.points[len(self._agreed) :]:
            if point.size > begin + len(rows):
                break
            grow(self.tree, rows[self.tree.size - begin : point.size - begin])
            said = _said(point)
            self._agreed.append((point, said is None or said.root == self.tree.root()))
        grow(self.tree, rows[self.tree.size - begin :])

    def _place(self) -> str:
        """Between which two checkpoints the first difference stands."""
        ours = [(point.size, agrees) for point, agrees in self._agreed if is_ours(point, self.key)]
        bad = min((size for size, agrees in ours if not agrees), default=self.size)
        good = max((size for size, agrees in ours if agrees and size < bad), default=0)
        return f"第一处不同在第{good + 1}号" + (f"至第{bad}号之间" if bad > good + 1 else "")


def is_ours(point: Published, key: VerifierKey) -> bool:
    """Whether `key` has signed this checkpoint; a file that cannot be read is nobody's."""
    try:
        open_checkpoint(point.raw, [key])
    except Refusal:
        return False
    return True


def _said(point: Published) -> Checkpoint | None:
    """What stands in a file of the shelf, which is not the signer's alone: one that cannot be read says nothing."""
    try:
        return point.checkpoint
    except ShelfDamaged:
        return None
