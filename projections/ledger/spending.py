"""How much money is planned, allotted, received, paid and done in a year: by unit, category, place, month, source?

The groups of one year sum to the same whole, however they are made: nothing is counted twice and nothing is dropped. A project in
several places stands under 多个地点, what names no category, place or source under a name that says so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from projections.ledger.figures import NAMES, NO_FOUR, NO_MONEY, Four, Money, Row, money, total, totals
from projections.ledger.rates import Share, shares_of
from projections.ledger.said import (
    chosen,
    newest,
    planned,
    plans_of,
    reports,
    reports_of,
    since_start,
    stands_in,
    year_to_date,
)
from projects.measures import SOURCES, WITHOUT_SOURCE, Figures, left_without_source, own_figures

By = Literal["unit", "category", "place", "month", "source"]

BY: Final[dict[By, str]] = {
    "unit": "承办单位",
    "category": "类别",
    "place": "地点",
    "month": "报告期",
    "source": "来源",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The money of one unit, category, place, period or source, and the streams of the projects whose money it is; `reported` of them have said something.

    `year_to_date` is 本年累计, of a period its own figures; `since_start` is 开工累计, of a source only what arrived (到位).
    What cannot be divided in this way is unknown: no plan by months, no payments by sources.
    """

    key: str
    name: str
    streams: tuple[str, ...]
    reported: int
    plan: Money
    year_to_date: Four
    since_start: Four
    rates: tuple[Share, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spending:
    """The money of a year in groups, and all of it together."""

    year: int
    by: By
    by_word: str
    groups: tuple[Group, ...]
    total: Group


def spending(rows: Iterable[Row], year: int, by: By) -> Spending:
    """The money of the projects that stand in the year."""
    standing = [row for row in chosen(rows) if stands_in(row, year)]
    match by:
        case "month":
            groups, whole = _by_month(standing, year), _group("", "合计", standing, year, rated=False)
        case "source":
            groups, whole = _by_source(standing, year), _only_divided(_group("", "合计", standing, year, rated=False))
        case _:
            groups, whole = _by_kind(standing, year, by), _group("", "合计", standing, year)
    return Spending(year=year, by=by, by_word=BY[by], groups=tuple(groups), total=whole)


def _by_kind(rows: Sequence[Row], year: int, by: By) -> Iterator[Group]:
    found: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        found[_kind(row, by)].append(row)
    for (key, name), group in sorted(found.items()):
        yield _group(key, name, group, year)


def _kind(row: Row, by: By) -> tuple[str, str]:
    """Under which key and name the money of a project stands; units of several congresses are never the same."""
    match by:
        case "unit":
            return (f"{row['code']}/{row['unit']}", row["unit_names"].get(row["unit"]) or "未明确单位")
        case "category":
            return (row["category"], row["category"] or "未分类")
        case _:
            places = {(place["division"], place["name"]) for place in row["now"]["brief"]["places"]}
            if len(places) > 1:
                return ("~", "多个地点")
            division, name = next(iter(places), ("", ""))
            return (division or name, name or "未写明地点")


def _group(key: str, name: str, rows: Sequence[Row], year: int, *, rated: bool = True) -> Group:
    plans = [planned(row, year) for row in rows]
    original, stands = total(first for first, _ in plans), total(last for _, last in plans)
    of_year = totals(year_to_date(row, year) for row in rows)
    return Group(
        key=key,
        name=name,
        streams=tuple(row["stream"] for row in rows),
        reported=sum(newest(row, year) is not None for row in rows),
        plan=stands,
        year_to_date=of_year,
        since_start=totals(since_start(row, year) for row in rows),
        rates=shares_of(list(rows), of_year, original, stands) if rated else (),
    )


def _by_month(rows: Sequence[Row], year: int) -> Iterator[Group]:
    """Each period's own figures: what the cumulative ones grew by since the last that was known."""
    found: defaultdict[tuple[int, int, str], list[tuple[str, Four]]] = defaultdict(list)
    for row in rows:
        reports = reports_of(row, year)
        cumulative = [Figures(**{name: report.said["year"][f"{name}_fen"] for name in NAMES}) for report in reports]
        for report, own in zip(reports, own_figures(cumulative), strict=True):
            four = Four(**{name: money(row, own.of(name), report.said) for name in NAMES})
            period = report.period
            found[period.last_month, period.months, str(period)].append((row["stream"], four))
    for (_, _, written), said in sorted(found.items()):
        yield Group(
            key=written,
            name=written,
            streams=tuple(stream for stream, _ in said),
            reported=len(said),
            plan=NO_MONEY,
            year_to_date=totals(four for _, four in said),
            since_start=NO_FOUR,
            rates=(),
        )


def _by_source(rows: Sequence[Row], year: int) -> Iterator[Group]:
    """The year's plans and what has arrived since the start, by source; the rest of each is 未分来源."""
    plans = [part for row in rows for part in _planned_parts(row, year)]
    arrived = [part for row in rows for part in _arrived_parts(row, year)]
    for source in (*SOURCES, ""):
        of_plan = [(stream, amount) for stream, name, amount in plans if name == source]
        of_start = [(stream, amount) for stream, name, amount in arrived if name == source]
        if of_plan or of_start:
            yield Group(
                key=source,
                name=SOURCES.get(source, WITHOUT_SOURCE),
                streams=tuple(dict.fromkeys(stream for stream, _ in (*of_plan, *of_start))),
                reported=len(of_start),
                plan=total(amount for _, amount in of_plan),
                year_to_date=NO_FOUR,
                since_start=_arrived(total(amount for _, amount in of_start)),
                rates=(),
            )


Part = tuple[str, str, Money]
"""A project's stream, a source ('' for 未分来源) and an amount."""


def _planned_parts(row: Row, year: int) -> Iterator[Part]:
    plans = plans_of(row, year)
    if plans:
        yield from _divided(row, planned(row, year)[1], plans[-1]["sources"], plans[-1])


def _arrived_parts(row: Row, year: int) -> Iterator[Part]:
    whole = since_start(row, year).received
    split = [each.said for each in reports(row) if each.period.year <= year and each.said["received_by_source"]]
    if whole.fen is not None:
        yield from _divided(row, whole, split[-1]["received_by_source"] if split else (), split[-1] if split else None)


def _divided(row: Row, whole: Money, parts: Sequence[Row], deed: Row | None) -> Iterator[Part]:
    amounts = [part["amount_fen"] for part in parts]
    yield from ((row["stream"], part["source"], money(row, part["amount_fen"], deed)) for part in parts)
    if rest := left_without_source(whole.fen or 0, amounts):
        yield row["stream"], "", Money(fen=rest, behind=whole.behind)


def _only_divided(group: Group) -> Group:
    """The whole of what sources divide."""
    return Group(
        key=group.key,
        name=group.name,
        streams=group.streams,
        reported=group.reported,
        plan=group.plan,
        year_to_date=NO_FOUR,
        since_start=_arrived(group.since_start.received),
        rates=(),
    )


def _arrived(received: Money) -> Four:
    return Four(allotted=NO_MONEY, received=received, paid=NO_MONEY, completed=NO_MONEY)
