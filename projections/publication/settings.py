"""Which settings of publication hold for a row, and how is it said that something is withheld?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from domain.profile import compose
from projections.model import Row

# What holds where no profile is pinned, as in a past ballot taken over from a document.
SHIPPED: Final[Row] = compose()["publication"]


def settings_of(row: Row, publication: Row | None) -> Row:
    """The row's own pinned settings, else those given, else the shipped ones, which show least."""
    pinned: Row | None = row.get("publication")
    return pinned or publication or SHIPPED


def kept(row: Row, names: Iterable[str]) -> dict[str, Any]:
    """Those entries of a row that are let through, by name: what is added to a row later is withheld until it is named."""
    return {name: row[name] for name in names if name in row}


def without_positions(value: Any) -> Any:
    """The same without places in the log: how far the log has come tells of ballots that are not announced."""
    match value:
        case dict():
            return {name: without_positions(each) for name, each in value.items() if name != "position"}
        case list() | tuple():
            return [without_positions(each) for each in value]
        case _:
            return value


def votes_withheld(word: str) -> str:
    """Say that votes are not published: 「按本次会议票决办法，不公布得票数」."""
    return f"按本次会议{word}办法，不公布得票数"


def some_votes_withheld(word: str) -> str:
    """Say that only the votes of the chosen are published."""
    return f"按本次会议{word}办法，只公布获确定项目的得票数"


def others_withheld(word: str) -> str:
    """Say that those who were not chosen are not published."""
    return f"按本次会议{word}办法，不公布未获确定的项目"


def not_announced(what: str, announcement: str) -> str:
    """Say that a result has not been announced."""
    return f"{what}结果尚未{announcement}"
