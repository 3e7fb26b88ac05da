"""How does a test erase by law on the command line, and where does it look for what should be gone?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import psycopg

from tests.verbs import run

LAW = "个人信息保护法:第四十七条"


def redact(code: str, *positions: int, reason: str = "提出人要求删除", **changes: str | bool) -> int:
    """The exit code of an erasure that is asked for as a script should, but for `changes`; False leaves an option out."""
    people: dict[str, str | bool] = {"by": "p-clerk", "approved-by": "p-chair"}
    asked: dict[str, str | bool] = {"reason": reason, "basis": LAW, **people, "yes": True}
    given: list[str] = []
    for name, value in {**asked, **{name.replace("_", "-"): value for name, value in changes.items()}}.items():
        given += [f"--{name}"] if value is True else [] if value is False else [f"--{name}", str(value)]
    return run("redact", code, *(word for position in positions for word in ("--position", str(position))), *given)


def places(conninfo: str, *texts: str) -> set[str]:
    """The tables of the database in which any of these texts stands in any column of any row, as text or as bytes."""
    with psycopg.connect(conninfo, autocommit=True) as conn:
        return {table for table in _tables(conn) if _stands_in(conn, table, texts)}


def _tables(conn: psycopg.Connection[Any]) -> Iterator[str]:
    own = "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables WHERE schemaname !~ '^(pg_|information_schema)'"
    for (table,) in conn.execute(own).fetchall():
        yield table


def _stands_in(conn: psycopg.Connection[Any], table: str, texts: tuple[str, ...]) -> bool:
    # A row as text shows bytes as their digits, and inside JSON text as it is; so each is looked for in both ways.
    looked_for = [f"%{form}%" for text in texts for form in (text, text.encode().hex())]
    found = conn.execute(f"SELECT count(*) FROM {table} AS t WHERE t::text LIKE ANY(%s)", (looked_for,)).fetchone()
    return found != (0,)
