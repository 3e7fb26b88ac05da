"""What can be asked to be recorded about a congress?"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from domain.congress.events import RollReason
from domain.congress.state import Congress
from domain.deciders import Command
from domain.divisions import Level
from domain.events import Value


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterCongress(Command):
    """Enter a congress under its division code 行政区划代码; `labels` are local words for body, presidium, division (苏木)."""

    code: str
    level: Level
    name: str
    labels: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class BeginTerm(Command):
    """换届: the 届, its first day and the deputies in office."""

    term: int
    began_on: date
    deputies: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRoll(Command):
    """代表名额变动: `before` is what the caller believes to be in office, `after` what is from now on."""

    before: int
    after: int
    reason: RollReason


@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptProfile(Command):
    """规则登记: a whole profile; every fault in it is reported at once."""

    profile: dict[str, Any]
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RenameCongress(Command):
    """更名或变更代码: both as they are from now on."""

    name: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RenameCongressTo(Command):
    """The renaming asked for, with whichever other congress stands under the new code."""

    asked: RenameCongress
    holder: Congress | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeCongress(Command):
    """撤并入另一人大; `into` is the id of that congress's stream."""

    into: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeCongressInto(Command):
    """The merger asked for, with the congress that goes on; None where that is the congress itself."""

    asked: MergeCongress
    target: Congress | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterUnit(Command):
    """承办单位登记."""

    unit: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RenameUnit(Command):
    """承办单位更名."""

    unit: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeUnit(Command):
    """承办单位合并."""

    unit: str
    into: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EraseContent(Command):
    """依法删除: the content of these positions; `people`: the names and phones of those whom nothing else names go with it."""

    positions: tuple[int, ...]
    reason: str
    people: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ToErase(Value):
    """What stands at a position that is to be erased: its topic and whether that decides, the congress of its stream ("" where nobody can tell)."""

    topic: str
    decides: bool
    congress: str
    erased: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EraseContentAt(Command):
    """The erasure asked for in the congress whose stream is `own`, with what stands at each position, and the persons whom nothing else names."""

    asked: EraseContent
    own: str
    found: tuple[ToErase | None, ...]
    people: tuple[str, ...] = ()
