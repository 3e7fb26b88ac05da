"""What happens to the papers of a ballot or an evaluation, from the sealed box to the destroyed bundle?

A round and an evaluation take the same path; the stream in which one of these events stands says which papers are meant.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from domain.events import Event, stated


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxesInspected(Event):
    """验箱封箱: the boxes were shown empty and sealed."""

    TOPIC: ClassVar[str] = "voting:BoxesInspected"
    boxes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BallotsIssued(Event):
    """发票: printed = issued 发出 + exchanged 换票 + surplus voided 余票作废."""

    TOPIC: ClassVar[str] = "voting:BallotsIssued"
    printed: int
    issued: int
    exchanged: int = stated(0)
    surplus_voided: int = stated(0)
    colour: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BallotsCollected(Event):
    """清点收回票数: how many papers came out of the boxes."""

    TOPIC: ClassVar[str] = "voting:BallotsCollected"
    collected: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ValidityDeclared(Event):
    """宣布有效 or 无效, on the scrutineer's report: collected at most issued."""

    TOPIC: ClassVar[str] = "voting:ValidityDeclared"
    valid: bool
    issued: int
    collected: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetSigned(Event):
    """计票结果报告单签字: the hash of the photograph or scan of the signed sheet."""

    TOPIC: ClassVar[str] = "voting:SheetSigned"
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PapersArchived(Event):
    """票封存: where the sealed papers lie, until which day."""

    TOPIC: ClassVar[str] = "voting:PapersArchived"
    place: str
    packages: int
    keep_until: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PapersDestroyed(Event):
    """票销毁: before two witnesses, whose names stand on the filed record alone."""

    TOPIC: ClassVar[str] = "voting:PapersDestroyed"
    witnesses: int
    record_sha256: str = ""
