"""What was promised on the ballot, what does the promise say after every decision, and what was delivered?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from domain.actors import BODIES
from domain.calendar import days_late
from projections.ledger.figures import Events, Money, Row, behind, money
from projections.ledger.said import chosen, promised, since_start, stated
from projections.ledger.targets import Done, targets_of
from projections.words.years import ADJUSTED, ADJUSTMENTS
from projects.states.changes import say_target


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What is promised: the amount, the deadline, the targets (`新增学位1000个`)."""

    amount: Money
    amount_text: str
    deadline_on: str
    deadline_text: str
    targets: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing that a decision changes, as it is said for people."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Between:
    """A decision between promise and delivery: a minor change that was filed, or an adjustment with all of its steps.

    `crossed` names the bounds that made it a major one; `heard` is None where nothing is owed to the next session.
    """

    number: int | None
    kind_word: str
    outcome_word: str
    body_word: str
    reason: str
    changes: tuple[Difference, ...]
    crossed: tuple[str, ...]
    announcement: str
    heard: bool | None
    behind: Events


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """What has come of it: where it stands, when it was completed and accepted, what was done, paid and settled.

    Days late are counted to the completion, or to the day asked for while it goes on; None without a deadline, 0 in time.
    """

    standing_word: str
    completed_on: str
    accepted_on: str
    accepted_by: str
    completed: Money
    paid: Money
    settled: Money
    targets: tuple[Done, ...]
    days_late: int | None
    days_late_adjusted: int | None
    behind: Events


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Promise, adjusted promise and delivery of one project side by side; `adjusted` is None where nothing was ever changed."""

    stream: str
    project: str
    title: str
    unit_name: str
    promised: Terms
    adjusted: Terms | None
    between: tuple[Between, ...]
    delivered: Delivered


def promises(rows: Iterable[Row], year: int, day: date) -> tuple[Kept, ...]:
    """Every project that stands in the year, by its years."""
    return tuple(kept(row, day) for row in chosen(rows) if year in row["years"] and row["promise"] is not None)


def kept(row: Row, day: date) -> Kept:
    """One project."""
    between = tuple(sorted(_between(row), key=lambda each: [event.position or 0 for event in each.behind][-1:]))
    return Kept(
        stream=row["stream"],
        project=row["project"],
        title=row["title"],
        unit_name=row["unit_names"].get(row["unit"], ""),
        promised=_promised(row),
        adjusted=_adjusted(row) if any(each.outcome_word in _CHANGING for each in between) else None,
        between=between,
        delivered=_delivered(row, day),
    )


_FILED = "备案"
_CHANGING = (_FILED, ADJUSTED["adjusted"])


def _promised(row: Row) -> Terms:
    promise = row["promise"]
    return Terms(
        amount=promised(row),
        amount_text=promise["amount_text"],
        deadline_on=promise["brief"]["deadline_on"],
        deadline_text=promise["deadline"],
        targets=_said(promise["brief"]["targets"]),
    )


def _adjusted(row: Row) -> Terms:
    brief = row["now"]["brief"]
    return Terms(
        amount=money(row, brief["total_fen"], row["now"]),
        amount_text=brief["total_text"],
        deadline_on=brief["deadline_on"],
        deadline_text=brief["deadline_text"],
        targets=_said(brief["targets"]),
    )


def _said(targets: Iterable[Row]) -> tuple[str, ...]:
    return tuple(
        say_target(each["name"], each["planned"], each["unit"], at_most=each["sense"] == "at_most") for each in targets
    )


def _between(row: Row) -> Iterator[Between]:
    for filed in row["minor"]:
        yield _decision(row, filed, (), kind_word="一般调整", outcome_word=_FILED)
    for change in row["adjustments"]:
        asked, decided, announced = change["requested"], change["decided"], change["announced"]
        yield _decision(
            row,
            asked,
            (asked, decided, announced, change["heard"]),
            number=change["number"],
            kind_word=ADJUSTMENTS.get(change["kind"], "调整"),
            outcome_word=ADJUSTED[decided["outcome"]] if decided else "尚未决定",
            body_word=_body(decided),
            announcement=announced["announcement"] if announced else "",
            heard=change["heard"] is not None if decided and decided["owed_to_session"] else None,
        )


def _decision(row: Row, said: Row, steps: Iterable[Row | None], **more: Any) -> Between:
    plain = {"number": None, "body_word": _body(said), "announcement": "", "heard": None}
    return Between(
        **{**plain, **more},
        reason=said.get("reason", said.get("words", "")),
        changes=tuple(Difference(**change) for change in said.get("changes", ())),
        crossed=tuple(said.get("crossed", ())),
        behind=behind(row, *(tuple(steps) or (said,))),
    )


def _body(said: Row | None) -> str:
    decision = said["decided_by"] if said else None
    return BODIES[decision["body"]] if decision else ""


def _delivered(row: Row, day: date) -> Delivered:
    completed, accepted = row["completed"], row["accepted"]
    last_year = max(int(row["years"][-1]), day.year)
    spent = since_start(row, last_year)
    ended = completed or accepted
    ends_on = ended["on"] if ended else day.isoformat()
    return Delivered(
        standing_word=row["standing_word"],
        completed_on=completed["on"] if completed else "",
        accepted_on=accepted["on"] if accepted else "",
        accepted_by=accepted["accepted_by"] if accepted else "",
        completed=spent.completed,
        paid=spent.paid,
        settled=stated(row, "settlement"),
        targets=targets_of(row, last_year),
        days_late=_late(row["promise"]["brief"], ends_on),
        days_late_adjusted=_late(row["now"]["brief"], ends_on),
        behind=behind(row, row["way"][-1], completed, accepted),
    )


def _late(brief: Row, on: str) -> int | None:
    return days_late(brief["deadline_on"], on) if brief["deadline_on"] else None
