"""How do the lines of the 项目库台账, and the tickets of the 12345 hotline, become proposals?"""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from api.intake.item import Item
from api.intake.refusals import LineTwice, NumberOfAnother
from api.intake.taking import Asked, Steps, Taking
from api.persons import EnterPerson, faults_of
from api.usecases import Answer
from domain.calendar import say_day
from domain.events import Ref
from domain.people import PersonalData
from domain.refusals import refuse_all
from domain.storage import Statement
from domain.texts import shown
from projections.models import PROPOSALS
from projects.commands.proposals import SubmitProposal
from projects.deciders.proposals import PROPOSAL

PLACES: Final = {
    "estimate_fen": "estimate",
    "estimate_text": "estimate",
    "effective_on": "received_on",
    "name": "proposer",
    "phone": "phone",
}
"""The columns in which faults are found whose places are called otherwise in the command."""

TICKET_PLACES: Final = {"effective_on": "received_on"}

SYSTEM: Final = "12345"


def submit(taking: Taking, item: Item) -> Steps:
    """建议项目提出."""
    taking.once((item.text("title"), item.text("content"), item.day("received_on")), item, "/title")
    if known := _known(taking, item):
        return known
    ref, statements = _proposer(taking, item)
    earlier = item.words("earlier")
    day = item.day("received_on")
    answer: Answer = yield Asked(
        command=_command(
            taking, item, proposer_kind=item.text("proposer_kind"), channel=item.text("channel"),
            proposer=ref, earlier=earlier, necessity=item.text("necessity"), feasibility=item.text("feasibility"),
        ),
        decider=PROPOSAL,
        effective_on=day.on if day else None,
        statements=statements,
    )  # fmt: skip
    return answer.number


def submit_ticket(taking: Taking, item: Item) -> Steps:
    """建议项目提出 from a ticket; who called stays with the hotline, which answers him by the ticket's number."""
    ticket = item.text("ticket")
    taking.once(ticket, item, "/ticket")
    if (number := _taken(taking).get(ticket)) is not None:
        raise LineTwice(f"工单{shown(ticket)}已经登记为{number}。", pointer="/ticket")
    day = item.day("received_on")
    answer: Answer = yield Asked(
        command=_command(taking, item, proposer_kind="resident", channel="hotline_12345"),
        decider=PROPOSAL,
        effective_on=day.on if day else None,
        refs=(Ref(system=SYSTEM, number=ticket),),
    )
    return answer.number


def _taken(taking: Taking) -> dict[str, str]:
    """The tickets that stand in the ledger already, with the numbers of their proposals."""
    found = {}
    for row in taking.rows(PROPOSALS):
        if row["channel"] == "hotline_12345":
            refs = taking.desk.ledger.first(UUID(row["stream"])).envelope.refs
            found.update({ref.number: row["number"] for ref in refs if ref.system == SYSTEM})
    return found


def _command(taking: Taking, item: Item, **more: Any) -> SubmitProposal:
    estimate = item.amount("estimate")
    return SubmitProposal(
        congress=taking.congress,
        project_year=taking.year,
        title=item.text("title"),
        content=item.text("content"),
        category=item.text("category"),
        place=item.text("place"),
        estimate_fen=estimate.fen if estimate else None,
        estimate_text=estimate.text if estimate else "",
        **more,
    )


def _known(taking: Taking, item: Item) -> str:
    """The number of the same proposal where it stands in the ledger already; raises `NumberOfAnother`, `LineTwice`."""
    number, title, day = item.text("number"), item.text("title"), item.day("received_on")
    rows = [row for row in taking.rows(PROPOSALS) if row["project_year"] == taking.year]
    for row in rows:
        if row["number"] == number:
            if row["title"] != title:
                raise NumberOfAnother(
                    f"台账里{number}是《{row['title']}》。是同一件的，改成台账里的名称；不是的，把编号清空。",
                    pointer="/number",
                )
            return number
    for row in rows:
        if row["title"] == title and day is not None and row["submitted_on"] == day.on.isoformat():
            raise LineTwice(
                f"{say_day(day.on)}收到的《{shown(title)}》已经登记为{row['number']}。是同一件的，删去这一行；不是的，改一下名称。",
                pointer="/title",
            )
    return ""


def _proposer(taking: Taking, item: Item) -> tuple[str, tuple[Statement, ...]]:
    """A reference for whoever is named, and the statement that keeps his name and phone beside the log."""
    name, phone = item.text("proposer"), item.text("phone")
    if not name:
        return "", ()
    person = EnterPerson(name=name, phone=phone)
    refuse_all(faults_of(person))
    ref, statement = taking.people.enter(PersonalData(name=name, phone=phone), taking.actor.congress)
    return ref, (statement,)
