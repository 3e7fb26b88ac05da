"""What does the signer sign, when, and what will it never sign?

It believes its own memory and the rows that it hashes itself. From one signed tree it goes on row by row to the next; what the
head of the log says must be the same. A tree that is smaller than the one that was signed, or another one, a row that changed
or bytes that do not belong to their row: each is refused once and for ever, with the evidence beside the memory.

A new signature is on the disk of the memory before anybody else sees it, so no size is ever signed in two ways.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Event
from typing import Final, Protocol

from api.log.comparing import (
    check_accepted,
    compare_with_head,
    compare_with_rows,
    dated_before,
    held_by,
    is_due,
    wait_for_clock,
    wait_for_people,
    wait_for_rows,
)
from api.log.evidence import Evidence
from api.log.memory import Memory, MemoryMissing, Remembered
from api.log.patrolling import SLICE, Patrol, is_ours
from api.log.shelf import Published, Shelf, ShelfTaken, name_of
from api.log.walking import Rows, Tampered, Walk, grow
from domain.merkle import CompactRange
from domain.refusals import Refusal
from domain.storage import Tree
from domain.transparency.checkpoints import Checkpoint, OtherLog
from domain.transparency.keys import SignerKey
from domain.transparency.notes import check_note, sign_note
from voting.events import evaluations, rounds

Early = list[tuple[int, datetime]]
"""Position and date of events that are dated before the signature that came before them."""

PATROL_PAUSE: Final = timedelta(minutes=1)
"""Between the end of one patrol and the begin of the next."""

FIRST_LEARN: Final = "先查明是怎么丢的、旧的，照《签名》的“记忆丢了、旧了”办，查明以后写--recover。"
"""What is to be done before a memory is recovered."""

SEALED: Final = frozenset(
    cls.TOPIC
    for cls in (
        rounds.PapersSealed,
        rounds.TotalsRecorded,
        rounds.RoundCounted,
        rounds.RoundRecounted,
        rounds.ResultDeclared,
        rounds.ResultAnnounced,
        evaluations.EvaluationTotalsRecorded,
        evaluations.EvaluationGraded,
        evaluations.EvaluationDeclared,
        evaluations.EvaluationAnnounced,
    )
)
"""After these a signature follows at once: from then on nobody may touch the result."""


class MemoryBehind(Refusal):
    """Checkpoints are published that the memory does not know."""

    code = "signer_memory_behind"
    title = "签名人的记忆比公布的旧"


class Stopped(Exception):  # noqa: N818 - a wish, not an error
    """The signer was asked to stop in the middle of a long walk."""


class Log(Rows, Protocol):
    """The log of a primary or a standby, as `domain.storage` follows it."""

    def tree(self) -> Tree:
        """The head, in one snapshot."""

    def holds_any(self, topics: Iterable[str], after: int, upto: int) -> bool:
        """Whether one of these topics was recorded behind position `after` up to position `upto`."""

    def make_durable(self, tree: Tree) -> None:
        """Return when `tree` would survive a crash of its server."""


@dataclass(slots=True)
class Signer:
    """One key, one memory, one shelf; whoever makes a signer holds the memory.

    `accepted`: the positions of events that people looked into and found dated too early by no fault.
    """

    key: SignerKey
    memory: Memory
    shelf: Shelf
    accepted: frozenset[int] = frozenset()
    stopping: Event = field(default_factory=Event)
    _patrol: Patrol | None = None
    _watched: Remembered | None = None
    _patrolled: datetime | None = None

    def begin_memory(self) -> None:
        """Make the memory of a signer who never signed anything; raises `MemoryExists`, or `MemoryBehind` where it seems that he did."""
        if not self.memory.begun and self.shelf.all():
            raise MemoryBehind(f"{self.shelf.folder}里已经有签名的根，不是第一次启动；记忆丢了的，见“记忆丢了、旧了”。")
        self.memory.begin()

    def begin(self, log: Log, now: datetime) -> None:
        """Finish what a crash interrupted, and hold everything that was ever signed against the rows.

        Raises `SignerRefused`, `MemoryMissing`, `MemoryBehind`, `MemoryDamaged`, `OtherLog`,
        `BytesMissing`, `SignerWaits`, `AcceptedAhead`, `Stopped`.
        """
        with self._evidence(log, now):
            head = log.tree()
            compare_with_head(self._remembered(), head)
        check_accepted(self.accepted, head.size)
        # Before the shelf, of which much may be said that passes: a log that is not what was signed.
        while not self.patrol(log, now):
            self._stop_if_asked()
        with self._evidence(log, now):
            self._compare_with_shelf(self._recall(), log)

    def turn(self, log: Log, now: datetime, standby: Log | None = None, *, at_once: bool = False) -> Published | None:
        """Look once, and sign if it is time: what was signed, if anything; `at_once` waits for no more to come.

        Raises as `begin`.
        """
        with self._evidence(log, now):
            signed = self._recall()
            # The standby first: it is then never ahead of its primary.
            held = standby.tree() if standby is not None else None
            head = log.tree()
            compare_with_head(signed, head)
            size = head.size if held is None else held_by(held, head, signed)
            if not self._is_due(log, signed, size, now, at_once=at_once):
                return None
            tree, early = self._walk(log, signed, head, size, now)
            compare_with_rows(tree, head, held)
            if signed is not None:
                wait_for_people(early, signed.checkpoint.time)
            log.make_durable(head)
            self._compare_with_shelf(signed, log)
            return self._sign(signed, tree, now, head.algorithm)

    def patrol(self, log: Log, now: datetime) -> bool:
        """Hold one more slice of the old rows against what was signed; answers whether there is nothing to do just now."""
        if self._patrol is None:
            self._watched = self.memory.read()
            if self._watched is None or (self._patrolled is not None and now - self._patrolled < PATROL_PAUSE):
                return True
            self._patrol = Patrol.upto(self._watched.checkpoint, self.shelf, self.key.verifier)
        assert self._watched is not None, "a patrol has something to watch over"
        with self._evidence(log, now):
            if not self._patrol.step(log):
                return False
            self._patrol.conclude(log, self._watched)
        self._patrol, self._patrolled = None, now
        return True

    def recover(self, log: Log, now: datetime) -> Remembered:
        """Remember the newest published checkpoint, once every one of ours on the shelf was held against the rows.

        For a memory that was lost, or came back from a backup; it is for people to know why. Raises as `begin`.
        """
        with self._evidence(log, now):
            # What is still remembered is one of those on the shelf from now on.
            signed = self._recall()
            newest = self._newest_of_ours()
            if newest is None:
                raise MemoryBehind(f"{self.shelf.folder}里没有本钥匙签过的根，没有可以恢复的。")
            patrol = self._hold_against_shelf(newest.checkpoint, log)
        found = Remembered.of(newest.note, patrol.tree)
        self.memory.swap(signed, found)
        return found

    def _remembered(self) -> Remembered | None:
        """What was signed last, wherever it is published."""
        self.memory.check()
        signed = self.memory.read()
        if signed is not None and signed.checkpoint.origin != self.key.name:
            raise OtherLog(f"记忆是{signed.checkpoint.origin}的，钥匙是{self.key.name}的。")
        return signed

    def _recall(self) -> Remembered | None:
        """What was signed last; it is on the shelf when this returns, even if a crash came between."""
        signed = self._remembered()
        if signed is not None:
            if not (self.shelf.folder / name_of(signed.checkpoint)).exists():
                self.memory.settle()
            self._put_back(signed)
        return signed

    def _put_back(self, signed: Remembered) -> None:
        """Have what is remembered on the shelf; raises `Tampered` where another root of this key stands in its place."""
        try:
            self.shelf.keep(signed.note)
        except ShelfTaken:
            name = name_of(signed.checkpoint)
            there = next(place for place in self.shelf.all() if place.path.name == name)
            if is_ours(there, self.key.verifier):
                raise _used_elsewhere(there) from None
            raise

    def _is_due(self, log: Log, signed: Remembered | None, size: int, now: datetime, *, at_once: bool) -> bool:
        if signed is None:
            return size > 0
        known = signed.checkpoint
        other_key = not check_note(signed.note, [self.key.verifier]).by
        sealed = log.holds_any(SEALED, known.size, size)
        return is_due(known, size, now, at_once=at_once or sealed, other_key=other_key)

    def _walk(
        self, log: Log, signed: Remembered | None, head: Tree, size: int, now: datetime
    ) -> tuple[CompactRange, Early]:
        """The tree of `size` by the rows after what was signed, and those of them that are for people to look into."""
        tree = signed.tree() if signed is not None else CompactRange(hash_=head.hash)
        walk, early = Walk(tree.hash_, tree.size), Early()
        while walk.position < size:
            rows = walk.step(log, size, SLICE)
            grow(tree, rows)
            wait_for_clock(rows, now)
            if signed is not None:
                early += dated_before(rows, signed.checkpoint.time)
            self._stop_if_asked()
        walk.settle(log, SLICE)
        return tree, [each for each in early if each[0] not in self.accepted]

    def _sign(self, signed: Remembered | None, tree: CompactRange, now: datetime, algorithm: str) -> Published:
        """Sign, remember, publish, in this order."""
        time = now.replace(microsecond=0)
        note = sign_note(Checkpoint(self.key.name, tree.size, tree.root(), time, algorithm).text, self.key)
        self.memory.swap(signed, Remembered.of(note, tree))
        return self.shelf.keep(note)

    def _compare_with_shelf(self, signed: Remembered | None, log: Log) -> None:
        """Raise where the newest of ours on the shelf is not, or before, what is remembered; or where nothing ever began."""
        newest = self._newest_of_ours()
        if newest is None:
            if not self.memory.begun:
                raise MemoryMissing(self.memory.folder)
            return
        said = newest.checkpoint
        if signed is None:
            self._hold_against_shelf(said, log)
            raise MemoryBehind(f"没有签名的记忆，而{self.shelf.folder}里已经公布到第{newest.size}号。{FIRST_LEARN}")
        known = signed.checkpoint
        if known.size == said.size and known.root != said.root:
            raise _used_elsewhere(newest)
        if (known.size, known.time) < (said.size, said.time):
            self._hold_against_shelf(said, log)
            raise MemoryBehind(
                f"记忆中签到第{known.size}号，而{newest.path.name}已经公布。{FIRST_LEARN}", size=known.size
            )

    def _hold_against_shelf(self, newest: Checkpoint, log: Log) -> Patrol:
        """Walk over all that `newest` is about; raises `Tampered` where a root of ours on the shelf is not of the tree of these rows.

        That the memory is old, or lost, must not hide it.
        """
        wait_for_rows(newest, log.tree())
        patrol = Patrol.upto(newest, self.shelf, self.key.verifier)
        while not patrol.step(log):
            self._stop_if_asked()
        patrol.conclude_by_shelf(log)
        return patrol

    def _newest_of_ours(self) -> Published | None:
        return next((place for place in reversed(self.shelf.all()) if is_ours(place, self.key.verifier)), None)

    def _stop_if_asked(self) -> None:
        if self.stopping.is_set():
            raise Stopped

    @contextmanager
    def _evidence(self, log: Log, now: datetime) -> Iterator[None]:
        """Refuse for ever where the block finds that the log is not what was signed."""
        try:
            yield
        except Tampered as found:
            raise Evidence(self.memory, self.shelf, self.key.verifier).keep(found, log, now) from found


def _used_elsewhere(place: Published) -> Tampered:
    why = f"{place.path.name}有本钥匙的签名，大小与记忆相同而树根不同：钥匙在别处用过。"
    return Tampered(why, note=place.note)
