"""What may happen next to a project, told by one who only read the rules: names of standings, days, sets and numbers?

Nothing here imports what decides or folds. A day is its ISO text; `""` is a day that was not.
"""

from __future__ import annotations

from dataclasses import dataclass, field

OPEN = {"drafted", "not_chosen"}
CHOSEN = {"chosen", "running", "completed", "accepted"}
UNITS = {"07", "11"}


@dataclass
class Plan:
    """The plan of a year: its days, what is due when, under which name, and what is met."""

    year: int
    first_on: str
    newest_on: str
    due: dict[str, str]
    names: dict[str, str]
    met: set[str] = field(default_factory=set)


@dataclass
class Account:
    """A project as the rules see it."""

    standing: str
    since: str
    began_on: str
    deadline: str
    lasting: bool
    years: list[int]
    rewritten_on: str = ""
    taken_over: bool = False
    before_halt: tuple[str, str] = ("", "")
    halts: list[tuple[str, str]] = field(default_factory=list)
    chosen_on: str = ""
    chosen_in: str = ""
    unit: str = ""
    assignment: tuple[object, ...] = ()
    assigned_on: str = ""
    completed_on: str = ""
    done: dict[str, int] | None = None
    unmet: list[str] = field(default_factory=list)
    annual: dict[int, str] = field(default_factory=dict)
    plan: Plan | None = None
    last: dict[str, str] = field(default_factory=dict)
    links: set[tuple[str, str, str]] = field(default_factory=set)

    def stands(self, on: str, *standings: str) -> bool:
        """Whether it stands in one of these, on a day on which it was not suspended."""
        return self.standing in standings and not any(since <= on < until for since, until in self.halts)

    def stands_since(self, on: str, *standings: str) -> bool:
        """The same, and it stood there that day already."""
        return self.stands(on, *standings) and on >= self.since

    def move(self, standing: str, on: str) -> None:
        """It stands there from that day on."""
        self.standing, self.since = standing, on

    def adjusted(self, outcome: str, on: str, deadline: str) -> None:
        """What a decision of the body changes: the deadline that stands, and whether the project goes on."""
        self.deadline = deadline
        if outcome == "adjusted":
            self.rewritten_on = on
        elif outcome == "suspended":
            self.before_halt = (self.standing, self.since)
            self.move("suspended", on)
        elif outcome == "resumed":
            self.halts.append((self.since, on))
            self.standing, self.since = self.before_halt
        elif outcome == "terminated":
            self.move("terminated", on)

    def may_be_chosen(self, on: str) -> bool:
        return self.stands_since(on, *OPEN)

    def may_be_rejected(self, on: str, round_: str) -> bool:
        taken_back = self.chosen_in == round_ and self.stands_since(on, "chosen")
        return taken_back or self.may_be_chosen(on)

    def reject(self, on: str) -> None:
        """It is open again, in its own year alone; and nothing written later is changed on an earlier day."""
        self.chosen_on = self.chosen_in = ""
        del self.years[1:]
        self.move("not_chosen", max(on, self.rewritten_on))

    def may_be_assigned(self, on: str, body: str, asked: tuple[object, ...], *, paper: bool) -> bool:
        """政府实施: by the government, to a unit in use; another time to another one and on a paper."""
        if body != "government" or not self.stands_since(on, "chosen", "running") or asked[0] not in UNITS:
            return False
        again = self.standing == "running" and self.unit != ""
        return not again or (asked != self.assignment and on >= self.assigned_on and paper)

    def may_be_planned(self, on: str, year: int, amount: int, split: int, *, reason: bool) -> bool:
        known = self.stands(on, *CHOSEN) and on >= self.chosen_on and year in self.years
        fits = amount >= 0 and split <= amount
        return known and fits and (year not in self.annual or (reason and on >= self.annual[year]))

    def may_file(self, on: str, year: int, asked: list[tuple[str, str, str]]) -> bool:
        """Milestones are numbered in order and lie before the deadline; what is met stays as it is."""
        if not self.stands(on, "running") or on < (self.assigned_on or self.chosen_on) or year not in self.years:
            return False
        numbered = [id_ for id_, _, _ in asked] == [str(n) for n in range(1, len(asked) + 1)]
        in_time = self.lasting or all(due <= self.deadline for _, _, due in asked)
        if not asked or not numbered or not in_time:
            return False
        plan = self.plan
        if plan is None:
            return True
        kept = {(id_, name) for id_, name, _ in asked}
        changed = year == plan.year and any((id_, plan.names[id_]) not in kept for id_ in plan.met)
        return on >= plan.newest_on and year >= plan.year and not changed

    def file(self, on: str, year: int, asked: list[tuple[str, str, str]]) -> None:
        names, due = {i: name for i, name, _ in asked}, {i: day for i, _, day in asked}
        if self.plan is not None and self.plan.year == year:
            self.plan.names, self.plan.due, self.plan.newest_on = names, due, on
        else:
            self.plan = Plan(year, on, on, due, names)

    def may_meet(self, on: str, milestone: str) -> bool:
        plan = self.plan
        open_ = plan is not None and milestone in plan.due and milestone not in plan.met and on >= plan.first_on
        return open_ and self.stands(on, "running", "completed")

    def may_miss(self, on: str, milestone: str, expected: str) -> bool:
        due = self.plan.due.get(milestone, "") if self.plan else ""
        return self.may_meet(on, milestone) and on > due and (not expected or expected >= on)

    def may_complete(self, on: str, named: list[str], targets: set[str]) -> bool:
        return self.stands_since(on, "running") and sorted(named) == sorted(targets)

    def may_close(self, on: str, step: str, *, reason: bool) -> bool:
        """Last accounts: after completion, final accounts after settlement, handing over after acceptance; again with a reason."""
        ready = self.stands(on, "completed", "accepted") and on >= self.completed_on
        if step == "accounts":
            ready = ready and "settlement" in self.last and on >= self.last["settlement"]
        if step == "handover":
            ready = self.stands_since(on, "accepted")
        return ready and (step not in self.last or (reason and on >= self.last[step]))

    def may_carry(self, on: str, to_year: int) -> bool:
        """Into the next year alone, and only what was promised for longer or whose deadline was moved."""
        last = self.years[-1]
        before_us = self.taken_over and last < int(self.began_on[:4])
        runs_on = self.lasting or self.deadline > f"{last}-12-31" or before_us
        known = self.stands_since(on, "chosen", "running", "completed")
        return known and to_year == last + 1 and on >= f"{last}-01-01" and runs_on

    def may_link(self, kind: str, other: str, code: str, stands: str, *, own: str) -> bool:
        """Once, not to itself, to what there is; what is replaced has fallen away."""
        if (kind, other, code) in self.links:
            return False
        if code:
            return True
        return other != own and stands != "" and (kind != "replaces" or stands in {"not_chosen", "terminated"})
