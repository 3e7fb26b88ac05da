"""What stands where something is to be erased by law, and which announced erasures are not carried out yet?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

from domain.canonical import texts_in, to_json
from domain.congress.commands import EraseContentAt, ToErase
from domain.congress.erasing import MOST_POSITIONS
from domain.congress.events import CongressRegistered, ContentErased
from domain.events import Erased, Recorded, topics
from domain.storage import Ledger, named_elsewhere, select_persons, still_there
from projections.versions import topic_of

LOOK_THROUGH_S: Final = 600.0
"""How long a look through the whole log for a person may take."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Erasure:
    """An erasure that was recorded, and what of it is still there: nothing once it is carried out."""

    recorded: Recorded
    event: ContentErased
    positions: Sequence[int]
    people: Sequence[UUID]

    @property
    def owed(self) -> bool:
        """Whether anything is left to erase."""
        return bool(self.positions or self.people)


def erasures(ledger: Ledger) -> list[Erasure]:
    """Every erasure that was recorded, in the order of the log."""
    return [_looked_after(ledger, *announced) for announced in _announced(ledger)]


def looked_up(ledger: Ledger, command: EraseContentAt) -> EraseContentAt:
    """The command with what stands at its positions, and the persons in them whom nothing else names, if they are to go."""
    positions = command.asked.positions
    if len(positions) > MOST_POSITIONS:
        return command
    found = [ledger.at_position(position) for position in positions]
    people = _named_there_alone(ledger, [one for one in found if one is not None]) if command.asked.people else ()
    return replace(command, found=tuple(_to_erase(ledger, one) for one in found), people=people)


def congress_of(ledger: Ledger, first: Recorded) -> str:
    """The id of the congress in whose streams this event begins one; who erased it knows, where it was erased; else empty."""
    match first.event:
        case CongressRegistered():
            return str(first.originator_id)
        case Erased():
            listed = (one.originator_id for one, event in _announced(ledger) if first.position in event.positions)
            return str(next(listed, ""))
        case event:
            return str(getattr(event, "congress", ""))


def _looked_after(ledger: Ledger, recorded: Recorded, event: ContentErased) -> Erasure:
    refs = [UUID(ref) for ref in event.people]
    positions, people = ledger.read(lambda line: still_there(line, event.positions, refs))
    return Erasure(recorded=recorded, event=event, positions=positions, people=people)


def _announced(ledger: Ledger) -> Iterator[tuple[Recorded, ContentErased]]:
    for recorded in ledger.of_kind(ContentErased):
        assert isinstance(recorded.event, ContentErased), "an erasure is never erased"
        yield recorded, recorded.event


def _to_erase(ledger: Ledger, found: Recorded | None) -> ToErase | None:
    if found is None:
        return None
    topic = topic_of(found)
    return ToErase(
        topic=topic,
        decides=topics()[topic].DECIDES,
        congress=congress_of(ledger, ledger.first(found.originator_id)),
        erased=isinstance(found.event, Erased),
    )


def _named_there_alone(ledger: Ledger, events: Sequence[Recorded]) -> tuple[str, ...]:
    """The references of persons in these events whom no other event names, in order."""
    refs = {ref for one in events if not isinstance(one.event, Erased) for ref in _refs(one)}
    known = [person.ref for person in select_persons(ledger, refs)]
    if not known:
        return ()
    with ledger.open_connection(deadline_seconds=LOOK_THROUGH_S) as connection:
        elsewhere = named_elsewhere(connection, known, [one.position for one in events])
    return tuple(sorted(str(ref) for ref in known if ref not in elsewhere))


def _refs(recorded: Recorded) -> Iterator[UUID]:
    for text in texts_in([to_json(recorded.envelope), to_json(recorded.event)]):
        with suppress(ValueError):
            yield UUID(text)
