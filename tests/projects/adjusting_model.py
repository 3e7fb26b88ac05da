"""What would one who only read the rules M-10 to M-12 and G-10 let happen to a project, and what would he write down?"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import NamedTuple

PCT, LATE_DAYS, CUT_PCT = 20, 30, 10
PLAN_DAYS, RECTIFY_DAYS = 15, 90
OUTCOME = {"adjust": "adjusted", "suspend": "suspended", "resume": "resumed", "terminate": "terminated"}


class Terms(NamedTuple):
    """What the model knows of a brief: an amount, a last day, how much of one target (None: none), what is done."""

    fen: int
    until: date
    goal: int | None
    what: str


@dataclass
class Wish:
    """Something that was asked for, and what became of it."""

    kind: str
    terms: Terms
    on: date
    outcome: str = ""
    decided: date | None = None
    owed: bool = False
    paper: bool = False
    announced: bool = False
    heard: bool = False


@dataclass
class Look:
    """A second look, with the days of what happened in it."""

    evaluation: str
    item: str
    on: date
    again: bool
    last: date
    plan: date | None = None
    report: date | None = None
    visit: date | None = None
    fine: bool | None = None
    graded: tuple[str, bool] | None = None
    escalated: bool = False
    closed: bool = False


@dataclass
class Reader:
    """The project as the reader of the rules keeps it; `may_…` foresees an answer, what happened is written down by name."""

    level: str
    files: bool
    again: bool
    chosen: date
    promise: Terms
    now: Terms
    stands: str = "chosen"
    stands_on: date = date.min
    changed_on: date = date.min
    before: tuple[str, date] = ("", date.min)
    halts: list[tuple[date, date]] = field(default_factory=list)
    wishes: list[Wish] = field(default_factory=list)
    looks: list[Look] = field(default_factory=list)

    @property
    def decider(self) -> str:
        return "standing_committee" if self.level == "county" else "congress"

    @property
    def watcher(self) -> str:
        return "standing_committee" if self.level == "county" else "township_presidium"

    @property
    def still_bad(self) -> tuple[str, str]:
        return ("inquiry", "standing_committee") if self.level == "county" else ("questioning", "congress")

    # Adjustments

    def major(self, new: Terms) -> bool:
        """A change that the government may not decide alone."""
        was, then = self.now, self.promise
        money = new.fen != was.fen and (
            abs(new.fen - was.fen) * 100 > PCT * was.fen
            or (abs(new.fen - then.fen) > abs(was.fen - then.fen) and abs(new.fen - then.fen) * 100 > PCT * then.fen)
        )
        allowed = timedelta(days=LATE_DAYS)
        late = new.until > was.until and (new.until > then.until + allowed or new.until > was.until + allowed)
        return money or late or new.what != was.what or self._cut(new.goal)

    def _cut(self, goal: int | None) -> bool:
        was, then = self.now.goal, self.promise.goal
        if was is None or goal == was:
            return False
        if goal is None:
            return True
        short = goal < was and then is not None and (then - goal) * 100 > CUT_PCT * then
        return short or (was - goal) * 100 > CUT_PCT * was

    def may_ask(self, kind: str, new: Terms | None, on: date, body: str) -> bool:
        """提请; `new` is None where nothing is to be adjusted."""
        if body != "government" or (self.wishes and not self.wishes[-1].outcome):
            return False
        if (new is not None) != (kind == "adjust") or (new is not None and new == self.now):
            return False
        return self._may_become(kind, on) and on >= self.changed_on

    def may_file(self, new: Terms, on: date, body: str) -> bool:
        """备案."""
        return self.files and self.may_ask("adjust", new, on, body) and not self.major(new)

    def _may_become(self, kind: str, on: date) -> bool:
        if any(first <= on < last for first, last in self.halts):
            return False
        match kind:
            case "adjust":
                return self.stands in ("chosen", "running", "completed") and on >= self.chosen
            case "suspend":
                return self.stands in ("chosen", "running") and on >= self.stands_on
            case "resume":
                return self.stands == "suspended" and on >= self.stands_on
            case _:
                return self.stands in ("chosen", "running", "suspended") and on >= self.stands_on

    def may_decide(self, number: int, outcome: str, new: Terms | None, on: date, body: str) -> bool:
        """决定."""
        wish = self.wish(number)
        if body != self.decider or wish is None or wish.outcome or on < wish.on:
            return False
        if outcome == "refused":
            return new is None
        if outcome != OUTCOME[wish.kind] or not self._may_become(wish.kind, on):
            return False
        return new is None or (outcome == "adjusted" and new != self.now and self._on_the_way(wish.terms, new))

    def _on_the_way(self, asked: Terms, new: Terms) -> bool:
        def between(was: int, wanted: int, now: int) -> bool:
            return min(was, wanted) <= now <= max(was, wanted)

        was = self.now
        return (
            between(was.fen, asked.fen, new.fen)
            and between(was.until.toordinal(), asked.until.toordinal(), new.until.toordinal())
            and between(was.goal or 0, asked.goal or 0, new.goal or 0)
            and (new.what == was.what or asked.what != was.what)
        )

    def may_announce(self, number: int, on: date, body: str, *, paper: bool) -> bool:
        """公布, with the paper of the decision."""
        wish = self.wish(number)
        if body != self.watcher or wish is None or wish.decided is None:
            return False
        return not wish.announced and on >= wish.decided and (paper or wish.paper)

    def may_hear(self, number: int, on: date, body: str) -> bool:
        """向大会报告."""
        wish = self.wish(number)
        if body != "congress" or wish is None or wish.decided is None:
            return False
        return wish.owed and not wish.heard and on >= wish.decided

    def wish(self, number: int) -> Wish | None:
        return self.wishes[number - 1] if 0 < number <= len(self.wishes) else None

    def filed(self, new: Terms, on: date) -> None:
        self.now, self.changed_on = new, on

    def asked(self, kind: str, new: Terms | None, on: date) -> None:
        self.wishes.append(Wish(kind, new or self.now, on))

    def decided(self, number: int, outcome: str, new: Terms | None, on: date, *, paper: bool) -> None:
        wish = self.wishes[number - 1]
        wish.outcome, wish.decided, wish.paper = outcome, on, paper
        if outcome == "refused":
            return
        wish.owed, self.changed_on = self.level == "county", on
        match outcome:
            case "adjusted":
                self.now = new or wish.terms
            case "suspended":
                self.before = self.stands, self.stands_on
                self.stands, self.stands_on = "suspended", on
            case "resumed":
                self.halts.append((self.stands_on, on))
                self.stands, self.stands_on = self.before
            case "terminated":
                self.stands, self.stands_on = "terminated", on

    # Second looks

    def owes(self, evaluation: str, item: str) -> bool:
        """Whether a bad grade owes a second look, or owed it before."""
        same = [look for look in self.looks if (look.evaluation, look.item) == (evaluation, item)]
        return all(look.graded is not None and look.graded[0] == evaluation for look in same)

    def may_open(self, item: str, on: date, body: str) -> bool:
        """要求回头看, always for the same reason."""
        again = any(look.item == item and not look.evaluation and not look.closed for look in self.looks)
        return body == self.watcher and self.stands != "terminated" and on >= self.chosen and not again

    def look(self, number: int) -> Look | None:
        found = self.looks[number - 1] if 0 < number <= len(self.looks) else None
        return found if found is not None and not found.closed else None

    def may_step(self, step: str, number: int, on: date) -> bool:
        """Plan, report and visit, each after the one before."""
        look = self.look(number)
        if look is None:
            return False
        before = {"plan": look.on, "report": look.plan, "visit": look.report}[step]
        return before is not None and on >= before

    def touches(self, evaluation: str, again_of: str, item: str, on: date, *, passed: bool) -> list[int]:
        """The numbers of the second looks in which a grade that was announced is news."""
        return [
            number
            for number, look in enumerate(self.looks, 1)
            if look.item == item and not look.closed and look.on <= on and look.graded != (evaluation, passed)
            and (again_of or (passed and look.evaluation == evaluation))
        ]  # fmt: skip

    def nobody_looks(self, item: str, on: date) -> bool:
        return not [look for look in self.looks if look.item == item and not look.closed and look.on <= on]

    def may_close(self, number: int, on: date, *, two: bool) -> bool:
        """结束."""
        look = self.look(number)
        if look is None or on < look.last:
            return False
        if look.again:
            done = look.graded is not None and look.graded[1]
            return done or (self.stands == "terminated" and two)
        return bool(look.fine) or two

    def may_escalate(self, number: int, how: str, on: date, body: str) -> bool:
        """升级处理."""
        look = self.look(number)
        if look is None or look.escalated or on < look.last or not self.again or (how, body) != self.still_bad:
            return False
        failed = look.graded is not None and not look.graded[1]
        late = on > look.on + timedelta(days=RECTIFY_DAYS) and (look.report is None or look.fine is False)
        return failed or late

    def looked(self, number: int, on: date, **changes: object) -> None:
        look = self.looks[number - 1]
        self.looks[number - 1] = replace(look, last=max(look.last, on), **changes)  # type: ignore[arg-type] # by name
