"""What does a command of one package need to know of the other before it can be decided?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from domain.deciders import Command
from domain.usecase import Reader, UseCase

Crosses = Callable[[Reader, Any], Command]
"""Answers the command with the values that the other package's streams hold."""

CROSSES: Final[Mapping[type[Command], Crosses]] = {}


def cross(read: Reader, case: UseCase, command: Command) -> Command:
    """The command, informed by its own package, with the other package's values in it."""
    crosses = CROSSES.get(case.command)
    return command if crosses is None else crosses(read, command)
