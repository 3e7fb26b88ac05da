"""Do head, header rows and bytes of the log agree with one another?"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from psycopg import IsolationLevel
from psycopg.rows import tuple_row

from domain.merkle import CompactRange
from domain.storage.tree import Tree, iterate_headers, select_tree

if TYPE_CHECKING:
    from domain.storage.connection import LedgerConnection

MOST = 1_000_000
"""So many events are compared whole in less than half a minute."""

_ROWS = b"SELECT count(*), coalesce(max(position), 0) FROM ledger.event_headers"


class Agreement(NamedTuple):
    """What a comparison found, all of it in one snapshot.

    `size` leaves in the head, `rows` header rows of which the last is at position `last`; `grown` says whether the head's
    compact range is made from them, None where the log was too large to look; the last `checked` rows were compared with
    their bytes, which differ at the positions `wrong`.
    """

    size: int
    rows: int
    last: int
    grown: bool | None
    checked: int
    wrong: tuple[int, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing contradicts anything."""
        return self.size == self.rows == self.last and self.grown is not False and not self.wrong


def compare_log(connection: LedgerConnection) -> Agreement:
    """Compare the whole log, or of one larger than `MOST` the last rows with their bytes.

    On a connection of its own, whose deadline one count of all rows must not pass.
    """
    connection.isolation_level = IsolationLevel.REPEATABLE_READ
    with connection.transaction():
        head = select_tree(connection)
        rows, last = connection.cursor(row_factory=tuple_row).execute(_ROWS).fetchone() or (0, 0)
        return _compared(connection, head, rows, last)


def _compared(connection: LedgerConnection, head: Tree, rows: int, last: int) -> Agreement:
    first = max(0, last - MOST)
    tree, checked, wrong = CompactRange(hash_=head.hash), 0, []
    for header in iterate_headers(connection, first, last):
        tree.append(header.leaf(head.hash))
        checked += 1
        if not header.holds(head.hash):
            wrong.append(header.position)
    grown = tree.hashes == head.hashes if first == 0 else None
    return Agreement(head.size, rows, last, grown, checked, tuple(wrong))
