"""What does a unit report of a project's money, targets and progress, and what is asked back?"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar, Literal

from domain.events import Event, Value
from projects.events.values import Amounts, SourceAmount, TargetDone

VoucherOf = Literal["allotted", "received", "paid"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SubItemProgress(Value):
    """A sub-item 子项 in a report: its own completed amount (since the start, in fen) and targets."""

    sub_item: str
    completed_fen: int | None = None
    targets: tuple[TargetDone, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voucher(Value):
    """凭证: the 指标文号 or payment voucher behind one of the amounts, and its filed document where there is one."""

    of: VoucherOf
    number: str
    amount_fen: int | None = None
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressReported(Event):
    """进度报告: one month (2024-03) or quarter (2024-Q1); all amounts cumulative, this year's and since the start kept apart.

    `received_by_source` splits what arrived since the start; `falls` says for a figure below the last report
    (`year.paid_fen`, `start.completed_fen`, `target:1`) why: 审减, 退回, 更正. `physical_percent` is whole, and only for construction.
    """

    TOPIC: ClassVar[str] = "projects:ProgressReported"
    DECIDES: ClassVar[bool] = False
    period: str
    year: Amounts
    start: Amounts
    received_by_source: tuple[SourceAmount, ...] = ()
    targets: tuple[TargetDone, ...] = ()
    sub_items: tuple[SubItemProgress, ...] = ()
    physical_percent: int | None = None
    narrative: str = ""
    problems: str = ""
    next_steps: str = ""
    vouchers: tuple[Voucher, ...] = ()
    falls: dict[str, str] = field(default_factory=dict)
    documents: tuple[str, ...] = ()
    revises: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportReturned(Event):
    """退回进度报告: the government's office sends a period's report back, with what is wrong; it does not count."""

    TOPIC: ClassVar[str] = "projects:ReportReturned"
    period: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportAccepted(Event):
    """进度报告审核通过: the government's office has checked a period's report."""

    TOPIC: ClassVar[str] = "projects:ReportAccepted"
    period: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VoucherFiled(Event):
    """补交凭证: a voucher that was owed."""

    TOPIC: ClassVar[str] = "projects:VoucherFiled"
    voucher: Voucher


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplanationAsked(Event):
    """要求说明 (预警): what is asked, by when; `number` is 1, 2, … in the project, `alert` the warning that stands behind it."""

    TOPIC: ClassVar[str] = "projects:ExplanationAsked"
    number: int
    alert: str
    question: str
    due_on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplanationGiven(Event):
    """作出说明: the answer to what was asked."""

    TOPIC: ClassVar[str] = "projects:ExplanationGiven"
    DECIDES: ClassVar[bool] = False
    number: int
    answer: str
    document: str = ""
