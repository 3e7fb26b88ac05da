"""Do head, rows, standby and clock agree with what was signed, so that the next tree can be signed, and is it time?"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final

import orjson

from api.log.memory import Remembered
from api.log.walking import Tampered
from domain.calendar import parse_instant, rfc3339
from domain.merkle import CompactRange
from domain.refusals import Refusal
from domain.storage import Header, Tree
from domain.transparency.checkpoints import Checkpoint

PAUSE: Final = timedelta(seconds=8)
"""At most so long after a signature the next one follows: with the time that a look takes, within ten seconds."""
UNCHANGED: Final = timedelta(days=1)
"""After so long even an unchanged tree is signed again, so that an idle week cannot be filled in afterwards."""
TOLERANCE: Final = timedelta(seconds=60)
"""By so much an event may be dated after its signature; verifiers allow no more."""
MOST_NAMED: Final = 20
"""So many events are named one by one."""
FAR_AHEAD: Final = timedelta(minutes=10)
"""Nobody waits so long for a wrong clock: what is dated later is signed as it is, and whoever verifies will see it."""


class SignerWaits(Refusal):
    """Nothing can be signed just now, by no fault of the log."""

    code = "signer_waits"
    title = "暂时不能签名"


class AcceptedAhead(Refusal):
    """People accepted a position at which nothing is recorded yet."""

    code = "accepted_ahead"
    title = "照签的号还没有登记"


class HeadDiffers(Tampered):
    """The head is not that of a tree which grew from the one that was signed; where it differs is to be found out."""


def compare_with_head(signed: Remembered | None, head: Tree) -> None:
    """Raise where the head is not that of a tree that begins with the one that was signed, as far as a head tells."""
    if signed is None:
        return
    known = signed.checkpoint
    if head.algorithm != known.algorithm:
        raise HeadDiffers(f"签过的是{known.algorithm}的树，现在的树头是{head.algorithm}的。")
    wait_for_rows(known, head)
    if head.size < known.size:
        raise HeadDiffers(f"已经签过{known.size}件，现在只有{head.size}件。")
    if head.size == known.size and tuple(head.hashes) != signed.hashes:
        raise HeadDiffers(f"仍是{known.size}件，树头却与签过的不同。")


def wait_for_rows(known: Checkpoint, head: Tree) -> None:
    """Raise where a standby, which may merely lag, does not have all that was signed."""
    if head.size < known.size and head.written is None:
        raise SignerWaits(f"这个数据库是备机，只到第{head.size}号，已经签到第{known.size}号，等它跟上。")


def compare_with_rows(tree: CompactRange, head: Tree, held: Tree | None) -> None:
    """Raise where the head says something else than the rows."""
    if tree.size == head.size and tree.hashes != head.hashes:
        raise HeadDiffers(f"从签过的树接着算到第{head.size}号，与树头不同。")
    if held is not None and tree.size == held.size and tree.hashes != held.hashes:
        raise SignerWaits(f"备机到第{held.size}号的树与主库的不同，请查明哪一台不对。")


def held_by(held: Tree, head: Tree, signed: Remembered | None) -> int:
    """The size that primary and standby both have; raises `SignerWaits` where there is none to be signed."""
    if held.written is not None:
        raise SignerWaits("--standby指的数据库不是备机。")
    if held.size > head.size:
        raise SignerWaits(f"备机已到第{held.size}号，主库只到第{head.size}号，请查明主库是不是丢了登记。")
    if signed is not None and held.size < signed.checkpoint.size:
        raise SignerWaits(f"备机只到第{held.size}号，已经签到第{signed.checkpoint.size}号，等它跟上。")
    return held.size


def is_due(signed: Checkpoint, size: int, now: datetime, *, at_once: bool, other_key: bool) -> bool:
    """Whether a tree of `size`, which is not smaller than the one that was signed, is to be signed now.

    `at_once` waits for no more to come; `other_key`: a new key first signs what the old one had signed last. Raises
    `SignerWaits` for a clock that went back.
    """
    since = now - signed.time
    if since < timedelta(0):
        raise SignerWaits(f"签名机的钟（{rfc3339(now)}）比上一次签名的时刻（{rfc3339(signed.time)}）早，请校准。")
    if size == signed.size:
        return since >= (timedelta(seconds=1) if other_key else UNCHANGED)
    return at_once or since >= PAUSE


def wait_for_clock(rows: Sequence[Header], now: datetime) -> None:
    """Raise where an event is dated after its signature by more than verifiers allow, and waiting a little helps."""
    for row in rows:
        at = _recorded_at(row)
        if at is not None and TOLERANCE < at - now <= FAR_AHEAD:
            ahead = int((at - now).total_seconds())
            raise SignerWaits(f"第{row.position}号写明的时刻比签名机的钟快{ahead}秒，请校准两边的钟。")


def dated_before(rows: Sequence[Header], signed: datetime) -> Iterator[tuple[int, datetime]]:
    """Position and date of those new events that are dated before the last signature by more than verifiers allow."""
    for row in rows:
        at = _recorded_at(row)
        if at is not None and signed - at > TOLERANCE:
            yield row.position, at


def wait_for_people(early: Sequence[tuple[int, datetime]], signed: datetime) -> None:
    """Raise where an event of `early` is dated before the last signature: nobody but people can tell a forger from a slow clock."""
    if not early:
        return
    named = [position for position, _ in early[:MOST_NAMED]]
    first = min(at for _, at in early)
    raise SignerWaits(
        f"第{'、'.join(map(str, named))}号{'等' if len(early) > len(named) else ''}共{len(early)}件，写明的登记时刻"
        f"（最早{rfc3339(first)}）比上一次签名的时刻（{rfc3339(signed)}）早：是倒填的，还是钟不准，请先查明；"
        f"查明以后用{' '.join(f'--accept {each}' for each in named)}照签。"
    )


def check_accepted(accepted: Collection[int], size: int) -> None:
    """Raise `AcceptedAhead` where a position is accepted that is not recorded yet: whoever comes to stand there would pass."""
    ahead = max(accepted, default=0)
    if ahead > size:
        raise AcceptedAhead(f"台账只登记到第{size}号，不能先照签第{ahead}号。", size=size)


def _recorded_at(row: Header) -> datetime | None:
    """When an event says that it was recorded; None where it says nothing that can be read, which others will notice."""
    try:
        return parse_instant(orjson.loads(row.state or b"null")["envelope"]["at"])
    except (orjson.JSONDecodeError, KeyError, TypeError, Refusal):
        return None
