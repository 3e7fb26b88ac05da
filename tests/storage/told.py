"""With which few events, commands and streams are the stories of storage told?"""

from __future__ import annotations

from uuid import UUID

from domain.congress.events import UnitRegistered
from domain.deciders import Decider
from domain.events import Envelope, Event, Person
from domain.leaves import entry
from domain.merkle import CompactRange, hasher, leaf_hash, root_of
from domain.storage import Append, CommandRow, body_hash
from domain.streams import stream_id
from projects.events.proposals import ProposalPublished
from tests.storage.conftest import Database

CLERK = Person(ref="3f0a4b0e-2f4d-4c39-9a51-0d3c9f7c2a11", role="clerk")
ENVELOPE = Envelope(at="2024-01-18T02:00:00.000000Z", by=CLERK, command_id="c-1", effective_on="2024-01-18")

# A state that forgets nothing: all events so far.
EVERYTHING: Decider[tuple[Event, ...]] = Decider(
    "所有事件", (), lambda _state, _command, _envelope: (), lambda state, event, _envelope: (*state, event)
)


def units(count: int, first: int = 1) -> list[Event]:
    return [UnitRegistered(unit=f"u{number}", name=f"示例局{number}") for number in range(first, first + count)]


def words(count: int, first: int = 1) -> list[Event]:
    """What can be erased by law, as units cannot."""
    return [ProposalPublished(title=f"示例标题{number}") for number in range(first, first + count)]


def stream(name: str | int) -> UUID:
    return stream_id("Test", name)


def append(name: str | int, version: int, count: int = 1) -> Append:
    return Append(stream(name), version, units(count, version + 1))


def append_words(name: str | int, version: int, count: int = 1) -> Append:
    return Append(stream(name), version, words(count, version + 1))


def command(key: str, body: bytes = b"{}", answer: bytes | None = None) -> CommandRow:
    return CommandRow(CLERK.ref, key, body_hash(body), answer)


def agree(database: Database, algorithm: str = "sha256") -> None:
    """The head's size, range and root are those of the rows, read and hashed by nothing of the storage's own."""
    rows = database.ask("SELECT position, stream_id, version, topic, commitment FROM ledger.event_headers ORDER BY 1")
    leaves = [leaf_hash(entry(*row), hasher(algorithm)) for row in rows]  # type: ignore[arg-type] # rows know no types
    ((position, found, range_),) = database.ask("SELECT position, algorithm, compact_range FROM ledger.log_head")
    assert [row[0] for row in rows] == list(range(1, len(rows) + 1))
    tree = CompactRange(len(rows), range_, hasher(algorithm))  # type: ignore[arg-type] # likewise
    assert (position, found) == (len(rows), algorithm)
    assert tree.root() == root_of(leaves, hasher(algorithm))
