"""Does a project stay lawful under any commands on any days, and does it agree with one who only read the rules?"""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from domain.events import Body, Envelope, Event
from projects.commands import projects as c
from projects.commands.under import BegunUnder, Under
from projects.deciders.projects import PROJECT
from projects.events.adjustments import AdjustmentDecided, AdjustmentKind, AdjustmentRequested
from projects.events.projects import ProjectAccepted
from projects.states import projects as s
from projects.states.adjustments import OUTCOMES
from tests.given import CHAIR, envelope
from tests.projects import lives as on_the_way
from tests.projects.life.asking import anything, fitting
from tests.projects.life.model import Account
from tests.projects.lives import BRIEF, CONGRESS_ID, COUNTY, LASTING, REJECT, SELECT
from tests.stateful import Played, recorded

LONG = bool(os.environ.get("LONG_TESTS"))
NAMES: dict[type[Any], str] = {
    s.Drafted: "drafted", s.NotChosen: "not_chosen", s.Chosen: "chosen", s.Running: "running", s.Completed: "completed",
    s.Accepted: "accepted", s.Suspended: "suspended", s.Terminated: "terminated",
}  # fmt: skip
TARGETS = {"1": (42.5, "at_least"), "2": (3, "at_most")}
STATES = {"": None, "running": on_the_way.running().state, "terminated": on_the_way.terminated().state}
OTHERS = tuple(STATES)
GOING: tuple[AdjustmentKind, ...] = ("suspend", "adjust", "terminate")
HALTED: tuple[AdjustmentKind, ...] = ("resume", "terminate")
# Seeds rather than choices one by one, as in the sessions played at random.
RANDOMS = st.randoms(use_true_random=True)


class PlayedProject(Played[s.Project | None]):
    """A project that others also write on."""

    def happen(self, on: Envelope, *events: Event) -> None:
        """What another part of the project has decided."""
        for event in events:
            self._record(on, event)


