"""Which small checks do several deciders of projects make?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.calendar import say_day
from domain.profile import recorded_profile
from domain.texts import shown
from projects.refusals.common import ListEmpty, NamedMoreThanOnce, NoRules, PeriodReversed, UnknownUnitHere

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from domain.congress.state import Congress
    from domain.profile import Profile
    from domain.refusals import Refusal


def rules_of(congress: Congress) -> tuple[int, Profile]:
    """The newest version of the congress's rules and its number; raises `NoRules`."""
    if not congress.profiles:
        raise NoRules(f"{congress.name}还没有登记规则，请先登记票决办法和测评办法。")
    version = max(congress.profiles)
    return version, recorded_profile(congress.profiles[version])


def known_units(congress: Congress, pointer: str, *units: str) -> Iterator[Refusal]:
    """A fault for every number that is none of the congress's units in use; an empty one is not looked up."""
    for unit in units:
        known = congress.units.get(unit)
        if unit and known is None:
            yield UnknownUnitHere(f"没有登记过编号为“{shown(unit)}”的承办单位。", pointer=pointer)
        elif known is not None and known.merged_into:
            into = congress.units[known.merged_into].name
            yield UnknownUnitHere(f"{known.name}已经并入{into}，请使用后者。", pointer=pointer)


def each_once(names: Sequence[str], pointer: str, what: str) -> Iterator[Refusal]:
    """A fault where a list is empty, and one for every line that repeats an earlier one."""
    if not names:
        yield ListEmpty(f"请至少写明一个{what}。", pointer=pointer)
    seen = set[str]()
    for place, name in enumerate(names):
        if name in seen:
            yield NamedMoreThanOnce(f"{what}“{shown(name)}”出现了两次。", pointer=f"{pointer}/{place}")
        seen.add(name)


def in_order(from_on: date, to_on: date) -> Iterator[Refusal]:
    """A fault where a period ends before it begins."""
    if to_on < from_on:
        yield PeriodReversed(f"结束日期{say_day(to_on)}早于开始日期{say_day(from_on)}。", pointer="/to_on")
