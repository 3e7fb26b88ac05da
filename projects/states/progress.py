"""What has been reported of a project's money, targets and progress, and what is still to be explained?"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from projects.events.progress import (
    ExplanationAsked,
    ExplanationGiven,
    ProgressReported,
    ReportAccepted,
    ReportReturned,
    Voucher,
    VoucherFiled,
)
from projects.events.values import Amounts
from projects.states.figures import Places, Step, amounts_at, end, steps

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.events import Envelope, Event


@dataclass(frozen=True, slots=True)
class Report:
    """A report that counts, made on this day; `accepted_on` is empty while it is 未审核."""

    stated: ProgressReported
    on: str
    accepted_on: str = ""


@dataclass(frozen=True, slots=True)
class Explanation:
    """What was asked on this day; `given_on` is empty until it is answered."""

    asked: ExplanationAsked
    on: str
    given_on: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """The reports of a project: those that count by period, with the versions that each one replaced before it.

    `returned` are the periods whose newest version was returned and not made again; `printed` the figures with which the project
    was taken over, on the day `printed_on`; `explanations` by their numbers.
    """

    reports: dict[str, tuple[Report, ...]] = field(default_factory=dict)
    returned: frozenset[str] = frozenset()
    vouchers: tuple[Voucher, ...] = ()
    explanations: dict[int, Explanation] = field(default_factory=dict)
    printed: Amounts | None = None
    printed_on: str = ""

    @property
    def counting(self) -> tuple[Report, ...]:
        """The newest version of every report that counts, in the order of their periods."""
        return tuple(
            sorted((versions[-1] for versions in self.reports.values()), key=lambda one: end(one.stated.period))
        )

    @property
    def last(self) -> Report | None:
        """The report of the newest period."""
        return self.counting[-1] if self.reports else None

    def steps(self, *others: ProgressReported) -> Iterator[Step]:
        """The reports that count in order, each beside what was known before it, as if `others` stood in their periods' place."""
        stated = {one.stated.period: one.stated for one in self.counting} | {one.period: one for one in others}
        printed = amounts_at("start", self.printed) if self.printed is not None else {}
        return steps(stated.values(), printed, self.printed_on)

    def known_before(self, period: str) -> Places:
        """The newest figure of every place before this period, the year's of its own year alone."""
        nothing = ProgressReported(period=period, year=Amounts(), start=Amounts())
        return next(step.before for step in self.steps(nothing) if step.report is nothing)

    @property
    def known(self) -> Places:
        """The newest figure of every place."""
        after = [step.after for step in self.steps()]
        if after:
            return after[-1]
        return {} if self.printed is None else amounts_at("start", self.printed)

    @property
    def all_vouchers(self) -> tuple[Voucher, ...]:
        """Every voucher once, the newest reading of each: those filed later and those that came with a report that counts."""
        with_reports = (voucher for one in self.counting for voucher in one.stated.vouchers)
        return tuple({(one.of, one.number): one for one in (*with_reports, *self.vouchers)}.values())


NO_PROGRESS = Progress()


def taken_over(printed: Amounts | None, figures_on: str) -> Progress:
    """The progress of a project that was taken over: nothing reported, but figures as printed on a day."""
    return Progress(printed=printed, printed_on=figures_on)


def evolve_progress(state: Progress, event: Event, envelope: Envelope) -> Progress | None:
    """The reports after one more event; None where it is not one of theirs.

    What an event refers to may have been erased by law; it then changes nothing.
    """
    on = envelope.effective_on
    match event:
        case ProgressReported():
            versions = (*state.reports.get(event.period, ()), Report(event, on))
            return replace(
                state,
                reports={**state.reports, event.period: versions},
                returned=state.returned - {event.period},
            )
        case ReportReturned():
            return _returned(state, event.period)
        case ReportAccepted():
            return _accepted(state, event.period, on)
        case VoucherFiled():
            return replace(state, vouchers=(*state.vouchers, event.voucher))
        case ExplanationAsked():
            return replace(state, explanations={**state.explanations, event.number: Explanation(event, on)})
        case ExplanationGiven():
            given = {n: replace(one, given_on=on) for n, one in state.explanations.items() if n == event.number}
            return replace(state, explanations={**state.explanations, **given})
        case _:
            return None


def _returned(state: Progress, period: str) -> Progress:
    """The newest version of a period counts no more; the one before it, where there is one, counts again."""
    rest = state.reports.get(period, ())[:-1]
    others = {name: versions for name, versions in state.reports.items() if name != period}
    return replace(state, reports={**others, period: rest} if rest else others, returned=state.returned | {period})


def _accepted(state: Progress, period: str, on: str) -> Progress:
    versions = state.reports.get(period, ())
    if not versions:
        return state
    return replace(state, reports={**state.reports, period: (*versions[:-1], replace(versions[-1], accepted_on=on))})
