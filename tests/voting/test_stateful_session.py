"""Does a session stay lawful under any commands in any order, and does it agree with one who only read the rules?"""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from domain.congress.state import Congress
from domain.streams import congress_id
from tests.given import CHAIR, envelope
from tests.stateful import recorded
from tests.voting.model.agenda import Agenda, Step
from tests.voting.model.bending import bent
from tests.voting.model.desk import Desk
from tests.voting.model.invariants import holds
from tests.voting.model.meddling import NOWHERE, any_envelope, on_a_round, on_the_meeting, opening
from tests.voting.model.meeting import MeetingModel
from tests.voting.model.profiles import PROFILES
from tests.voting.model.rules import ANNOUNCING, PRESIDING, VOTING, Rules
from tests.voting.model.session import SessionModel
from voting.commands import meetings as m
from voting.commands.rounds import OpenRound
from voting.deciders.meetings import MEETING
from voting.deciders.rounds import ROUND

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from domain.events import Envelope
    from tests.voting.model.round import RoundModel
    from tests.voting.model.session import Key

LONG = bool(os.environ.get("MINSHENG_LONG"))
CODES = {"county": "990101", "township": "990101101", "street": "990101001", "city": "9901"}
CONGRESS = congress_id("990101")
DEPUTIES = 7
# Seeds rather than choices one by one: a step costs one draw, and a failing session still loses its superfluous steps.
PATIENCE = 60
GOALS: dict[str, Callable[[RoundModel], bool]] = {
    "": lambda round_: round_.stage == "voting",
    "opened": lambda round_: round_.number == 1,
    "counted": lambda round_: round_.stage == "counted",
    "void": lambda round_: round_.stage == "void",
    "called": lambda round_: round_.call is not None,
    "re-ballot": lambda round_: round_.number > 1,
    "carried": lambda round_: round_.carried > 0,
    "declared": lambda round_: round_.stage == "declared" and round_.number == 1,
    "announced": lambda round_: round_.stage == "announced",
}
RANDOMS = st.randoms(use_true_random=True)


