"""Which figures has the signed sheet of a round or an evaluation, as the interface shows them and as a correction names them?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from voting.counting import REASONS as ALL_REASONS
from voting.states.figures import spoken
from voting.states.readings import BY_REASON, escaped, place

Row = Mapping[str, Any]
VOTES: Final = {
    "votes_for": "for",
    "votes_against": "against",
    "votes_abstain": "abstain",
    "not_pressed": "not_pressed",
}
"""The figures of a row of a round's sheet, and how a result calls them."""
GRADES: Final = ("satisfied", "basically_satisfied", "dissatisfied", "abstain", "invalid")


def figures_of(row: Row) -> dict[str, int]:
    """Every figure of the sheet as it is recorded, by its place as a correction names it; none where nothing was counted."""
    found: dict[str, int] = {}
    if row["kind"] == "round":
        found = {f"/{name}": row[name] for name in ("valid", "invalid") if row.get(name) is not None}
        if row.get("invalid_by_reason"):
            known = dict.fromkeys(ALL_REASONS, 0) | row["invalid_by_reason"]
            found |= {f"{BY_REASON}{escaped(reason)}": number for reason, number in known.items()}
    for item in row.get("items") or ():
        named = VOTES if row["kind"] == "round" else dict(zip(GRADES, GRADES, strict=True))
        key = item["candidate"] if row["kind"] == "round" else item["item"]
        found |= {place(key, field): item[name] for field, name in named.items() if item.get(name) is not None}
    return found


def titles_of(row: Row) -> dict[str, str]:
    """The titles of the rows of the sheet, by their ids."""
    return {item.get("candidate") or item["item"]: item["title"] for item in row.get("items") or ()}


def said_figures(row: Row) -> dict[str, str]:
    """Every figure of the sheet by its place, as people call it."""
    titles = titles_of(row)
    return {field: spoken(field, titles) for field in figures_of(row)}
