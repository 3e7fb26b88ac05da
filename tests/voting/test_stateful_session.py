"""Does a session stay lawful under any commands in any order, and does it agree with one who only read the rules?"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.given import CHAIR, envelope
from tests.voting.model.agenda import Agenda, Step
from tests.voting.model.bending import bent
from tests.voting.model.invariants import holds
from tests.voting.model.meddling import NOWHERE, any_envelope, on_a_round, on_the_meeting, opening
from tests.voting.model.player import DEPUTIES, GOALS, Player, congress_under
from tests.voting.model.profiles import PROFILES
from tests.voting.model.rules import ANNOUNCING, PRESIDING

if TYPE_CHECKING:
    from random import Random

    from domain.events import Envelope

LONG = bool(os.environ.get("LONG_TESTS"))
# Seeds rather than choices one by one: a step costs one draw, and a failing session still loses its superfluous steps.
RANDOMS = st.randoms(use_true_random=True)


class Session(RuleBasedStateMachine):
    """Steps that must be accepted and commands at random, each foretold by the model."""

    played: Player

    @initialize(profile=st.sampled_from(list(PROFILES)), goal=st.sampled_from(["", *GOALS]), rng=RANDOMS)
    def convene(self, profile: str, goal: str, rng: Random) -> None:
        self.played = Player(profile, rng)
        self.played.go_ahead(rng, goal)

    @rule(rng=RANDOMS, steps=st.integers(1, 5))
    def go_on(self, rng: Random, steps: int) -> None:
        """Take a few of the steps that a clerk would take next; each must be accepted."""
        for _ in range(steps):
            known = Agenda(self.played.model, self.played.today, rng).next_steps()
            if known:
                self.played.tell(rng.choice(known))

    @rule(rng=RANDOMS, steps=st.integers(1, 5))
    def go_astray(self, rng: Random, steps: int) -> None:
        """Try a few steps that come to a clerk's mind, too early or with one thing about them changed."""
        model = self.played.model
        for _ in range(steps):
            agenda = Agenda(model, self.played.today, rng)
            known = rng.choice([agenda.next_steps(), agenda.early]) or agenda.steps
            if known:
                step = rng.choice(known)
                names = [NOWHERE, model.meeting_name, *model.names, "1", "2"]
                command, given = bent(rng, step.command, step.envelope, names)
                self.played.tell(rng.choice([Step(command, given, step.on), step]))

    @rule()
    def sleep(self) -> None:
        self.played.today = "2024-01-19"

    @rule()
    def resign(self) -> None:
        """A deputy less in office."""
        self.played.desk.congress = congress_under(self.played.model.rules, DEPUTIES - 1)
        self.played.model.meeting.roll[-1] = DEPUTIES - 1

    @rule(rng=RANDOMS)
    def meddle_with_the_meeting(self, rng: Random) -> None:
        self.played.tell_meeting(on_the_meeting(rng), any_envelope(rng))

    @precondition(lambda self: self.played.model.rounds)
    @rule(rng=RANDOMS)
    def meddle_with_a_round(self, rng: Random) -> None:
        model = self.played.model
        for _ in range(3):
            key = rng.choice(list(model.rounds))
            self.played.tell_round(key, on_a_round(rng, model, model.rounds[key]), self.likely_envelope(rng))

    def likely_envelope(self, rng: Random) -> Envelope:
        """Any, or one under which much is possible."""
        level = self.played.model.rules.level
        body = rng.choice([*PRESIDING[level], *ANNOUNCING[level]])
        likely = envelope(on=self.played.today, body=body, second=CHAIR)  # type: ignore[arg-type] # a body
        return rng.choice([likely, any_envelope(rng)])

    @precondition(lambda self: self.played.model.meeting.adopted_on)
    @rule(rng=RANDOMS)
    def open_at_random(self, rng: Random) -> None:
        given = rng.choice([envelope(on=self.played.today), any_envelope(rng)])
        self.played.open_round(opening(rng, self.played.model), given)

    @invariant()
    def everything_holds(self) -> None:
        if self.played.model.rounds:
            for stream in self.played.desk.streams.values():
                holds(self.played.model.rules, stream)

    def teardown(self) -> None:
        if hasattr(self, "played"):
            for stream in self.played.desk.streams.values():
                stream.look()


TestSession = Session.TestCase
TestSession.settings = settings(max_examples=2000 if LONG else 80, stateful_step_count=60 if LONG else 40)
