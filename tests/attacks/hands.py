"""Who attacks, and what do his hands reach: the rows, the tree in the head, the published roots?

All of them are superusers of the database: they switch its triggers off and on again, and nothing in it tells afterwards. The
folder of published roots lies open to them too; but without the key they can only take away from it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from itertools import takewhile
from typing import Final

import orjson
import psycopg

from api.log.shelf import Published, Shelf
from domain.merkle import CompactRange, sha256
from domain.storage.tree import Header
from domain.transparency.checkpoints import Checkpoint
from domain.transparency.keys import SignerKey
from domain.transparency.notes import sign_note
from tests.attacks.forging import root
from tests.attacks.history import Rows
from tests.attacks.office import KEY, NAME, Office
from tests.log.office import DISABLE, ENABLE

Arrange = Callable[[Shelf, Rows], None]
"""What is done to the published roots so that they suit the rows."""


class Attacker(Enum):
    """By the name that the table gives him."""

    ROWS = "只改行"
    TREE = "连树一起改"
    KEY = "连树带钥匙"


@dataclass(frozen=True)
class Pen:
    """What somebody does to the published roots, and with which key he signs when the signer does not."""

    arrange: Arrange = lambda _shelf, _rows: None
    key: SignerKey | None = None

    def after(self, first: Arrange) -> Pen:
        """The same once something else was done."""

        def both(shelf: Shelf, rows: Rows) -> None:
            first(shelf, rows)
            self.arrange(shelf, rows)

        return Pen(both, self.key)


def signing(key: SignerKey) -> Pen:
    """Who signs everything anew with this key."""
    return Pen(lambda shelf, rows: sign_anew(shelf, rows, key), key)


PENS: Final = {Attacker.ROWS: Pen(), Attacker.TREE: Pen(), Attacker.KEY: signing(KEY)}


def rewrite(office: Office, rows: Rows, *, tree: bool) -> None:
    """Put these rows in the place of those that stand, with the head's tree if he thinks of it, and what is read of them."""
    with psycopg.connect(office.database.owner) as connection, connection.cursor() as cursor:
        for line in (*DISABLE, "TRUNCATE ledger.event_headers, ledger.event_bytes"):
            cursor.execute(line.encode())
        insert(cursor, rows)
        if tree:
            grown = CompactRange()
            grown.extend(row.leaf(sha256) for row in rows)
            cursor.execute("UPDATE ledger.log_head SET position = %s, compact_range = %s", (grown.size, grown.hashes))
        for line in ENABLE:
            cursor.execute(line.encode())
    office.bring_up_to_date()


def insert(cursor: psycopg.Cursor[object], rows: Rows) -> None:
    """Rows and their bytes, as they are."""
    bytes_ = [(row.position, row.blind, row.state) for row in rows if row.state is not None]
    cursor.executemany("INSERT INTO ledger.event_headers VALUES (%s, %s, %s, %s, %s)", [row[:5] for row in rows])
    cursor.executemany("INSERT INTO ledger.event_bytes VALUES (%s, %s, %s)", bytes_)


def take_away(shelf: Shelf, unwanted: Callable[[Published], bool]) -> None:
    """Have published no such root."""
    for place in filter(unwanted, shelf.all()):
        place.path.unlink()


def contradicting(place: int, time: datetime) -> Arrange:
    """Take away the roots by which the event at this position cannot have been recorded at that time."""
    return lambda shelf, _rows: take_away(shelf, lambda root: root.size < place and root.time > time)


def sign_anew(shelf: Shelf, rows: Rows, key: SignerKey) -> None:
    """Sign every published root as these rows have it."""
    for place in shelf.all():
        _sign_anew(shelf, place, rows, key)


def sign_newest_anew(shelf: Shelf, rows: Rows) -> None:
    """Sign the largest published root alone as these rows have it."""
    place = shelf.newest()
    assert place is not None
    _sign_anew(shelf, place, rows, KEY)


def sign_now(shelf: Shelf, rows: Rows, key: SignerKey, now: datetime) -> None:
    """Sign these rows without asking the signer."""
    shelf.keep(sign_note(Checkpoint(NAME, len(rows), root(rows), now).text, key))


def recorded_by(rows: Rows, time: datetime) -> int:
    """How many rows can have been there when a root was signed."""
    return sum(1 for _ in takewhile(lambda row: _at(row) <= time, rows))


def _sign_anew(shelf: Shelf, place: Published, rows: Rows, key: SignerKey) -> None:
    """A root that says what it said, under the same key, keeps the witnesses' signatures."""
    note, said = place.note, place.checkpoint
    size = recorded_by(rows, said.time)
    signed = sign_note(Checkpoint(NAME, size, root(rows, size), said.time).text, key)
    if signed.text != note.text or signed.signatures[0] not in note.signatures:
        place.path.unlink()
        shelf.keep(signed)


def _at(row: Header) -> datetime:
    return datetime.fromisoformat(orjson.loads(row.state or b"")["envelope"]["at"])
