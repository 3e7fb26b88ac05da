"""How do tests of read models play sessions through the real use cases, step by step, on a log in memory?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from domain.congress import commands as c
from domain.congress.usecases import USE_CASES as CONGRESS_CASES
from domain.deciders import Command, Decider
from domain.divisions import Level
from domain.documents.usecases import USE_CASES as DOCUMENT_CASES
from domain.events import Body, Envelope
from domain.profile import compose
from domain.refusals import Faults, Refusal
from domain.usecase import Numbered, UseCase, first_free
from projects.application import USE_CASES as PROJECT_CASES
from tests.given import CHAIR, envelope
from tests.projections.kit import Log
from voting.application import USE_CASES as VOTING_CASES
from voting.commands import evaluations as e
from voting.commands import meetings as m
from voting.commands import papers as p
from voting.commands import rounds as r
from voting.deciders.evaluations import EVALUATION
from voting.deciders.rounds import ROUND
from voting.events.evaluations import EvaluatedItem, GradeTotals, Venue
from voting.events.meetings import Officer, Sitting
from voting.events.rounds import Candidate, FinalList, ItemTotals, RoundKind
from voting.states.rounds import Round

S = TypeVar("S")
DAY = "2024-01-18"
PLENARY = Sitting(kind="plenary", number=2)
CASES = (*CONGRESS_CASES, *DOCUMENT_CASES, *PROJECT_CASES, *VOTING_CASES)
CODES: dict[Level, str] = {"county": "990101", "township": "990101101", "street": "990101001"}
NAMES: dict[Level, str] = {"county": "示例县", "township": "示例镇", "street": "示例街道"}
VOTING: dict[Level, Body] = {"county": "congress", "township": "congress", "street": "street_council"}
PRESIDING: dict[Level, Body] = {
    "county": "session_presidium",
    "township": "township_presidium",
    "street": "street_npc_office",
}
FIXING: dict[Level, Body] = PRESIDING
GRADING: dict[Level, Body] = {"county": "standing_committee", "township": "congress", "street": "street_council"}


class Ledger:
    """Use cases on a log in memory: reads states by folding, records or refuses."""

    def __init__(self) -> None:
        self.log = Log()
        self.refused: list[Refusal | Faults] = []
        self._states: dict[tuple[str, UUID], tuple[int, Any]] = {}

    def state(self, decider: Decider[S], stream: UUID) -> S:
        """The state of a stream, folded on from where it was read last."""
        known, state = self._states.get((decider.name, stream), (0, decider.initial))
        new = [recorded for recorded in self.log.events[known:] if recorded.originator_id == stream]
        state = decider.fold(new, state)
        self._states[decider.name, stream] = len(self.log.events), state
        return state

    def do(
        self, command: Command, on: Envelope, stream: UUID | None = None, decider: Decider[Any] | None = None
    ) -> UUID:
        """Record the command's events; raises its refusals."""
        case = self._case(command, decider)
        own, asked = self._own(case, command, stream)
        informed = case.inform(self.state, own, asked)
        events = case.decider.decide(self.state(case.decider, own), informed, on)
        self.log.append(own, *events, on=on)
        return own

    def _own(self, case: UseCase, command: Command, stream: UUID | None) -> tuple[UUID, Command]:
        """The stream on which the command falls, and the command, numbered where its stream is one of a series."""
        if case.series is not None:
            series, taken = case.series, {recorded.originator_id for recorded in self.log.events}
            number = first_free(lambda n: series(command, n) in taken)
            return series(command, number), Numbered(asked=command, number=number)
        own = case.begins(command) if case.begins is not None else stream
        assert own is not None
        return own, command

    def may(
        self, command: Command, on: Envelope, stream: UUID | None = None, decider: Decider[Any] | None = None
    ) -> UUID | None:
        """Record the command's events, or note why not."""
        try:
            return self.do(command, on, stream, decider)
        except (Refusal, Faults) as refusal:
            self.refused.append(refusal)
            return None

    def _case(self, command: Command, decider: Decider[Any] | None) -> UseCase:
        fitting = [case for case in CASES if case.command is type(command)]
        return next(case for case in fitting if decider is None or case.decider is decider)


