"""What of the proposals may be seen outside: nothing, how many there were, or the titles that were reviewed?

Who proposed something is never seen outside, and no text but a title that somebody looked at before it was published.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from projections.model import Row
from projections.publication.settings import kept

PROPOSAL: Final = (
    "kind",
    "congress",
    "code",
    "congress_name",
    "level",
    "project_year",
    "number",
    "status",
    "status_word",
)
HEADING: Final = ("kind", "congress", "code", "congress_name", "project_year")
WINDOW: Final = ("organiser", "organiser_word", "from_on", "to_on", "days", "channels", "notice")
GROUPS: Final = ("by_channel", "by_category")
ALL_WITHHELD: Final = "按本人大的办法，不公布建议项目"
TEXTS_WITHHELD: Final = "按本人大的办法，只公布建议项目的数量"
NOT_REVIEWED: Final = "建议项目的内容审核后公开"


def public_proposal(row: Row, settings: Row) -> dict[str, Any]:
    """A proposal as the public sees it: its title once that was reviewed, and what became of it."""
    if not _seen(row, settings):
        withheld = NOT_REVIEWED if settings["proposals"] == "reviewed_titles" else _withheld(settings)
        return {"kind": row["kind"], "withheld": [withheld]}
    return {**kept(row, PROPOSAL), **row["published"], "withheld": []}


def listed_proposal(row: Row) -> bool:
    """Whether outsiders find the proposal at all."""
    return _seen(row, row["publication"])


def public_funnel(row: Row, settings: Row) -> dict[str, Any]:
    """The funnel as the public sees it: figures without the numbers of single proposals, or nothing."""
    if settings["proposals"] == "none":
        return {**kept(row, HEADING), "withheld": [ALL_WITHHELD]}
    announced = row["solicitation"]
    return {
        **kept(row, HEADING),
        "solicitation": {
            **kept(announced, ("counted", "printed", "difference", "because")),
            "windows": [kept(window, WINDOW) for window in announced["windows"]],
        },
        "stages": _figures(row["stages"]),
        "ends": _figures(row["ends"]),
        "repeated": _figures([row["repeated"]])[0],
        **{name: _figures(row[name]) for name in GROUPS},
        "withheld": [_withheld(settings)] if settings["proposals"] == "counts" else [],
    }


def _seen(row: Row, settings: Row) -> bool:
    return settings["proposals"] == "reviewed_titles" and row["published"] is not None


def _withheld(settings: Row) -> str:
    return ALL_WITHHELD if settings["proposals"] == "none" else TEXTS_WITHHELD


def _figures(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """The same figures without what they count."""
    return [{name: _counted(value) for name, value in row.items() if name != "numbers"} for row in rows]


def _counted(value: Any) -> Any:
    return (
        {name: _counted(each) for name, each in value.items() if name != "numbers"}
        if isinstance(value, dict)
        else value
    )
