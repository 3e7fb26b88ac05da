"""Which bytes of an event are a leaf of the tree?

An entry has five fields, one after the other, each behind its own length in two bytes; numbers are big-endian:

    00 08   position     8 bytes: 1 for the first event of the log, then without gaps; it is the leaf of index position - 1
    00 10   stream       the 16 bytes of the stream's UUID
    00 08   version      8 bytes: which event of its stream it is
    length  topic        the kind of event, UTF-8
    00 20   commitment   32 bytes, to the stored bytes of the event

So the entry is that of the event's header alone: the tree stands as it is when the bytes are lawfully erased, and headers can
be published without them. The lengths let nothing slip from one field into the next.
"""

from __future__ import annotations

import struct
from uuid import UUID

_HEAD = struct.Struct("!HQH16sHQH").pack
_LENGTH = struct.Struct("!H").pack


def entry(position: int, stream: UUID, version: int, topic: str, commitment: bytes) -> bytes:
    """The entry of the event at `position`; `struct.error` where a number or a length does not fit its bytes."""
    kind = topic.encode()
    return b"".join(
        (
            _HEAD(8, position, 16, stream.bytes, 8, version, len(kind)),
            kind,
            _LENGTH(len(commitment)),
            commitment,
        )
    )
