"""Which figures does the demonstration use, and which of them come from published papers (数字取自公开数据)?

Names, projects and people are invented and marked 示例. Numbers named by a case id are those of
`published_cases.json`; they stand beside invented names and say nothing about a real place.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from voting.commands.rounds import Sheet
from voting.events.evaluations import GradeTotals
from voting.events.rounds import ItemTotals

SOURCE: Final = "数字取自公开数据"

# lishui-2025: due 327, present, issued and collected 314, five boxes.
COUNTY_DUE: Final = 327
COUNTY_PRESENT: Final = 314
COUNTY_BOXES: Final = 5

# Nine above the cut, two with equal votes at it, one below half of all deputies (164 of 327 are needed).
COUNTY_FOR: Final = (296, 303, 310, 288, 301, 307, 276, 281, 264, 231, 231, 158)
COUNTY_AGAINST: Final = (12, 6, 2, 18, 9, 4, 27, 24, 38, 61, 60, 122)
COUNTY_INVALID: Final = 1
REBALLOT_PRESENT: Final = 312
REBALLOT_FOR: Final = (168, 141)

TOWN_DUE: Final = 60
TOWN_PRESENT: Final = 58
TOWN_FOR: Final = (57, 55, 58, 52, 54, 49, 41, 43, 50, 47, 38, 29)
# Item 7: both typists heard 31, the signed sheet says 41.
TOWN_MISREAD: Final = (7, 31, 41)

# zhenhai-2021, members not published there: 33 are invented; eight rows of 29 present, and two invented rows, those of 06 and 09.
MEMBERS: Final = 33
MEMBERS_PRESENT: Final = 29
GRADES: Final = {
    1: (28, 1, 0),
    2: (20, 8, 1),
    3: (26, 3, 0),
    4: (29, 0, 0),
    5: (17, 11, 1),
    6: (11, 12, 6),
    7: (26, 3, 0),
    8: (17, 11, 1),
    9: (4, 9, 16),
    10: (28, 1, 0),
}
# The second look at 09 in June 2025, invented.
AGAIN_PRESENT: Final = 30
AGAIN: Final = {9: (22, 7, 1)}
# The town's deputies in January 2025, invented.
TOWN_GRADES_PRESENT: Final = 56
TOWN_GRADES: Final = {
    1: (41, 12, 3),
    2: (52, 4, 0),
    3: (39, 14, 3),
    4: (47, 8, 1),
    5: (44, 11, 1),
    6: (50, 5, 1),
    7: (53, 3, 0),
    8: (46, 9, 1),
    9: (28, 20, 8),
    10: (49, 6, 1),
}


def sheet(votes_for: Mapping[str, int], valid: int, against: tuple[int, ...] = ()) -> Sheet:
    """A signed sheet: approvals by candidate, then rejections (none where not given), the rest abstained."""
    no = against or (0,) * len(votes_for)
    return Sheet(
        valid=valid,
        invalid=0,
        items=tuple(
            ItemTotals(candidate=name, votes_for=yes, votes_against=less, votes_abstain=valid - yes - less)
            for (name, yes), less in zip(votes_for.items(), no, strict=True)
        ),
    )


def grade_rows(grades: Mapping[int, tuple[int, int, int]], say: Callable[[int], str]) -> tuple[GradeTotals, ...]:
    """The signed sheet of an evaluation; `say` gives the number of a project as people say it."""
    return tuple(
        GradeTotals(item=say(number), satisfied=good, basically_satisfied=fair, dissatisfied=bad)
        for number, (good, fair, bad) in grades.items()
    )
