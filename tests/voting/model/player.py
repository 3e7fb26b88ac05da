"""How is a session played, with every answer foretold by the model?"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from domain.congress.state import Congress
from domain.streams import congress_id
from tests.given import envelope
from tests.stateful import recorded
from tests.voting.model.agenda import Agenda, Step
from tests.voting.model.desk import Desk
from tests.voting.model.meeting import MeetingModel
from tests.voting.model.profiles import PROFILES
from tests.voting.model.rules import VOTING, Rules
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

CODES = {"county": "990101", "township": "990101101", "street": "990101001", "city": "9901"}
CONGRESS = congress_id("990101")
DEPUTIES = 7
PATIENCE = 60
GOALS: dict[str, Callable[[RoundModel], bool]] = {
    "opened": lambda round_: round_.number == 1,
    "counted": lambda round_: round_.stage == "counted",
    "void": lambda round_: round_.stage == "void",
    "called": lambda round_: round_.call is not None,
    "re-ballot": lambda round_: round_.number > 1,
    "carried": lambda round_: round_.carried > 0,
    "declared": lambda round_: round_.stage == "declared" and round_.number == 1,
    "announced": lambda round_: round_.stage == "announced",
}


def congress_under(rules: Rules, deputies: int = DEPUTIES) -> Congress:
    """示例人大 with these rules alone."""
    level: Any = rules.level
    return Congress(
        code=CODES[level], level=level, name="示例人大", term=17, term_began_on="2022-01-10", deputies=deputies,
        profiles={1: rules.profile},
    )  # fmt: skip


class Player:
    """A meeting convened under one of `PROFILES`, and whatever is told of it and its rounds."""

    def __init__(self, profile: str, rng: Random) -> None:
        rules = Rules(PROFILES[profile])
        body: Any = rng.choice(sorted(VOTING[rules.level]))
        self.desk = Desk(CONGRESS, congress_under(rules))
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

    def go_ahead(self, rng: Random, goal: str) -> None:
        """Without any mishap to where the session becomes interesting, or until it is over; nowhere without a goal."""
        for _ in range(PATIENCE if goal else 0):
            known = Agenda(self.model, self.today, rng, plan=goal).next_steps()
            if not known or any(map(GOALS[goal], self.model.rounds.values())):
                return
            self.tell(rng.choice(known))

    def tell(self, step: Step) -> None:
        """Ask for a step, on whichever stream it falls."""
        if step.on is not None:
            self.tell_round(step.on, step.command, step.envelope)
        elif isinstance(step.command, OpenRound):
            self.open_round(step.command, step.envelope)
        else:
            self.tell_meeting(step.command, step.envelope)

    def tell_meeting(self, asked: Any, given: Envelope) -> None:
        """Ask something of the meeting."""
        possible = self.model.meeting.may(asked, given)
        _, told = self.desk.ask(asked, given, MEETING, self.meeting)
        assert recorded(told) is possible, f"{asked} {given} {told}"
        if possible:
            self.model.meeting.record(asked, given)

    def tell_round(self, key: Key, asked: Any, given: Envelope) -> None:
        """Ask something of a round."""
        round_ = self.model.rounds[key]
        possible = self.model.may(round_, asked, given)
        (name,) = (name for name, found in self.model.names.items() if found == key)
        _, told = self.desk.ask(asked, given, ROUND, UUID(name))
        assert recorded(told) is possible, f"{asked} {given} {told}"
        if possible:
            round_.record(asked, given, self.model.carried(round_, asked))

    def open_round(self, asked: Any, given: Envelope) -> None:
        """Ask for a round to be opened."""
        possible = self.model.may_open(asked, given)
        stream, told = self.desk.ask(asked, given, ROUND)
        assert recorded(told) is possible, f"{asked} {given} {told}"
        if possible:
            self.model.open(str(stream), asked, given)
