"""What does a command of one package need to know of the other before it can be decided?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final, Protocol
from uuid import UUID

from api.erasing import looked_up
from domain.congress.commands import EraseContent, EraseContentAt
from domain.congress.usecases import stream_named
from domain.deciders import Command
from domain.refusals import NotFound
from domain.storage import Ledger
from domain.streams import cycle_id
from domain.usecase import Reader, UseCase
from projects.commands.projects import TakeOverProject
from projects.commands.under import BegunUnder
from projects.deciders.cycles import CYCLE
from projects.events.cycles import Listed
from voting.commands.rounds import FixedList, OpenRound, OpenRoundAt
from voting.deciders.rounds import ROUND
from voting.events.rounds import Candidate, FinalList
from voting.states.rounds import Round, TakenOver


class LedgerReader(Reader, Protocol):
    """A reader that can be asked for what stands in no state."""

    ledger: Ledger


Crosses = Callable[[LedgerReader, Any], Command]
"""Answers the informed command with the values that the other package's streams, or the log, hold."""


def cross(read: LedgerReader, case: UseCase, command: Command) -> Command:
    """The command, informed by its own package, with the other package's values in it."""
    crosses = CROSSES.get(case.command)
    return command if crosses is None else crosses(read, command)


def _open_round(read: Reader, command: OpenRoundAt) -> OpenRoundAt:
    """The final list of the batch, where the congress keeps that year here; who keeps it elsewhere hands it in."""
    asked = command.asked
    stream = cycle_id(command.meeting.convened.congress, asked.project_year)
    cycle = read(CYCLE, stream)
    if cycle is None or cycle.taken_over or asked.kind != "first":
        return command
    batch = cycle.batches.get(asked.batch)
    if batch is None or batch.final is None:
        return replace(command, fixed=FixedList(cycle=str(stream)))
    final, said = batch.final, batch.final.said
    assert final.by is not None, "a body fixes the final list"
    return replace(
        command,
        fixed=FixedList(
            cycle=str(stream),
            candidates=tuple(_candidate(line) for line in said.items),
            seats=said.seats,
            final_list=FinalList(fixed_by=final.by, fixed_on=final.on, document=said.document),
        ),
    )


def _candidate(line: Listed) -> Candidate:
    return Candidate(id=line.project, title=line.title, amount_fen=line.amount_fen, deadline=line.deadline)


def _take_over(read: Reader, command: BegunUnder) -> BegunUnder:
    """The past ballot that a project taken over points at is one of this congress, under the one spelling of its id."""
    asked: TakeOverProject = command.asked
    if not asked.past_round:
        return command
    stream = stream_named(asked.past_round, "/past_round")
    if _congress_of(read, stream) != asked.congress:
        raise NotFound("没有找到这一轮往年票决，请先期初登记往年票决。", pointer="/past_round")
    return replace(command, asked=replace(asked, past_round=str(stream)))


def _congress_of(read: Reader, ballot: UUID) -> str:
    """The congress of a round or of a past ballot; empty where the id names neither."""
    try:
        state = read(ROUND, ballot)
    except NotFound:
        return ""
    match state:
        case Round():
            return state.opened.congress
        case TakenOver():
            return state.event.congress
        case None:
            return ""


def _erase(read: LedgerReader, command: EraseContentAt) -> EraseContentAt:
    return looked_up(read.ledger, command)


CROSSES: Final[Mapping[type[Command], Crosses]] = {
    OpenRound: _open_round,
    TakeOverProject: _take_over,
    EraseContent: _erase,
}
