"""Where do sealed personal data lie, beside the log and never in it?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from psycopg.rows import args_row

from domain.storage.terms import Statement

if TYPE_CHECKING:
    from domain.storage.ledger import Ledger


class SealedPerson(NamedTuple):
    """One row: which key wraps the person's own key, that key wrapped, and the data sealed under it."""

    ref: UUID
    key_id: str
    wrapped_key: bytes
    sealed: bytes


def insert_person(person: SealedPerson) -> Statement:
    """The statement that keeps `person`, to run together with the event that first names the reference."""
    return Statement("INSERT INTO ledger.people (ref, key_id, wrapped_key, sealed) VALUES (%s, %s, %s, %s)", person)


def select_persons(ledger: Ledger, refs: Iterable[UUID]) -> list[SealedPerson]:
    """The rows that are there; an erased person has none."""
    sql = "SELECT ref, key_id, wrapped_key, sealed FROM ledger.people WHERE ref = ANY(%s)"
    wanted = list(refs)
    return ledger.read(
        lambda line: line.cursor(binary=True, row_factory=args_row(SealedPerson)).execute(sql, (wanted,)).fetchall()
    )
