"""What does a command need before it can be decided: its decider, its stream, and what has to be read from other streams?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from domain.refusals import NotFound

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from domain.deciders import Command, Decider

S = TypeVar("S")


class Reader(Protocol):
    """Reads the state of another stream; whatever was read must not have moved when the events are stored."""

    def __call__(self, decider: Decider[S], stream: UUID) -> S:
        """The newest state of `stream`, the decider's start where there is no such stream."""


def nothing_to_read(_read: Reader, _stream: UUID, command: Command) -> Command:
    """For commands that their own stream alone can decide."""
    return command


@dataclass(frozen=True, slots=True)
class UseCase:
    """One thing that can be asked of the ledger.

    `begins` derives the stream's id from a command that begins a stream; None for commands on an existing stream.
    `inform` answers the command as the decider wants it, with the values read from other streams.
    """

    command: type[Command]
    decider: Decider[Any]
    begins: Callable[[Any], UUID] | None = None
    inform: Callable[[Reader, UUID, Any], Command] = nothing_to_read


def existing(state: S | None, what: str) -> S:
    """The state of a stream that must exist; raises `NotFound`."""
    if state is None:
        raise NotFound(f"没有找到{what}。")
    return state
