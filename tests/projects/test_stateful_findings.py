"""Does a finding stay lawful under any commands in any order, and do its row and its history say where it stands?"""

from __future__ import annotations

import os
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, get_args

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from domain.events import Body, Decision, Envelope, Person, Role
from projections.findings import FINDINGS
from projections.owing import left_days, overdue_days
from projections.sentences import tell
from projects.commands import findings as c
from projects.commands.under import Under
from projects.deciders.findings import FINDING
from tests.given import envelope as envelope_on
from tests.projections.kit import folded
from tests.projects.watching import COUNTY, DEPUTY, OTHER, both, recording
from tests.stateful import Played, envelopes, recorded
from tests.strategies import instances_of

if TYPE_CHECKING:
    from domain.deciders import Command

LONG = bool(os.environ.get("LONG_TESTS"))
FIRST = date(2024, 5, 20)
DAYS = st.integers(0, 60).map(lambda n: FIRST + timedelta(days=n))
DUE = st.none() | DAYS
WORDS = st.sampled_from(["没有答复", "", "  "])
UNITS = st.sampled_from(["03", "05", "09", "77", ""])
HEARING = {"standing_committee", "chairpersons_meeting", "congress"}
WILD = (
    c.AssignFinding, c.AnswerFinding, c.AcceptAnswer, c.ReturnAnswer, c.PressFinding, c.EscalateFinding, c.CloseFinding,
    c.ReopenFinding,
)  # fmt: skip


@st.composite
def acts(draw: st.DrawFn, later: int = 3) -> tuple[int, dict[str, Any]]:
    """How many days after the last step something is said to have happened, and who stands behind it."""
    people = st.builds(Person, ref=st.sampled_from([DEPUTY, OTHER, "clerk-1", "chair-1"]), role=st.sampled_from(_ROLES))
    decisions = st.builds(Decision, body=st.sampled_from(sorted(get_args(Body))))
    behind = {
        "by": draw(people),
        "approved_by": draw(st.none() | people),
        "decided_by": draw(st.none() | decisions),
    }
    return draw(st.integers(-2, later)), behind


_ROLES: tuple[Role, ...] = ("clerk", "chair", "deputy", "unit", "government")


