"""Does a progress report fit what was reported before and after it: no unexplained fall, no part above its whole?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.money import say_amount
from domain.texts import shown
from projects.measures import AMOUNTS, fallen
from projects.refusals.progress import (
    AboveLaterReport,
    FallNotThere,
    FallUnexplained,
    SubItemsAboveWhole,
    YearAboveStart,
)
from projects.states.figures import Places, end, say_figure, say_place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.refusals import Refusal
    from projects.events.progress import ProgressReported
    from projects.events.values import Brief
    from projects.states.figures import Step
    from projects.states.projects import Project

Fault = tuple[str, "Refusal"]
"""The place of a figure, and what is wrong with it."""


def compared(state: Project, event: ProgressReported) -> Iterator[Refusal]:
    """A fault for every figure that does not fit (rules.md §6.0); a figure that a report leaves out stands as it was known.

    A late report or a correction must not break a later period either, where that one was sound before.
    """
    broken = {
        (step.report.period, place) for step in state.progress.steps() for place, _ in _after(step, state.brief, event)
    }
    for step in state.progress.steps(event):
        if step.report is event:
            yield from _own(step, state.brief)
        elif end(step.report.period) > end(event.period):
            faults = _after(step, state.brief, event)
            yield from (fault for place, fault in faults if (step.report.period, place) not in broken)


def _own(step: Step, brief: Brief) -> Iterator[Refusal]:
    fell = _fell(step, brief)
    for place in fell:
        if place not in step.report.falls:
            yield FallUnexplained(
                f"{say_place(place)}累计{say_figure(place, step.stated[place])}，低于上次报的{say_figure(place, step.before[place])}，"
                f"请在falls里用“{place}”写明理由（审减、退回、更正等）。",
                pointer="/falls", place=place,
            )  # fmt: skip
    for place in step.report.falls:
        if place not in fell:
            yield FallNotThere(f"“{shown(place)}”没有低于上次报的数，不写下降的理由。", pointer="/falls")
    yield from (fault for _, fault in _parts(step.after, brief))


def _after(step: Step, brief: Brief, event: ProgressReported) -> Iterator[Fault]:
    """What is wrong with a later report, said of the report that comes before it now."""
    period = step.report.period
    for place in _fell(step, brief):
        if place not in step.report.falls:
            yield place, AboveLaterReport(
                f"{say_place(place)}累计{say_figure(place, step.before[place])}，高于{period}报的{say_figure(place, step.stated[place])}；"
                f"请先更正{period}，再更正或者补报{event.period}。",
                pointer="/period", place=place,
            )  # fmt: skip
    for place, fault in _parts(step.after, brief):
        fault.pointer, fault.detail = "/period", f"{period}会对不上：{fault.detail}"
        yield place, fault


def _fell(step: Step, brief: Brief) -> tuple[str, ...]:
    """The places that are below what was known; a target that is to stay low is a level and may fall."""
    low = set(_levels(brief))
    return fallen(step.before, {place: figure for place, figure in step.stated.items() if place not in low})


def _levels(brief: Brief) -> Iterator[str]:
    """The places of `at_most` targets (失业率)."""
    yield from (f"target:{target.id}" for target in brief.targets if target.sense == "at_most")
    for item in brief.sub_items:
        yield from (f"sub_item:{item.id}.target:{target.id}" for target in item.targets if target.sense == "at_most")


def _parts(known: Places, brief: Brief) -> Iterator[Fault]:
    """What this year holds is part of what there was since the start, and the sub-items are part of the whole."""
    for name, word in AMOUNTS.items():
        year, start = known.get(f"year.{name}_fen"), known.get(f"start.{name}_fen")
        if year is not None and start is not None and year > start:
            yield f"year.{name}_fen", YearAboveStart(
                f"{word}本年累计{say_amount(int(year))}，大于开工累计{say_amount(int(start))}。",
                pointer=f"/year/{name}_fen", year=int(year), start=int(start),
            )  # fmt: skip
    parts = sum(int(known.get(f"sub_item:{item.id}.completed_fen", 0)) for item in brief.sub_items)
    whole = int(known.get("start.completed_fen", 0))
    if parts > whole:
        yield "sub_items", SubItemsAboveWhole(
            f"各子项完成投资合计{say_amount(parts)}，超过整个项目开工以来的{say_amount(whole)}。",
            pointer="/sub_items", parts=parts, whole=whole,
        )  # fmt: skip
