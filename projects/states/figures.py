"""Which figures does a progress report state, under which names, and which of them fell?

A place names one cumulative figure: `year.paid_fen`, `start.completed_fen`, `source:county`, `target:1`, `physical_percent`,
`sub_item:2.completed_fen`, `sub_item:2.target:1`. It is the key under which `falls` gives the reason for a fall (rules.md §6.0).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Literal

from domain.canonical import to_json
from domain.money import say_amount
from domain.quantities import print_quantity
from projects.events.progress import ProgressReported
from projects.events.values import Amounts, TargetDone
from projects.measures import AMOUNTS, SOURCES, Period, read_period

Places = dict[str, Fraction]
SOURCE: Final = "source:"
PHYSICAL: Final = "形象进度"
_AMOUNTS: Final = {f"{name}_fen": word for name, word in AMOUNTS.items()}


def stated_figures(report: ProgressReported, before: Mapping[str, Fraction]) -> Places:
    """Every figure that `report` states, by its place; a source that its split leaves out has nothing any more.

    The quantities must have been read already: `parse_quantity` refuses what is none, and so does this with a ValueError.
    """
    found = dict(_figures(report))
    if report.received_by_source:
        found = {**{place: Fraction(0) for place in before if place.startswith(SOURCE)}, **found}
    return found


@dataclass(frozen=True, slots=True)
class Step:
    """A report among the others: what was known before it, and what it states."""

    report: ProgressReported
    before: Places
    stated: Places

    @property
    def after(self) -> Places:
        """What is known after it: a figure that it leaves out stands as it was."""
        return {**self.before, **self.stated}


def steps(reports: Iterable[ProgressReported], printed: Mapping[str, Fraction], printed_on: str) -> Iterator[Step]:
    """The reports in the order of their periods; the year's figures begin anew with every year.

    `printed` is what was known on the day `printed_on`, from before the first report; it counts from the first period that ends then.
    """
    known: Places = {}
    year, waiting = "", bool(printed)
    for report in sorted(reports, key=lambda one: end(one.period)):
        if report.period[:4] != year:
            year, known = (
                report.period[:4],
                {place: one for place, one in known.items() if not place.startswith("year.")},
            )
        if waiting and last_day(report.period) >= printed_on:
            known, waiting = {**known, **printed}, False
        step = Step(report, known, stated_figures(report, known))
        yield step
        known = step.after


def end(period: str) -> tuple[int, int]:
    """The year and the last month of a recorded period: what orders reports, also where months follow quarters."""
    found = _recorded(period)
    return found.year, found.last_month


def last_day(period: str) -> str:
    """The last day of a recorded period."""
    return _recorded(period).last_day.isoformat()


def amounts_at(scope: Literal["year", "start"], amounts: Amounts) -> Places:
    """The amounts of a scope by their places."""
    return {f"{scope}.{name}": Fraction(fen) for name, fen in to_json(amounts).items()}


def say_place(place: str) -> str:
    """The name of a figure in a Chinese sentence: 本年支付, 县级到位资金, 子项2目标任务1."""
    part, _, name = place.rpartition(".")
    if place.startswith(SOURCE):
        return f"{SOURCES[place.removeprefix(SOURCE)]}到位资金"
    within = {"year": "本年", "start": "开工以来", "": ""}.get(part, f"子项{part.removeprefix('sub_item:')}")
    if name.startswith("target:"):
        return f"{within}目标任务{name.removeprefix('target:')}"
    return within + (PHYSICAL if name == "physical_percent" else _AMOUNTS[name])


def say_figure(place: str, figure: Fraction) -> str:
    """A figure as it is said: an amount of money, a percentage or a quantity."""
    if "_fen" in place or place.startswith(SOURCE):
        return say_amount(int(figure))
    return f"{print_quantity(figure)}{'%' if place == 'physical_percent' else ''}"


def _recorded(period: str) -> Period:
    found = read_period(period)
    assert found is not None, f"recorded as a period: {period!r}"
    return found


def _figures(report: ProgressReported) -> Iterator[tuple[str, Fraction]]:
    yield from amounts_at("year", report.year).items()
    yield from amounts_at("start", report.start).items()
    yield from ((f"{SOURCE}{part.source}", Fraction(part.amount_fen)) for part in report.received_by_source)
    yield from _done(report.targets)
    if report.physical_percent is not None:
        yield "physical_percent", Fraction(report.physical_percent)
    for item in report.sub_items:
        if item.completed_fen is not None:
            yield f"sub_item:{item.sub_item}.completed_fen", Fraction(item.completed_fen)
        yield from _done(item.targets, f"sub_item:{item.sub_item}.")


def _done(targets: tuple[TargetDone, ...], prefix: str = "") -> Iterator[tuple[str, Fraction]]:
    yield from ((f"{prefix}target:{target.target}", Fraction(target.done)) for target in targets)
