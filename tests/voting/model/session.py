"""May a round be opened, and which streams does a session have?"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.voting.model.round import RoundModel
from tests.voting.model.rules import VOTING, says
from voting.commands import rounds as r

if TYPE_CHECKING:
    from domain.events import Envelope
    from tests.voting.model.meeting import MeetingModel
    from tests.voting.model.rules import Rules

Key = tuple[int, int, int]
DAYS = {f"2024-01-{day}" for day in range(10, 32)}
KINDS = {"first", "void_repeat", "tie_break", "shortfall"}


@dataclass
class SessionModel:
    """A meeting and its rounds by year, batch and running number; `names` are the ids of their streams."""

    rules: Rules
    meeting: MeetingModel
    meeting_name: str
    rounds: dict[Key, RoundModel] = field(default_factory=dict)
    names: dict[str, Key] = field(default_factory=dict)

    def called(self, name: str) -> RoundModel | None:
        """The round of that name."""
        key = self.names.get(name)
        return None if key is None else self.rounds[key]

    def may(self, round_: RoundModel, asked: Any, envelope: Envelope) -> bool:
        """Whether a command on the round must be recorded; a re-ballot that it names is one, or at least could be one."""
        named = asked.round if isinstance(asked, r.ResolveTie | r.ResolveShortfall) else ""
        readable = named in ("", *self.names) or (len(named) == len(self.meeting_name) and named != self.meeting_name)
        return readable and round_.may(asked, envelope, self.carried(round_, asked))

    def carried(self, round_: RoundModel, asked: Any) -> RoundModel | None:
        """The re-ballot that a command is about: the one that it names, or the one that was carried back before."""
        if isinstance(asked, r.ResolveTie | r.ResolveShortfall):
            return self.called(asked.round)
        return self.rounds.get((round_.year, round_.batch, round_.carried))

    def may_open(self, asked: r.OpenRound, envelope: Envelope) -> bool:
        """Whether the round must be opened: in order, by the right body, at this meeting, with enough people and candidates."""
        previous = self.called(asked.previous)
        numbers = 1949 <= asked.project_year <= 2199 and 1 <= asked.batch <= 999 and 1 <= asked.number <= 999
        new = (
            asked.meeting == self.meeting_name
            and numbers
            and (asked.project_year, asked.batch, asked.number) not in self.rounds
        )
        if not new or not self._in_order(envelope) or not self._heads(previous, envelope):
            return False
        if asked.kind == "first":
            return not asked.previous and asked.number == 1 and self._list(asked, envelope)
        call = previous.call if previous else None
        if previous is None or call is None or call.kind != asked.kind:
            return False
        same = (asked.project_year, asked.batch) == (previous.year, previous.batch)
        return same and asked.number == call.number and envelope.effective_on >= call.on

    def _in_order(self, envelope: Envelope) -> bool:
        meeting, on = self.meeting, envelope.effective_on
        passed = bool(meeting.adopted_on) and bool(meeting.scrutineers_on)
        after = max(meeting.adopted_on, meeting.scrutineers_on, meeting.from_on)
        return passed and after <= on <= meeting.to_on and meeting.body in VOTING[self.rules.level]

    def _heads(self, previous: RoundModel | None, envelope: Envelope) -> bool:
        """B-01, B-05: counted on the day, anew for every ballot, and enough."""
        heads = self.meeting.heads
        if not heads or heads[-1].on != envelope.effective_on or (previous and previous.heads >= len(heads)):
            return False
        return heads[-1].present >= self.rules.quorum_of(heads[-1].due)

    def _list(self, asked: r.OpenRound, envelope: Envelope) -> bool:
        fixed = asked.final_list
        if fixed is None or fixed.fixed_by != self.rules.profile["candidate"]["final_list_by"]:
            return False
        in_time = fixed.fixed_on in DAYS and fixed.fixed_on <= envelope.effective_on
        ids = [candidate.id for candidate in asked.candidates]
        named = all(says(candidate.id) and says(candidate.title) for candidate in asked.candidates)
        priced = all((candidate.amount_fen or 0) >= 0 for candidate in asked.candidates)
        long_enough = self.rules.list_is_long_enough(len(ids), asked.seats)
        return in_time and named and priced and len(set(ids)) == len(ids) and long_enough

    def open(self, name: str, asked: r.OpenRound, envelope: Envelope) -> None:
        """The round that was opened."""
        previous, heads = self.called(asked.previous), self.meeting.heads
        candidates, seats = tuple(candidate.id for candidate in asked.candidates), asked.seats
        purpose: str = asked.kind
        goes_to, reballots = 0, 0
        if previous is not None and previous.call is not None:
            candidates, seats = previous.call.candidates, previous.call.seats
            repeats = asked.kind == "void_repeat"
            purpose = previous.purpose if repeats else asked.kind
            goes_to = previous.goes_to if repeats else previous.number
            reballots = previous.reballots + (not repeats)
        key = (asked.project_year, asked.batch, asked.number)
        self.names[name] = key
        self.rounds[key] = RoundModel(
            rules=self.rules, year=asked.project_year, batch=asked.batch, number=asked.number, purpose=purpose, goes_to=goes_to,
            candidates=candidates, seats=seats, due=heads[-1].due, present=heads[-1].present, heads=len(heads), ends_on=self.meeting.to_on,
            on=envelope.effective_on, reballots=reballots,
        )  # fmt: skip