class Life(RuleBasedStateMachine):
    """Every command is foretold by the account; wherever it stands, both stand the same."""

    def __init__(self) -> None:
        super().__init__()
        self.played = PlayedProject(PROJECT)
        self.today = date(2023, 11, 10)
        self.model: Account

    @initialize(lasting=st.booleans(), taken_over=st.sampled_from([False, False, True]))
    def begin(self, lasting: bool, taken_over: bool) -> None:
        brief = LASTING if lasting else BRIEF
        facts: dict[str, Any] = {"deadline": brief.deadline_on, "lasting": lasting, "years": [2024]}
        if taken_over:
            self.today = date(2024, 6, 3)
            asked = c.TakeOverProject(
                congress=CONGRESS_ID, project_year=2024, brief=brief, document="示例文件", standing="running",
                selected_on=date(2024, 1, 18),
            )  # fmt: skip
            command: BegunUnder = BegunUnder(asked=asked, number=1, congress=COUNTY)
            self.model = Account(
                "running", "2024-01-18", "2024-06-03", taken_over=True, unit="07", chosen_on="2024-01-18", **facts
            )
        else:
            draft = c.DraftProject(congress=CONGRESS_ID, project_year=2024, brief=brief)
            command = c.DraftProjectFrom(asked=draft, number=1, congress=COUNTY)
            self.model = Account("drafted", "2023-11-10", "2023-11-10", **facts)
        assert recorded(self.played.tell(command, self.on(0, second=True)))
        assert not recorded(self.played.tell(command, self.on(0, second=True)))

    def on(self, days: int, body: Body | None = None, *, second: bool = False) -> Envelope:
        """An envelope some days from the last day on which anything happened."""
        return envelope(on=str(self.today + timedelta(days)), body=body, second=CHAIR if second else None)

    @rule(rng=RANDOMS, steps=st.integers(1, 8))
    def go_on(self, rng: Random, steps: int) -> None:
        """What a clerk would try next where the project stands, mostly in order of days."""
        for _ in range(steps):
            asked = fitting(rng, self.model.standing, self.model.years)
            self.ask(asked, self.some_days(rng, [0, 1, 7, 30, 60, -1]), "government", rng.choice(OTHERS))

    @rule(rng=RANDOMS, steps=st.integers(1, 8))
    def meddle(self, rng: Random, steps: int) -> None:
        """Anything at all, on any day, decided by anybody."""
        for _ in range(steps):
            body: Body | None = rng.choice(["government", "congress", "standing_committee", None])
            self.ask(anything(rng), self.some_days(rng, [0, 0, 1, 150, -1, -90]), body, rng.choice(OTHERS))

    def some_days(self, rng: Random, usual: list[int]) -> int:
        """How many days after the last one: mostly a few, now and then beside a day on which something happened."""
        if rng.random() < 0.8:
            return rng.choice(usual)
        days = [since for since, _ in self.model.halts] or [one.envelope.effective_on for one in self.played.history]
        return (date.fromisoformat(rng.choice(days)) - self.today).days + rng.choice([-1, 0, 1])

    @rule(rng=RANDOMS)
    def adjust(self, rng: Random) -> None:
        """What the body decides comes from another part; it is only asked where it can be decided."""
        standing = self.model.standing
        if standing in {"chosen", "running"}:
            self.decide(rng.choices(GOING, [3, 6, 1])[0], rng)
        elif standing == "suspended":
            self.decide(rng.choices(HALTED, [6, 1])[0], rng)

    def ask(self, asked: Any, days: int, body: Body | None, other: str) -> None:
        """Ask, and hold the answer against what the account foretells."""
        on = self.on(days, body)
        told = self.played.tell(self.informed(asked, other), on)
        possible = self.possible(asked, on.effective_on, body or "", other)
        assert recorded(told) is possible, f"{asked} {on.effective_on} {self.model} {told}"
        if possible:
            self.take(asked, on.effective_on)
            self.today = max(self.today, date.fromisoformat(on.effective_on))
            unmet = [list(event.unmet) for event in told if isinstance(event, ProjectAccepted)]
            assert unmet in ([], [self.model.unmet])

    def decide(self, kind: AdjustmentKind, rng: Random) -> None:
        """An adjustment, asked for and decided on that day."""
        on, state, model = self.on(rng.choice([0, 1, 30]), "standing_committee"), self.played.state, self.model
        assert state is not None
        day, number = on.effective_on, len(state.adjustments.by_number) + 1
        moved = kind == "adjust" and rng.random() < 0.5
        brief = replace(state.brief, deadline_on="2025-12-31") if moved else state.brief
        asked = AdjustmentRequested(
            number=number, kind=kind, brief=brief, changes=(), crossed=(), reason="汛期", profile_version=1
        )
        decided = AdjustmentDecided(number=number, outcome=OUTCOMES[kind], brief=brief, owed_to_session=False)
        self.played.happen(on, asked, decided)
        self.today = max(self.today, date.fromisoformat(day))
        model.adjusted(OUTCOMES[kind], day, brief.deadline_on)

    def informed(self, asked: Any, other: str) -> Under:
        """The command as the decider wants it."""
        if isinstance(asked, c.ReviseProject):
            return c.ReviseProjectIn(asked=asked, congress=COUNTY)
        if isinstance(asked, c.LinkProject):
            known = STATES[other]
            state = None if known is None or asked.other_code else replace(known, number=int(asked.other[-1]))
            return c.LinkProjectTo(asked=asked, congress=COUNTY, other=state)
        return Under(asked=asked, congress=COUNTY)

    def possible(self, asked: Any, on: str, body: str, other: str) -> bool:  # noqa: C901 - one case a command
        """What the account foretells."""
        m = self.model
        match asked:
            case c.ReviseProject():
                return m.stands_since(on, "drafted", "not_chosen") and asked.reason != ""
            case c.SelectProject():
                return m.may_be_chosen(on)
            case c.RejectProject():
                return m.may_be_rejected(on, asked.round)
            case c.ListProject():
                return False
            case c.AssignProject():
                wanted = (asked.unit, asked.cooperating, asked.leader)
                return m.may_be_assigned(on, body, wanted, paper=asked.document != "")
            case c.SetAnnualPlan():
                split = sum(part.amount_fen for part in asked.sources)
                return m.may_be_planned(on, asked.year, asked.amount_fen, split, reason=asked.reason != "")
            case c.FilePlan():
                return m.may_file(on, asked.year, milestones(asked))
            case c.MeetMilestone():
                return m.may_meet(on, asked.milestone)
            case c.MissMilestone():
                return asked.reason != "" and m.may_miss(on, asked.milestone, str(asked.expected_on or ""))
            case c.CompleteProject():
                return m.may_complete(on, [one.target for one in asked.targets], set(TARGETS))
            case c.AcceptProject():
                return m.stands_since(on, "completed") and asked.accepted_by != ""
            case c.ReturnAcceptance():
                return m.stands_since(on, "completed") and asked.reason != ""
            case c.AuditSettlement() | c.ApproveFinalAccounts() | c.ReturnSurplus():
                return asked.amount_fen >= 0 and m.may_close(on, CLOSING[type(asked)], reason=asked.reason != "")
            case c.HandOverProject():
                return asked.to != "" and m.may_close(on, "handover", reason=asked.reason != "")
            case c.CarryOverProject():
                return m.may_carry(on, asked.to_year) and asked.reached != ""
            case _:
                return m.may_link(asked.kind, asked.other, asked.other_code, other, own="2024-01")

    def take(self, asked: Any, on: str) -> None:  # noqa: C901 - one case a command
        """The account after what was recorded."""
        m = self.model
        match asked:
            case c.ReviseProject():
                m.since = m.rewritten_on = on
                m.deadline, m.lasting = asked.brief.deadline_on, asked.brief.cross_year
            case c.SelectProject():
                m.chosen_on, m.chosen_in = on, asked.round
                m.move("chosen", on)
            case c.RejectProject():
                m.reject(on)
            case c.AssignProject():
                m.unit, m.assignment, m.assigned_on = asked.unit, (asked.unit, asked.cooperating, asked.leader), on
                if m.standing == "chosen":
                    m.move("running", on)
            case c.SetAnnualPlan():
                m.annual[asked.year] = on
            case c.FilePlan():
                m.file(on, asked.year, milestones(asked))
            case c.MeetMilestone() if m.plan is not None:
                m.plan.met.add(asked.milestone)
            case c.CompleteProject():
                m.completed_on = on
                done = {one.target: int(one.done) for one in asked.targets}
                m.unmet = [i for i, (planned, sense) in TARGETS.items() if not enough(done[i], planned, sense)]
                m.move("completed", on)
            case c.AcceptProject():
                m.move("accepted", on)
            case c.ReturnAcceptance():
                m.move("running", on)
            case c.AuditSettlement() | c.ApproveFinalAccounts() | c.ReturnSurplus() | c.HandOverProject():
                m.last[CLOSING[type(asked)]] = on
            case c.CarryOverProject():
                m.years.append(asked.to_year)
            case c.LinkProject():
                m.links.add((asked.kind, asked.other, asked.other_code))
            case _:
                pass

    @invariant()
    def both_stand_the_same(self) -> None:
        state, m = self.played.state, self.model
        assert state is not None
        plan = state.work.plan
        assert (NAMES[type(state.standing)], list(state.years), state.unit) == (m.standing, m.years, m.unit)
        assert (state.chosen_in, set(state.plans)) == (m.chosen_in, set(m.annual))
        assert (plan and set(plan.met)) == (m.plan and m.plan.met)
        assert (state.promise is None) is (m.standing in {"drafted", "not_chosen"})


