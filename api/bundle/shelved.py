"""Which published checkpoints go into a bundle?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from api.log.shelf import Published, Shelf
from domain.refusals import Refusal
from domain.transparency.checkpoints import OtherLog

MOST: Final = 10_000
"""How many go in as they are; of more only those that say most. A zip of the plain form holds 65,535 files, tiles among them."""


class NothingSigned(Refusal):
    """Without a checkpoint nobody can tell whether a bundle is of the ledger that others saw."""

    code = "nothing_signed"
    title = "台账还没有签名的根"


class CheckpointAhead(Refusal):
    """A checkpoint counts events that the ledger does not have: events were lost, or it is of another ledger."""

    code = "checkpoint_ahead"
    title = "签名的根比台账还长"


@dataclass(frozen=True, slots=True)
class Shelved:
    """The checkpoints of a bundle, smallest first, and what they say of the log."""

    published: tuple[Published, ...]
    origin: str
    algorithm: str

    @property
    def size(self) -> int:
        """The size of the largest."""
        return self.published[-1].size


def shelved(shelf: Shelf, head: int) -> Shelved:
    """The checkpoints on `shelf` for a log of `head` events.

    Raises `NothingSigned`, `CheckpointAhead`, `OtherLog`, `ShelfDamaged`.
    """
    # Of an empty log there is nothing to show.
    found = thinned([each for each in shelf.all() if each.size])
    if not found:
        raise NothingSigned(f"{shelf.folder}里还没有签名的根，请先用minsheng sign签名。")
    newest = found[-1].checkpoint
    if newest.size > head:
        raise CheckpointAhead(
            f"{found[-1].path}签的是前{newest.size}号，台账只有{head}号：台账丢了事项，或者这不是它的签名的根。请保留证据，不要再签名。",
            signed=newest.size,
            head=head,
        )
    for each in found:
        said = each.checkpoint
        if (said.origin, said.algorithm) != (newest.origin, newest.algorithm):
            raise OtherLog(
                f"{each.path}是{said.origin}（{said.algorithm}）的，最新的是{newest.origin}的，不能放在一起。"
            )
    return Shelved(tuple(found), newest.origin, newest.algorithm)


def thinned(found: Sequence[Published], most: int = MOST) -> Sequence[Published]:
    """All of them where they are at most `most`; else the last of each day, those with a timestamp, and the newest."""
    if len(found) <= most:
        return found
    last: dict[date, Published] = {each.time.date(): each for each in found}
    kept = {each.path for each in (*last.values(), found[-1])}
    return [each for each in found if each.path in kept or each.token is not None]
