"""How does a command of projects learn of its congress?"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any
from uuid import UUID

from domain.congress.usecases import read_congress, stream_named
from domain.streams import cycle_id
from domain.usecase import Numbered, UseCase, existing
from projects.commands.under import BegunUnder, Under
from projects.deciders.cycles import CYCLE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from domain.deciders import Command, Decider
    from domain.usecase import Reader
    from projects.states.cycles import Cycle


def congress_named(asked: Any) -> str:
    """The congress that a command names, under the one spelling of its id; raises `NotFound`."""
    return str(stream_named(asked.congress, "/congress"))


def in_congress(read: Reader, _stream: UUID, command: Numbered) -> BegunUnder:
    """The beginning of a numbered stream, with its congress."""
    congress = congress_named(command.asked)
    return BegunUnder(
        asked=replace(command.asked, congress=congress),
        number=command.number,
        congress=read_congress(read, UUID(congress), "/congress"),
    )


def under(decider: Decider[Any], what: str) -> Callable[[Reader, UUID, Command], Under]:
    """Informs a command on an existing stream of its congress; `what` names the stream in Chinese."""

    def inform(read: Reader, stream: UUID, asked: Command) -> Under:
        home = existing(read(decider, stream), what).home
        return Under(asked=asked, congress=read_congress(read, UUID(home.congress), "/congress"))

    return inform


def cycles_of(read: Reader, congress: str, years: Iterable[int]) -> tuple[Cycle, ...]:
    """The years of work 年度工作 that the congress keeps, of those named."""
    found = (read(CYCLE, cycle_id(congress, year)) for year in years)
    return tuple(cycle for cycle in found if cycle is not None)


def on(decider: Decider[Any], what: str, *commands: type[Command]) -> tuple[UseCase, ...]:
    """Commands on existing streams, each decided under the congress's rules."""
    return tuple(UseCase(command, decider, inform=under(decider, what)) for command in commands)
