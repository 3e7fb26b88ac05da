"""What is there in 示例镇: its congress, its offices, its twelve candidate projects, and under which ids does it all stand?

All of it is invented.
"""

from __future__ import annotations

from typing import Final
from uuid import UUID

from domain.streams import congress_id, cycle_id, evaluation_id, meeting_id, round_id
from projects import numbers
from projects.events.values import Brief, Nature, Place, SourceAmount, Target

CODE: Final = "990101101"
NAME: Final = "示例镇"
YEAR: Final = 2024
CONGRESS_ID: Final = congress_id(CODE)
CONGRESS: Final = str(CONGRESS_ID)
CYCLE: Final = cycle_id(CONGRESS, YEAR)
SESSION: Final = meeting_id(CONGRESS, "congress", 19, 3)
NEXT_SESSION: Final = meeting_id(CONGRESS, "congress", 19, 5)
MID_YEAR_TITLE: Final = f"{NAME}第十九届人民代表大会第四次会议"
NEXT_SESSION_TITLE: Final = f"{NAME}第十九届人民代表大会第五次会议"
ROUND_ID: Final = round_id(str(SESSION), YEAR, 1, 1)
EVALUATED: Final = evaluation_id(str(NEXT_SESSION), YEAR, "implementation", 1)

UNITS: Final = {
    "01": "示例镇农业农村办", "02": "示例镇社会事务办", "03": "示例镇建设管理办", "04": "示例镇中心小学", "05": "示例镇综合服务中心",
}  # fmt: skip
# Title, unit, amount in yuan, last day, its words, target, what it is in money terms.
_CANDIDATES: Final = (
    ("集镇污水管网", "03", 6_800_000, "2024-11-30", "2024年11月底前", ("铺设污水管网", "4.2", "公里"), "construction"),
    ("敬老院消防改造", "02", 1_200_000, "2024-06-30", "2024年6月底前", ("改造敬老院", "1", "所"), "construction"),
    ("村级道路硬化", "03", 4_500_000, "2024-12-31", "2024年12月底前", ("硬化村道", "9", "公里"), "construction"),
    ("中心小学操场", "04", 2_600_000, "2024-08-31", "2024年8月底前", ("改造操场", "1", "处"), "construction"),
    ("自来水扩面", "01", 3_900_000, "2024-10-31", "2024年10月底前", ("新通自来水", "460", "户"), "construction"),
    ("文化广场改造", "05", 1_500_000, "2024-09-30", "2024年9月底前", ("改造广场", "1", "处"), "construction"),
    ("便民公交站亭", "05", 600_000, "2024-05-31", "2024年5月底前", ("建成站亭", "12", "个"), "construction"),
    ("农贸市场雨棚", "03", 900_000, "2024-07-31", "2024年7月底前", ("建成雨棚", "1600", "平方米"), "construction"),
    ("河道清淤", "01", 2_200_000, "2024-12-31", "2024年12月底前", ("清淤河道", "6", "公里"), "construction"),
    ("村卫生室设备", "02", 800_000, "2024-06-30", "2024年6月底前", ("配齐村卫生室", "8", "所"), "service"),
    ("公共厕所改造", "03", 1_100_000, "2024-10-31", "2024年10月底前", ("改造公厕", "6", "座"), "construction"),
    ("路灯亮化", "03", 700_000, "2024-12-31", "2024年12月底前", ("安装路灯", "240", "盏"), "construction"),
)


def brief(  # noqa: PLR0913, PLR0917 - a row of the table above, in its order
    title: str, unit: str, yuan: int, until: str, words: str, target: tuple[str, str, str], nature: Nature
) -> Brief:  # fmt: skip
    """A row as the town drafts it, half of the money its own and half the county's."""
    name, planned, counted_in = target
    half = yuan * 50
    return Brief(
        title=f"{NAME}{title}", nature=nature, unit=unit, content=f"{name}{planned}{counted_in}。", total_fen=yuan * 100,
        places=(Place(name=NAME, division=CODE),), targets=(Target(id="1", name=name, planned=planned, unit=counted_in),),
        sources=(SourceAmount(source="county", amount_fen=half), SourceAmount(source="township", amount_fen=half)),
        deadline_on=until, deadline_text=words,
    )  # fmt: skip


BRIEFS: Final = tuple(brief(*row) for row in _CANDIDATES)
CHOSEN: Final = range(1, 11)


def said(number: int) -> str:
    """A project's number as people say it: 2024-03."""
    return numbers.PROJECT.say(YEAR, number)


def project(number: int) -> UUID:
    """The stream of a project of 2024."""
    return numbers.PROJECT.named(CONGRESS, said(number))


PAST_ROUND: Final = round_id(f"taken over by {CONGRESS}", 2023, 1, 1)
TAKEN_OVER: Final = numbers.PROJECT.named(CONGRESS, "2023-01")
"""The project that was running when the ledger began."""
