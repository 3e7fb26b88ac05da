"""Which use cases does the ledger have, all packages together?"""

from __future__ import annotations

from typing import Any, Final

from domain.congress import usecases as congress
from domain.deciders import Command, Decider
from domain.documents import usecases as documents
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


def on(decider: Decider[Any], command: type[Command]) -> UseCase:
    """The use case of a command on the streams of a decider."""
    return _BY_NAME[decider.name, command]
