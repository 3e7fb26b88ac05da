"""How does a recorded event become bytes, and how are bytes read back as the event they were?

The state of an event is the canonical JSON of {"envelope": …, "event": …}: the bytes that are stored are the bytes that are
committed to. Its class is found by topic among the events that this process has imported.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import orjson
from eventsourcing.domain import DomainEventProtocol
from eventsourcing.persistence import Mapper, Notification, StoredEvent

from domain.canonical import canonical_bytes, decoder, to_json
from domain.events import Envelope, Erased, Event, Person, Recorded, topics
from domain.storage.faults import UnknownTopic
from domain.storage.rows import as_stored
from domain.storage.unread import unread

# What stands on an erased event: its envelope went with the bytes.
NOBODY = Envelope(at="", by=Person(ref="", role="system"), command_id="", effective_on="")


class RecordedMapper(Mapper[UUID]):
    """Between `Recorded` and the library's stored events; needs no transcoder, cipher or compressor."""

    def __init__(self, *_args: Any, **_kwargs: Any) -> None:
        self._decoders: dict[str, Callable[[Any], Event]] = {}
        self._last_envelope: tuple[Envelope | None, bytes] = (None, b"")

    def to_stored_event(self, domain_event: DomainEventProtocol[UUID]) -> StoredEvent:
        """The event with its state as canonical bytes; what is not JSON-native raises `TypeError`."""
        assert isinstance(domain_event, Recorded)
        event = domain_event.event
        assert isinstance(event, Event), "an erased event is not written again"
        return self.encode(domain_event.originator_id, domain_event.originator_version, domain_event.envelope, event)

    def encode(self, stream: UUID, version: int, envelope: Envelope, event: Event) -> StoredEvent:
        """The same, for an event that has not been put into a `Recorded` yet."""
        # "envelope" sorts before "event", so this is the canonical form of the whole.
        state = b'{"envelope":%b,"event":%b}' % (self._envelope_bytes(envelope), _bytes(event))
        return as_stored(stream, version, event.TOPIC, state, 0)

    def to_domain_event(self, stored_event: StoredEvent) -> Any:
        """The `Recorded` that was stored; `Erased` where the bytes are gone; raises `UnknownTopic`."""
        # Straight from the database it is a tuple, and taken apart five times faster than by its names.
        stream, version, topic, state, position = (
            stored_event if isinstance(stored_event, tuple) else _parts(stored_event)
        )
        if not state:
            return Recorded(stream, version, NOBODY, Erased(topic), position)
        decode = self._decoders.get(topic) or self._find(topic, position)
        data = orjson.loads(state)
        return Recorded(stream, version, unread(data["envelope"]), decode(data["event"]), position)

    def _envelope_bytes(self, envelope: Envelope) -> bytes:
        # All events of a command share one envelope: encode it once.
        last, encoded = self._last_envelope
        if last is not envelope:
            encoded = _bytes(envelope)
            self._last_envelope = (envelope, encoded)
        return encoded

    def _find(self, topic: str, position: int) -> Callable[[Any], Event]:
        cls = topics().get(topic)
        if cls is None:
            raise UnknownTopic(
                f"本程序不认识台账第{position}号事项的标识“{topic}”，请使用新版程序。", topic=topic, position=position
            )
        decode: Callable[[Any], Event] = decoder(cls)
        self._decoders[topic] = decode
        return decode


def _parts(stored: StoredEvent) -> tuple[Any, ...]:
    position = stored.id if isinstance(stored, Notification) else 0
    return stored.originator_id, stored.originator_version, stored.topic, stored.state, position


def _bytes(value: Envelope | Event) -> bytes:
    encoded = canonical_bytes(to_json(value))
    # PostgreSQL's JSON has no U+0000: one such text would break the auditors' view for good.
    if b"\\u0000" in encoded and b"\\u0000" in encoded.replace(b"\\\\", b""):
        raise TypeError("text with U+0000 cannot be recorded")
    return encoded
