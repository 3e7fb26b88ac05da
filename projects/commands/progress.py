"""What can be asked to be recorded about a project's money, targets and progress, and about what is to be explained?"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from domain.deciders import Command
from projects.events.progress import SubItemProgress, Voucher
from projects.events.values import Amounts, SourceAmount, TargetDone

AskedAbout = Literal[
    "report_overdue", "milestone_overdue", "investment_behind_plan", "slow_disbursement", "payable",
    "no_progress_change_for_n_reports", "deadline_within_n_days", "problem_overdue", "complaint_spike_12345", "other",
]  # fmt: skip
"""The warnings of rules.md §6.2 and §6.0, and whatever else the office wants explained."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportProgress(Command):
    """进度报告 of one month or quarter; `revises` corrects a period that was reported, or reports one that was left out."""

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
class ReturnReport(Command):
    """退回进度报告."""

    period: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptReport(Command):
    """进度报告审核通过."""

    period: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FileVoucher(Command):
    """补交凭证."""

    voucher: Voucher


@dataclass(frozen=True, slots=True, kw_only=True)
class AskExplanation(Command):
    """要求说明, by a day; `alert` is the warning behind it."""

    alert: AskedAbout
    question: str
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveExplanation(Command):
    """作出说明 on the question with this number."""

    number: int
    answer: str
    document: str = ""
