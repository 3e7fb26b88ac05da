"""Is a change of a promise a major one 重大调整, and does what was decided stay within what was asked?

The thresholds are those of a profile (rules.md M-10 to M-12, `implementation.major_change`); a change beyond one is major, a
change that just reaches it is not. What changes at all is measured twice: against the original promise, so that a chain of
minor changes cannot sum up to a major one, and against what stands now, so that no single step is too long; what brings it
nearer to the promise again is measured against what stands alone. What cannot be measured, because an amount or a day is not
known, counts as beyond the threshold.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Literal

Rule = Literal["investment_pct", "deadline_days", "content_or_site", "targets_pct"]
"""A threshold by the name of its parameter."""
Against = Literal["promise", "standing"]
Aspect = Literal["amount", "deadline", "targets", "sub_items"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The thresholds: whole percent, calendar days; None or False for a change that does not count."""

    investment_pct: int | None
    deadline_days: int | None
    content_or_site: bool
    targets_pct: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """A target: `planned` in its unit at least, or at most."""

    name: str
    unit: str
    planned: Fraction
    at_most: bool = False

    @property
    def kind(self) -> tuple[str, str, bool]:
        """What is counted: where this differs, two quantities cannot be compared."""
        return self.name, self.unit, self.at_most


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A sub-item, without its targets, which stand among the goals."""

    title: str
    sites: tuple[str, ...] = ()
    amount_fen: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What a project promises, as far as it is measured; `deadline` is its last day, or its words where no day is known.

    `content` are the texts that say what is done, `goals` and `parts` stand under their numbers (a sub-item's goals under both).
    """

    amount_fen: int | None = None
    deadline: date | str = ""
    content: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    goals: Mapping[str, Goal] = field(default_factory=dict)
    parts: Mapping[str, Part] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Crossing:
    """One threshold that a change is beyond, and whether it is so against the promise or what stands; `goal` is a target's number."""

    rule: Rule
    against: Against
    goal: str = ""


def crossings(promise: Measured, standing: Measured, new: Measured, limits: Limits) -> Iterator[Crossing]:
    """Every threshold that the change from `standing` to `new` is beyond, in the order of `Rule`."""
    if new.amount_fen != standing.amount_fen:
        yield from _invested(promise.amount_fen, standing.amount_fen, new.amount_fen, limits.investment_pct)
    if new.deadline != standing.deadline:
        yield from _later(promise.deadline, standing.deadline, new.deadline, limits.deadline_days)
    if limits.content_or_site and _other(standing, new):
        yield Crossing("content_or_site", "standing")
    if limits.targets_pct is not None:
        for name in sorted({*promise.goals, *standing.goals}):
            goals = (promise.goals.get(name), standing.goals.get(name), new.goals.get(name))
            if goals[2] != goals[1]:
                yield from _cut(name, *goals, limits.targets_pct)


def crossed(promise: Measured, standing: Measured, new: Measured, limits: Limits) -> tuple[Rule, ...]:
    """The thresholds that the change is beyond, each once, in the order of `Rule`; empty for a minor change."""
    return tuple(dict.fromkeys(crossing.rule for crossing in crossings(promise, standing, new, limits)))


def beyond(standing: Measured, asked: Measured, decided: Measured) -> frozenset[Aspect]:
    """In which aspects a decision goes beyond what was asked: it may stop anywhere on the way from what stands, not pass it."""
    found: set[Aspect] = set()
    if not _between(standing.amount_fen, asked.amount_fen, decided.amount_fen):
        found.add("amount")
    days = (_day(standing.deadline), _day(asked.deadline), _day(decided.deadline))
    if not _between(*days) or (days[2] is None and decided.deadline not in (standing.deadline, asked.deadline)):
        found.add("deadline")
    for name in {*standing.goals, *asked.goals, *decided.goals}:
        if not _on_the_way(standing.goals.get(name), asked.goals.get(name), decided.goals.get(name)):
            found.add("targets")
    for name in {*standing.parts, *asked.parts, *decided.parts}:
        if not _part_on_the_way(standing.parts.get(name), asked.parts.get(name), decided.parts.get(name)):
            found.add("sub_items")
    return frozenset(found)