class Session(RuleBasedStateMachine):
    """Steps that must be accepted and commands at random, each foretold by the model."""

    @initialize(name=st.sampled_from(list(PROFILES)), rng=RANDOMS)
    def convene(self, name: str, rng: Random) -> None:
        rules = Rules(PROFILES[name])
        level: Any = rules.level
        body: Any = rng.choice(sorted(VOTING[level]))
        congress = Congress(
            code=CODES[level], level=level, name="示例人大", term=17, term_began_on="2022-01-10", deputies=DEPUTIES,
            profiles={1: rules.profile},
        )  # fmt: skip
        self.desk = Desk(CONGRESS, congress)
        first, last = date(2024, 1, 17), date(2024, 1, 19)
        asked = m.ConveneMeeting(
            congress=str(CONGRESS), body=body, term=17, session=3, title="示例会议", from_on=first, to_on=last
        )
        stream, told = self.desk.ask(asked, envelope(on="2024-01-10"), MEETING)
        assert stream is not None
        assert recorded(told)
        self.meeting: UUID = stream
        model = MeetingModel(rules, body, first.isoformat(), last.isoformat(), [DEPUTIES, DEPUTIES])
        self.model = SessionModel(rules, model, str(stream))
        self.today = "2024-01-18"
        self.go_ahead(rng, rng.choice(list(GOALS)))

    def go_ahead(self, rng: Random, goal: str) -> None:
        """Without any mishap to the point where the session becomes interesting, or until it is over."""
        for _ in range(PATIENCE if goal else 0):
            known = Agenda(self.model, self.today, rng, plan=goal).next_steps()
            if not known or any(map(GOALS[goal], self.model.rounds.values())):
                return
            self.tell(rng.choice(known))

    def tell_meeting(self, asked: Any, given: Envelope) -> None:
        possible = self.model.meeting.may(asked, given)
        _, told = self.desk.ask(asked, given, MEETING, self.meeting)
        assert recorded(told) is possible, f"{asked} {given} {told}"
        if possible:
            self.model.meeting.record(asked, given)

    def tell_round(self, key: Key, asked: Any, given: Envelope) -> None:
        round_ = self.model.rounds[key]
        possible = self.model.may(round_, asked, given)
        (name,) = (name for name, found in self.model.names.items() if found == key)
        _, told = self.desk.ask(asked, given, ROUND, UUID(name))
        assert recorded(told) is possible, f"{asked} {given} {told}"
        if possible:
            round_.record(asked, given, self.model.carried(round_, asked))

    def open_round(self, asked: Any, given: Envelope) -> None:
        possible = self.model.may_open(asked, given)
        stream, told = self.desk.ask(asked, given, ROUND)
        assert recorded(told) is possible, f"{asked} {given} {told}"
        if possible:
            self.model.open(str(stream), asked, given)

    @rule(rng=RANDOMS, steps=st.integers(1, 5))
    def go_on(self, rng: Random, steps: int) -> None:
        """Take a few of the steps that a clerk would take next; each must be accepted."""
        for _ in range(steps):
            known = Agenda(self.model, self.today, rng).next_steps()
            if known:
                self.tell(rng.choice(known))

    def tell(self, step: Step) -> None:
        if step.on is not None:
            self.tell_round(step.on, step.command, step.envelope)
        elif isinstance(step.command, OpenRound):
            self.open_round(step.command, step.envelope)
        else:
            self.tell_meeting(step.command, step.envelope)

    @rule(rng=RANDOMS, steps=st.integers(1, 5))
    def go_astray(self, rng: Random, steps: int) -> None:
        """Try a few steps that come to a clerk's mind, too early or with one thing about them changed."""
        names = [NOWHERE, self.model.meeting_name, *self.model.names, "1", "2"]
        for _ in range(steps):
            agenda = Agenda(self.model, self.today, rng)
            known = rng.choice([agenda.next_steps(), agenda.early]) or agenda.steps
            if known:
                step = rng.choice(known)
                command, given = bent(rng, step.command, step.envelope, names)
                self.tell(rng.choice([Step(command, given, step.on), step]))

    @rule()
    def sleep(self) -> None:
        self.today = "2024-01-19"

    @rule()
    def resign(self) -> None:
        """A deputy less in office."""
        self.desk.congress = replace(self.desk.congress, deputies=DEPUTIES - 1)
        self.model.meeting.roll[-1] = DEPUTIES - 1

    @rule(rng=RANDOMS)
    def meddle_with_the_meeting(self, rng: Random) -> None:
        self.tell_meeting(on_the_meeting(rng), any_envelope(rng))

    @precondition(lambda self: self.model.rounds)
    @rule(rng=RANDOMS)
    def meddle_with_a_round(self, rng: Random) -> None:
        for _ in range(3):
            key = rng.choice(list(self.model.rounds))
            self.tell_round(key, on_a_round(rng, self.model, self.model.rounds[key]), self.likely_envelope(rng))

    def likely_envelope(self, rng: Random) -> Envelope:
        """Any, or one under which much is possible."""
        bodies = [*PRESIDING[self.model.rules.level], *ANNOUNCING[self.model.rules.level]]
        likely = envelope(on=self.today, body=rng.choice(bodies), second=CHAIR)  # type: ignore[arg-type] # bodies
        return rng.choice([likely, any_envelope(rng)])

    @precondition(lambda self: self.model.meeting.adopted_on)
    @rule(rng=RANDOMS)
    def open_at_random(self, rng: Random) -> None:
        self.open_round(opening(rng, self.model), rng.choice([envelope(on=self.today), any_envelope(rng)]))

    @invariant()
    def everything_holds(self) -> None:
        for played in self.desk.streams.values() if self.model.rounds else ():
            holds(self.model.rules, played)

    def teardown(self) -> None:
        for played in self.desk.streams.values() if hasattr(self, "desk") else ():
            played.look()


TestSession = Session.TestCase
TestSession.settings = settings(max_examples=2000 if LONG else 80, stateful_step_count=60 if LONG else 40)
