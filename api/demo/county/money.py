"""How much of the ten projects' money was planned, allotted, received, paid and built, month by month?

The sums are those of `ninghai-2013`: 15.4亿元 on the ballot, 7.1亿元 planned for the year, 7.5亿元 completed by its end (105.6%).
All that lies between is invented.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from api.demo.county.briefs import WAN, sources, targets
from api.demo.county.lists import chosen_brief
from projects.commands.projects import SetAnnualPlan
from projects.events.values import Amounts

Curve = tuple[int, ...]

# 完成投资 in percent of the year's, February to December.
STEADY: Final = (3, 8, 16, 25, 35, 46, 57, 68, 79, 90, 100)
EARLY: Final = (6, 15, 27, 40, 54, 68, 82, 94, 100, 100, 100)
LATE: Final = (0, 3, 8, 14, 22, 32, 44, 58, 72, 87, 100)
HELD: Final = (2, 5, 9, 13, 17, 21, 27, 36, 50, 74, 100)
ALLOTTED: Final = (40, 40, 70, 70, 90, 90, 100, 100, 100, 100, 100)
# Money that arrives and is not paid out, until the committee asks.
SLOWLY: Final = (0, 0, 2, 5, 8, 10, 12, 18, 52, 80, 100)
AHEAD: Final = 6
"""By how many points what has arrived is ahead of what is built."""


@dataclass(frozen=True, slots=True)
class Year:
    """One project's 2024 in 万元: the plan, and the four amounts at the end of December."""

    plan: int
    allotted: int
    received: int
    paid: int
    completed: int
    curve: Curve = STEADY
    paying: Curve = ()


YEARS: Final = {
    1: Year(5200, 5200, 5200, 5200, 5200),
    2: Year(12600, 13400, 13400, 13000, 13400),
    3: Year(16000, 19000, 18600, 17500, 19900),
    4: Year(3200, 3200, 3200, 3150, 3150, EARLY),
    5: Year(7500, 7500, 7300, 6800, 7350, STEADY, SLOWLY),
    6: Year(12000, 12000, 11800, 10400, 11500, HELD),
    7: Year(4100, 4100, 3900, 4100, 4100, EARLY),
    8: Year(2600, 2600, 2600, 2600, 2600),
    9: Year(3200, 3200, 3000, 2700, 3200, LATE),
    10: Year(4600, 4600, 4600, 4600, 4600, LATE),
}
# The two that go on, January to May 2025: 完成投资 in 万元 since the year began.
ON: Final = {3: (1500, 3200, 5600, 8200, 11000), 6: (600, 1500, 3000, 5200, 8000)}
# What was built in October stood lower than in September: 审减.
CUT: Final = {(10, 10): (54, "隐蔽工程计量审减，按审核后的工程量报。")}


def plan_2024(number: int) -> SetAnnualPlan:
    """年度计划: the whole where the project ends in the year; of the two that go on a part, with the year's own targets."""
    parts = {
        3: (sources(province=4000, county=5000, special_bond=7000),
            targets(("新建改扩建学校", "3", "所"), ("新增学位", "3000", "个"), ("改造老旧小区", "7", "个"))),
        6: (sources(province=6000, city=2000, county=4000), targets(("改造农村公路", "50", "公里"))),
    }  # fmt: skip
    brief = chosen_brief(number)
    split, aims = parts.get(number, (brief.sources, brief.targets))
    return SetAnnualPlan(
        year=2024, amount_fen=YEARS[number].plan * WAN, sources=split, targets=aims, document="示例发改〔2024〕7号"
    )


def plan_2025(number: int) -> SetAnnualPlan:
    """年度计划 of the two that go on."""
    amount = {3: 30000, 6: 24000}[number]
    return SetAnnualPlan(year=2025, amount_fen=amount * WAN, document="示例发改〔2025〕5号")


def percent(number: int, month: int) -> int:
    """How much of the year's 完成投资 stood at the end of a month of 2024, in percent."""
    return CUT[number, month][0] if (number, month) in CUT else YEARS[number].curve[month - 2]


def amounts(number: int, month: int) -> Amounts:
    """The four amounts of 2024 at the end of a month; all began in that year, so they are those since the start as well."""
    year, place = YEARS[number], month - 2
    paying = year.paying or (0, *year.curve[:-2], 100)
    arrived = 100 if place == len(year.curve) - 1 else min(100, year.curve[place] + AHEAD)
    return _fen(
        year.allotted * ALLOTTED[place] / 100,
        year.received * arrived / 100,
        year.paid * paying[place] / 100,
        year.completed * percent(number, month) / 100,
    )


def amounts_on(number: int, month: int) -> tuple[Amounts, Amounts]:
    """Those of 2025 at the end of a month, in the year and since the start."""
    built, end = ON[number][month - 1], YEARS[number]
    year = (built * 1.1, built * 1.05, built * 0.9, built)
    whole = (end.allotted, end.received, end.paid, end.completed)
    return _fen(*year), _fen(*(before + now for before, now in zip(whole, year, strict=True)))


def _fen(allotted: float, received: float, paid: float, completed: float) -> Amounts:
    """From 万元."""
    return Amounts(
        allotted_fen=round(allotted * WAN), received_fen=round(received * WAN),
        paid_fen=round(paid * WAN), completed_fen=round(completed * WAN),
    )  # fmt: skip
