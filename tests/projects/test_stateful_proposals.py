"""Do proposals stay lawful under any commands in any order, and do their rows say what one who only read the rules believes?"""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from domain.refusals import Faults, Refusal
from domain.streams import cycle_id
from projections.proposals import PROPOSALS
from projects.commands import proposals as c
from projects.commands.under import Under
from projects.deciders.proposals import PROPOSAL
from projects.numbers import PROPOSAL as NUMBERS
from tests.given import CHAIR, CLERK, envelope
from tests.projections.kit import DictRows
from tests.projects.desk import Desk
from tests.projects.proposals import ASKED, rules

if TYPE_CHECKING:
    from uuid import UUID

LONG = bool(os.environ.get("LONG_TESTS"))
DAYS = st.sampled_from(["2023-09-18", "2023-10-09", "2023-11-08", "2023-12-06"])
CONGRESSES = {
    "any way": rules(solicitation={"feedback": "both"}),
    "by notice": rules(solicitation={"feedback": "notice", "reserve_library": False}),
    "strict": rules(
        solicitation={"feedback": "individual", "channels": ["liaison_station", "petition"]},
        screening={"negative_list": ["DEBT_RISK"], "exclude_upper_level": False},
    ),
    "lax": rules(screening={"cost_required": False}, solicitation={"feedback": "both"}),
}
CHANNELS = st.sampled_from(["liaison_station", "petition", "mail"])
CODES = st.sampled_from(["DEBT_RISK", "ILLEGAL", "UPPER_LEVEL_ASSIGNED", "CONDITIONS_NOT_MET"])
WORDS = st.sampled_from(["示例理由", "示例理由", ""])


@dataclass
class Known:
    """A proposal as the model has it: what stands, since when, and who was answered."""

    submitted_on: str
    since: str
    status: str = "open"
    into: str = ""
    number: str = ""
    answered: set[str] = field(default_factory=set)
    published: bool = False
    times: set[str] = field(default_factory=set)

    def end(self, status: str, on: str, *, into: str = "", number: str = "") -> None:
        self.status, self.since, self.into, self.number, self.answered = status, on, into, number, set()


