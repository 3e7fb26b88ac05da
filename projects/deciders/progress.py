"""What may happen next to a project's progress, money and explanations 进度, and what is refused?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.actors import not_before
from domain.calendar import say_day
from domain.refusals import refuse_all
from domain.texts import clean, prose, said, shown
from projects.commands.progress import (
    AcceptReport,
    AskExplanation,
    FileVoucher,
    GiveExplanation,
    ReportProgress,
    ReturnReport,
)
from projects.deciders.reporting import after_beginning, report
from projects.deciders.standing import say
from projects.deciders.stating import unfit_voucher
from projects.events.progress import (
    ExplanationAsked,
    ExplanationGiven,
    ReportAccepted,
    ReportReturned,
    VoucherFiled,
)
from projects.refusals.common import AlreadyRecorded, NotNow
from projects.refusals.progress import AlreadyChecked, DueBeforeAsked, NoSuchExplanation, NoSuchReport
from projects.states.projects import Chosen, Drafted, NotChosen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.deciders import Command
    from domain.events import Envelope, Event
    from projects.commands.under import Under
    from projects.states.progress import Report
    from projects.states.projects import Project

PROGRESS_COMMANDS: Final[tuple[type[Command], ...]] = (
    ReportProgress, ReturnReport, AcceptReport, FileVoucher, AskExplanation, GiveExplanation,
)  # fmt: skip


def decide_progress(state: Project, command: Under, envelope: Envelope) -> Sequence[Event]:
    """The events that `command`, asked for one of `PROGRESS_COMMANDS`, makes; raises a `Refusal`."""
    if isinstance(state.standing, Drafted | NotChosen | Chosen):
        raise NotNow(f"{say(state)}还没有交办，没有进度可以登记。")
    asked = command.asked
    match asked:
        case ReportProgress():
            return [report(state, asked, command.congress, envelope)]
        case ReturnReport():
            _unchecked(state, asked.period, envelope, "退回报告")
            refuse_all(prose(reason=asked.reason))
            return [ReportReturned(period=asked.period, reason=asked.reason)]
        case AcceptReport():
            _unchecked(state, asked.period, envelope, "审核报告")
            return [ReportAccepted(period=asked.period)]
        case FileVoucher():
            after_beginning(state, envelope, "补交凭证")
            return [_filed(state, asked)]
        case AskExplanation():
            return [_asked(state, asked, envelope)]
        case GiveExplanation():
            return [_given(state, asked, envelope)]
        case _:
            raise AssertionError(f"not a command of a project's progress: {asked!r}")


def _unchecked(state: Project, period: str, envelope: Envelope, act: str) -> Report:
    """The newest version of a period's report, which nobody has checked yet."""
    versions = state.progress.reports.get(period)
    if versions is None:
        raise NoSuchReport(f"{say(state)}没有{shown(period)}的报告，或者已经退回。", pointer="/period")
    newest = versions[-1]
    if newest.accepted_on:
        raise AlreadyChecked(
            f"{period}的报告已于{say_day(newest.accepted_on)}审核通过；有错的，由承办单位更正。", pointer="/period"
        )
    not_before(envelope, act, "报告", newest.on)
    return newest


def _filed(state: Project, asked: FileVoucher) -> VoucherFiled:
    voucher = asked.voucher
    refuse_all(fault.at("/voucher") for fault in unfit_voucher(voucher))
    if any((one.of, one.number) == (voucher.of, voucher.number) for one in state.progress.all_vouchers):
        raise AlreadyRecorded(f"凭证“{shown(voucher.number)}”已经登记过了。", pointer="/voucher/number")
    return VoucherFiled(voucher=voucher)


def _asked(state: Project, asked: AskExplanation, envelope: Envelope) -> ExplanationAsked:
    after_beginning(state, envelope, "要求说明")
    refuse_all(prose(question=asked.question))
    due_on = asked.due_on.isoformat()
    if due_on < envelope.effective_on:
        raise DueBeforeAsked(
            f"{say_day(envelope.effective_on)}要求说明，答复期限不能是{say_day(due_on)}。", pointer="/due_on"
        )
    number = max(state.progress.explanations, default=0) + 1
    return ExplanationAsked(number=number, alert=asked.alert, question=asked.question, due_on=due_on)


def _given(state: Project, asked: GiveExplanation, envelope: Envelope) -> ExplanationGiven:
    explanation = state.progress.explanations.get(asked.number)
    if explanation is None:
        raise NoSuchExplanation(f"{say(state)}没有第{said(asked.number)}次要求说明。", pointer="/number")
    if explanation.given_on:
        raise AlreadyRecorded(f"第{asked.number}次要求说明已于{say_day(explanation.given_on)}答复。", pointer="/number")
    refuse_all((*prose(answer=asked.answer), *clean(document=asked.document)))
    not_before(envelope, "作出说明", "要求说明", explanation.on)
    return ExplanationGiven(number=asked.number, answer=asked.answer, document=asked.document)
