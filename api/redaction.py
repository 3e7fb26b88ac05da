"""How is what was announced as erased carried out, however often the attempt is cut short?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from uuid import UUID

from api.erasing import Erasure, erasures
from domain.events import topics
from domain.storage import Ledger, LedgerConnection, erase
from projections import bookmarks
from projections.models import MODELS
from projections.rebuild import rebuild_apart
from projections.versions import Poisoned, topic_of

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class CarriedOut:
    """What was done now: the announcements carried out, the content and persons that were there, the read models replayed.

    `stuck` are those that could not be replayed: their rows may still hold what was erased.
    """

    announced: tuple[int, ...] = ()
    erased: tuple[int, ...] = ()
    people: int = 0
    rebuilt: tuple[str, ...] = ()
    stuck: tuple[str, ...] = ()


def carry_out(ledger: Ledger, redactor: LedgerConnection, progress: Progress = lambda _position: None) -> CarriedOut:
    """Erase whatever was announced and is still there, and replay the read models that were made from it.

    Each announcement is carried out as a whole or not at all, the demand for a replay with it; so a further attempt goes on
    where one was cut short.
    """
    with ledger.connection() as connection:
        bookmarks.create_bookmarks(connection)
    owed = [erasure for erasure in erasures(ledger) if erasure.owed]
    for erasure in owed:
        _erase(ledger, redactor, erasure)
    outdated = to_replay(ledger)
    _replay(ledger, outdated, progress)
    stuck = to_replay(ledger)
    return CarriedOut(
        announced=tuple(erasure.recorded.position for erasure in owed),
        erased=tuple(position for erasure in owed for position in erasure.positions),
        people=sum(len(erasure.people) for erasure in owed),
        rebuilt=tuple(name for name in outdated if name not in stuck),
        stuck=tuple(stuck),
    )


def to_replay(ledger: Ledger) -> list[str]:
    """The read models whose rows may still hold what was erased."""
    return ledger.read(lambda line: bookmarks.unmarked(line, [model.name for model in MODELS]))


def _erase(ledger: Ledger, redactor: LedgerConnection, erasure: Erasure) -> None:
    people = [UUID(ref) for ref in erasure.event.people]
    erase(redactor, erasure.event.positions, people, bookmarks.marks_of(_made_from(ledger, erasure.event.positions)))


def _made_from(ledger: Ledger, positions: Sequence[int]) -> list[str]:
    """The names of the read models that fold any of these events."""
    found = [ledger.at_position(position) for position in positions]
    kinds = {topics()[topic_of(one)] for one in found if one is not None}
    return [model.name for model in MODELS if model.retells and not kinds.isdisjoint(model.folds)]


def _replay(ledger: Ledger, names: Sequence[str], progress: Progress) -> None:
    chosen = [model for model in MODELS if model.name in names]
    with suppress(Poisoned):
        if chosen:
            rebuild_apart(ledger.open_connection, chosen, ledger.read_log, progress=progress)
