"""What of the log does one read who signs it, hands it out or checks it?

The head and the rows are all. A leaf is a function of its header row, so the tree is made from the rows anew; whoever compares
it with the head's compact range knows that rows and head agree.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

from psycopg.rows import args_row, tuple_row
from psycopg.types.numeric import Int8

from domain.leaves import entry
from domain.merkle import CompactRange, Hash, hasher, leaf_hash
from domain.storage.commitment import commit

if TYPE_CHECKING:
    from psycopg import Connection

BATCH = 1000

# What the statement sees was written to the WAL before the position that it answers; a standby shows only what is flushed.
_TREE = b"""
SELECT position, compact_range, algorithm, CASE WHEN NOT pg_is_in_recovery() THEN pg_current_wal_insert_lsn() END::text
FROM ledger.log_head
"""
_ALGORITHM = b"SELECT algorithm FROM ledger.log_head"
_FLUSHED = b"SELECT %s::pg_lsn <= pg_current_wal_flush_lsn()"
_LEAVES = b"""
SELECT position, stream_id, version, topic, commitment FROM ledger.event_headers
WHERE position > %b AND position <= %b ORDER BY position
"""
# OFFSET 0: the bytes are looked up row by row; a join of the planner's choice may begin at the first row of the log each time.
_HEADERS = b"""
SELECT h.position, h.stream_id, h.version, h.topic, h.commitment, b.blind, b.state
FROM ledger.event_headers h
LEFT JOIN LATERAL (SELECT e.blind, e.state FROM ledger.event_bytes e WHERE e.position = h.position OFFSET 0) b ON true
WHERE h.position > %b ORDER BY h.position LIMIT %b
"""


class Tree(NamedTuple):
    """The tree as the head has it: how many leaves, its compact range with the largest subtree first, `sha256` or `sm3`.

    `written` is how far a primary had written its WAL by then; None on a standby.
    """

    size: int
    hashes: list[bytes]
    algorithm: str
    written: str | None = None

    @property
    def hash(self) -> Hash:
        """The hash of the log."""
        return hasher(self.algorithm)

    def range(self) -> CompactRange:
        """The compact range, to go on from; `ValueError` where it is none of this size."""
        return CompactRange(self.size, self.hashes, self.hash)


class Header(NamedTuple):
    """The header row of an event, and beside it blind and state: None where they were erased."""

    position: int
    stream: UUID
    version: int
    topic: str
    commitment: bytes
    blind: bytes | None
    state: bytes | None

    def leaf(self, hash_: Hash) -> bytes:
        """The hash of the event's leaf, at index `position` - 1."""
        return leaf_hash(entry(self.position, self.stream, self.version, self.topic, self.commitment), hash_)

    def holds(self, hash_: Hash) -> bool:
        """Whether the bytes are those that the header commits to; where there are none, nothing contradicts it."""
        if self.blind is None or self.state is None:
            return self.blind is self.state
        return commit(self.blind, self.state, hash_) == self.commitment


def select_tree(connection: Connection[Any]) -> Tree:
    """The head in one snapshot."""
    row = connection.cursor(binary=True, row_factory=args_row(Tree)).execute(_TREE).fetchone()
    assert row is not None, "the head of the log is one row"
    return row


def tree_at(connection: Connection[Any], size: int) -> Tree:
    """The tree over the first `size` leaves: the head's where it is that long, else made from the rows anew.

    `ValueError` where the log is shorter.
    """
    head = select_tree(connection)
    if head.size == size:
        return head
    tree = CompactRange(hash_=head.hash)
    while tree.size < size and (leaves := read_leaves(connection, tree.size, min(size, tree.size + BATCH), head.hash)):
        tree.extend(leaves)
    if tree.size != size:
        raise ValueError(f"no {size} leaves in a log of {head.size}")
    return Tree(size, tree.hashes, head.algorithm)


def select_algorithm(connection: Connection[Any]) -> str:
    """The name of the log's hash."""
    return str(_one(connection, _ALGORITHM))


def is_durable(connection: Connection[Any], tree: Tree) -> bool:
    """Whether everything that `tree` holds would survive a crash of the server that it was read from, this one."""
    return tree.written is None or bool(_one(connection, _FLUSHED, tree.written))


def read_headers(connection: Connection[Any], after: int, limit: int = BATCH) -> list[Header]:
    """At most `limit` header rows after position `after`, in order."""
    cursor = connection.cursor(binary=True, row_factory=args_row(Header))
    return cursor.execute(_HEADERS, (Int8(after), Int8(limit)), prepare=True).fetchall()


def read_leaves(connection: Connection[Any], after: int, upto: int, hash_: Hash) -> list[bytes]:
    """The hashes of the leaves behind position `after` up to position `upto`; fewer where rows are missing."""
    cursor = connection.cursor(binary=True, row_factory=tuple_row)
    rows = cursor.execute(_LEAVES, (Int8(after), Int8(upto)), prepare=True)
    return [leaf_hash(entry(*row), hash_) for row in rows]


def iterate_headers(connection: Connection[Any], after: int, upto: int) -> Iterator[Header]:
    """The header rows after position `after` up to position `upto`, a batch in memory at a time.

    They end early where a row is missing at the end; a hole shows in the positions. A connection of its own keeps a long
    reading out of the way of others.
    """
    while after < upto and (found := read_headers(connection, after, min(BATCH, upto - after))):
        yield from (header for header in found if header.position <= upto)
        after = found[-1].position


def _one(connection: Connection[Any], sql: bytes, *params: Any) -> Any:
    row = connection.cursor(binary=True, row_factory=tuple_row).execute(sql, params).fetchone()
    assert row is not None
    return row[0]
