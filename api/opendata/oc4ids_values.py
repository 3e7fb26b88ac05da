"""In which forms do days, amounts and absent things stand in an OC4IDS package?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

FEN: Final = 100


def at(day: str) -> str:
    """A day as RFC 3339: its beginning in China; '' for none."""
    return f"{day}T00:00:00+08:00" if day else ""


def end_of(day: str) -> str:
    """The last second of a day in China."""
    return f"{day}T23:59:59+08:00" if day else ""


def yuan(fen: int) -> dict[str, Any]:
    """An amount as the standard has it: exact to the fen up to 10,000亿元, beyond which a float has no room for it."""
    whole, rest = divmod(fen, FEN)
    return {"amount": fen / FEN if rest else whole, "currency": "CNY"}


def kept_if(members: Mapping[str, Any]) -> dict[str, Any]:
    """The members that say something; the standard wants no empty ones."""
    return {name: value for name, value in members.items() if value not in ("", None, [], {})}
