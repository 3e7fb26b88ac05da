"""Which number do people say for a project, a proposal, a finding, and which stream does it name?

A number is given once, in the order of recording, and is the identity of its stream: the next one is the first that no stream has.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from domain.refusals import NotFound
from domain.streams import cycle_id, finding_id, inspection_id, project_id, proposal_id, report_id
from domain.texts import shown

MOST: Final = 99_999


@dataclass(frozen=True, slots=True)
class Series:
    """One kind of number: 2024-03, 2024征-001, …; `sub` allows the number of a part, 2024-03-2."""

    word: str
    what: str
    digits: int
    stream: Callable[[str, int, int], UUID]

    def say(self, year: int, number: int) -> str:
        """The number as people say it: 2024征-001."""
        return f"{year}{self.word}-{number:0{self.digits}}"

    def read(self, text: str, pointer: str = "") -> tuple[int, int]:
        """The year and the running number that `text` says; raises `NotFound` where it says none."""
        found = re.fullmatch(rf"([12][0-9]{{3}}){self.word}-([0-9]{{{self.digits},5}})", text)
        if found is None or not 1 <= int(found[2]) <= MOST or self.say(int(found[1]), int(found[2])) != text:
            raise NotFound(
                f"“{shown(text)}”不是{self.what}的编号，应写成{self.say(2026, 3)}这样的形式。", pointer=pointer
            )
        return int(found[1]), int(found[2])

    def named(self, congress: str, text: str, pointer: str = "") -> UUID:
        """The stream of what `text` names in a congress; raises `NotFound` where it is no number."""
        return self.stream(congress, *self.read(text, pointer))


PROJECT: Final = Series("", "项目", 2, project_id)
PROPOSAL: Final = Series("征", "建议项目", 3, proposal_id)
FINDING: Final = Series("问", "问题", 3, finding_id)
INSPECTION: Final = Series("视", "视察", 3, inspection_id)
REPORT: Final = Series("报", "专项报告", 3, report_id)


SERIES: Final = (PROJECT, PROPOSAL, FINDING, INSPECTION, REPORT)


def stream_said(congress: str, text: str) -> UUID:
    """The stream of whatever people name by `text` in a congress, a year of work (2024) among them; raises `NotFound`."""
    if re.fullmatch(r"[12][0-9]{3}", text):
        return cycle_id(congress, int(text))
    series = next((each for each in SERIES if each.word and each.word in text), PROJECT)
    return series.named(congress, text)


def sub_item(project: str, part: str) -> str:
    """The number of a sub-item 子项 of a project: 2024-03-2."""
    return f"{project}-{part}"


def whole(item: str) -> str:
    """The number of the project that `item` is or belongs to: 2024-03-2 and 2024-03 are both of 2024-03."""
    return "-".join(item.split("-")[:2])
