"""Does the log still hold what was signed long ago, and if not, from where on?

The compact range alone says whether; where, the checkpoints on the shelf say: a row that was changed stands after the largest
that still agrees with the rows, and not after the smallest that does not.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from api.log.memory import Remembered
from api.log.shelf import Published, ShelfDamaged
from api.log.walking import Rows, Tampered, Walk, grow
from domain.merkle import CompactRange, Hash, hasher
from domain.refusals import Refusal
from domain.storage import Header
from domain.transparency.checkpoints import Checkpoint, open_checkpoint
from domain.transparency.keys import VerifierKey

SLICE = 2000
"""The rows that are read at a time."""


@dataclass(slots=True)
class Patrol:
    """A walk from the first row to the last that was signed; `points` are the published checkpoints up to there."""

    signed: Remembered
    points: Sequence[Published]
    key: VerifierKey
    walk: Walk = field(init=False)
    tree: CompactRange = field(init=False)
    _agreed: list[tuple[Published, bool]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.walk = Walk(self._hash)
        self.tree = CompactRange(hash_=self._hash)

    def step(self, log: Rows) -> bool:
        """Walk one slice; answers whether the end is reached. Raises `Tampered`, `BytesMissing`."""
        checkpoint = self.signed.checkpoint
        self._grow(self.walk.step(log, checkpoint.size, SLICE))
        if self.walk.position < checkpoint.size:
            return False
        if self.tree != self.signed.tree():
            raise Tampered(f"已经签过的{checkpoint.size}件，现在的树根不同了：{self._place()}。", tree=self.tree)
        if other := next((point for point, agrees in self._agreed if not agrees and self._ours(point)), None):
            raise Tampered(f"{other.path.name}有本密钥的签名，树根却不是记忆中那棵树的：密钥在别处用过。", note=other.note)
        self.walk.settle(log, SLICE)
        return True

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
        ours = [(point.size, agrees) for point, agrees in self._agreed if self._ours(point)]
        bad = min([size for size, agrees in ours if not agrees], default=self.signed.checkpoint.size)
        good = max([size for size, agrees in ours if agrees and size < bad], default=0)
        return f"第一处不同在第{good + 1}号" + (f"至第{bad}号之间" if bad > good + 1 else "")

    def _ours(self, point: Published) -> bool:
        try:
            open_checkpoint(point.raw, [self.key])
        except Refusal:
            return False
        return True

    @property
    def _hash(self) -> Hash:
        return hasher(self.signed.checkpoint.algorithm)


def _said(point: Published) -> Checkpoint | None:
    """What stands in a file of the shelf, which is not the signer's alone: one that cannot be read says nothing."""
    try:
        return point.checkpoint
    except ShelfDamaged:
        return None


def upto(points: Iterable[Published], size: int) -> list[Published]:
    """The checkpoints that a patrol up to `size` passes; a tree of none has nothing to pass."""
    return [point for point in points if 0 < point.size <= size]