class PlayedFinding(RuleBasedStateMachine):
    """Beside the decider stands an account of five words and three days, which says what must be possible."""

    def __init__(self) -> None:
        super().__init__()
        self.played = Played(FINDING)
        self.status, self.unit, self.raiser = "", "", ""
        self.since = self.opened = FIRST
        self.due: date | None = None
        self.escalated = False

    def tell(self, asked: Command, act: tuple[int, dict[str, Any]], *, possible: bool) -> date | None:
        """Say it; the day on which it then happened, None where it was refused, as foretold."""
        day = self.day(act)
        envelope = Envelope(at=f"{day}T07:00:00.000000Z", command_id="played", effective_on=day.isoformat(), **act[1])
        told = self.played.tell(Under(asked=asked, congress=COUNTY), envelope)
        assert recorded(told) is possible, f"{asked} on {day} at {self.status}: {told}"
        return day if possible else None

    def day(self, act: tuple[int, dict[str, Any]]) -> date:
        return self.since + timedelta(days=act[0])

    def goes_on(self, act: tuple[int, dict[str, Any]], *statuses: str) -> bool:
        return self.status in statuses and self.day(act) >= self.since

    def fits(self, due: date | None, act: tuple[int, dict[str, Any]]) -> bool:
        return due is None or due >= self.day(act)

    def move(self, day: date | None, status: str, due: date | None = None) -> None:
        if day is not None:
            self.status, self.since = status, day
            if status == "rectifying":
                self.due = due or day + timedelta(days=30)

    def speaks(self, act: tuple[int, dict[str, Any]]) -> bool:
        """Whether those who stand behind an act may speak for whoever raised it."""
        by, second = act[1]["by"], act[1]["approved_by"]
        if self.raiser and self.raiser in (by.ref, getattr(second, "ref", None)):
            return True
        if by.role in ("clerk", "chair") and second is not None:
            return second.ref != by.ref and second.role in ("clerk", "chair")
        return False

    @initialize(raiser=st.sampled_from([DEPUTY, ""]), later=st.integers(0, 3))
    def record(self, raiser: str, later: int) -> None:
        day = FIRST + timedelta(days=later)
        command = recording(found_on=FIRST, raised_by=raiser)
        assert recorded(self.played.tell(command, envelope_on(on=day.isoformat())))
        assert not recorded(self.played.tell(command, envelope_on(on=day.isoformat())))
        self.status, self.raiser, self.since, self.opened = "unassigned", raiser, day, day

    @rule(act=acts(), unit=UNITS, due=DUE)
    def assign(self, act: Any, unit: str, due: date | None) -> None:
        known = unit in {"03", "05"} and unit != self.unit
        possible = self.goes_on(act, "unassigned", "rectifying") and known and self.fits(due, act)
        day = self.tell(c.AssignFinding(unit=unit, due_on=due), act, possible=possible)
        self.move(day, "rectifying", due)
        self.unit = unit if possible else self.unit

    @rule(act=acts(later=45), measures=WORDS)
    def answer(self, act: Any, measures: str) -> None:
        possible = self.goes_on(act, "rectifying") and bool(measures.strip())
        self.move(self.tell(c.AnswerFinding(measures=measures, result="已整改"), act, possible=possible), "answered")

    @rule(act=acts())
    def accept(self, act: Any) -> None:
        possible = self.goes_on(act, "answered") and self.speaks(act)
        self.move(self.tell(c.AcceptAnswer(), act, possible=possible), "accepted")

    @rule(act=acts(), reason=WORDS, due=DUE)
    def send_back(self, act: Any, reason: str, due: date | None) -> None:
        fits = bool(reason.strip()) and self.fits(due, act)
        possible = self.goes_on(act, "answered") and self.speaks(act) and fits
        self.move(self.tell(c.ReturnAnswer(reason=reason, due_on=due), act, possible=possible), "rectifying", due)

    @rule(act=acts(), reason=WORDS, due=DUE)
    def press(self, act: Any, reason: str, due: date | None) -> None:
        in_time = self.status != "closed" and self.day(act) >= self.opened
        possible = in_time and bool(reason.strip()) and self.fits(due, act)
        self.tell(c.PressFinding(reason=reason, due_on=due), act, possible=possible)

    @rule(act=acts(), due=DUE)
    def escalate(self, act: Any, due: date | None) -> None:
        in_time = self.status != "closed" and self.day(act) >= self.opened and not self.escalated
        by_body = getattr(act[1]["decided_by"], "body", "") in HEARING
        possible = in_time and by_body and self.fits(due, act)
        self.tell(c.EscalateFinding(reason="两次督办", due_on=due), act, possible=possible)
        self.escalated = self.escalated or possible

    @rule(act=acts(), conclusion=WORDS)
    def close(self, act: Any, conclusion: str) -> None:
        possible = self.goes_on(act, "accepted") and bool(conclusion.strip())
        day = self.tell(c.CloseFinding(conclusion=conclusion), act, possible=possible)
        self.move(day, "closed")
        self.escalated = self.escalated and not possible

    @rule(act=acts(), due=DUE)
    def reopen(self, act: Any, due: date | None) -> None:
        possible = self.goes_on(act, "closed") and self.fits(due, act)
        day = self.tell(c.ReopenFinding(reason="又积水", due_on=due), act, possible=possible)
        self.move(day, "rectifying", due)
        self.opened = day or self.opened

    @rule()
    def go_all_the_way(self) -> None:
        """Take whatever comes next in an ordinary case, so that the later stages are met often."""
        act = (1, {"by": both("2024-05-20").by, "approved_by": both("2024-05-20").approved_by})
        match self.status:
            case "unassigned":
                self.assign(act, "03", None)
            case "rectifying":
                self.answer(act, "没有答复")
            case "answered":
                self.accept(act)
            case "accepted":
                self.close(act, "没有答复")

    @invariant()
    def the_row_says_where_it_stands(self) -> None:
        if not self.status:
            return
        (row,) = folded(FINDINGS, self.played.history).shown(FINDINGS).values()
        assert (row["status"], row["open"]) == (self.status, self.status != "closed")
        assert (row["units"], row["escalated"]) == ([self.unit] if self.unit else [], self.escalated)
        assert len(row["acts"]) == len(self.played.history) == len(list(tell(self.played.history)))
        for day in (self.since, self.since + timedelta(days=40)):
            waits = self.due if self.status == "rectifying" else None
            assert overdue_days(row, day) == (max(0, (day - waits).days) if waits else 0)
            assert left_days(row, day) == ((waits - day).days if waits else None)


TestFinding = PlayedFinding.TestCase
TestFinding.settings = settings(max_examples=1000 if LONG else 60, stateful_step_count=60 if LONG else 30)


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
