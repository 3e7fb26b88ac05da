"""Is what a project promises whole: its texts, units, targets, sub-items, amounts and deadline?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from domain.calendar import parse_day, say_day
from domain.money import MoneyFault, check_fen, say_amount
from domain.quantities import QuantityTooLarge, QuantityUnreadable, parse_quantity
from domain.refusals import Refusal
from domain.texts import UnfitText, clean, filled, prose_if_any, shown
from projects.deciders.checks import known_units
from projects.refusals.common import NamedMoreThanOnce
from projects.refusals.projects import (
    CodeForm,
    CrossYearNotAllowed,
    DeadlineBeforeYear,
    IdsNotInOrder,
    NotFinishableInYear,
    PartsAboveWhole,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from domain.congress.state import Congress
    from domain.profile import Profile
    from projects.events.values import Brief, Place, SourceAmount, SubItem, Target

DIVISION: Final = re.compile(r"[0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12}")
CODE: Final = re.compile(r"[0-9A-Za-z-]{4,40}")


def unfit_brief(brief: Brief, congress: Congress, pointer: str = "/brief") -> Iterator[Refusal]:
    """A fault for everything in a brief that could not stand there for ever, whatever the rules are."""
    stated = [
        *filled(title=brief.title),
        *clean(
            category=brief.category, total_text=brief.total_text, deadline_text=brief.deadline_text,
            beneficiaries=brief.beneficiaries,
        ),
        *prose_if_any(content=brief.content),
        *prose_if_any(stage_goal=brief.stage_goal),
        *_codes(brief),
        *unfit_places(brief.places, "/places"),
        *known_units(congress, "/unit", brief.unit),
        *unfit_units(brief.cooperating, congress, "/cooperating"),
        *unfit_targets(brief.targets, "/targets"),
        *_unfit_sub_items(brief.sub_items, congress),
        *unfit_amount(brief.total_fen, "/total_fen"),
        *unfit_sources(brief.sources, "/sources"),
        *_deadline(brief.deadline_on),
    ]  # fmt: skip
    yield from (fault.at(pointer) for fault in stated)


def beyond_whole(brief: Brief, pointer: str = "/brief") -> Iterator[Refusal]:
    """A fault where sub-items or sources add up to more than the total; what is missing is 未分来源, not a fault."""
    parts = [item.amount_fen for item in brief.sub_items if item.amount_fen is not None]
    yield from above(parts, brief.total_fen, "各子项金额", f"{pointer}/sub_items")
    yield from above_sources(brief.sources, brief.total_fen, f"{pointer}/sources")


def beyond_year(brief: Brief, year: int, profile: Profile, pointer: str = "/brief") -> Iterator[Refusal]:
    """A fault where the deadline does not suit the year of the project (D-10: one year, or several with a goal for each)."""
    first, last, deadline = f"{year}-01-01", f"{year}-12-31", brief.deadline_on
    if deadline and deadline < first:
        yield DeadlineBeforeYear(
            f"完成时限{say_day(deadline)}早于{year}年度的第一天。", pointer=f"{pointer}/deadline_on"
        )
    if brief.cross_year and not profile.candidate.allow_cross_year:
        yield CrossYearNotAllowed("按票决办法，列入的项目须在当年完成。", pointer=f"{pointer}/cross_year")
    if brief.cross_year and not brief.stage_goal:
        yield NotFinishableInYear("跨年度项目须写明年度阶段性目标。", pointer=f"{pointer}/stage_goal")
    if deadline > last and not brief.cross_year:
        yield NotFinishableInYear(
            f"完成时限{say_day(deadline)}晚于{year}年度，须作为跨年度项目写明年度阶段性目标。",
            pointer=f"{pointer}/cross_year",
        )


def above(parts: Sequence[int], whole: int | None, what: str, pointer: str) -> Iterator[Refusal]:
    """A fault where `parts` add up to more than the whole, as far as the whole is known."""
    if whole is not None and sum(parts) > whole:
        yield PartsAboveWhole(
            f"{what}合计{say_amount(sum(parts))}，超过总额{say_amount(whole)}。",
            pointer=pointer, parts=sum(parts), whole=whole,
        )  # fmt: skip


def above_sources(sources: Sequence[SourceAmount], whole: int | None, pointer: str) -> Iterator[Refusal]:
    """A fault where the sources add up to more than the whole."""
    yield from above([source.amount_fen for source in sources], whole, "各来源资金", pointer)


def unfit_amount(fen: int | None, pointer: str) -> Iterator[Refusal]:
    """A fault where an amount, if there is one, is none that the ledger can hold."""
    if fen is not None:
        try:
            check_fen(fen, pointer=pointer)
        except MoneyFault as fault:
            yield fault


def unfit_sources(sources: Sequence[SourceAmount], pointer: str) -> Iterator[Refusal]:
    """A fault for every source with an impossible amount, and for every one that stands there twice."""
    for place, source in enumerate(sources):
        yield from unfit_amount(source.amount_fen, f"{pointer}/{place}/amount_fen")
    for place in repeated([source.source for source in sources]):
        yield NamedMoreThanOnce("同一资金来源出现了两次。", pointer=f"{pointer}/{place}/source")


def unfit_targets(targets: Sequence[Target], pointer: str) -> Iterator[Refusal]:
    """A fault for every target without name, unit or quantity, and for every one out of the order 1, 2, 3 …."""
    yield from in_sequence([target.id for target in targets], pointer)
    for place, target in enumerate(targets):
        yield from (fault.at(f"{pointer}/{place}") for fault in filled(name=target.name, unit=target.unit))
        yield from unfit_quantity(target.planned, f"{pointer}/{place}/planned")


def unfit_quantity(text: str, pointer: str) -> Iterator[Refusal]:
    """A fault where a text states no quantity."""
    try:
        parse_quantity(text, pointer=pointer)
    except (QuantityUnreadable, QuantityTooLarge) as fault:
        yield fault


def unfit_places(places: Sequence[Place], pointer: str) -> Iterator[Refusal]:
    """A fault for every place without a name or with a code that cannot be one."""
    for place, where in enumerate(places):
        yield from (fault.at(f"{pointer}/{place}") for fault in filled(name=where.name))
        if where.division and not DIVISION.fullmatch(where.division):
            yield CodeForm(
                f"行政区划代码应为4、6、9或12位数字，现为“{shown(where.division)}”。",
                pointer=f"{pointer}/{place}/division",
            )


def unfit_units(units: Sequence[str], congress: Congress, pointer: str) -> Iterator[Refusal]:
    """A fault for every cooperating unit that is empty, that the congress does not know, or that stands there twice."""
    for place, unit in enumerate(units):
        at = f"{pointer}/{place}"
        yield from known_units(congress, at, unit)
        if not unit:
            yield UnfitText("请填写承办单位的编号。", pointer=at)
    for place in repeated(units):
        yield NamedMoreThanOnce(f"承办单位“{shown(units[place])}”出现了两次。", pointer=f"{pointer}/{place}")


def repeated(names: Sequence[str]) -> Iterator[int]:
    """The place of every name that an earlier one said already."""
    seen = set[str]()
    for place, name in enumerate(names):
        if name in seen:
            yield place
        seen.add(name)


def in_sequence(ids: Sequence[str], pointer: str) -> Iterator[Refusal]:
    """A fault for every id that is not the one of its place: 1, 2, 3 …."""
    for place, given in enumerate(ids):
        if given != str(place + 1):
            yield IdsNotInOrder(
                f"第{place + 1}项的编号应为{place + 1}，现为“{shown(given)}”。", pointer=f"{pointer}/{place}/id"
            )


def _unfit_sub_items(items: Sequence[SubItem], congress: Congress) -> Iterator[Refusal]:
    yield from in_sequence([item.id for item in items], "/sub_items")
    for place, item in enumerate(items):
        stated = [
            *filled(title=item.title),
            *known_units(congress, "/unit", item.unit),
            *unfit_amount(item.amount_fen, "/amount_fen"),
            *unfit_targets(item.targets, "/targets"),
            *unfit_places(item.places, "/places"),
        ]
        yield from (fault.at(f"/sub_items/{place}") for fault in stated)


def _codes(brief: Brief) -> Iterator[Refusal]:
    """投资项目代码 and 预算项目编码: form only."""
    for name, what, code in (
        ("investment_code", "投资项目代码", brief.investment_code), ("budget_code", "预算项目编码", brief.budget_code),
    ):  # fmt: skip
        if code and not CODE.fullmatch(code):
            yield CodeForm(f"{what}由数字、字母和短横组成，现为“{shown(code)}”。", pointer=f"/{name}")


def _deadline(day: str) -> Iterator[Refusal]:
    """A fault where a deadline, if there is one, is no day of the ledger's calendar."""
    if day:
        try:
            parse_day(day, pointer="/deadline_on")
        except Refusal as fault:
            yield fault
