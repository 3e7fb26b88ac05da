"""How do tests of documents in words get a congress's year: from a log in memory, played or told?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from api.paper.words.facts import Facts
from api.paper.words.pieces import Document, Paragraph, Table, lines
from domain.congress import commands as c
from domain.events import Body
from domain.profile import compose
from projections.congresses import profile_key
from projections.model import ReadModel, Row
from projections.models import CONGRESSES, PROPOSALS
from projections.proposals.funnel import Read, funnel
from projections.proposals.keys import project_key, rules_key, year_key
from projections.proposals.view import shipped
from tests.given import CHAIR, envelope
from tests.projections.histories import demonstration
from tests.projections.kit import DictRows, Log, folded
from tests.projections.play import DAY, PLENARY, Ledger, enter, heads, round_of, vote
from voting.commands import meetings as m
from voting.commands import papers as p
from voting.commands import rounds as r
from voting.deciders.rounds import ROUND
from voting.events.meetings import Officer
from voting.events.rounds import Candidate, FinalList, RoundKind

TODAY = date(2025, 6, 30)
CHIEF = "6f1c0e52-3a7b-4d89-9e14-2b5a7c8d0f31"


def facts(log: Log, code: str, year: int = 2024) -> Facts:
    """The year of the congress under this code, as the log tells it."""
    known: dict[str, DictRows] = {}

    def fold(model: ReadModel) -> DictRows:
        if model.name not in known:
            known[model.name] = folded(model, log.events)
        return known[model.name]

    def rows(model: ReadModel) -> list[Row]:
        found = fold(model)
        shown = found.shown(model)
        return [{**shown[key], "stream": key} for key, (congress, _) in found.rows.items() if congress == code]

    (row,) = rows(CONGRESSES)
    return Facts(
        row=row,
        year=year,
        day=TODAY,
        position=len(log.events),
        read=rows,
        adopted=lambda version: fold(CONGRESSES).get(profile_key(row["stream"], version)),
        funnel=lambda: _funnel(fold(PROPOSALS), row["stream"], year),
        history=lambda stream: [each for each in log.events if each.stream == stream],
    )


def _funnel(rows: DictRows, congress: str, year: int) -> Row | None:
    of_year = rows.get(year_key(congress, year))
    if of_year is None:
        return None
    lists = [entry["projects"] for name in ("candidates", "final") for entry in of_year[name].values()]
    numbers = dict.fromkeys(number for each in (*lists, of_year["chosen"]) for number in each)
    projects = {number: (project_key(congress, number), rows.get(project_key(congress, number))) for number in numbers}
    shown = {key: row for key, row in rows.shown(PROPOSALS).items() if row["congress"] == congress}
    return funnel(
        Read(
            year=of_year,
            rules=rows.get(rules_key(congress)) or shipped(),
            proposals={
                row["number"]: {"stream": key, **row} for key, row in shown.items() if row["project_year"] == year
            },
            projects={number: {"stream": key, **row} for number, (key, row) in projects.items() if row is not None},
        )
    )


@cache
def county() -> Facts:
    """示例县's played year."""
    return facts(demonstration(), "990101")


@cache
def town() -> Facts:
    """示例镇's played year."""
    return facts(demonstration(), "990101101")


def told(document: Document) -> str:
    """The document as lines."""
    return "\n".join(lines(document))


def words_in(document: Document) -> Iterator[str]:
    """Every piece of text in a document."""
    yield from (document.title, document.number, document.under, document.to, *document.signed, document.on)
    for block in document.body:
        match block:
            case Paragraph():
                yield from (block.head, block.text)
            case Table():
                yield from block.heads
                yield from (cell for row in block.rows for cell in row)


