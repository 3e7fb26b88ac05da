"""What does a good step look like with one thing about it changed?"""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin, get_type_hints

from domain.events import Body
from tests.given import CHAIR, CLERK, envelope
from voting.commands.meetings import CountAttendance
from voting.commands.papers import IssueBallots
from voting.commands.rounds import RecordTotals, RecountRound

if TYPE_CHECKING:
    from random import Random

    from domain.events import Envelope

DAYS = ("2024-01-16", "2024-01-17", "2024-01-18", "2024-01-19", "2024-01-20", "2024-02-29")


def bent(rng: Random, command: Any, given: Envelope, texts: list[str]) -> tuple[Any, Envelope]:
    """The command or its envelope with one thing changed; `texts` are names that texts may be changed to."""
    if not fields(command) or rng.random() < 0.4:
        return command, _envelope(rng, given)
    by = rng.choice([-7, -2, -1, 1, 2])
    match command:
        # Two figures of one sum at once, so that the sum still holds.
        case CountAttendance(due=due, on_leave=on_leave) if rng.random() < 0.5:
            return replace(command, due=due + by, on_leave=on_leave + by), given
        case IssueBallots(printed=printed, issued=issued) if rng.random() < 0.5:
            return replace(command, printed=printed + by, issued=issued + by), given
    other = _instance(rng, command, texts)
    if isinstance(other, RecordTotals | RecountRound) and rng.random() < 0.7:
        other = replace(other, second=other.first)
    return other, given


def _envelope(rng: Random, given: Envelope) -> Envelope:
    body = given.decided_by.body if given.decided_by else None
    match rng.randint(0, 2):
        case 0:
            return replace(given, effective_on=rng.choice(DAYS))
        case 1:
            return replace(given, approved_by=rng.choice([None, CLERK, CHAIR]))
        case _:
            other = rng.choice([None, *get_args(Body)])
            return replace(given, decided_by=envelope(body=body if rng.random() < 0.1 else other).decided_by)


def _instance(rng: Random, value: Any, texts: list[str]) -> Any:
    name = rng.choice([field.name for field in fields(value)])
    hint = get_type_hints(type(value))[name]
    changed: dict[str, Any] = {name: _value(rng, hint, getattr(value, name), texts)}
    return replace(value, **changed)


def _value(rng: Random, hint: Any, value: Any, texts: list[str]) -> Any:
    if get_origin(hint) is Literal:
        return rng.choice(get_args(hint))
    match value:
        case bool():
            return not value
        case int():
            return rng.choice([value - 1, value + 1, 0, -1])
        case str():
            return rng.choice(["", " ", f"{value} ", "x", *texts])
        case date():
            return value + timedelta(days=rng.choice([-40, -12, -11, 1]))
        case tuple():
            return _tuple(rng, value, texts)
        case dict():
            return rng.choice([{}, {"blank": 1}, {"torn": -1}, {**value, "eaten": 1}])
        case _ if is_dataclass(value):
            return _instance(rng, value, texts)
        case _:
            return value


def _tuple(rng: Random, items: tuple[Any, ...], texts: list[str]) -> tuple[Any, ...]:
    if not items:
        return items
    place = rng.randrange(len(items))
    item = items[place]
    other = _instance(rng, item, texts) if is_dataclass(item) else rng.choice(["x", *texts])
    return rng.choice([(), items[1:], (*items, item), items[::-1], (*items[:place], other, *items[place + 1 :])])
