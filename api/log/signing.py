"""What does the signer sign, when, and what will it never sign?

It believes its own memory and the rows that it hashes itself. From one signed tree it goes on row by row to the next; what the
head of the log says must be the same. A tree that is smaller than the one that was signed, or another one, a row that changed
or bytes that do not belong to their row: each is refused once and for ever, with the evidence beside the memory.

A new signature is on the disk of the memory before anybody else sees it, so no size is ever signed in two ways.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Event
from typing import Final, Protocol

from api.log.memory import Memory, Remembered, SignerRefused
from api.log.patrolling import SLICE, Patrol, upto
from api.log.shelf import Published, Shelf
from api.log.walking import Rows, Tampered, Walk, grow
from domain.merkle import CompactRange, hasher
from domain.refusals import Refusal
from domain.storage import Tree
from domain.transparency.checkpoints import Checkpoint, OtherLog, open_checkpoint
from domain.transparency.keys import SignerKey
from domain.transparency.notes import sign_note
from voting import events as voting

PAUSE: Final = timedelta(seconds=8)
"""At most so long after a signature the next one follows: with the time that a look takes, within ten seconds."""
UNCHANGED: Final = timedelta(days=1)
"""After so long even an unchanged tree is signed again, so that an idle week cannot be filled in afterwards."""
PATROL_PAUSE: Final = timedelta(minutes=1)

SEALED: Final = frozenset(
    cls.TOPIC
    for cls in (
        voting.PapersSealed,
        voting.TotalsRecorded,
        voting.RoundCounted,
        voting.RoundRecounted,
        voting.ResultDeclared,
        voting.ResultAnnounced,
        voting.EvaluationTotalsRecorded,
        voting.EvaluationGraded,
        voting.EvaluationDeclared,
        voting.EvaluationAnnounced,
    )
)
"""After these a signature follows at once: from then on nobody may touch the result."""


class SignerWaits(Refusal):
    """Nothing can be signed just now, by no fault of the log."""

    code = "signer_waits"
    title = "暂时不能签名"


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

    def wait_until_durable(self, tree: Tree) -> None:
        """Return when `tree` would survive a crash of its server."""


@dataclass(slots=True)
class Signer:
    """One key, one memory, one shelf; whoever makes a signer holds the memory."""

    key: SignerKey
    memory: Memory
    shelf: Shelf
    stopping: Event = field(default_factory=Event)
    _patrol: Patrol | None = None
    _patrolled: datetime | None = None

    def begin(self, log: Log, now: datetime, progress: Callable[[int], None] = lambda _position: None) -> None:
        """Finish what a crash interrupted, and hold everything that was ever signed against the rows.

        `progress` is told of the positions on the way. Raises `SignerRefused`, `MemoryBehind`, `MemoryDamaged`, `OtherLog`,
        `BytesMissing`, `SignerWaits`, `Stopped`.
        """
        with self._evidence(log, now):
            signed = self._recall()
            self._compare_with_shelf(signed)
            _compare_with_head(signed, log.tree())
        while not self.patrol(log, now):
            assert self._patrol is not None, "a patrol that did not end goes on"
            progress(self._patrol.walk.position)
            self._stop_if_asked()

    def turn(self, log: Log, now: datetime, standby: Log | None = None, *, at_once: bool = False) -> Published | None:
        """Look once, and sign if it is time: what was signed, if anything; `at_once` waits for no more to come.

        Raises as `begin`.
        """
        with self._evidence(log, now):
            signed = self._recall()
            # The standby first: it is then never ahead of its primary.
            held = standby.tree() if standby is not None else None
            head = log.tree()
            _compare_with_head(signed, head)
            size = head.size if held is None else _held_by(held, head, signed)
            tree, sealed = self._walk(log, signed, head, size, now)
            _compare_with_rows(tree, head, held)
            if not _is_due(signed, size, now, at_once=at_once or sealed):
                return None
            log.wait_until_durable(head)
            self._compare_with_shelf(signed)
            return self._sign(signed, tree, now, head.algorithm)

    def patrol(self, log: Log, now: datetime) -> bool:
        """Hold one more slice of the old rows against what was signed; answers whether there is nothing to do just now."""
        if self._patrol is None:
            signed = self.memory.read()
            if signed is None or (self._patrolled is not None and now - self._patrolled < PATROL_PAUSE):
                return True
            points = upto(self.shelf.all(), signed.checkpoint.size)
            self._patrol = Patrol(signed, points, self.key.verifier)
        with self._evidence(log, now):
            if not self._patrol.step(log):
                return False
        self._patrol, self._patrolled = None, now
        return True

    def _recall(self) -> Remembered | None:
        """What was signed last; it is on the shelf when this returns, even if a crash came between."""
        signed = self.memory.read()
        if signed is not None:
            if signed.checkpoint.origin != self.key.name:
                raise OtherLog(f"记忆是{signed.checkpoint.origin}的，密钥是{self.key.name}的。")
            self.shelf.keep(signed.note)
        return signed

    def _walk(
        self, log: Log, signed: Remembered | None, head: Tree, size: int, now: datetime
    ) -> tuple[CompactRange, bool]:
        """The tree of `size` by the rows after what was signed, and whether a result was sealed among them."""
        tree = signed.tree() if signed is not None else CompactRange(hash_=head.hash)
        walk, sealed = Walk(tree.hash_, tree.size), False
        while walk.position < size:
            rows = walk.step(log, size, SLICE)
            grow(tree, rows)
            sealed = sealed or any(row.topic in SEALED for row in rows)
            _wait_for_clock(rows, now)
            self._stop_if_asked()
        walk.settle(log, SLICE)
        return tree, sealed

    def _sign(self, signed: Remembered | None, tree: CompactRange, now: datetime, algorithm: str) -> Published:
        """Sign, remember, publish, in this order."""
        time = now.replace(microsecond=0)
        note = sign_note(Checkpoint(self.key.name, tree.size, tree.root(), time, algorithm).text, self.key)
        self.memory.swap(signed, Remembered.of(note, tree))
        return self.shelf.keep(note)

    def _compare_with_shelf(self, signed: Remembered | None) -> None:
        """Raise where the newest of ours on the shelf is not, or before, what is remembered."""
        newest = next((place for place in reversed(self.shelf.all()) if is_ours(place, self.key.verifier)), None)
        if newest is None:
            return
        if signed is None:
            raise MemoryBehind(f"没有签名的记忆，而{self.shelf.folder}里已经公布到第{newest.size}号。")
        known, said = signed.checkpoint, newest.checkpoint
        if known.size == said.size and known.root != said.root:
            raise Tampered(
                f"{newest.path.name}有本密钥的签名，大小与记忆相同而树根不同：密钥在别处用过。", note=newest.note
            )
        if (known.size, known.time) < (said.size, said.time):
            raise MemoryBehind(f"记忆中签到第{known.size}号，而{newest.path.name}已经公布。", size=known.size)

    def _stop_if_asked(self) -> None:
        if self.stopping.is_set():
            raise Stopped

    @contextmanager
    def _evidence(self, log: Log, now: datetime) -> Iterator[None]:
        """Refuse for ever where the block finds that the log is not what was signed."""
        try:
            yield
        except Tampered as found:
            raise self._refused(found, log, now) from found

    def _refused(self, found: Tampered, log: Log, now: datetime) -> SignerRefused:
        try:
            contradiction = _contradiction(found, log, self.key.name, now)
        except Exception as error:  # noqa: BLE001 - whatever keeps the second note from being made, the refusal stands
            contradiction = f"{error}\n".encode()
        refusal = self.memory.refuse(found.why, contradiction)
        return refusal


def _compare_with_head(signed: Remembered | None, head: Tree) -> None:
    """Raise where the head is not that of a tree that begins with the one that was signed, as far as a head tells."""
    if signed is None:
        return
    known = signed.checkpoint
    if head.algorithm != known.algorithm:
        raise Tampered(f"签过的是{known.algorithm}的树，现在的树头是{head.algorithm}的。")
    if head.size < known.size:
        if head.written is None:
            raise SignerWaits(f"这个数据库是备机，只到第{head.size}号，已经签到第{known.size}号，等它跟上。")
        raise Tampered(f"已经签过{known.size}件，现在只有{head.size}件。")
    if head.size == known.size and tuple(head.hashes) != signed.hashes:
        raise Tampered(f"仍是{known.size}件，树头却与签过的不同。")


def _compare_with_rows(tree: CompactRange, head: Tree, held: Tree | None) -> None:
    """Raise where the head says something else than the rows."""
    if tree.size == head.size and tree.hashes != head.hashes:
        raise Tampered(f"从签过的树接着算到第{head.size}号，与树头不同。", tree=tree)
    if held is not None and tree.size == held.size and tree.hashes != held.hashes:
        raise SignerWaits(f"备机到第{held.size}号的树与主库的不同，请查明哪一台不对。")


def _held_by(held: Tree, head: Tree, signed: Remembered | None) -> int:
    """The size that primary and standby both have; raises `SignerWaits` where there is none to be signed."""
    if held.written is not None:
        raise SignerWaits("--standby指的数据库不是备机。")
    if held.size > head.size:
        raise SignerWaits(f"备机已到第{held.size}号，主库只到第{head.size}号，请查明主库是不是丢了登记。")
    if signed is not None and held.size < signed.checkpoint.size:
        raise SignerWaits(f"备机只到第{held.size}号，已经签到第{signed.checkpoint.size}号，等它跟上。")
    return held.size


def _is_due(signed: Remembered | None, size: int, now: datetime, *, at_once: bool) -> bool:
    if signed is None:
        return size > 0
    known = signed.checkpoint
    if now < known.time:
        raise SignerWaits(f"签名机的钟（{rfc3339(now)}）比上一次签名的时刻（{rfc3339(known.time)}）早，请校准。")
    if size == known.size:
        return now - known.time >= UNCHANGED
    return at_once or now - known.time >= PAUSE


def _wait_for_clock(rows: Sequence[Header], now: datetime) -> None:
    """Raise where an event is dated after its signature by more than verifiers allow, and waiting a little helps."""
    for row in rows:
        if row.state is not None:
            at = parse_instant(orjson.loads(row.state)["envelope"]["at"])
            if TOLERANCE < at - now <= FAR_AHEAD:
                ahead = int((at - now).total_seconds())
                raise SignerWaits(f"第{row.position}号写明的时刻比签名机的钟快{ahead}秒，请校准两边的钟。")


def _contradiction(found: Tampered, log: Log, origin: str, now: datetime) -> bytes:
    """The note that contradicts what is remembered: another signed one, or the unsigned one that the log would have had signed."""
    if found.note is not None:
        return found.note.encoded
    head = log.tree()
    tree = found.tree or head.range()
    return f"{Checkpoint(origin, tree.size, tree.root(), now.replace(microsecond=0), head.algorithm).text}\n".encode()