def round_of(ledger: Ledger, ballot: UUID) -> Round:
    """The state of a round that was opened here."""
    state = ledger.state(ROUND, ballot)
    assert isinstance(state, Round)
    return state


def found(ledger: Ledger, level: Level, differences: Mapping[str, Any] | None = None, deputies: int = 60) -> UUID:
    """A congress with a term, a unit and one version of its rules."""
    halves = {"county": "sc_evaluation", "township": "congress_evaluation", "street": "council_evaluation"}
    profile = compose(level, halves[level], dict(differences or {}))
    on = envelope(on="2024-01-02", second=CHAIR)
    own = ledger.do(c.RegisterCongress(code=CODES[level], level=level, name=NAMES[level]), on)
    ledger.do(c.BeginTerm(term=17, began_on=date(2022, 1, 10), deputies=deputies), on, own)
    ledger.do(c.AdoptProfile(profile=profile, document="示例办法"), on, own)
    ledger.do(c.RegisterUnit(unit="01", name=f"{NAMES[level]}教育局"), on, own)
    return own


def convene(ledger: Ledger, congress: UUID, level: Level, body: Body | None = None, present: int = 58) -> UUID:
    """A meeting at which the method is adopted, the scrutineers are passed and heads are counted."""
    on = envelope(on=DAY)
    body = body or VOTING[level]
    meeting = ledger.do(
        m.ConveneMeeting(
            congress=str(congress), body=body, term=17, session=3, title=f"{NAMES[level]}第十七届第三次会议",
            from_on=date(2024, 1, 16), to_on=date(2024, 1, 19),
        ), envelope(on="2024-01-10"),
    )  # fmt: skip
    ledger.do(m.HoldSitting(sitting=PLENARY), on, meeting)
    by = envelope(on=DAY, body=VOTING[level], unanimous=True)
    ledger.may(m.AdoptMethod(profile_version=1, title="票决办法"), by, meeting)
    passed = envelope(on=DAY, body=body)
    ledger.do(
        m.PassScrutineers(
            chief=Officer(person="6f1c0e52-3a7b-4d89-9e14-2b5a7c8d0f31"),
            scrutineers=(Officer(person="b84d2a17-5c9e-4f60-8a3b-7d1e6f90c25a"),),
        ),
        passed,
        meeting,
    )
    heads(ledger, meeting, present)
    return meeting


def heads(ledger: Ledger, meeting: UUID, present: int = 58, due: int = 60) -> None:
    counted = m.CountAttendance(sitting=PLENARY, due=due, present=present, on_leave=due - present, absent=0)
    ledger.do(counted, envelope(on=DAY), meeting)


def opening(level: Level, meeting: UUID, number: int, seats: int) -> r.OpenRound:
    candidates = tuple(
        Candidate(id=str(n), title=f"示例项目{n}", amount_fen=n * 100_000_00) for n in range(1, number + 1)
    )
    fixed = FinalList(fixed_by=FIXING[level], fixed_on="2024-01-17")
    return r.OpenRound(meeting=str(meeting), project_year=2024, candidates=candidates, seats=seats, final_list=fixed)


def vote(ledger: Ledger, ballot: UUID, papers: int, decider: Decider[Any]) -> None:
    """The papers' path up to the declaration that the ballot is valid."""
    on = envelope(on=DAY)
    for command in (
        p.InspectBoxes(boxes=2),
        p.IssueBallots(printed=papers + 6, issued=papers, exchanged=2, surplus_voided=4),
        p.CollectBallots(collected=papers),
        p.DeclareValidity(valid=True),
    ):
        ledger.do(command, on, ballot, decider)


def sheet_of(names: list[str], votes: list[int], valid: int, invalid: int = 0) -> r.Sheet:
    items = tuple(
        ItemTotals(candidate=name, votes_for=approvals, votes_against=valid - approvals)
        for name, approvals in zip(names, votes, strict=True)
    )
    return r.Sheet(valid=valid, invalid=invalid, items=items)


