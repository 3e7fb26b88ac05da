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
from projects.states.figures import Places, of_year, say_figure, say_place, stated_figures
from projects.states.progress import end

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.refusals import Refusal
    from projects.events.progress import ProgressReported
    from projects.events.values import Brief
    from projects.states.progress import Progress
    from projects.states.projects import Project


def compared(state: Project, event: ProgressReported) -> Iterator[Refusal]:
    """A fault for every figure that does not fit (rules.md §6.0); a figure that a report leaves out stands as it was known."""
    before = state.progress.known_before(event.period)
    now = stated_figures(event, before)
    known = {**before, **now}
    falling = set(_falling(state.brief))
    grows = {place: figure for place, figure in now.items() if place not in falling}
    yield from _falls(before, grows, event)
    yield from _year_in_start(known)
    yield from _sub_items_in_whole(known, state.brief)
    yield from _later(state.progress, grows, event)


def _falling(brief: Brief) -> Iterator[str]:
    """The places of targets that are to fall (`at_most`, 失业率): what is done of them is a level and no sum."""
    yield from (f"target:{target.id}" for target in brief.targets if target.sense == "at_most")
    for item in brief.sub_items:
        yield from (f"sub_item:{item.id}.target:{target.id}" for target in item.targets if target.sense == "at_most")


def _falls(before: Places, now: Places, event: ProgressReported) -> Iterator[Refusal]:
    fell = fallen(before, now)
    for place in fell:
        if place not in event.falls:
            yield FallUnexplained(
                f"{say_place(place)}累计{say_figure(place, now[place])}，低于上次报的{say_figure(place, before[place])}，"
                f"请在falls里用“{place}”写明理由（审减、退回、更正等）。",
                pointer="/falls", place=place,
            )  # fmt: skip
    for place in event.falls:
        if place not in fell:
            yield FallNotThere(f"“{shown(place)}”没有低于上次报的数，不写下降的理由。", pointer="/falls")


def _year_in_start(known: Places) -> Iterator[Refusal]:
    """What this year holds is part of what there was since the start."""
    for name, word in AMOUNTS.items():
        year, start = known.get(f"year.{name}_fen"), known.get(f"start.{name}_fen")
        if year is not None and start is not None and year > start:
            yield YearAboveStart(
                f"{word}本年累计{say_amount(int(year))}，大于开工累计{say_amount(int(start))}。",
                pointer=f"/year/{name}_fen", year=int(year), start=int(start),
            )  # fmt: skip


def _sub_items_in_whole(known: Places, brief: Brief) -> Iterator[Refusal]:
    parts = sum(int(known.get(f"sub_item:{item.id}.completed_fen", 0)) for item in brief.sub_items)
    whole = int(known.get("start.completed_fen", 0))
    if parts > whole:
        yield SubItemsAboveWhole(
            f"各子项完成投资合计{say_amount(parts)}，超过整个项目开工以来的{say_amount(whole)}。",
            pointer="/sub_items", parts=parts, whole=whole,
        )  # fmt: skip


def _later(progress: Progress, now: Places, event: ProgressReported) -> Iterator[Refusal]:
    """A late or corrected figure stays below what a later period reported, or else that later figure fell unexplained."""
    year = end(event.period)[0]
    open_places = dict(now)
    for later in progress.counting:
        if end(later.stated.period) <= end(event.period):
            continue
        if not of_year(later.stated, year):
            open_places = {place: figure for place, figure in open_places.items() if not place.startswith("year.")}
        stated = stated_figures(later.stated, open_places)
        for place in sorted(open_places.keys() & stated.keys()):
            figure = open_places.pop(place)
            if figure > stated[place] and place not in later.stated.falls:
                yield AboveLaterReport(
                    f"{say_place(place)}累计{say_figure(place, figure)}，高于{later.stated.period}报的{say_figure(place, stated[place])}；"
                    f"请先更正{later.stated.period}。",
                    pointer="/period", place=place,
                )  # fmt: skip
