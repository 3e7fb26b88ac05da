"""How is something erased, by the one role that may, and what may never be?"""

from __future__ import annotations

from uuid import UUID

from psycopg.rows import tuple_row

from domain.events import topics
from domain.refusals import NotFound, Refusal
from domain.storage.connection import LedgerConnection
from domain.storage.faults import UnknownTopic


class NotErasable(Refusal):
    """Without this event something that was decided would stand differently."""

    code = "not_erasable"
    title = "这类事项不能删除内容"


def erase_person(connection: LedgerConnection, ref: UUID) -> bool:
    """Delete a person's data with the only key to them; answers whether there were any. `connection` acts as the redactor."""
    return connection.execute("DELETE FROM ledger.people WHERE ref = %s", (ref,)).rowcount > 0


def erase_event(connection: LedgerConnection, position: int) -> bool:
    """Delete the bytes of one event, its header stays; answers whether there were any. `connection` acts as the redactor.

    Raises `NotFound`, `UnknownTopic`, or `NotErasable` where the event's class says `DECIDES`.
    """
    cursor = connection.cursor(row_factory=tuple_row)
    row = cursor.execute("SELECT topic FROM ledger.event_headers WHERE position = %s", (position,)).fetchone()
    if row is None:
        raise NotFound(f"台账里没有第{position}条。", position=position)
    (topic,) = row
    cls = topics().get(topic)
    if cls is None:
        raise UnknownTopic(f"不认识事项的标识“{topic}”，不能判断可否删除。", topic=topic, position=position)
    if cls.DECIDES:
        raise NotErasable(
            f"第{position}条（{topic}）关系到已作出的决定，不能删除内容。", topic=topic, position=position
        )
    return cursor.execute("DELETE FROM ledger.event_bytes WHERE position = %s", (position,)).rowcount > 0
