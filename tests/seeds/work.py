"""Which projects does a congress have in a year, what do they promise, and what will become of each?"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from random import Random
from typing import Final, Literal
from uuid import UUID

from domain.streams import cycle_id, project_id
from projects.events.values import Brief, Nature, Place, Source, SourceAmount, SubItem, Target
from projects.numbers import PROJECT
from tests.seeds.desk import Desk
from tests.seeds.places import Seat

WAN: Final = 1_000_000
# What is built, its kind, its category, its unit, what is counted in which measure.
MATTERS: Final[tuple[tuple[str, Nature, str, str, str, str], ...]] = (
    ("农村饮水安全巩固提升", "construction", "农村供水", "03", "改造供水管网", "公里"),
    ("嘎查村道路硬化", "construction", "交通出行", "02", "硬化道路", "公里"),
    ("老旧小区改造", "construction", "城乡住房", "01", "改造小区", "个"),
    ("学校操场改造", "construction", "教育", "04", "改造操场", "处"),
    ("卫生院设备更新", "service", "医疗卫生", "05", "更新设备", "台"),
    ("居家养老服务站", "construction", "养老", "03", "建成服务站", "个"),
    ("公共充电设施", "construction", "公共设施", "02", "建成充电桩位", "个"),
    ("文化活动广场", "construction", "文化体育", "01", "建成广场", "处"),
    ("就业技能培训", "policy", "就业", "05", "培训", "人次"),
    ("垃圾收集转运", "construction", "生态环境", "04", "建成转运点", "个"),
)
SOURCES: Final[tuple[Source, ...]] = ("province", "county", "township", "special_bond", "social_capital")
Change = Literal["", "minor", "major"]


@dataclass(frozen=True, slots=True)
class Project:
    """One candidate; `chosen` on the ballot, `crosses` into the next year, `change` of its promise, `graded` badly."""

    number: int
    says: str
    stream: UUID
    brief: Brief
    chosen: bool
    crosses: bool
    change: Change
    bad: bool

    @property
    def total_fen(self) -> int:
        """What it promises to cost."""
        assert self.brief.total_fen is not None
        return self.brief.total_fen


@dataclass(frozen=True)
class Work:
    """One congress's year, and where it is taken down."""

    seat: Seat
    year: int
    first: bool
    desk: Desk
    candidates: tuple[Project, ...]
    people: tuple[str, ...] = field(repr=False)

    @property
    def chance(self) -> Random:
        """What decides where the year leaves a choice."""
        return self.desk.chance

    @property
    def following(self) -> int:
        """The year after."""
        return self.year + 1

    @cached_property
    def cycle(self) -> UUID:
        """年度工作."""
        return cycle_id(self.seat.congress, self.year)

    @cached_property
    def chosen(self) -> tuple[Project, ...]:
        """Those that are carried out."""
        return tuple(project for project in self.candidates if project.chosen)

    @property
    def government(self) -> str:
        """The meeting that decides for the government."""
        return f"{self.seat.place}人民政府常务会议"

    def wan(self, least: int, most: int) -> int:
        """An amount in whole 万元, in fen."""
        return self.chance.randint(least, most) * WAN


def work_of(seat: Seat, year: int, seed: int, *, first: bool) -> Work:
    """The year with its candidates, the same for the same seed."""
    chance = Random(f"{seed}/{seat.code}/{year}")  # noqa: S311 - a history, no secret
    people = tuple(str(UUID(int=chance.getrandbits(128))) for _ in range(24))
    count = seat.projects + -(-seat.projects // 5)
    taken = frozenset(chance.sample(range(1, count + 1), seat.projects))
    candidates = tuple(_project(seat, year, number, chance, chosen=number in taken) for number in range(1, count + 1))
    return Work(seat, year, first, Desk(seat, year, chance), candidates, people)


def _project(seat: Seat, year: int, number: int, chance: Random, *, chosen: bool) -> Project:
    crosses = chance.random() < 0.1
    change: Change = "minor" if (drawn := chance.random()) < 0.12 else "major" if drawn < 0.18 else ""
    return Project(
        number, PROJECT.say(year, number), project_id(seat.congress, year, number), _brief(seat, year, number, chance, crosses=crosses),
        chosen, crosses, change, chance.random() < 0.06,
    )  # fmt: skip


def _brief(seat: Seat, year: int, number: int, chance: Random, *, crosses: bool) -> Brief:
    title, nature, category, unit, counted, measure = MATTERS[(number * 7 + year) % len(MATTERS)]
    amount = chance.randint(40, 900) * 10 * WAN
    places = tuple(
        Place(name=f"{seat.place}示例{letter}村", division=seat.code)
        for letter in "甲乙丙丁"[: 1 + chance.randrange(4)]
    )
    targets = (
        Target(id="1", name=counted, unit=measure, planned=str(chance.randint(4, 400))),
        Target(id="2", name="受益人口", unit="人", planned=str(chance.randint(2, 90) * 100)),
    )[: 1 + chance.randrange(2)]
    return Brief(
        title=f"{seat.place}{title}（{number}）", nature=nature, category=category, unit=unit, places=places, targets=targets,
        content=f"{counted}{targets[0].planned}{measure}，分{len(places)}处实施，建成后交由所在嘎查村管护。",
        sub_items=_sub_items(amount, places, chance) if chance.random() < 0.2 else (), total_fen=amount,
        sources=_sources(amount, chance), deadline_on=f"{year + 1}-08-31" if crosses else f"{year}-12-31",
        deadline_text=f"{year + 1}年8月底前" if crosses else f"{year}年12月底前", cross_year=crosses,
        stage_goal=f"{year}年底前完成一半以上。" if crosses else "", beneficiaries="所在嘎查村农牧民",
    )  # fmt: skip


def _sub_items(amount: int, places: tuple[Place, ...], chance: Random) -> tuple[SubItem, ...]:
    half = amount // 2
    return tuple(
        SubItem(
            id=str(place), title=title, amount_fen=half, places=places,
            targets=(Target(id="1", name=title, unit="处", planned=str(chance.randint(1, 20))),),
        )
        for place, title in enumerate(("新建", "改造"), start=1)
    )  # fmt: skip


def _sources(amount: int, chance: Random) -> tuple[SourceAmount, ...]:
    first, second = sorted(chance.sample(range(len(SOURCES)), 2))
    most = amount // 10 * chance.randint(5, 8)
    return (
        SourceAmount(source=SOURCES[first], amount_fen=most),
        SourceAmount(source=SOURCES[second], amount_fen=amount - most),
    )