class Screening(RuleBasedStateMachine):
    """Every rule says by itself whether the command is lawful; the decider must say the same, and so must the rows."""

    @initialize(name=st.sampled_from(list(CONGRESSES)))
    def begin(self, name: str) -> None:
        self.desk, self.name = Desk(CONGRESSES[name]), name
        self.known: dict[str, Known] = {}
        self.rows, self.folded = DictRows(), 0

    @rule(year=st.sampled_from([2023, 2024]), channel=CHANNELS, on=DAYS, data=st.data())
    def submit(self, year: int, channel: Any, on: str, data: st.DataObject) -> None:
        earlier = data.draw(st.lists(st.sampled_from([*self.known, "2023征-099"]), max_size=2))
        asked: Any = replace(ASKED, project_year=year, channel=channel, earlier=tuple(earlier))
        asked = replace(asked, congress=str(self.desk.home))
        lawful = (
            (self.name != "strict" or channel != "mail")
            and len(set(earlier)) == len(earlier)
            and all(name in self.known and self.known[name].submitted_on <= on for name in earlier)
        )
        if self._ask(asked, on, None, lawful=lawful):
            number = 1 + sum(name.startswith(str(year)) for name in self.known)
            before = {name for each in earlier for name in (each, *self.known[each].times)}
            self.known[NUMBERS.say(year, number)] = Known(on, on, times=before)

    @precondition(lambda self: self.known)
    @rule(cost=st.sampled_from([1, 300_000_000, 0, None, -1]), on=DAYS, data=st.data())
    def adopt(self, cost: int | None, on: str, data: st.DataObject) -> None:
        name, it = self._one(data)
        priced = cost is not None and cost > 0
        lawful = self._screenable(it, on) and (priced or (self.name == "lax" and cost in (0, None)))
        if self._ask(c.AdoptProposal(cost_fen=cost), on, name, lawful=lawful):
            it.end("adopted", on)

    @precondition(lambda self: self.known)
    @rule(on=DAYS, data=st.data())
    def merge(self, on: str, data: st.DataObject) -> None:
        name, it = self._one(data)
        into = data.draw(st.sampled_from([*self.known, "2024征-099"]))
        other = self.known.get(into)
        goes_on = other is not None and other.status in ("open", "adopted", "reserved") and other.submitted_on <= on
        lawful = self._screenable(it, on) and goes_on and other is not it
        if self._ask(c.MergeProposal(into=into), on, name, lawful=lawful):
            it.end("merged", on, into=into)

    @precondition(lambda self: self.known)
    @rule(reason=WORDS, on=DAYS, data=st.data())
    def reserve(self, reason: str, on: str, data: st.DataObject) -> None:
        name, it = self._one(data)
        lawful = self._screenable(it, on) and it.status == "open" and self.name != "by notice" and bool(reason)
        if self._ask(c.ReserveProposal(reason=reason), on, name, lawful=lawful):
            it.end("reserved", on)

    @precondition(lambda self: self.known)
    @rule(number=st.sampled_from(["", "示例-12"]), on=DAYS, data=st.data())
    def transfer(self, number: str, on: str, data: st.DataObject) -> None:
        name, it = self._one(data)
        if self._ask(c.TransferProposal(to="petition", number=number), on, name, lawful=self._screenable(it, on)):
            it.end("transferred", on, number=number)

    @precondition(lambda self: self.known)
    @rule(number=st.sampled_from(["", "示例-13"]), on=DAYS, data=st.data())
    def give_number(self, number: str, on: str, data: st.DataObject) -> None:
        name, it = self._one(data)
        lawful = it.status == "transferred" and not it.number and bool(number) and on >= it.since
        if self._ask(c.GiveTransferNumber(number=number), on, name, lawful=lawful):
            it.number = number

    @precondition(lambda self: self.known)
    @rule(code=CODES, reason=WORDS, on=DAYS, data=st.data())
    def decline(self, code: Any, reason: str, on: str, data: st.DataObject) -> None:
        name, it = self._one(data)
        listed = code in ("DEBT_RISK", "ILLEGAL") if self.name == "strict" else True
        lawful = self._screenable(it, on) and listed and bool(reason)
        if self._ask(c.DeclineProposal(reason_code=code, reason=reason), on, name, lawful=lawful):
            it.end("declined", on)

    @precondition(lambda self: self.known)
    @rule(reason=WORDS, second=st.sampled_from([None, CLERK, CHAIR]), on=DAYS, data=st.data())
    def reopen(self, reason: str, second: Any, on: str, data: st.DataObject) -> None:
        name, it = self._one(data)
        lawful = second is CHAIR and it.status != "open" and on >= it.since and bool(reason)
        if self._ask(c.ReopenProposal(reason=reason), on, name, lawful=lawful, second=second):
            it.end("open", on)

    @precondition(lambda self: self.known)
    @rule(text=st.sampled_from(["已列入", ""]), by_notice=st.booleans(), on=DAYS, data=st.data())
    def answer(self, text: str, *, by_notice: bool, on: str, data: st.DataObject) -> None:
        name, it = self._one(data)
        way = {"by notice": "notice", "strict": "individual"}.get(self.name, "both")
        how = "by_notice" if by_notice else "individually"
        due = it.status != "open" and how not in it.answered and on >= it.since
        if by_notice:
            lawful = due and way in ("notice", "both")
            asked = c.GiveFeedback(how="by_notice", notice=str(cycle_id(str(self.desk.home), 2024)), text=text)
        else:
            lawful = due and way in ("individual", "both") and bool(text)
            asked = c.GiveFeedback(text=text)
        if self._ask(asked, on, name, lawful=lawful):
            it.answered.add(how)

    @precondition(lambda self: self.known)
    @rule(on=DAYS, data=st.data())
    def publish(self, on: str, data: st.DataObject) -> None:
        name, it = self._one(data)
        lawful = not it.published and on >= it.submitted_on
        if self._ask(c.PublishProposal(title="示例标题"), on, name, lawful=lawful):
            it.published = True

    @invariant()
    def rows_say_what_stands(self) -> None:
        if not hasattr(self, "desk"):
            return
        for recorded in self.desk.log.events[self.folded :]:
            PROPOSALS.fold(self.rows, recorded)
        self.folded = len(self.desk.log.events)
        shown = {row["number"]: row for row in self.rows.shown(PROPOSALS).values()}
        assert set(shown) == set(self.known)
        for name, it in self.known.items():
            row, sources = shown[name], set(self._merged_into(name))
            assert (row["status"], row["merged_into"]) == (it.status, it.into)
            assert row["feedback_owed"] == (it.status != "open" and not it.answered)
            assert row["number_owed"] == (it.status == "transferred" and not it.number)
            assert {one["number"] for one in row["sources"]} == sources
            assert set(row["repeated"]["numbers"]) == it.times.union({name}, *(self.known[n].times for n in sources))

    def _merged_into(self, name: str) -> list[str]:
        own = [each for each, it in self.known.items() if it.into == name]
        return [*own, *(deeper for each in own for deeper in self._merged_into(each))]

    def _one(self, data: st.DataObject) -> tuple[str, Known]:
        name = data.draw(st.sampled_from(list(self.known)))
        return name, self.known[name]

    @staticmethod
    def _screenable(it: Known, on: str) -> bool:
        return it.status in ("open", "reserved") and on >= it.since

    def _ask(self, asked: Any, on: str, name: str | None, *, lawful: bool, second: Any = CHAIR) -> bool:
        """Whether it was recorded, which must be exactly where it is lawful."""
        envelope_ = envelope(on=on, second=second)
        stream: UUID | None = None if name is None else NUMBERS.named(str(self.desk.home), name)
        refused: Refusal | Faults | None = None
        try:
            if isinstance(asked, c.GiveFeedback) and asked.how == "by_notice":
                assert stream is not None
                # As the notice of the year of work brings it along.
                self.desk.tell(PROPOSAL, stream, Under(asked=asked, congress=self.desk.congress), envelope_)
            else:
                self.desk.ask(asked, envelope_, stream)
        except (Refusal, Faults) as refusal:
            refused = refusal
        assert (refused is None) == lawful, f"{asked!r} on {name}: {refused!r}"
        return lawful


TestScreening = Screening.TestCase
TestScreening.settings = settings(max_examples=1000 if LONG else 60, stateful_step_count=60 if LONG else 40)