def enter(ledger: Ledger, ballot: UUID, votes: list[int], valid: int, invalid: int = 0) -> None:
    names = names_of(ledger, ballot)
    typed = sheet_of(names, votes, valid, invalid)
    ledger.do(r.RecordTotals(first=typed, second=typed), envelope(on=DAY, second=CHAIR), ballot)


def announce(ledger: Ledger, ballot: UUID, level: Level) -> None:
    two = envelope(on=DAY, second=CHAIR)
    ledger.do(p.SignSheet(sha256="ab" * 32), envelope(on=DAY), ballot, ROUND)
    ledger.do(r.DeclareResult(), two, ballot)
    if level == "street":
        ledger.do(r.ConfirmChoice(), envelope(on=DAY, body="street_party_committee"), ballot)
    by = envelope(on=DAY, body=PRESIDING[level])
    ledger.do(r.AnnounceResult(number="公告第1号", medium="示例网站"), by, ballot)


def correct(ledger: Ledger, ballot: UUID, name: str, before: tuple[int, int], after: tuple[int, int]) -> None:
    """One candidate's 赞成 and 反对 brought to the signed sheet."""
    changes = tuple(
        p.Change(field=f"/items/{name}/{figure}", before=was, after=now)
        for figure, was, now in zip(("votes_for", "votes_against"), before, after, strict=True)
    )
    asked = r.CorrectRound(changes=changes, reason="录入看错一行")
    ledger.do(asked, envelope(on=DAY, second=CHAIR), ballot)


def counted(level: Level, votes: list[int], seats: int, **differences: Any) -> tuple[Ledger, UUID]:
    """A ledger and its first round, counted: 58 papers, one of them invalid."""
    ledger = Ledger()
    congress = found(ledger, level, differences)
    meeting = convene(ledger, congress, level)
    ballot = ledger.do(opening(level, meeting, len(votes), seats), envelope(on=DAY))
    vote(ledger, ballot, 58, ROUND)
    enter(ledger, ballot, votes, 57, 1)
    return ledger, ballot


def second_round(ledger: Ledger, ballot: UUID, kind: RoundKind, votes: list[int], level: Level) -> UUID:
    """The re-ballot that `ballot` calls, opened after heads were counted again, and counted."""
    ledger.do(r.CallReballot(kind=kind), envelope(on=DAY, body=PRESIDING[level]), ballot)
    meeting = UUID(round_of(ledger, ballot).opened.meeting)
    heads(ledger, meeting)
    asked = r.OpenRound(meeting=str(meeting), project_year=2024, number=2, kind=kind, previous=str(ballot))
    again = ledger.do(asked, envelope(on=DAY))
    vote(ledger, again, 58, ROUND)
    enter(ledger, again, votes, 57, 1)
    return again


def evaluate(ledger: Ledger, meeting: UUID, level: Level, rows: list[tuple[int, int, int]], present: int) -> UUID:
    """An evaluation, opened, voted and graded."""
    wheres: dict[Level, Venue] = {"county": "sc_meeting", "township": "plenary", "street": "street_council"}
    items = tuple(EvaluatedItem(id=f"甲{n}", title=f"示例实事{n}", unit="01") for n in range(1, len(rows) + 1))
    opened = e.OpenEvaluation(meeting=str(meeting), project_year=2023, venue=wheres[level], items=items)
    own = ledger.do(opened, envelope(on=DAY))
    vote(ledger, own, present, EVALUATION)
    totals = tuple(
        GradeTotals(item=item.id, satisfied=good, basically_satisfied=fair, dissatisfied=bad, abstain=present - good - fair - bad)
        for item, (good, fair, bad) in zip(items, rows, strict=True)
    )  # fmt: skip
    ledger.do(e.RecordGrades(first=totals, second=totals), envelope(on=DAY, second=CHAIR), own)
    return own


def names_of(ledger: Ledger, ballot: UUID) -> list[str]:
    return [candidate.id for candidate in round_of(ledger, ballot).opened.candidates]