CLOSING: dict[type[Any], str] = {
    c.AuditSettlement: "settlement", c.ApproveFinalAccounts: "accounts", c.ReturnSurplus: "surplus", c.HandOverProject: "handover",
}  # fmt: skip


def milestones(asked: c.FilePlan) -> list[tuple[str, str, str]]:
    """The milestones asked for: id, name and day."""
    return [(one.id, one.name, str(one.due_on)) for one in asked.milestones]


def enough(done: int, planned: float, sense: str) -> bool:
    """Whether a target is met."""
    return done <= planned if sense == "at_most" else done >= planned


TestLife = Life.TestCase
TestLife.settings = settings(max_examples=1000 if LONG else 60, stateful_step_count=120 if LONG else 60, deadline=None)


def test_the_account_knows_that_a_choice_is_taken_back_as_of_a_day_before_an_adjustment() -> None:
    """Found by the sessions at random, once in many thousands."""
    life = Life()
    life.begin(lasting=False, taken_over=False)
    life.ask(SELECT, 1, None, "")
    life.decide("adjust", Random(0))  # noqa: S311 - some later day and some longer deadline, no secret
    chosen_on, rewritten_on = life.model.chosen_on, life.model.rewritten_on
    assert chosen_on < rewritten_on == str(life.today)
    life.ask(REJECT, (date.fromisoformat(chosen_on) - life.today).days, None, "")
    assert life.model.standing == "not_chosen"
    for days in (-1, 0):
        life.ask(c.ReviseProject(brief=BRIEF, reason="年中调整"), days, None, "")
        life.both_stand_the_same()
    assert life.played.state is not None
    assert life.played.state.brief == BRIEF
