"""Which rows do the records beside the log have, as they are chained?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, Final, Literal
from uuid import UUID

from psycopg.rows import dict_row

from domain.storage.accounts import Line

Kept = Literal["acts", "reads"]
RECORDS: Final[tuple[Kept, ...]] = ("acts", "reads")
SLICE: Final = 2000


def hold_records(line: Line) -> None:
    """Wait for whoever is adding to them; until this transaction ends nobody adds, so none comes later with a lower number."""
    line.execute("SELECT accounts.hold_records()")


def last_number(line: Line, kept: Kept) -> int:
    """The number of the last row, 0 where there is none."""
    found = line.execute(f"SELECT coalesce(max(number), 0) AS number FROM accounts.{kept}".encode()).fetchone()  # noqa: S608 - a name of ours
    assert found is not None
    return int(found["number"])


def rows_between(line: Line, kept: Kept, after: int, upto: int) -> Iterator[dict[str, Any]]:
    """The rows after one number up to another in order, JSON-native."""
    sql = f"SELECT * FROM accounts.{kept} WHERE number > %s AND number <= %s ORDER BY number LIMIT %s"  # noqa: S608 - likewise
    while found := line.cursor(row_factory=dict_row).execute(sql.encode(), (after, upto, SLICE)).fetchall():
        yield from ({name: _native(value) for name, value in row.items()} for row in found)
        after = found[-1]["number"]


def grants_without_acts(line: Line) -> list[UUID]:
    """The accounts that have a role now which no recorded act gave them at that moment."""
    sql = """
    SELECT DISTINCT g.account FROM accounts.grants AS g WHERE g.revoked_at IS NULL AND NOT EXISTS (
        SELECT FROM accounts.acts AS a
        WHERE a.account = g.account AND a.at = g.granted_at AND a.detail ->> 'role' = g.role
            AND coalesce(a.detail ->> 'congress', '') = g.congress AND coalesce(a.detail ->> 'unit', '') = g.unit
            AND coalesce(a.detail ->> 'projects', '') = array_to_string(g.projects, '、')
            AND (a.act = 'grant_approved' OR (a.act = 'granted' AND a.by_ref = 'bootstrap' AND g.administers)))
    ORDER BY g.account
    """
    return [row["account"] for row in line.execute(sql).fetchall()]


def _native(value: Any) -> Any:
    match value:
        case datetime():
            return value.astimezone(UTC).isoformat(timespec="microseconds")
        case UUID():
            return str(value)
        case _:
            return value
