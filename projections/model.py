"""What is a read model, and what may its fold touch?"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from operator import attrgetter
from types import NoneType
from typing import Any, Final, Protocol

from domain.events import Event, Recorded

# A row is JSON-native: text, integers, booleans, None, lists and objects; no tuples, so that it equals what the database gives back.
# `parts` is the one name with a meaning of its own: the keys of the rows that are read together with it.
Row = Mapping[str, Any]


class Rows(Protocol):
    """The rows of one read model at one place in the log, as its fold sees and changes them."""

    def get(self, key: str) -> Row | None:
        """The row under `key`, None where there is none."""

    def put(self, key: str, row: Row, congress: str = "") -> None:
        """Let `row` hold from here on; `congress` is the division code under which it is listed, empty for a part of another row."""

    def remove(self, key: str) -> None:
        """Let no row hold under `key` from here on."""


Fold = Callable[[Rows, Recorded, Any], None]
Join = Callable[[Row, Mapping[str, Row]], dict[str, Any]]


def whole(row: Row, _parts: Mapping[str, Row]) -> dict[str, Any]:
    """Show a row that has no parts."""
    return dict(row)


@dataclass(frozen=True, slots=True)
class ReadModel:
    """A fold and a bookmark; the bookmark lies beside the rows in the database.

    `version` goes up with every change of what a fold writes: the rows are then dropped and replayed. `keys` names the rows that
    an event touches, so that they can be fetched for a whole batch at once; one left out is found all the same, only slower.
    `join` makes what is shown of a row and its parts. `retells`: rows say again what events say, so the erasure of one takes them with it.
    """

    name: str
    version: int
    folds: Mapping[type[Event], Fold]
    keys: Callable[[Recorded], Sequence[str]]
    join: Join = whole
    retells: bool = True

    def fold(self, rows: Rows, recorded: Recorded) -> None:
        """Bring `rows` from before the event to after it; other models' events and erased ones change nothing."""
        fold = self.folds.get(type(recorded.event))  # type: ignore[arg-type] # an erased event has no fold
        if fold is not None:
            fold(rows, recorded, recorded.event)

    def touches(self, recorded: Recorded) -> bool:
        """Whether the event can change a row."""
        return type(recorded.event) in self.folds


SCALARS: Final = frozenset({str, int, bool, NoneType})


def plain(value: Any) -> Any:
    """An event's field as a row holds it: dataclasses as objects with every field, tuples as lists."""
    kind: Any = type(value)
    if kind in SCALARS:
        return value
    if kind is tuple or kind is list:
        return [plain(item) for item in value]
    if kind is dict:
        return {key: plain(item) for key, item in value.items()}
    return plain_but(value)


def plain_but(event: Any, *names: str) -> dict[str, Any]:
    """All fields of an event but those named, as a row holds them."""
    kind: Any = type(event)
    kept, values = _fields_but(kind, names)
    return {
        name: item if type(item) in SCALARS else plain(item) for name, item in zip(kept, values(event), strict=True)
    }


@cache
def _fields_but(kind: Any, names: tuple[str, ...]) -> tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]]:
    """The names of the fields that are left, and what takes them all out of an instance at once."""
    kept = tuple(field.name for field in fields(kind) if field.name not in names)
    if len(kept) > 1:
        return kept, attrgetter(*kept)
    return kept, lambda event: tuple(getattr(event, name) for name in kept)
