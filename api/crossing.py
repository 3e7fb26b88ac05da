"""What does a command of one package need to know of the other before it can be decided?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final

from domain.deciders import Command
from domain.streams import cycle_id
from domain.usecase import Reader, UseCase
from projects.deciders.cycles import CYCLE
from projects.events.cycles import Listed
from voting.commands.rounds import FixedList, OpenRound, OpenRoundAt
from voting.events.rounds import Candidate, FinalList

Crosses = Callable[[Reader, Any], Command]
"""Answers the informed command with the values that the other package's streams hold."""


def cross(read: Reader, case: UseCase, command: Command) -> Command:
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


CROSSES: Final[Mapping[type[Command], Crosses]] = {OpenRound: _open_round}
