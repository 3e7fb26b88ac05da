"""Which parts of a recorded event may outsiders see, and when?

An event goes out with its stored bytes or not at all, for only the whole can be held against its commitment. So it goes out if
everything that is written in it may be seen: a field that is added to an event later keeps it in until the field is named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal, NamedTuple

from projections.model import Row

Kind = Literal["", "ballot", "project", "cycle", "proposal", "finding", "report"]
"""Of which kind of row the event's stream must be shown, as the rows are published; empty: the event says it alone."""

ENVELOPE: Final = frozenset(
    {"at", "by.ref", "by.role", "command_id", "effective_on", "approved_by.ref", "approved_by.role", "decided_by"}
)
"""What may stand on the envelope; references to other papers and systems are not published."""
OFFICES: Final = frozenset({"clerk", "chair", "government", "unit", "system"})
"""Whoever records in an office's name; the number under which he does so is no name, and says no more than the office."""


class Told(NamedTuple):
    """An event and what its publication depends on: the row of its stream, and the settings that hold for it."""

    event: Mapping[str, Any]
    row: Row
    settings: Row


Condition = Callable[[Told], bool]


@dataclass(frozen=True, slots=True)
class Rule:
    """The fields that may be seen, `when` that holds; further ones where their own condition holds.

    A field inside another is written `brief.title`; one that is named lets through everything inside it.
    """

    kind: Kind
    fields: frozenset[str]
    when: Condition
    further: tuple[tuple[Condition, frozenset[str]], ...]


def always(_told: Told) -> bool:
    """Whatever the settings say."""
    return True


def shown(
    *fields: str, kind: Kind = "", when: Condition = always, further: Mapping[Condition, tuple[str, ...]] | None = None
) -> Rule:
    """A rule of these fields."""
    more = tuple((condition, frozenset(names)) for condition, names in (further or {}).items())
    return Rule(kind, frozenset(fields), when, more)


def follows(rule: Rule, told: Told, envelope: Mapping[str, Any]) -> bool:
    """Whether everything written in the event and on its envelope may be seen."""
    people = (envelope[name] for name in ("by", "approved_by") if name in envelope)
    if not rule.when(told) or any(person["role"] not in OFFICES for person in people):
        return False
    fields = rule.fields.union(*(names for condition, names in rule.further if condition(told)))
    return _within(told.event, fields) and _within(envelope, ENVELOPE)


def _within(value: Mapping[str, Any], fields: frozenset[str]) -> bool:
    return all(any(place in fields for place in _up(path)) for path in _paths(value, ""))


def _paths(value: Any, path: str) -> Iterator[str]:
    match value:
        case dict() if value:
            for name, each in value.items():
                yield from _paths(each, f"{path}.{name}" if path else name)
        case list() if value:
            for each in value:
                yield from _paths(each, path)
        case _:
            yield path


def _up(path: str) -> Iterator[str]:
    """The path and everything above it."""
    while path:
        yield path
        path = path.rpartition(".")[0]
