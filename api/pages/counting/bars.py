"""How long are the bars on the screen in the hall, and to whom do they belong?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, Literal, NamedTuple

MOST_BARS: Final = 15
"""More than that nobody reads from the last row; the rest is said to be more, and stands on the sheet."""
GRADES: Final = (("satisfied", "满意"), ("basically_satisfied", "基本满意"), ("dissatisfied", "不满意"))


class Bar(NamedTuple):
    """A row on the screen: its title, its figure in words, how much of the whole it fills (0 to 1000), and how it came out."""

    title: str
    said: str
    part: int
    stands: Literal["in", "out", "middle"]


class Bars(NamedTuple):
    """The rows that there is room for, how many there are besides, and whether their figures may be seen."""

    shown: tuple[Bar, ...]
    more: int
    figures: bool


def bars_of(row: Mapping[str, Any]) -> Bars:
    """The bars of a row as the hall may see it: none before the result was declared."""
    items = row.get("items") or []
    bars = [_ballot(item, row) if row["kind"] == "round" else _grade(item) for item in items]
    figures = any("for" in item or "satisfied" in item for item in items)
    return Bars(tuple(bars[:MOST_BARS]), max(0, len(bars) - MOST_BARS), figures)


def quorum_of(row: Mapping[str, Any]) -> str:
    """How many have to be there and whether they are, in words; '' where the rules ask for nobody."""
    heads, rule = row.get("attendance"), row.get("quorum_rule")
    if row["kind"] != "round" or not heads or not rule:
        return ""
    share = heads["due"] * rule["num"]
    needed = share // rule["den"] + 1 if rule["op"] == "gt" else -(-share // rule["den"])
    return f"须{needed}人以上，{'符合' if heads['present'] >= needed else '不足'}法定人数"


def _ballot(item: Mapping[str, Any], row: Mapping[str, Any]) -> Bar:
    votes = item.get("for")
    whole = max([1, (row.get("attendance") or {}).get("due", 0), *(each.get("for") or 0 for each in row["items"])])
    said = "" if votes is None else f"{votes}票"
    return Bar(item["title"], said, _part(votes, whole), "in" if item.get("selected") else "out")


def _grade(item: Mapping[str, Any]) -> Bar:
    votes = [item.get(name) for name, _ in GRADES]
    said = item.get("grade_word") or ""
    stands: Literal["in", "middle"] = "in" if item.get("grade") == "satisfied" else "middle"
    if votes[0] is None:
        return Bar(item["title"], said, 0, stands)
    counts = "、".join(f"{word}{item[name]}" for name, word in GRADES)
    whole = sum(item.get(name) or 0 for name, _ in (*GRADES, ("abstain", ""), ("invalid", "")))
    return Bar(item["title"], f"{said}（{counts}）", _part(votes[0], whole), stands)


def _part(votes: int | None, whole: int) -> int:
    return 0 if votes is None else votes * 1000 // max(1, whole)
