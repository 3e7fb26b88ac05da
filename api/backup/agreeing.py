"""Do the rows of a log agree with one another, and does their tree extend every checkpoint that was published?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Final

from api.log.shelf import Shelf
from api.log.walking import BytesMissing, Tampered, Walk, grow
from domain.merkle import CompactRange, hasher
from domain.refusals import Refusal
from domain.storage import BackupDamaged, Header, LedgerConnection, read_headers
from domain.transparency.checkpoints import Checkpoint, OtherLog
from domain.transparency.notes import Note, SignerUnknown, check_note
from domain.transparency.policies import Policy

BATCH: Final = 1000

Bar = Callable[[int, str, str], AbstractContextManager[Callable[[int], None]]]
"""Opens a bar up to a number under a label, with the unit that is counted, and lends what is told each number that is reached."""


class BackupForked(Refusal):
    """The log is another one than was signed: somewhere before the end of a checkpoint its rows are not those that were signed."""

    code = "backup_forked"
    title = "与公布过的签名的根不是同一个台账"


@dataclass(frozen=True, slots=True)
class Mark:
    """A published checkpoint that a tree has to extend, and where it stands."""

    where: str
    checkpoint: Checkpoint


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of the log as one transaction sees them."""

    connection: LedgerConnection

    def rows(self, after: int, limit: int) -> list[Header]:
        """At most `limit` after position `after`."""
        return read_headers(self.connection, after, limit)


def marks_on(shelf: Shelf) -> list[Mark]:
    """What the checkpoints on a shelf say; raises `ShelfDamaged`."""
    return [Mark(str(place.path), place.checkpoint) for place in shelf.all()]


def refuse_others(marks: Sequence[Mark], algorithm: str) -> None:
    """Raise `OtherLog` where the checkpoints are not all of one log with this hash."""
    for mark in marks:
        said, first = mark.checkpoint, marks[0]
        if said.origin != first.checkpoint.origin:
            raise OtherLog(
                f"{mark.where}是{said.origin}的，{first.where}是{first.checkpoint.origin}的，不是同一个台账。"
            )
        if said.algorithm != algorithm:
            raise OtherLog(f"{mark.where}是{said.algorithm}的树，这个台账是{algorithm}的。")


def refuse_unsigned(where: str, note: Note, policy: Policy) -> None:
    """Raise `SignerUnknown` or `SignatureFalse` where no log of the policy signed the note that stands there."""
    if not check_note(note, policy.logs).by:
        raise SignerUnknown(
            f"{where}不是策略文件里的台账钥匙签的。请查明是谁放的，留作证据；公布的文件夹里的，移开以后再来。"
        )


def grown(
    rows: Rows,
    size: int,
    algorithm: str,
    marks: Iterable[Mark],
    reached: Callable[[int], None] = lambda _position: None,
) -> CompactRange:
    """The tree over the first `size` rows, each of which holds its bytes and which extends every mark.

    Raises `BackupDamaged` or `BackupForked`.
    """
    tree, walk = CompactRange(hash_=hasher(algorithm)), Walk(hasher(algorithm))
    said = defaultdict[int, list[Mark]](list)
    for mark in marks:
        said[mark.checkpoint.size].append(mark)
    agreed = 0
    try:
        while walk.position < size:
            for row in walk.step(rows, size, BATCH):
                grow(tree, [row])
                agreed = _held(tree, said.get(tree.size, ()), agreed)
            reached(walk.position)
        walk.settle(rows, BATCH)
    except Tampered as tampered:
        raise BackupDamaged(tampered.why) from tampered
    except BytesMissing as missing:
        raise BackupDamaged(missing.detail) from missing
    return tree


def _held(tree: CompactRange, marks: Iterable[Mark], agreed: int) -> int:
    """The largest size that agrees, now that the tree has grown to that of these marks; raises `BackupForked`."""
    for mark in marks:
        if mark.checkpoint.root != tree.root():
            raise BackupForked(
                f"{mark.where}签的前{tree.size}号与这里的不同：前{agreed}号对得上，第{agreed + 1}号到第{tree.size}号里有不同。"
                "不要继续，保留两份证据，照《签名》的“拒绝以后怎么办”查明。",
                agreed=agreed,
                differs=tree.size,
            )
        agreed = tree.size
    return agreed