def city(differences: dict[str, Any] | None = None, votes: tuple[int, ...] = (50, 48, 46, 44)) -> tuple[Ledger, UUID]:
    """示例市 votes in two steps 票选+决定, 贵阳's way: its poll, counted; three of four are chosen."""
    ledger, code = Ledger(), "9901"
    on = envelope(on="2024-01-02", second=CHAIR)
    own = ledger.do(c.RegisterCongress(code=code, level="city", name="示例市人民代表大会"), on)
    ledger.do(c.BeginTerm(term=14, began_on=date(2022, 1, 10), deputies=60), on, own)
    ledger.do(
        c.AdoptProfile(profile=compose("guiyang", "sc_evaluation", differences or {}), document="示例办法"), on, own
    )
    meeting = ledger.do(
        m.ConveneMeeting(
            congress=str(own), body="congress", term=14, session=3, title="示例市第十四届人民代表大会第三次会议",
            from_on=date(2024, 1, 16), to_on=date(2024, 1, 19),
        ), envelope(on="2024-01-10"),
    )  # fmt: skip
    ledger.do(m.HoldSitting(sitting=PLENARY), envelope(on=DAY), meeting)
    by = envelope(on=DAY, body="congress", unanimous=True)
    ledger.do(m.AdoptMethod(profile_version=1, title="票选办法"), by, meeting)
    ledger.do(m.PassScrutineers(chief=Officer(person=CHIEF)), by, meeting)
    heads(ledger, meeting)
    return ledger, _first(ledger, meeting, "chairpersons_meeting", votes, 3)


def _first(ledger: Ledger, meeting: UUID, fixed_by: Body, votes: tuple[int, ...], seats: int) -> UUID:
    candidates = tuple(
        Candidate(id=str(n), title=f"示例项目{n}", amount_fen=n * 10**8) for n in range(1, len(votes) + 1)
    )
    asked = r.OpenRound(
        meeting=str(meeting), project_year=2024, candidates=candidates, seats=seats,
        final_list=FinalList(fixed_by=fixed_by, fixed_on="2024-01-17"),
    )  # fmt: skip
    ballot = ledger.do(asked, envelope(on=DAY))
    vote(ledger, ballot, 58, ROUND)
    enter(ledger, ballot, list(votes), 57, 1)
    return ballot


def void(ledger: Ledger, ballot: UUID, body: Body) -> UUID:
    """One paper more is collected than was issued: declared void and repeated; answers the round that repeats it."""
    on = envelope(on=DAY)
    for command in (
        p.InspectBoxes(boxes=2),
        p.IssueBallots(printed=64, issued=58, exchanged=2, surplus_voided=4),
        p.CollectBallots(collected=59),
        p.DeclareValidity(valid=False),
    ):
        ledger.do(command, on, ballot, ROUND)
    kind: RoundKind = "void_repeat"
    ledger.do(r.CallReballot(kind=kind), envelope(on=DAY, body=body), ballot)
    meeting = UUID(round_of(ledger, ballot).opened.meeting)
    heads(ledger, meeting)
    asked = r.OpenRound(meeting=str(meeting), project_year=2024, number=2, kind=kind, previous=str(ballot))
    return ledger.do(asked, on)


def declared(ledger: Ledger, ballot: UUID) -> None:
    """The sheet is signed and the result declared in the hall."""
    ledger.do(p.SignSheet(sha256="ab" * 32), envelope(on=DAY), ballot, ROUND)
    ledger.do(r.DeclareResult(), envelope(on=DAY, second=CHAIR), ballot)


def resolved(ledger: Ledger, ballot: UUID) -> None:
    """The standing committee makes the poll bind."""
    by = envelope(
        on="2024-01-25", body="standing_committee", unanimous=True, meeting="示例市第十四届人大常委会第十九次会议"
    )  # fmt: skip
    title = "示例市人民代表大会常务委员会关于确定2024年度民生实事项目的决定"
    ledger.do(r.AdoptResolution(title=title), by, ballot)


def under(log: Log, **publication: str) -> Log:
    """The same log, as if every version of the rules in it published otherwise."""
    changed = Log()
    for one in log.events:
        profile = getattr(one.event, "profile", None)
        if profile is None:
            changed.events.append(one)
            continue
        told = {**profile, "publication": {**profile["publication"], **publication}}
        changed.events.append(replace(one, event=replace(one.event, profile=told)))  # type: ignore[call-arg] # it has one
    return changed
