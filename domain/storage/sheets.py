"""Where does the reading of a signed sheet wait for the second person who types it?"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from psycopg.rows import args_row

from domain.storage.terms import Statement

if TYPE_CHECKING:
    from domain.storage.ledger import Ledger


class SheetRow(NamedTuple):
    """One person's reading of the sheet of a round or an evaluation, as JSON; each person has one, the newest."""

    typist: str
    role: str
    sheet: bytes


def select_sheets(ledger: Ledger, stream: UUID) -> list[SheetRow]:
    """The readings of this sheet that were typed and not recorded yet, in the order of their typists' references."""
    sql = "SELECT typist, role, sheet FROM keying.sheets WHERE stream = %s ORDER BY typist"
    return ledger.read(
        lambda line: line.cursor(binary=True, row_factory=args_row(SheetRow)).execute(sql, (stream,)).fetchall()
    )


def keep_sheet(ledger: Ledger, stream: UUID, row: SheetRow) -> None:
    """Keep a reading in place of the same person's earlier one."""
    sql = """
    INSERT INTO keying.sheets (stream, typist, role, sheet) VALUES (%s, %s, %s, %s)
    ON CONFLICT (stream, typist) DO UPDATE SET role = excluded.role, sheet = excluded.sheet
    """
    with ledger.connection() as line:
        line.execute(sql, (stream, *row))


def forget_sheets(stream: UUID) -> Statement:
    """What runs with the event that records the sheet: the readings have done their work."""
    return Statement("DELETE FROM keying.sheets WHERE stream = %s", (stream,))
