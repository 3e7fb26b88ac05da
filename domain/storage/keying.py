"""Where do papers lie, sealed, while they are keyed, and how does nobody key on while the round is being sealed?

Whoever changes anything of a round holds its row of `keying.rounds` and moves its revision; the sealing holds the same row and
wants the revision that it read. So a paper is in what was sealed, or its keying is refused, or the sealing is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Literal, NamedTuple
from uuid import UUID

from psycopg.rows import args_row

from domain.storage.faults import KeyingClosed
from domain.storage.terms import Statement

if TYPE_CHECKING:
    from psycopg import Connection

    from domain.storage.ledger import Ledger

Task = Literal["key", "decide", "review"]


class RoundRow(NamedTuple):
    """A round that is being keyed, or was; file and commitment are those of the newest export, None once anything was changed."""

    round: UUID
    key_id: str
    revision: int
    sealed: bool
    file_sha256: bytes | None
    commitment: bytes | None


class BundleRow(NamedTuple):
    """A bundle and the running numbers of its papers."""

    bundle: int
    first: int
    last: int


class HandRow(NamedTuple):
    """Who did what with a bundle."""

    bundle: int
    person: str
    task: Task
    done: bool


class PaperRow(NamedTuple):
    """A paper as one teller keyed it, sealed."""

    bundle: int
    number: int
    teller: str
    face: bytes


class DecisionRow(NamedTuple):
    """A paper as a scrutineer decided it, sealed."""

    bundle: int
    number: int
    face: bytes


class Staged(NamedTuple):
    """Everything that is staged of a round, or of one of its bundles."""

    head: RoundRow
    bundles: Sequence[BundleRow]
    hands: Sequence[HandRow]
    papers: Sequence[PaperRow]
    decisions: Sequence[DecisionRow]


_HEAD = "SELECT round, key_id, revision, sealed, file_sha256, commitment FROM keying.rounds WHERE round = %s"
_HOLD = "SELECT FROM keying.rounds WHERE round = %s AND NOT sealed FOR UPDATE"
_MOVE = "UPDATE keying.rounds SET revision = revision + 1, file_sha256 = NULL, commitment = NULL WHERE round = %s"
_OF = "FROM keying.{} WHERE round = %s AND (%s::integer IS NULL OR bundle = %s) ORDER BY bundle"
_BUNDLES = f"SELECT bundle, first, last {_OF.format('bundles')}"
_HANDS = f"SELECT bundle, person, task, done {_OF.format('hands')}, person, task"
_PAPERS = f"SELECT bundle, number, teller, face {_OF.format('papers')}, number, teller"
_DECISIONS = f"SELECT bundle, number, face {_OF.format('decisions')}, number"


def select_keying(ledger: Ledger, round_: UUID, bundle: int | None = None) -> Staged | None:
    """What is staged of a round or of one bundle, None where nothing ever was; read again, the revision says if it is the same."""
    return ledger.read(lambda line: _staged(line, round_, bundle))


def begin_keying(ledger: Ledger, round_: UUID, key_id: str) -> None:
    """The row of a round whose papers are keyed under the key `key_id`; the one that was there stays while papers are under it."""
    sql = """
    INSERT INTO keying.rounds AS r (round, key_id) VALUES (%s, %s)
    ON CONFLICT (round) DO UPDATE SET key_id = excluded.key_id
    WHERE NOT EXISTS (SELECT FROM keying.papers AS p WHERE p.round = r.round)
    """
    with ledger.connection() as line:
        line.execute(sql, (round_, key_id))


@contextmanager
def keying(ledger: Ledger, round_: UUID) -> Iterator[Keying]:
    """The staged papers of a round for one change, which nobody else makes meanwhile; raises `KeyingClosed` once it is sealed."""
    with ledger.connection() as line, line.transaction():
        if not line.execute(_HOLD, (round_,)).rowcount:
            raise KeyingClosed("本轮没有分捆，或者已经封账、作废，不再录入票面。")
        yield Keying(line, round_)


class Keying:
    """A round's staged papers, held by whoever changes them; one who only looks, or repeats himself, moves no revision."""

    def __init__(self, line: Connection[Any], round_: UUID) -> None:
        self._line = line
        self._round = round_
        self._moved = False

    def staged(self, bundle: int | None = None) -> Staged:
        """As `select_keying`, and nobody changes it now."""
        found = _staged(self._line, self._round, bundle)
        assert found is not None, "its row is held"
        return found

    def lay_out(self, bundle: BundleRow) -> None:
        """A bundle with these numbers, new or other ones than before."""
        self._run(
            "INSERT INTO keying.bundles (round, bundle, first, last) VALUES (%s, %s, %s, %s)"
            " ON CONFLICT (round, bundle) DO UPDATE SET first = excluded.first, last = excluded.last",
            *bundle,
        )

    def empty(self, bundle: int) -> None:
        """Take away whatever was done with a bundle."""
        for table in ("decisions", "papers", "hands"):
            self._run(f"DELETE FROM keying.{table} WHERE round = %s AND bundle = %s", bundle)  # noqa: S608 - three names

    def took(self, hand: HandRow) -> None:
        """Who did what."""
        self._run(
            "INSERT INTO keying.hands (round, bundle, person, task, done) VALUES (%s, %s, %s, %s, %s)"
            " ON CONFLICT (round, bundle, person, task) DO UPDATE SET done = excluded.done",
            *hand,
        )

    def not_reviewed(self, bundle: int) -> None:
        """What was changed after a review has to be reviewed again."""
        self._run("DELETE FROM keying.hands WHERE round = %s AND bundle = %s AND task = 'review'", bundle)

    def keyed(self, paper: PaperRow) -> None:
        """A paper as its teller keyed it, the newest reading in place of his earlier one."""
        self._run(
            "INSERT INTO keying.papers (round, bundle, number, teller, face) VALUES (%s, %s, %s, %s, %s)"
            " ON CONFLICT (round, bundle, number, teller) DO UPDATE SET face = excluded.face",
            *paper,
        )

    def decided(self, decision: DecisionRow) -> None:
        """A paper as a scrutineer decided it."""
        self._run(
            "INSERT INTO keying.decisions (round, bundle, number, face) VALUES (%s, %s, %s, %s)"
            " ON CONFLICT (round, bundle, number) DO UPDATE SET face = excluded.face",
            *decision,
        )

    def exported(self, file_sha256: bytes, commitment: bytes) -> None:
        """Which file was given out for the scrutineers, and what the sealing is to commit to."""
        sql = "UPDATE keying.rounds SET file_sha256 = %s, commitment = %s WHERE round = %s"
        self._line.execute(sql, (file_sha256, commitment, self._round))

    def _run(self, sql: str, *values: object) -> None:
        if not self._moved:
            self._line.execute(_MOVE, (self._round,))
            self._moved = True
        self._line.execute(sql.encode(), (self._round, *values))


