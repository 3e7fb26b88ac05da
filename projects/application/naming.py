"""Which of the numbers that a command names stand for something in the congress?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.refusals import NotFound
from projects.deciders.projects import PROJECT
from projects.numbers import PROJECT as SERIES
from projects.refusals.common import TooManyNamed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from domain.usecase import Reader


MOST: Final = 200


def projects_known(read: Reader, congress: str, named: Iterable[str], pointer: str = "/projects") -> frozenset[str]:
    """Those of `named` that are numbers of projects of the congress; raises `TooManyNamed` before it reads for ever."""
    numbers = frozenset(named)
    if len(numbers) > MOST:
        raise TooManyNamed(f"一次至多写明{MOST}个项目，现为{len(numbers)}个。", pointer=pointer, most=MOST)
    return frozenset(number for number in numbers if _is_project(read, congress, number))


def _is_project(read: Reader, congress: str, number: str) -> bool:
    try:
        stream = SERIES.named(congress, number)
    except NotFound:
        return False
    return read(PROJECT, stream) is not None
