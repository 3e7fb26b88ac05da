"""How is a proposal sent in by anybody, looked at by the office, and recorded or not?

Nothing of it is in the log before the office has accepted it. Name and phone are sealed with a key of their own; nobody reads them
here: on acceptance they move beside the log, where each reading is recorded, otherwise they are gone at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final
from uuid import UUID

from api.actor import Actor
from api.budget import Rate
from api.cases import on
from api.desk import Desk
from api.persons import EnterPerson, faults_of
from api.refusals import TooManyRequests
from api.usecases import Answer, Request, execute
from domain.divisions import canonical
from domain.people import PersonalData
from domain.people.sealing import seal, unseal
from domain.refusals import NotFound, Refusal, refuse_all
from domain.storage import Statement
from domain.storage.incoming import (
    IncomingRow,
    deciding,
    forget_incoming,
    incoming_of,
    keep_incoming,
    reject_incoming,
    sweep_incoming,
)
from domain.texts import UnfitText, clean, filled, prose
from projects.commands.proposals import SubmitProposal
from projects.deciders.proposals import PROPOSAL
from projects.deciders.submitting import SEVERAL
from projects.refusals.proposals import MoreThanOneMatter

RATE: Final = Rate(burst=60, per_second=0.1)
"""Of all strangers together, to one congress: 60 at once, and 360 an hour after that."""
MOST_WAITING: Final = 2000
KEPT: Final = timedelta(days=30)
"""How long what was not accepted is kept, so that the office can say why."""
SHOWN: Final = 50
LONGEST: Final = {"title": 200, "content": 4000, "place": 200, "category": 100, "reason": 1000}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What somebody sends in: one matter, and who he is if he wants to be told what became of it."""

    title: str
    content: str
    place: str = ""
    category: str = ""
    estimate_fen: int | None = None
    name: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Incoming:
    """What is sent in to one congress, by its division code."""

    desk: Desk
    congress: str

    def send_in(self, one: UUID, year: int, sent: Sent) -> None:
        """Keep it for the office; raises what is wrong with it, and `TooManyRequests` where more comes than anybody can read."""
        refuse_all(faults_in(sent))
        missing_s = self.desk.strangers.missing_s(f"proposals {self.congress}", RATE)
        if missing_s:
            raise TooManyRequests("现在提建议的人太多，请过一会儿再交。", retry_after_s=max(1, round(missing_s)))
        person = None
        if sent.name or sent.phone:
            person = seal(one, PersonalData(name=sent.name or "没有写姓名", phone=sent.phone), self.desk.people().keys)
        row = IncomingRow(
            one, canonical(self.congress), year, self.desk.clock(), sent.title, sent.content, sent.place, sent.category,
            sent.estimate_fen, *(person[1:] if person is not None else (None, None, None)),
        )  # fmt: skip
        sweep_incoming(self.desk.ledger, self.desk.clock() - KEPT)
        if not keep_incoming(self.desk.ledger, row, MOST_WAITING):
            raise TooManyRequests("等着审核的建议太多，请过几天再交。", retry_after_s=24 * 3600)

    def waiting(self) -> list[IncomingRow]:
        """What the office has still to look at, the first that came first."""
        return incoming_of(self.desk.ledger, canonical(self.congress), rejected=False, limit=SHOWN)

    def rejected(self) -> list[IncomingRow]:
        """What was not accepted lately."""
        sweep_incoming(self.desk.ledger, self.desk.clock() - KEPT)
        return incoming_of(self.desk.ledger, canonical(self.congress), rejected=True, limit=SHOWN)

    def accept(self, actor: Actor, one: UUID, asked: SubmitProposal) -> Answer:
        """Record it as the office words it, with whoever sent it in entered beside the log; raises `NotFound`, what the decider refuses."""
        with deciding(self.desk.ledger, one, canonical(self.congress)) as row:
            if row is None:
                raise NotFound("这件建议已经办过了。")
            ref, statements = self._entered(row, actor)
            command = replace(asked, proposer=ref)
            request = Request(
                use_case=on(PROPOSAL, SubmitProposal),
                command=command,
                actor=actor,
                key=f"incoming-{one}",
                statements=[*statements, forget_incoming(one)],
            )
            return execute(self.desk.ledger, request, self.desk.clock)

    def reject(self, one: UUID, reason: str) -> None:
        """Do not record it, and forget who sent it in; raises `NotFound`, `UnfitText`."""
        refuse_all((*prose(reason=reason), *_too_long(reason=reason)))
        with deciding(self.desk.ledger, one, canonical(self.congress)) as row:
            if row is None:
                raise NotFound("这件建议已经办过了。")
        reject_incoming(self.desk.ledger, one, self.desk.clock(), reason)

    def _entered(self, row: IncomingRow, actor: Actor) -> tuple[str, list[Statement]]:
        if row.person is None:
            return "", []
        people = self.desk.people()
        ref, statement = people.enter(unseal(row.person, people.keys), actor.congress)
        return ref, [statement]


def faults_in(sent: Sent) -> Iterator[Refusal]:
    """What is wrong with what somebody sends in."""
    yield from filled(title=sent.title)
    if SEVERAL.search(sent.title.strip("；; ")):
        yield MoreThanOneMatter("一次只提一件事：别的请另外再提一次。", pointer="/title")
    yield from prose(content=sent.content)
    yield from clean(place=sent.place, category=sent.category)
    yield from _too_long(title=sent.title, content=sent.content, place=sent.place, category=sent.category)
    if sent.name or sent.phone:
        yield from faults_of(EnterPerson(name=sent.name or "没有写姓名", phone=sent.phone))


def _too_long(**texts: str) -> Iterator[Refusal]:
    for name, text in texts.items():
        if len(text) > LONGEST[name]:
            yield UnfitText(f"最多{LONGEST[name]}个字，现为{len(text)}个字。", pointer=f"/{name}")
