"""Do rows, bytes and leaves agree, one after the other, from one position of the log to another?

A leaf is made from its header row; the bytes beside it must be those that the header commits to. Bytes may be missing only
where an event after it says that they were lawfully erased, and which (`congress:ContentErased`).
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import orjson

from domain.congress.events import ContentErased
from domain.merkle import CompactRange, Hash
from domain.refusals import Refusal
from domain.storage import Header
from domain.transparency.notes import Note


class BytesMissing(Refusal):
    """The bytes of an event are gone, and no event says that they were lawfully erased."""

    code = "bytes_missing"
    title = "有登记的内容不见了，又没有依法删除的登记"


class Tampered(Exception):  # noqa: N818 - what was done to the log; whoever catches it makes the refusal of it
    """The log is not what was signed or committed to.

    `why` is the Chinese sentence for the evidence; `tree` is the tree of the rows, and `note` another signed note, where it is
    one of them that contradicts what was signed.
    """

    def __init__(self, why: str, *, tree: CompactRange | None = None, note: Note | None = None) -> None:
        super().__init__(why)
        self.why, self.tree, self.note = why, tree, note


class Rows(Protocol):
    """Whoever answers rows of the log: at most `limit` after position `after`, in order."""

    def rows(self, after: int, limit: int) -> Sequence[Header]:
        """The rows."""


@dataclass(slots=True)
class Walk:
    """A walk along the log; `position` is the last row that was seen, `bare` are the rows whose erasure was not seen yet."""

    hash_: Hash
    position: int = 0
    bare: set[int] = field(default_factory=set)

    def step(self, log: Rows, last: int, limit: int) -> list[Header]:
        """The next rows, at most `limit` and none after position `last`, once they are checked; raises `Tampered`."""
        wanted = min(limit, last - self.position)
        rows = list(log.rows(self.position, wanted)) if wanted > 0 else []
        for place, row in enumerate(rows, self.position + 1):
            if row.position != place:
                raise Tampered(f"第{place}号的标题行不见了。")
            if not row.holds(self.hash_):
                raise Tampered(f"第{place}号的内容与标题行的承诺不符。")
        if len(rows) < wanted:
            raise Tampered(f"第{self.position + len(rows) + 1}号的标题行不见了。")
        self._look_for_erasures(rows)
        self.position += wanted
        return rows

    def settle(self, log: Rows, limit: int) -> None:
        """Look ahead for the erasure of what was found bare; raises `BytesMissing`.

        What lies ahead was signed by nobody yet, but the bytes that say so must at least belong to their header.
        """
        position = self.position
        while self.bare and (rows := log.rows(position, limit)):
            self._look_for_erasures([row for row in rows if row.holds(self.hash_)])
            position = rows[-1].position
        if self.bare:
            first = min(self.bare)
            raise BytesMissing(
                f"第{first}号的内容不见了，台账里没有依法删除它的登记；这样的共{len(self.bare)}件。",
                position=first,
                events=len(self.bare),
            )

    def _look_for_erasures(self, rows: Iterable[Header]) -> None:
        for row in rows:
            if row.state is None:
                self.bare.add(row.position)
            elif row.topic == ContentErased.TOPIC:
                # What stands after it is not bare yet: an erasure covers only what was there before it.
                self.bare -= _erased(row.state)


def grow(tree: CompactRange, rows: Iterable[Header]) -> None:
    """Add the leaves of `rows` to `tree`; raises `Tampered` where a row cannot be a leaf at all."""
    for row in rows:
        try:
            tree.append(row.leaf(tree.hash_))
        except (struct.error, OverflowError):
            raise Tampered(f"第{row.position}号的标题行里有写不进树叶的数。") from None


def _erased(state: bytes) -> set[int]:
    """The positions that an event names as erased; none where it cannot be read."""
    try:
        found: Any = orjson.loads(state)["event"]["positions"]
    except (orjson.JSONDecodeError, KeyError, TypeError):
        return set()
    return {each for each in found if isinstance(each, int)} if isinstance(found, list) else set()
