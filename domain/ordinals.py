"""Is this a running number or a project year that there can be?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.calendar import FIRST_DAY, LAST_DAY
from domain.refusals import NoSuchNumber, Refusal
from domain.texts import said

if TYPE_CHECKING:
    from collections.abc import Iterator

LAST_NUMBER: Final = 999


def numbered(**numbers: int) -> Iterator[Refusal]:
    """A fault for every 届、次、批次、轮次 that is no running number 1, 2, 3 …; the argument's name is its pointer."""
    for name, number in numbers.items():
        if not 1 <= number <= LAST_NUMBER:
            yield NoSuchNumber(f"编号应在1至{LAST_NUMBER}之间，现为{said(number)}。", pointer=f"/{name}")


def project_years(year: int) -> Iterator[Refusal]:
    """A fault where the project year 年度 is none that the ledger's calendar knows."""
    if not FIRST_DAY.year <= year <= LAST_DAY.year:
        known = f"{FIRST_DAY.year}至{LAST_DAY.year}"
        yield NoSuchNumber(f"年度应在{known}之间，现为{said(year)}。", pointer="/project_year")
