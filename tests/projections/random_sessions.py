"""How do tests of read models play the sessions of three congresses at random, right steps and wrong ones?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from random import Random
from uuid import UUID

from domain.deciders import Command
from domain.divisions import Level
from domain.events import Body
from tests.given import CHAIR, envelope
from tests.projections.play import (
    CODES,
    DAY,
    GRADING,
    PRESIDING,
    VOTING,
    Ledger,
    convene,
    evaluate,
    found,
    heads,
    names_of,
    opening,
    round_of,
    sheet_of,
)
from voting.commands import evaluations as e
from voting.commands import papers as p
from voting.commands import rounds as r
from voting.deciders.evaluations import EVALUATION
from voting.deciders.rounds import ROUND
from voting.events.evaluations import GradeTotals
from voting.events.rounds import PrintedItem, Resolution, RoundKind


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


def _random_sheet(ledger: Ledger, ballot: UUID, rng: Random) -> r.Sheet:
    names = names_of(ledger, ballot)
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
