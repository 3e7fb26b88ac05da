"""Does an evaluation stay lawful under any commands in any order, and does it agree with one who only read the rules?"""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.voting.model.grader import MEMBERS, PROFILES, Grader
from tests.voting.test_stateful_session import LONG, RANDOMS
from voting.events import evaluations as events
from voting.events.papers import SheetSigned

if TYPE_CHECKING:
    from random import Random


class Grading(RuleBasedStateMachine):
    """Evaluations at one meeting: one after another, done again, corrected, void."""

    played: Grader

    @initialize(profile=st.sampled_from(list(PROFILES)), rng=RANDOMS, steps=st.sampled_from([0, 6, 12]))
    def convene(self, profile: str, rng: Random, steps: int) -> None:
        self.played = Grader(profile)
        self.played.count_heads(MEMBERS)
        self.played.open_some(rng)
        self.played.go_on(rng, steps)

    @precondition(lambda self: len(self.played.heads.heads) <= len(self.played.models))
    @rule(present=st.integers(2, MEMBERS), tomorrow=st.booleans())
    def count_heads(self, present: int, *, tomorrow: bool) -> None:
        if tomorrow:
            self.played.today = "2024-01-19"
        self.played.count_heads(present)

    @rule(rng=RANDOMS)
    def open_another(self, rng: Random) -> None:
        self.played.open_some(rng)

    @rule(rng=RANDOMS, steps=st.integers(1, 6))
    def go_on(self, rng: Random, steps: int) -> None:
        self.played.go_on(rng, steps)

    @rule(rng=RANDOMS, steps=st.integers(1, 6))
    def go_astray(self, rng: Random, steps: int) -> None:
        self.played.go_astray(rng, steps)

    @invariant()
    def nothing_is_announced_unseen(self) -> None:
        """Announced means declared since the grades last changed, and the sheet signed where it blocks."""
        for name in self.played.models:
            grades, declared, signed = None, False, False
            for each in self.played.desk.streams[UUID(name)].history:
                match each.event:
                    case events.EvaluationGraded(grades=now):
                        declared, grades = declared and now == grades, now
                    case events.EvaluationDeclared(grades=said):
                        assert said == grades
                        declared = True
                    case events.EvaluationAnnounced(grades=said):
                        assert declared
                        assert said == grades
                        assert signed or not self.played.rules.blocks
                    case SheetSigned():
                        signed = True

    def teardown(self) -> None:
        if hasattr(self, "played"):
            for stream in self.played.desk.streams.values():
                stream.look()


TestGrading = Grading.TestCase
TestGrading.settings = settings(max_examples=1500 if LONG else 60, stateful_step_count=60 if LONG else 30)
