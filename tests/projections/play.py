"""How do tests of read models play sessions through the real use cases, scripted or at random, on a log in memory?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from random import Random
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
from voting.events.rounds import Candidate, FinalList, ItemTotals, PrintedItem, Resolution, RoundKind
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
    names = _names(ledger, ballot)
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


def at_random(rng: Random) -> Ledger:
    """Sessions of three congresses, each going its own way, their steps interleaved."""
    ledger = Ledger()
    sessions = [_session(ledger, level, rng) for level in CODES]
    while sessions:
        session = rng.choice(sessions)
        if next(session, None) is None:
            sessions.remove(session)
    return ledger


def _session(ledger: Ledger, level: Level, rng: Random) -> Iterator[bool]:
    votes = rng.choice(["none", "selected", "all"])
    publication = {"votes": votes, "not_selected": "show" if votes == "all" else rng.choice(["hide", "show"])}
    by_presidium = () if level == "street" else ("presidium",)
    rules = {
        "tie_break": rng.choice(["revote_tied", "revote_tied", "expand", *by_presidium]),
        "shortfall": rng.choice(["accept_fewer", "revote_remaining", *(f"{word}_decides" for word in by_presidium)]),
    }
    congress = found(ledger, level, {"publication": publication, "ballot": rules})
    yield True
    ledger.do(_past(congress, rng), envelope(on=DAY, second=CHAIR))
    meeting = convene(ledger, congress, level)
    yield True
    ballots = [ledger.do(opening(level, meeting, 6, 4), envelope(on=DAY))]
    for _ in range(rng.randint(5, 40)):
        _something(ledger, level, meeting, ballots, rng)
        yield True
    for ballot in reversed(ballots):
        if rng.random() < 0.7:
            _finish(ledger, level, ballot, ballots, rng)
        yield True
    for _ in range(rng.randint(0, 5)):
        _something(ledger, level, meeting, ballots, rng)
        yield True
    grading = convene(ledger, congress, level, GRADING[level]) if level == "county" else meeting
    yield True
    heads(ledger, grading)
    graded = evaluate(
        ledger, grading, level, [(rng.randint(0, 40), rng.randint(0, 10), rng.randint(0, 8)) for _ in range(3)], 58
    )
    for _ in range(rng.randint(0, 8)):
        _something_graded(ledger, level, graded, rng)
        yield True


def _past(congress: UUID, rng: Random) -> r.TakeOverRound:
    items = tuple(PrintedItem(title=f"往年项目{n}", votes_for=rng.randint(0, 60), selected=n < 3) for n in range(4))
    return r.TakeOverRound(
        congress=str(congress), project_year=2022, meeting_title="往年会议", document="公告第3号", items=items, valid=55, seats=2
    )  # fmt: skip


def _something(ledger: Ledger, level: Level, meeting: UUID, ballots: list[UUID], rng: Random) -> None:
    """One more step on one of the rounds, which may be refused."""
    ballot = rng.choice(ballots)
    two, by = (
        envelope(on=DAY, second=CHAIR),
        envelope(on=DAY, body=rng.choice([PRESIDING[level], VOTING[level]]), second=CHAIR),
    )
    kinds: tuple[RoundKind, ...] = ("tie_break", "shortfall", "void_repeat")
    ways: tuple[Resolution, ...] = ("next_round", "presidium", "lot", "accept_fewer", "leave_open")
    some = tuple(str(n) for n in range(1, 7) if rng.random() < 0.4)
    step = rng.randrange(14)
    if step < 4:
        collected = 58 if rng.random() < 0.9 else 59
        for command in (
            p.InspectBoxes(boxes=1), p.IssueBallots(printed=58, issued=58), p.CollectBallots(collected=collected),
            p.DeclareValidity(valid=collected <= 58), _typed(ledger, ballot, rng),
        ):  # fmt: skip
            ledger.may(command, two, ballot, ROUND)
    elif step < 6 and ledger.may(r.CallReballot(kind=rng.choice(kinds)), by, ballot) is not None:
        call = round_of(ledger, ballot).reballot
        assert call is not None
        heads(ledger, meeting)
        again = r.OpenRound(
            meeting=str(meeting),
            project_year=2024,
            number=round_of(ledger, ballot).next_number,
            kind=call.kind,
            previous=str(ballot),
        )
        opened = ledger.may(again, envelope(on=DAY))
        ballots.extend([opened] if opened else [])
    else:
        reballot = str(rng.choice(ballots))
        command = rng.choice([
            r.ResolveTie(how=rng.choice(ways), selected=some[:2], round=reballot),
            r.ResolveShortfall(how=rng.choice(ways), selected=some[:1], round=reballot),
            r.DeclareResult(), p.SignSheet(sha256="cd" * 32),
            r.AnnounceResult(number="公告第2号", medium="示例网站"), r.ConfirmChoice(),
            p.ArchivePapers(place="档案室", packages=2), r.VoidRound(reason="示例原因"),
            _shifted(ledger, ballot, rng), _recount(ledger, ballot, rng),
        ])  # fmt: skip
        confirming = isinstance(command, r.ConfirmChoice)
        on = envelope(on=DAY, body="street_party_committee", second=CHAIR) if confirming else by
        ledger.may(command, on, ballot, ROUND)


def _finish(ledger: Ledger, level: Level, ballot: UUID, ballots: list[UUID], rng: Random) -> None:
    """Whatever still stands between a round and its announcement, as far as it can be done."""
    by, two = envelope(on=DAY, body=PRESIDING[level]), envelope(on=DAY, second=CHAIR)
    ledger.may(_typed(ledger, ballot, rng), two, ballot)
    counted = round_of(ledger, ballot).counted
    if counted is None:
        return
    tied, seats = counted.count.tied, counted.count.tied_seats
    for again in ballots:
        ledger.may(r.ResolveTie(how="next_round", round=str(again)), by, ballot)
        ledger.may(r.ResolveShortfall(how="next_round", round=str(again)), by, ballot)
    for how in ("presidium", "lot"):
        ledger.may(r.ResolveTie(how=how, selected=tied[:seats]), by, ballot)
    ledger.may(r.ResolveTie(how="leave_open"), by, ballot)
    ledger.may(r.ResolveShortfall(how="accept_fewer"), by, ballot)
    ledger.may(p.SignSheet(sha256="12" * 32), two, ballot, ROUND)
    ledger.may(r.DeclareResult(), two, ballot)
    ledger.may(r.ConfirmChoice(), envelope(on=DAY, body="street_party_committee"), ballot)
    ledger.may(r.AnnounceResult(number="公告第5号", medium="示例网站"), by, ballot)


def _names(ledger: Ledger, ballot: UUID) -> list[str]:
    return [candidate.id for candidate in round_of(ledger, ballot).opened.candidates]


def _random_sheet(ledger: Ledger, ballot: UUID, rng: Random) -> r.Sheet:
    names = _names(ledger, ballot)
    # Few different numbers, so that ties at the cut and shortfalls are frequent.
    votes = [rng.choice([20, 33, 40, 41, 50]) for _ in names]
    return replace(sheet_of(names, votes, 56, 2), invalid_by_reason=rng.choice([{}, {"blank": 1, "torn": 1}]))


def _typed(ledger: Ledger, ballot: UUID, rng: Random) -> Command:
    sheet = _random_sheet(ledger, ballot, rng)
    return r.RecordTotals(first=sheet, second=sheet)


def _recount(ledger: Ledger, ballot: UUID, rng: Random) -> Command:
    sheet = _random_sheet(ledger, ballot, rng)
    return r.RecountRound(first=sheet, second=sheet, reason="示例复核")


def _shifted(ledger: Ledger, ballot: UUID, rng: Random) -> Command:
    """A correction that moves some votes of one candidate from 反对 to 赞成, or back."""
    items = getattr(round_of(ledger, ballot).reading, "items", ())
    if not items:
        return r.DeclareResult()
    line, moved = rng.choice(items), rng.choice([-3, 1, 8])
    pairs = (("votes_for", line.votes_for, moved), ("votes_against", line.votes_against, -moved))
    changes = tuple(
        p.Change(field=f"/items/{line.candidate}/{name}", before=was, after=was + by) for name, was, by in pairs
    )
    return r.CorrectRound(changes=changes, reason="录入看错一行")


def _something_graded(ledger: Ledger, level: Level, graded: UUID, rng: Random) -> None:
    state = ledger.state(EVALUATION, graded)
    assert state is not None
    assert state.reading is not None
    line = rng.choice(state.reading.items)
    changes = (
        p.Change(field=f"/items/{line.item}/satisfied", before=line.satisfied, after=line.satisfied - 1),
        p.Change(field=f"/items/{line.item}/dissatisfied", before=line.dissatisfied, after=line.dissatisfied + 1),
    )
    answers = tuple(GradeTotals(item=f"甲{n}", satisfied=80, basically_satisfied=15, dissatisfied=5) for n in (1, 2, 3))
    announcing: dict[Level, Body] = {
        "county": "standing_committee",
        "township": "township_presidium",
        "street": "street_npc_office",
    }
    command = rng.choice([
        p.SignSheet(sha256="ef" * 32), e.DeclareGrades(), e.AnnounceGrades(number="通报1号", medium="示例网站"),
        e.CorrectEvaluation(changes=changes, reason="录入看错一行"),
        e.RecordSurvey(survey="phone", sample=120, responses=100, items=answers), e.VoidEvaluation(reason="示例原因"),
    ])  # fmt: skip
    ledger.may(command, envelope(on=DAY, body=announcing[level], second=CHAIR), graded, EVALUATION)
