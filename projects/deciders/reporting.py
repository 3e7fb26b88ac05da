"""May this progress report be recorded: now, for this period, with these figures?"""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from domain.actors import not_before, two_people
from domain.calendar import day_of, say_day
from domain.refusals import refuse_all
from domain.texts import shown
from projects.deciders.checks import rules_of
from projects.deciders.comparing import compared
from projects.deciders.standing import say
from projects.deciders.stating import unfit_statement
from projects.events.progress import ProgressReported
from projects.measures import Period, read_period
from projects.refusals.common import NotNow
from projects.refusals.progress import (
    MoneyAlone,
    NothingRevised,
    PeriodNotNext,
    PeriodNotOver,
    PeriodOtherFrequency,
    PeriodUnreadable,
    VoucherMissing,
)
from projects.refusals.projects import NotAYearOfProject
from projects.states.figures import end
from projects.states.projects import Accepted, Completed, Running, Suspended, Terminated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.congress.state import Congress
    from domain.events import Envelope
    from domain.profile import Profile
    from domain.refusals import Refusal
    from projects.commands.progress import ReportProgress
    from projects.states.projects import Project


def report(state: Project, asked: ReportProgress, congress: Congress, envelope: Envelope) -> ProgressReported:
    """The report as asked for, if the project is one that reports, the period one that is due, and every figure can stand."""
    _reporting(state, asked)
    _, profile = rules_of(congress)
    period = _over(asked.period, profile, envelope)
    after_beginning(state, envelope, "进度报告")
    refuse_all(_years(state, period))
    _next(state, asked, envelope)
    refuse_all(unfit_statement(state.brief, asked))
    event = ProgressReported(**{each.name: getattr(asked, each.name) for each in fields(asked)})
    refuse_all((*compared(state, event), *_vouched(state, event, profile)))
    return event


def after_beginning(state: Project, envelope: Envelope, act: str) -> None:
    """Refuse an act dated before the project was drafted; what was taken over may have a longer past than the ledger."""
    if state.origin != "taken_over":
        not_before(envelope, act, "拟提", state.began_on)


def _reporting(state: Project, asked: ReportProgress) -> None:
    """Work is reported until acceptance, payments also afterwards; a terminated project settles its payments and does no more."""
    match state.standing:
        case Running() | Completed() | Accepted():
            return
        case Suspended(on):
            raise NotNow(f"{say(state)}自{say_day(on)}起暂缓实施，恢复以后再报进度。")
        case Terminated(on):
            if asked.targets or asked.sub_items or asked.physical_percent is not None:
                raise MoneyAlone(f"{say(state)}已于{say_day(on)}终止实施，只能报下达、到位、支付和结算的金额。")
        case _:
            raise NotNow(f"{say(state)}还没有交办，没有进度可以登记。")


def _over(text: str, profile: Profile, envelope: Envelope) -> Period:
    """The period, if it is one of those that are reported here, and over both on the day of the report and on that of recording."""
    period = read_period(text)
    if period is None:
        raise PeriodUnreadable(
            f"报告期应写成“2024-03”（月）或者“2024-Q1”（季）这样的形式，现为“{shown(text)}”。", pointer="/period"
        )
    frequency = profile.implementation.report_frequency
    if period.frequency != frequency:
        how = "按月报告，报告期写成“2024-03”" if frequency == "month" else "按季报告，报告期写成“2024-Q1”"
        raise PeriodOtherFrequency(f"按规则{how}这样的形式，现为“{text}”。", pointer="/period")
    last, today = period.last_day, day_of(envelope.at)
    if today <= last:
        raise PeriodNotOver(f"{text}到{say_day(last)}才结束，今天是{say_day(today)}；结束以后再报。", pointer="/period")
    # Offices close their books some days before the end of the month; a report of an earlier month cannot know this one's figures.
    if envelope.effective_on[:7] < last.isoformat()[:7]:
        raise PeriodNotOver(
            f"报告日期是{say_day(envelope.effective_on)}，不能报{text}（到{say_day(last)}为止）的数。",
            pointer="/effective_on",
        )
    return period


def _years(state: Project, period: Period) -> Iterator[Refusal]:
    """A project stands in its years; what is paid after completion or termination may fall into any later one."""
    first = min(state.years)
    after = period.year > first and not isinstance(state.standing, Running)
    if period.year not in state.years and not after:
        named = "、".join(str(year) for year in sorted(state.years))
        yield NotAYearOfProject(f"{say(state)}在{named}年度，没有{period.year}年的进度。", pointer="/period")


def _next(state: Project, asked: ReportProgress, envelope: Envelope) -> None:
    """Periods follow each other; a correction or a late report says so and needs a second person."""
    progress, period = state.progress, asked.period
    last = progress.last
    behind = last is not None and end(period) <= end(last.stated.period)
    if asked.revises:
        if not behind:
            raise NothingRevised(f"没有报过{period}，也没有报过后面的，不需要更正。", pointer="/revises")
        two_people(envelope, f"更正或者补报{period}的进度")
        for version in progress.reports.get(period, ()):
            not_before(envelope, "更正", f"{period}原来的报告", version.on)
    elif last is not None and behind and (period in progress.reports or period not in progress.returned):
        raise PeriodNotNext(
            f"已经报到{last.stated.period}；更正或者补报{period}的，请写明（revises），并由第二个人确认。",
            pointer="/period",
        )
    elif last is not None and not behind:
        # The day of its first version: a correction may come after the next period's report.
        first = progress.reports[last.stated.period][0]
        not_before(envelope, f"{period}的进度报告", f"{last.stated.period}的进度报告", first.on)


def _vouched(state: Project, event: ProgressReported, profile: Profile) -> Iterator[Refusal]:
    """Where the rules ask for the paper first: an amount that rises comes with its voucher."""
    known, evidence = state.progress.known_before(event.period), profile.evidence
    risen = {
        "allotted": (evidence.allotment, event.start.allotted_fen, "指标文号"),
        "paid": (evidence.payment, event.start.paid_fen, "支付凭证"),
    }
    for name, (needed, amount, paper) in risen.items():
        has = any(voucher.of == name for voucher in event.vouchers)
        if needed == "block" and (amount or 0) > known.get(f"start.{name}_fen", 0) and not has:
            yield VoucherMissing(f"按规则，{paper}要和金额一起报。", pointer="/vouchers")
