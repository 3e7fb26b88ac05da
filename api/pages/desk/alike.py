"""Which proposals may be about the same matter, and in which words does one say why?

The measure is plain on purpose, so that whoever screens can check it by eye: of the pairs of neighbouring characters in two titles,
how many are the same (Dice 1945), counted without the name of the place; beside it, whether the place is the same. It suggests, and
decides nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any, Final, NamedTuple

Row = Mapping[str, Any]
LEAST: Final = Fraction(1, 2)
"""From which share of common pairs on a proposal is suggested."""
MOST: Final = 5
_SIGNS: Final = re.compile(r"[\W_]+")


class Alike(NamedTuple):
    """Another proposal that may be about the same matter, how much of the titles agrees, and the sentence that says why."""

    row: Row
    share: Fraction
    why: str


def alike(row: Row, others: Iterable[Row]) -> list[Alike]:
    """The most similar of the other proposals, the most similar first; those of earlier years as well."""
    own = pairs(row)
    found = []
    for other in others:
        if other["number"] == row["number"]:
            continue
        share = common(own, pairs(other))
        if share >= LEAST:
            found.append(Alike(other, share, _why(row, other, share)))
    return sorted(found, key=lambda each: (-each.share, not _same_place(row, each.row), each.row["number"]))[:MOST]


def pairs(row: Row) -> frozenset[str]:
    """The pairs of neighbouring characters in the title, without signs and without the name of the place."""
    title = _SIGNS.sub("", row.get("title", ""))
    plain = title.replace(row.get("place") or "\0", "") or title
    return frozenset(plain[at : at + 2] for at in range(len(plain) - 1)) or frozenset({plain})


def common(one: frozenset[str], other: frozenset[str]) -> Fraction:
    """Twice the common pairs over all pairs: 1 where they are the same, 0 where none is."""
    return Fraction(2 * len(one & other), len(one) + len(other))


def _why(row: Row, other: Row, share: Fraction) -> str:
    said = ["名称相同" if share == 1 else f"名称有{int(share * 100)}%相同"]
    if _same_place(row, other):
        said.append(f"都在{row['place']}")
    elif row.get("place") and other.get("place"):
        said.append(f"地点不同：{row['place']}、{other['place']}")
    if row["project_year"] != other["project_year"]:
        said.append(f"{other['project_year']}年度提过")
    return "，".join(said)


def _same_place(row: Row, other: Row) -> bool:
    return bool(row.get("place")) and row.get("place") == other.get("place")
