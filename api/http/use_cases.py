"""Which use cases does the ledger have, all packages together?"""

from __future__ import annotations

from types import ModuleType
from typing import Any, Final

from domain import refusals as kernel
from domain.congress import usecases as congress
from domain.deciders import Command, Decider
from domain.documents import usecases as documents
from domain.refusals import Refusal
from domain.texts import UnfitText
from domain.usecase import UseCase
from projects import application as projects
from voting import application as voting

USE_CASES: Final[tuple[UseCase, ...]] = (
    *congress.USE_CASES,
    *documents.USE_CASES,
    *projects.USE_CASES,
    *voting.USE_CASES,
)

_BY_NAME: Final = {(case.decider.name, case.command): case for case in USE_CASES}

OF_BODIES: Final = (
    kernel.DecidedByMissing,
    kernel.WrongBody,
    kernel.SecondPersonMissing,
    kernel.SamePerson,
    kernel.OutOfOrder,
    kernel.VotesImpossible,
    UnfitText,
)
"""What an act of a body, or one that needs two people, may be refused for."""


def on(decider: Decider[Any], command: type[Command]) -> UseCase:
    """The use case of a command on the streams of a decider."""
    return _BY_NAME[decider.name, command]


def vocabulary(*modules: ModuleType) -> tuple[type[Refusal], ...]:
    """Every reason that these modules define, together with those of bodies and second persons."""
    own = {
        reason
        for module in modules
        for reason in vars(module).values()
        if isinstance(reason, type) and issubclass(reason, Refusal) and reason.__module__ == module.__name__
    }
    return (*OF_BODIES, *sorted(own, key=lambda reason: reason.code))
