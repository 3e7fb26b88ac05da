"""How much of every target of a project and of its sub-items is done by the end of a year?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from domain.quantities import parse_quantity
from projections.ledger.figures import Events, Money, Row, behind, money
from projections.ledger.said import chosen, digits_of, plans_of, reports, stands_in
from projects.measures import Aim, met, target_percent
from projects.numbers import sub_item


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """A target with what is done of it since the beginning, as exact decimal texts in `unit`; `percent` is not clamped at 100.

    `planned_for_year` is what the annual plan asks for. `met` is None where nothing was reported; `at_most` targets are met or not
    and have no percentage. `behind` are the events that say what is done.
    """

    target: str
    name: str
    unit: str
    planned: str
    planned_for_year: str | None
    at_most: bool
    done: str | None
    percent: str | None
    met: bool | None
    counted_by: str
    document: str
    behind: Events

    @property
    def aim(self) -> Aim:
        """The target as `measures` reads it."""
        done = None if self.done is None else parse_quantity(self.done)
        return Aim(id=self.target, planned=parse_quantity(self.planned), done=done, at_most=self.at_most)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A sub-item 子项 with its own number (2024-03-2), unit, amount and targets."""

    item: str
    title: str
    unit: str
    unit_name: str
    amount: Money
    completed: Money
    targets: tuple[Done, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Aimed:
    """A project with its targets and its sub-items; `unmet` names those that are not met."""

    stream: str
    project: str
    title: str
    unit_name: str
    standing_word: str
    targets: tuple[Done, ...]
    sub_items: tuple[Part, ...]
    unmet: tuple[str, ...]


def targets(rows: Iterable[Row], year: int) -> tuple[Aimed, ...]:
    """The targets of every project that stands in the year."""
    return tuple(aimed(row, year) for row in chosen(rows) if stands_in(row, year))


def aimed(row: Row, year: int) -> Aimed:
    """The targets of one project by the end of the year."""
    own, parts = targets_of(row, year), parts_of(row, year)
    every = [*own, *(target for part in parts for target in part.targets)]
    return Aimed(
        stream=row["stream"],
        project=row["project"],
        title=row["title"],
        unit_name=row["unit_names"].get(row["unit"], ""),
        standing_word=row["standing_word"],
        targets=own,
        sub_items=parts,
        unmet=tuple(target.name for target in every if target.met is False),
    )


def targets_of(row: Row, year: int) -> tuple[Done, ...]:
    """The project's own targets."""
    plans = plans_of(row, year)
    for_year = {target["id"]: target["planned"] for target in (plans[-1]["targets"] if plans else ())}
    said = list(_said(row, year))
    return tuple(_done(row, target, for_year.get(target["id"]), said) for target in row["now"]["brief"]["targets"])


def parts_of(row: Row, year: int) -> tuple[Part, ...]:
    """The sub-items with their targets."""
    return tuple(_part(row, item, year) for item in row["now"]["brief"]["sub_items"])


def _part(row: Row, item: Row, year: int) -> Part:
    reported = [
        (version, of) for version in _versions(row, year) for of in version["sub_items"] if of["sub_item"] == item["id"]
    ]
    spent = [(version, of["completed_fen"]) for version, of in reported if of["completed_fen"] is not None]
    said = [(version, done) for version, of in reported for done in of["targets"]]
    version, completed = spent[-1] if spent else (None, None)
    return Part(
        item=sub_item(row["project"], item["id"]),
        title=item["title"],
        unit=item["unit"],
        unit_name=row["unit_names"].get(item["unit"], ""),
        amount=money(row, item["amount_fen"], row["now"]),
        completed=money(row, completed, version),
        targets=tuple(_done(row, target, None, said) for target in item["targets"]),
    )


def _versions(row: Row, year: int) -> list[Row]:
    """The reports that count up to the end of the year."""
    return [report.said for report in reports(row) if report.period.year <= year]


def _said(row: Row, year: int) -> Iterator[tuple[Row, Row]]:
    """Every statement about a target of the project, oldest first: in a report, or at its completion."""
    for version in _versions(row, year):
        yield from ((version, done) for done in version["targets"])
    completed = row["completed"]
    if completed is not None and int(completed["on"][:4]) <= year:
        yield from ((completed, done) for done in completed["targets"])


def _done(row: Row, target: Row, for_year: str | None, said: Sequence[tuple[Row, Row]]) -> Done:
    own = [(deed, done) for deed, done in said if done["target"] == target["id"]]
    # A report may follow the completion; what was said last holds.
    deed, last = max(own, key=lambda each: int(each[0]["position"]), default=(None, None))
    done = None if last is None else last["done"]
    aim = Aim(
        id=target["id"],
        planned=parse_quantity(target["planned"]),
        done=None if done is None else parse_quantity(done),
        at_most=target["sense"] == "at_most",
    )
    return Done(
        target=target["id"],
        name=target["name"],
        unit=target["unit"],
        planned=target["planned"],
        planned_for_year=for_year,
        at_most=aim.at_most,
        done=done,
        percent=target_percent(aim, digits_of(row)),
        met=met(aim),
        counted_by=last["counted_by"] if last else "",
        document=last["document"] if last else "",
        behind=behind(row, deed),
    )
