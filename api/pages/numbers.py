"""How are amounts, days and shares written on a page?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final
from urllib.parse import unquote_plus

from domain.calendar import SHANGHAI, day_recorded, parse_instant, say_day
from domain.money import print_number, say_amount

NONE: Final = "—"
"""Where nothing says a figure."""


def wan(amount: Any) -> str:
    """An amount in 万元 without its unit: of fen, or of what a read model says with the events behind it."""
    fen = amount.get("fen") if isinstance(amount, Mapping) else amount
    return NONE if fen is None else print_number(fen)


def amount(said: Any) -> str:
    """An amount with the unit that suits it."""
    fen = said.get("fen") if isinstance(said, Mapping) else said
    return NONE if fen is None else say_amount(fen)


def day(text: str | None) -> str:
    """A day in words; a dash where there is none."""
    return say_day(text) if text else NONE


def recorded(at: str) -> str:
    """The day on which something was recorded, here in China."""
    return say_day(day_recorded(at)) if at else NONE


def moment(at: str | datetime) -> str:
    """When something happened, to the minute, here in China."""
    found = (parse_instant(at) if isinstance(at, str) else at).astimezone(SHANGHAI)
    return f"{say_day(found.date())}{found:%H:%M}"


def percent(text: str | None) -> str:
    """A share with its sign."""
    return NONE if text is None else f"{text}%"


def part(text: str | None) -> int:
    """How much of a bar a share fills, 0 to 100: what is above is said in figures."""
    return 0 if text is None else max(0, min(100, int(float(text))))


FILTERS: Final[dict[str, Callable[..., Any]]] = {
    "wan": wan,
    "amount": amount,
    "day": day,
    "recorded": recorded,
    "moment": moment,
    "percent": percent,
    "part": part,
    "unquote": unquote_plus,
}
