"""What does a command need before it can be decided: its decider, its stream, and what has to be read from other streams?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from domain.deciders import Command
from domain.refusals import NotFound

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from domain.deciders import Decider

S = TypeVar("S")


class Reader(Protocol):
    """Reads the state of another stream; whatever was read must not have moved when the events are stored."""

    def __call__(self, decider: Decider[S], stream: UUID) -> S:
        """The newest state of `stream`, the decider's start where there is no such stream."""


def nothing_to_read(_read: Reader, _stream: UUID, command: Command) -> Command:
    """For commands that their own stream alone can decide."""
    return command


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered(Command):
    """What was asked, with the running number that its stream has in its series."""

    asked: Any
    number: int


@dataclass(frozen=True, slots=True)
class UseCase:
    """One thing that can be asked of the ledger.

    `begins` derives the stream's id from a command that begins a stream; None for commands on an existing stream.
    `inform` answers the command as the decider wants it, with the values read from other streams.
    `series` is for commands that begin the next stream of a numbered series: the id of the stream under a running number; the
    command then comes to `inform` as `Numbered`.
    """

    command: type[Command]
    decider: Decider[Any]
    begins: Callable[[Any], UUID] | None = None
    inform: Callable[[Reader, UUID, Any], Command] = nothing_to_read
    series: Callable[[Any, int], UUID] | None = None

    @property
    def begins_stream(self) -> bool:
        """Whether the command begins a stream."""
        return self.begins is not None or self.series is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Consequence:
    """What follows on another stream from what was just decided, and is recorded in the same transaction or not at all.

    `effective_on` is the day on which it took effect, where that is not the day of the decision; `pointer` the place in what was
    asked from which it follows, so that a refusal is found there.
    """

    decider: Decider[Any]
    stream: UUID
    command: Command
    effective_on: str = ""
    pointer: str = ""


def first_free(taken: Callable[[int], bool]) -> int:
    """The first of 1, 2, 3, … that is not taken, where all before a free one are taken: doubling, then halving."""
    above = 1
    while taken(above):
        above *= 2
    below = above // 2
    while above - below > 1:
        middle = (above + below) // 2
        below, above = (middle, above) if taken(middle) else (below, middle)
    return above


def existing(state: S | None, what: str) -> S:
    """The state of a stream that must exist; raises `NotFound`."""
    if state is None:
        raise NotFound(f"没有找到{what}。")
    return state
