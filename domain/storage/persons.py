"""Where do sealed personal data lie, beside the log and never in it?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

from psycopg.rows import args_row

from domain.storage.terms import Statement

if TYPE_CHECKING:
    from psycopg import Connection

    from domain.storage.ledger import Ledger


class SealedPerson(NamedTuple):
    """One row: which key wraps the person's own key, that key wrapped, and the data sealed under it."""

    ref: UUID
    key_id: str
    wrapped_key: bytes
    sealed: bytes


def insert_person(person: SealedPerson, congress: str = "") -> Statement:
    """The statement that keeps `person`, whom the office of `congress` entered, to run with the event that first names him."""
    sql = "INSERT INTO ledger.people (ref, key_id, wrapped_key, sealed, congress) VALUES (%s, %s, %s, %s, %s)"
    return Statement(sql, (*person, congress))


def person_of(line: Connection[Any], ref: UUID, congress: str) -> SealedPerson | None:
    """The row of somebody whom the office of this congress entered, or who has a role in it now."""
    sql = """
    SELECT p.ref, p.key_id, p.wrapped_key, p.sealed FROM ledger.people AS p
    WHERE p.ref = %(ref)s AND (p.congress = %(congress)s OR EXISTS (
        SELECT FROM accounts.grants AS g WHERE g.account = p.ref AND g.congress = %(congress)s AND g.revoked_at IS NULL))
    """
    asked = {"ref": ref, "congress": congress}
    return line.cursor(binary=True, row_factory=args_row(SealedPerson)).execute(sql, asked).fetchone()


def correct_person(line: Connection[Any], person: SealedPerson) -> None:
    """Put new sealed bytes in the place of the old; the database wants the act recorded before, in this transaction."""
    line.execute("SELECT ledger.correct_person(%s, %s, %s, %s)", person)


def select_persons(ledger: Ledger, refs: Iterable[UUID]) -> list[SealedPerson]:
    """The rows that are there; an erased person has none."""
    sql = "SELECT ref, key_id, wrapped_key, sealed FROM ledger.people WHERE ref = ANY(%s)"
    wanted = list(refs)
    return ledger.read(
        lambda line: line.cursor(binary=True, row_factory=args_row(SealedPerson)).execute(sql, (wanted,)).fetchall()
    )
