"""Which of the numbers that a command names stand for something in the congress?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.refusals import NotFound
from projects import numbers
from projects.deciders.projects import PROJECT

if TYPE_CHECKING:
    from collections.abc import Iterable

    from domain.usecase import Reader


def projects_known(read: Reader, congress: str, named: Iterable[str]) -> frozenset[str]:
    """Those of `named` that are numbers of projects of the congress."""
    return frozenset(number for number in named if _is_project(read, congress, number))


def _is_project(read: Reader, congress: str, number: str) -> bool:
    try:
        stream = numbers.PROJECT.named(congress, number)
    except NotFound:
        return False
    return read(PROJECT, stream) is not None
