"""Which published checkpoints go into a bundle?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from api.log.asking import cosigned_by
from api.log.shelf import Published, Shelf
from domain.refusals import Refusal
from domain.transparency.checkpoints import OtherLog
from domain.transparency.notes import SignatureFalse, check_note
from domain.transparency.policies import Policy

MOST: Final = 10_000
"""How many go in as they are; of more only those that say most. A zip of the plain form holds 65,535 files, tiles among them."""


class NothingSigned(Refusal):
    """Without a checkpoint nobody can tell whether a bundle is of the ledger that others saw."""

    code = "nothing_signed"
    title = "台账还没有签名的根"


class NothingWitnessed(Refusal):
    """A bundle up to the newest root that enough witnesses have seen was asked for, and they have seen none."""

    code = "nothing_witnessed"
    title = "还没有见证够的签名的根"


class CheckpointAhead(Refusal):
    """A checkpoint counts events that the ledger does not have: events were lost, or it is of another ledger."""

    code = "checkpoint_ahead"
    title = "签名的根比台账还长"


@dataclass(frozen=True, slots=True)
class Shelved:
    """The checkpoints of a bundle, smallest first, and what they say of the log; `signed` events are under the newest of all."""

    published: tuple[Published, ...]
    origin: str
    algorithm: str
    signed: int

    @property
    def size(self) -> int:
        """The size of the largest."""
        return self.published[-1].size


def shelved(shelf: Shelf, head: int, witnessed: Policy | None = None) -> Shelved:
    """The checkpoints on `shelf` for a log of `head` events; up to the newest that meets the policy `witnessed`, if one is given.

    Raises `NothingSigned`, `NothingWitnessed`, `CheckpointAhead`, `OtherLog`, `ShelfDamaged`.
    """
    # Of an empty log there is nothing to show.
    signed = [each for each in shelf.all() if each.size]
    if not signed:
        raise NothingSigned(f"{shelf.folder}里还没有签名的根，请先用minsheng sign签名。")
    newest = signed[-1].checkpoint
    if newest.size > head:
        raise CheckpointAhead(
            f"{signed[-1].path}签的是前{newest.size}号，台账只有{head}号：台账丢了事项，或者这不是它的签名的根。请保留证据，不要再签名。",
            signed=newest.size,
            head=head,
        )
    found = thinned(signed if witnessed is None else _up_to_witnessed(shelf, signed, witnessed))
    for each in found:
        said = each.checkpoint
        if (said.origin, said.algorithm) != (newest.origin, newest.algorithm):
            raise OtherLog(
                f"{each.path}是{said.origin}（{said.algorithm}）的，最新的是{newest.origin}的，不能放在一起。"
            )
    return Shelved(tuple(found), newest.origin, newest.algorithm, newest.size)


def is_witnessed(published: Published, policy: Policy) -> bool:
    """Whether its cosignatures meet the quorum of `policy`; one that is false meets nothing. Raises `ShelfDamaged`."""
    try:
        return policy.is_met_by(cosigned_by(published.note, policy))
    except SignatureFalse:
        return False


def is_signed(published: Published, policy: Policy) -> bool:
    """Whether a log of `policy` signed it; raises `ShelfDamaged`."""
    try:
        return bool(check_note(published.note, policy.logs).by)
    except SignatureFalse:
        return False


def _up_to_witnessed(shelf: Shelf, signed: Sequence[Published], policy: Policy) -> Sequence[Published]:
    for count in range(len(signed), 0, -1):
        if is_witnessed(signed[count - 1], policy):
            return signed[:count]
    raise NothingWitnessed(
        f"{shelf.folder}里没有一个签名的根见证够了：先照《见证》把最新的送去见证、收回来，或者不写--witnessed。"
    )


def thinned(found: Sequence[Published], most: int = MOST) -> Sequence[Published]:
    """All of them where they are at most `most`; else the last of each day, those with a timestamp, and the newest."""
    if len(found) <= most:
        return found
    last: dict[date, Published] = {each.time.date(): each for each in found}
    kept = {each.path for each in (*last.values(), found[-1])}
    return [each for each in found if each.path in kept or each.token is not None]