def seal_keying(round_: UUID, revision: int) -> Statement:
    """What runs with the event that seals the papers: wipe what was staged, unless somebody changed it since `revision`."""
    return Statement("SELECT keying.seal(%s, %s)", (round_, revision))


def wipe_keying(round_: UUID) -> Statement:
    """What runs with the event that voids a round: nothing of its papers stays, and nothing more is keyed."""
    return Statement("SELECT keying.wipe(%s)", (round_,))


def _staged(line: Connection[Any], round_: UUID, bundle: int | None) -> Staged | None:
    # The head first: whatever moves while the rest is read has moved its revision.
    head = line.cursor(binary=True, row_factory=args_row(RoundRow)).execute(_HEAD, (round_,)).fetchone()
    if head is None:
        return None
    which = (round_, bundle, bundle)
    return Staged(
        head,
        line.cursor(row_factory=args_row(BundleRow)).execute(_BUNDLES, which).fetchall(),
        line.cursor(row_factory=args_row(HandRow)).execute(_HANDS, which).fetchall(),
        line.cursor(binary=True, row_factory=args_row(PaperRow)).execute(_PAPERS, which).fetchall(),
        line.cursor(binary=True, row_factory=args_row(DecisionRow)).execute(_DECISIONS, which).fetchall(),
    )
