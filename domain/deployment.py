"""What is recorded of a deployment itself: that the records beside the log have come so far, and what they hash to?

A record of what was done to accounts, or of who read whose data, must not stand in the log, which forgets nothing; but the log
can vouch for it. The rows of such a table are chained: the hash of a row is made from the hash of the row before and from the
row's canonical JSON, and the first begins with 32 zero bytes. An event names the last row and its hash, and says nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Final

from domain.canonical import canonical_bytes
from domain.events import Event
from domain.streams import stream_id

if TYPE_CHECKING:
    from collections.abc import Iterable

    from domain.merkle import Hash

STREAM: Final = stream_id("Deployment")
"""A log is of one deployment."""
TAG: Final = b"minsheng record v1\n"
BEGINNING: Final = bytes(32)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordsCommitted(Event):
    """账号记录存证: the numbers of the last act on accounts and of the last reading of somebody's data, and the chained hash of each."""

    TOPIC: ClassVar[str] = "deployment:RecordsCommitted"
    acts: int
    acts_hash: str
    reads: int
    reads_hash: str


def chained(rows: Iterable[dict[str, Any]], before: bytes, hash_: Hash) -> bytes:
    """The hash of the last of `rows`, the row before which hashes to `before`."""
    for row in rows:
        before = hash_(TAG + before + canonical_bytes(row))
    return before
