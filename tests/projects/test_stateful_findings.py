"""Does a finding stay lawful under any commands in any order, and do its row and its history say where it stands?"""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING, get_args

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from domain.events import Body, Decision, Envelope, Person, Role
from projections.findings import FINDINGS
from projections.sentences import tell
from projects.commands import findings as c
from projects.commands.under import Under
from projects.deciders.findings import FINDING
from tests.given import CHAIR, CLERK
from tests.given import envelope as envelope_on
from tests.projections.kit import folded
from tests.projects.watching import COUNTY, DEPUTY, OTHER, recording
from tests.stateful import Played, envelopes, recorded
from tests.strategies import instances_of

if TYPE_CHECKING:
    from domain.deciders import Command

LONG = bool(os.environ.get("LONG_TESTS"))
# Seeds rather than choices one by one: a step costs one draw, and a failing run still loses its superfluous steps.
RANDOMS = st.randoms(use_true_random=True)
FIRST = date(2024, 5, 20)
DAYS = st.integers(0, 60).map(lambda n: FIRST + timedelta(days=n))
HEARING = {"standing_committee", "chairpersons_meeting", "congress"}
ROLES: tuple[Role, ...] = ("clerk", "chair", "deputy", "unit", "government")
WILD = (
    c.AssignFinding, c.AnswerFinding, c.AcceptAnswer, c.ReturnAnswer, c.PressFinding, c.EscalateFinding, c.CloseFinding,
    c.ReopenFinding,
)  # fmt: skip
NEXT = {
    "unassigned": ("assign",), "rectifying": ("answer",), "answered": ("accept", "send_back"), "accepted": ("close",),
    "closed": ("reopen",),
}  # fmt: skip
EVERY = ("assign", "answer", "accept", "send_back", "press", "escalate", "close", "reopen")


@dataclass(frozen=True)
class Act:
    """Something as it is said to have happened: on which day, until when, in which words, with whom behind it."""

    day: date
    due: date | None
    words: str
    unit: str
    by: Person
    second: Person | None
    body: Body | None

    @property
    def envelope(self) -> Envelope:
        return Envelope(
            at=f"{self.day}T07:00:00.000000Z", command_id="played", effective_on=self.day.isoformat(), by=self.by,
            approved_by=self.second, decided_by=Decision(body=self.body) if self.body else None,
        )  # fmt: skip


def act_of(rng: Random, since: date) -> Act:
    """An act with nothing wrong about it, in which now and then one thing is wrong."""
    day = since + timedelta(days=rng.randint(0, 40))
    right = Act(
        day,
        rng.choice((None, day, day + timedelta(days=9))),
        "没有接通",
        rng.choice(("03", "05")),
        CLERK,
        CHAIR,
        "congress",
    )
    somebody = Person(ref=rng.choice((DEPUTY, OTHER, CLERK.ref, CHAIR.ref)), role=rng.choice(ROLES))
    bent = (
        {"day": since - timedelta(days=rng.randint(0, 2))}, {"due": day - timedelta(days=rng.randint(0, 1))},
        {"words": rng.choice(("", " "))}, {"unit": rng.choice(("09", "77", ""))}, {"by": somebody}, {"second": somebody},
        {"second": None}, {"by": somebody, "second": rng.choice((None, CLERK, CHAIR))}, {"body": None},
        {"body": rng.choice(get_args(Body))},
    )  # fmt: skip
    return replace(right, **rng.choice(bent)) if rng.random() < 0.5 else right


