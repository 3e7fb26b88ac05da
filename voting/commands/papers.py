"""What can be asked to be recorded about the papers of a round or an evaluation?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.deciders import Command


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectBoxes(Command):
    """验箱封箱."""

    boxes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueBallots(Command):
    """发票: printed = issued + exchanged + surplus_voided."""

    printed: int
    issued: int
    exchanged: int = 0
    surplus_voided: int = 0
    colour: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectBallots(Command):
    """清点收回票数."""

    collected: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclareValidity(Command):
    """宣布有效或无效."""

    valid: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SignSheet(Command):
    """计票结果报告单签字: the SHA-256 of its photograph or scan, in hex."""

    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivePapers(Command):
    """票封存."""

    place: str
    packages: int
    keep_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DestroyPapers(Command):
    """票销毁: two witnesses, whose names stand on the filed record."""

    witnesses: int
    record_sha256: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change(Command):
    """One figure brought to the signed sheet: its place, what is recorded, what the sheet says."""

    field: str
    before: int
    after: int
