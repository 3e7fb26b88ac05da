"""Which figures does the demonstration use, and which of them come from published papers (数字取自公开数据)?

Names, projects and people are invented and marked 示例. Numbers named by a case id are those of
`published_cases.json`; they stand beside invented names and say nothing about a real place.
"""

from __future__ import annotations

from typing import Final

from voting.commands.rounds import Sheet
from voting.events.evaluations import EvaluatedItem, GradeTotals
from voting.events.rounds import Candidate, ItemTotals

SOURCE: Final = "数字取自公开数据"

# lishui-2025: due 327, present, issued and collected 314, five boxes.
COUNTY_DUE: Final = 327
COUNTY_PRESENT: Final = 314
COUNTY_BOXES: Final = 5

COUNTY_TITLES: Final = (
    ("示例县城区停车位建设", 48_000_000, "2024年12月底前新增停车位600个"),
    ("示例县农村供水管网改造", 126_000_000, "2024年11月底前完成12个村"),
    ("示例县老旧小区改造", 210_000_000, "2024年12月底前完成9个小区"),
    ("示例县普惠托育服务", 32_000_000, "2024年10月底前新增托位300个"),
    ("示例县乡镇卫生院提升", 95_000_000, "2024年12月底前完成6所"),
    ("示例县农村公路改造", 188_000_000, "2024年12月底前完成80公里"),
    ("示例县居家养老服务中心", 41_000_000, "2024年9月底前建成8个"),
    ("示例县中小学护眼照明改造", 27_000_000, "2024年8月底前完成120间教室"),
    ("示例县公共充电设施", 36_000_000, "2024年12月底前建成桩位400个"),
    ("示例县小微公园建设", 54_000_000, "2024年12月底前建成7个"),
    ("示例县农贸市场改造", 62_000_000, "2024年12月底前完成4个"),
    ("示例县户外劳动者驿站", 9_000_000, "2024年6月底前建成20个"),
)
# Nine above the cut, two with equal votes at it, one below half of all deputies (164 of 327 are needed).
COUNTY_FOR: Final = (296, 303, 310, 288, 301, 307, 276, 281, 264, 231, 231, 158)
COUNTY_AGAINST: Final = (12, 6, 2, 18, 9, 4, 27, 24, 38, 61, 60, 122)
COUNTY_INVALID: Final = 1
REBALLOT_PRESENT: Final = 312
REBALLOT_FOR: Final = (168, 141)

TOWN_DUE: Final = 60
TOWN_PRESENT: Final = 58
TOWN_TITLES: Final = (
    ("示例镇集镇污水管网", 6_800_000, "2024年11月底前"),
    ("示例镇敬老院消防改造", 1_200_000, "2024年6月底前"),
    ("示例镇村级道路硬化", 4_500_000, "2024年12月底前"),
    ("示例镇中心小学操场", 2_600_000, "2024年8月底前"),
    ("示例镇自来水扩面", 3_900_000, "2024年10月底前"),
    ("示例镇文化广场改造", 1_500_000, "2024年9月底前"),
    ("示例镇便民公交站亭", 600_000, "2024年5月底前"),
    ("示例镇农贸市场雨棚", 900_000, "2024年7月底前"),
    ("示例镇河道清淤", 2_200_000, "2024年12月底前"),
    ("示例镇村卫生室设备", 800_000, "2024年6月底前"),
    ("示例镇公共厕所改造", 1_100_000, "2024年10月底前"),
    ("示例镇路灯亮化", 700_000, "2024年12月底前"),
)
TOWN_FOR: Final = (57, 55, 58, 52, 54, 49, 41, 43, 50, 47, 38, 29)
# Item 7: both typists heard 31, the signed sheet says 41.
TOWN_MISREAD: Final = ("7", 31, 41)

# zhenhai-2021, members not published there: 33 are invented; eight rows of 29 present, and two invented rows after them.
MEMBERS: Final = 33
MEMBERS_PRESENT: Final = 29
GRADES: Final = (
    ("示例县教育惠民项目", 28, 1, 0),
    ("示例县公共卫生项目", 20, 8, 1),
    ("示例县旧区改造项目", 26, 3, 0),
    ("示例县食品安全项目", 29, 0, 0),
    ("示例县老年护理项目", 17, 11, 1),
    ("示例县交通治堵项目", 26, 3, 0),
    ("示例县公共停车项目", 17, 11, 1),
    ("示例县住房保障项目", 28, 1, 0),
    ("示例县河道整治项目", 11, 12, 6),
    ("示例县农村充电项目", 4, 9, 16),
)


def candidates(titles: tuple[tuple[str, int, str], ...]) -> tuple[Candidate, ...]:
    """The list on the ballot; amounts in yuan become fen."""
    return tuple(
        Candidate(id=str(number), title=title, amount_fen=yuan * 100, deadline=deadline)
        for number, (title, yuan, deadline) in enumerate(titles, start=1)
    )


def sheet(votes_for: tuple[int, ...], valid: int, against: tuple[int, ...] = (), ids: tuple[str, ...] = ()) -> Sheet:
    """A signed sheet: approvals, then rejections (none where not given), the rest abstained."""
    names = ids or tuple(str(number) for number in range(1, len(votes_for) + 1))
    no = against or (0,) * len(votes_for)
    return Sheet(
        valid=valid,
        invalid=0,
        items=tuple(
            ItemTotals(candidate=name, votes_for=yes, votes_against=less, votes_abstain=valid - yes - less)
            for name, yes, less in zip(names, votes_for, no, strict=True)
        ),
    )


def graded_items() -> tuple[EvaluatedItem, ...]:
    """What the standing committee grades."""
    return tuple(EvaluatedItem(id=str(n), title=row[0], unit="示例县承办单位") for n, row in enumerate(GRADES, start=1))


def grade_rows() -> tuple[GradeTotals, ...]:
    """The signed sheet of the evaluation."""
    return tuple(
        GradeTotals(item=str(n), satisfied=good, basically_satisfied=fair, dissatisfied=bad)
        for n, (_title, good, fair, bad) in enumerate(GRADES, start=1)
    )