class PlayedFinding(RuleBasedStateMachine):
    """Beside the decider stands an account of five words and three days, which says what must be possible."""

    def __init__(self) -> None:
        super().__init__()
        self.played = Played(FINDING)
        self.status, self.unit, self.raiser = "", "", ""
        self.since = self.opened = FIRST
        self.due: date | None = None
        self.escalated = False

    @initialize(raiser=st.sampled_from([DEPUTY, ""]), later=st.integers(0, 3))
    def record(self, raiser: str, later: int) -> None:
        day = FIRST + timedelta(days=later)
        command = recording(found_on=FIRST, raised_by=raiser)
        assert recorded(self.played.tell(command, envelope_on(on=day.isoformat())))
        assert not recorded(self.played.tell(command, envelope_on(on=day.isoformat())))
        self.status, self.raiser, self.since, self.opened = "unassigned", raiser, day, day

    @rule(rng=RANDOMS, steps=st.integers(1, 6))
    def go_on(self, rng: Random, steps: int) -> None:
        """Mostly what comes next, sometimes anything."""
        for _ in range(steps):
            name = rng.choice(NEXT[self.status] if rng.random() < 0.5 else EVERY)
            getattr(self, name)(act_of(rng, self.since))

    def tell(self, asked: Command, act: Act, *, possible: bool, status: str = "") -> bool:
        """Say it; it is recorded exactly where that was foretold, and moves the finding to `status` if one is named."""
        told = self.played.tell(Under(asked=asked, congress=COUNTY), act.envelope)
        assert recorded(told) is possible, f"{asked} by {act} at {self.status} since {self.since}: {told}"
        if possible and status:
            self.status, self.since = status, act.day
            self.due = (act.due or act.day + timedelta(days=30)) if status == "rectifying" else None
        return possible

    def follows(self, act: Act, *statuses: str) -> bool:
        return self.status in statuses and act.day >= self.since

    def is_open(self, act: Act) -> bool:
        return self.status != "closed" and act.day >= self.opened

    @staticmethod
    def fits(act: Act) -> bool:
        return bool(act.words.strip()) and (act.due is None or act.due >= act.day)

    def speaks(self, act: Act) -> bool:
        """Whether those who stand behind an act may speak for whoever raised it."""
        if self.raiser and self.raiser in (act.by.ref, act.second.ref if act.second else None):
            return True
        if act.by.role in ("clerk", "chair") and act.second is not None:
            return act.second.ref != act.by.ref and act.second.role in ("clerk", "chair")
        return False

    def assign(self, act: Act) -> None:
        in_time = act.due is None or act.due >= act.day
        known = act.unit in {"03", "05"} and act.unit != self.unit
        possible = self.follows(act, "unassigned", "rectifying") and known and in_time
        asked = c.AssignFinding(unit=act.unit, due_on=act.due)
        if self.tell(asked, act, possible=possible, status="rectifying"):
            self.unit = act.unit

    def answer(self, act: Act) -> None:
        possible = self.follows(act, "rectifying") and bool(act.words.strip())
        self.tell(c.AnswerFinding(measures=act.words, result="好了"), act, possible=possible, status="answered")

    def accept(self, act: Act) -> None:
        possible = self.follows(act, "answered") and self.speaks(act)
        self.tell(c.AcceptAnswer(checked="看过"), act, possible=possible, status="accepted")

    def send_back(self, act: Act) -> None:
        possible = self.follows(act, "answered") and self.speaks(act) and self.fits(act)
        self.tell(c.ReturnAnswer(reason=act.words, due_on=act.due), act, possible=possible, status="rectifying")

    def press(self, act: Act) -> None:
        possible = self.is_open(act) and self.fits(act)
        self.tell(c.PressFinding(reason=act.words, due_on=act.due), act, possible=possible)

    def escalate(self, act: Act) -> None:
        possible = self.is_open(act) and self.fits(act) and act.body in HEARING and not self.escalated
        if self.tell(c.EscalateFinding(reason=act.words, due_on=act.due), act, possible=possible):
            self.escalated = True

    def close(self, act: Act) -> None:
        possible = self.follows(act, "accepted") and bool(act.words.strip())
        if self.tell(c.CloseFinding(conclusion=act.words), act, possible=possible, status="closed"):
            self.escalated = False

    def reopen(self, act: Act) -> None:
        possible = self.follows(act, "closed") and self.fits(act)
        if self.tell(c.ReopenFinding(reason=act.words, due_on=act.due), act, possible=possible, status="rectifying"):
            self.opened = act.day

    @invariant()
    def the_row_says_where_it_stands(self) -> None:
        if not self.status:
            return
        (row,) = folded(FINDINGS, self.played.history).shown(FINDINGS).values()
        assert (row["status"], row["open"]) == (self.status, self.status != "closed")
        assert (row["units"], row["escalated"]) == ([self.unit] if self.unit else [], self.escalated)
        assert len(row["acts"]) == len(self.played.history) == len(list(tell(self.played.history)))
        assert row["owed_on"] == (str(self.due) if self.due else "")


TestFinding = PlayedFinding.TestCase
TestFinding.settings = settings(max_examples=1000 if LONG else 50, stateful_step_count=40 if LONG else 12)


@settings(max_examples=1000 if LONG else 100)
@given(
    told=st.lists(st.one_of(*(instances_of(command) for command in WILD)), max_size=12),
    act=envelopes(DAYS),
    begun=st.booleans(),
)
def test_whatever_is_asked_of_a_finding_is_recorded_or_refused(
    told: list[Command], act: Envelope, *, begun: bool
) -> None:
    played = Played(FINDING)
    if begun:
        assert recorded(played.tell(recording(), envelope_on(on="2024-05-20")))
    for asked in told:
        played.tell(Under(asked=asked, congress=COUNTY), act)