def _invested(promise: int | None, standing: int | None, new: int | None, pct: int | None) -> Iterator[Crossing]:
    """More or less by over `pct` percent; a step back towards the promise is measured against what stands alone."""
    if pct is None:
        return
    if promise is None or standing is None or new is None:
        yield Crossing("investment_pct", "promise" if promise is None else "standing")
        return
    off = abs(new - promise)
    if off > abs(standing - promise) and off * 100 > pct * promise:
        yield Crossing("investment_pct", "promise")
    if abs(new - standing) * 100 > pct * standing:
        yield Crossing("investment_pct", "standing")


def _later(promise: date | str, standing: date | str, new: date | str, days: int | None) -> Iterator[Crossing]:
    """Later by over `days` days than promised, or than it is now."""
    if days is None:
        return
    if not (isinstance(promise, date) and isinstance(standing, date) and isinstance(new, date)):
        yield Crossing("deadline_days", "standing" if isinstance(promise, date) else "promise")
        return
    if new > standing and (new - promise).days > days:
        yield Crossing("deadline_days", "promise")
    if (new - standing).days > days:
        yield Crossing("deadline_days", "standing")


def _other(standing: Measured, new: Measured) -> bool:
    """Whether what is done, or where, is another; what is added in a sub-item of its own changes nothing of that."""
    if (standing.content, standing.sites) != (new.content, new.sites):
        return True
    kept = ((part, new.parts.get(name)) for name, part in standing.parts.items())
    return any(now is None or (part.title, part.sites) != (now.title, now.sites) for part, now in kept)


def _cut(name: str, promise: Goal | None, standing: Goal | None, new: Goal | None, pct: int) -> Iterator[Crossing]:
    """Dropped, made another one, or cut by over `pct` percent; what is given back is measured against nothing."""
    if standing is None:
        return
    if promise is not None and _short(standing, new, 0) and _short(promise, new, pct):
        yield Crossing("targets_pct", "promise", name)
    if _short(standing, new, pct):
        yield Crossing("targets_pct", "standing", name)


def _short(base: Goal, new: Goal | None, pct: int) -> bool:
    """Whether a target is dropped, made another one, or promises less by over `pct` percent."""
    if new is None or new.kind != base.kind:
        return True
    less = new.planned - base.planned if base.at_most else base.planned - new.planned
    return less * 100 > pct * base.planned


def _on_the_way(standing: Goal | None, asked: Goal | None, decided: Goal | None) -> bool:
    if decided in (standing, asked):
        return True
    known = [goal for goal in (standing, asked, decided) if goal is not None]
    if standing == asked or len({goal.kind for goal in known}) > 1:
        return False
    at_most = known[0].at_most
    ends = sorted((_promised(standing, at_most=at_most), _promised(asked, at_most=at_most)))
    return ends[0] <= _promised(decided, at_most=at_most) <= ends[1]


def _promised(goal: Goal | None, *, at_most: bool) -> Fraction | float:
    """How much is promised; without a target nothing: zero at least, or whatever it may be at most."""
    if goal is None:
        return float("inf") if at_most else Fraction(0)
    return goal.planned


def _part_on_the_way(standing: Part | None, asked: Part | None, decided: Part | None) -> bool:
    if decided in (standing, asked):
        return True
    if decided is None or standing == asked:
        return False
    known = [part for part in (standing, asked) if part is not None]
    if len(known) == 1 and (decided.title, decided.sites) != (known[0].title, known[0].sites):
        return False
    amounts = [part.amount_fen for part in known]
    return _between(amounts[0], amounts[1] if len(known) > 1 else 0, decided.amount_fen)


def _between(one: int | None, other: int | None, middle: int | None) -> bool:
    """Whether `middle` lies between the two, both included; where something is not known, it must be one of the two."""
    if middle in (one, other):
        return True
    if one is None or other is None or middle is None:
        return False
    return min(one, other) <= middle <= max(one, other)


def _day(deadline: date | str) -> int | None:
    """A day as a number; None where only words are known."""
    return deadline.toordinal() if isinstance(deadline, date) else None
