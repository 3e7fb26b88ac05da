"""Which periods can be reported, when, by which projects, and how is a report checked, returned and corrected?"""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

import pytest

from domain.refusals import OutOfOrder, SamePerson, SecondPersonMissing
from domain.texts import UnfitText
from projects.commands.progress import AcceptReport, ReturnReport
from projects.events.progress import ProgressReported, ReportAccepted, ReportReturned, SubItemProgress
from projects.events.values import TargetDone
from projects.refusals.common import NoRules, NotNow
from projects.refusals.progress import (
    AlreadyChecked,
    MoneyAlone,
    NoSuchReport,
    NothingRevised,
    PeriodNotNext,
    PeriodNotOver,
    PeriodOtherFrequency,
    PeriodUnreadable,
)
from projects.refusals.projects import NotAYearOfProject
from projects.states.projects import Accepted, Chosen, Completed, Drafted, NotChosen, Running, Suspended, Terminated
from tests.given import CHAIR, CLERK
from tests.projects.reporting import UNIT, ask, confirmed, done, month, on, running, stands
from tests.projects.years import COUNTY
from tests.scenarios import congress

if TYPE_CHECKING:
    from projects.states.projects import Standing

QUARTERLY = congress("township", differences={"implementation": {"report_frequency": "quarter"}})


def test_a_report_is_recorded_as_it_was_made() -> None:
    report = month("2024-03", start={"paid": 100, "completed": 120}, targets=(TargetDone(target="1", done="4.3"),))
    ask(running(), report).then(ProgressReported(**{one.name: getattr(report, one.name) for one in fields(report)}))


@pytest.mark.parametrize(
    "standing",
    [Running("2024-02-01"), Completed("2024-02-20"), Accepted("2024-03-01"), Terminated("2024-03-05")],
    ids=lambda standing: type(standing).__name__,
)
def test_a_project_reports_from_its_assignment_to_its_last_payment(standing: Standing) -> None:
    done(running(standing), month())


@pytest.mark.parametrize(
    "standing",
    [Drafted(), NotChosen("2024-01-18"), Chosen("2024-01-18"), Suspended("2024-03-01", Running("2024-02-01"))],
    ids=lambda standing: type(standing).__name__,
)
def test_a_project_that_is_not_under_way_does_not_report(standing: Standing) -> None:
    ask(running(standing), month()).refused(NotNow)


def test_a_terminated_project_settles_its_payments_and_does_no_more_work() -> None:
    ended = running(Terminated("2024-03-05"))
    done(ended, month(start={"completed": 500, "paid": 500}, narrative="已按合同结清。"))
    work: list[dict[str, Any]] = [
        {"targets": (TargetDone(target="1", done="1"),)},
        {"sub_items": (SubItemProgress(sub_item="1"),)},
        {"physical_percent": 0},
    ]
    for fields_ in work:
        ask(ended, month(**fields_)).refused(MoneyAlone, "终止实施")


@pytest.mark.parametrize("period", ["", "2024", "2024-13", "2024-Q5", "三月", "2024-03-01", "２０２４-03", "2024-03\n"])
def test_a_period_that_is_none_is_refused(period: str) -> None:
    ask(running(), month(period)).refused(PeriodUnreadable, pointer="/period")


def test_months_and_quarters_are_the_profiles_choice() -> None:
    ask(running(), month("2024-Q1")).refused(PeriodOtherFrequency, "按月报告", pointer="/period")
    ask(running(), month("2024-03"), of=QUARTERLY).refused(PeriodOtherFrequency, "按季报告", pointer="/period")
    done(running(), month("2024-Q1"), of=QUARTERLY)


def test_nobody_reports_before_the_congress_has_rules() -> None:
    ask(running(), month(), of=replace(COUNTY, profiles={})).refused(NoRules)


@pytest.mark.parametrize("day", ["2024-03-01", "2024-03-15", "2024-03-31"])
def test_a_month_that_is_not_yet_over_cannot_be_reported(day: str) -> None:
    ask(running(), month("2024-03"), on(day)).refused(PeriodNotOver, "2024年3月31日才结束", pointer="/period")


def test_the_month_is_over_when_it_is_over_in_shanghai() -> None:
    # 15:59 UTC on the last day is its last minute in Shanghai, 16:00 UTC the first of the next month.
    still = replace(on("2024-03-31"), at="2024-03-31T15:59:59.999999Z")
    over = replace(on("2024-03-31"), at="2024-03-31T16:00:00.000000Z")
    ask(running(), month("2024-03"), still).refused(PeriodNotOver)
    done(running(), month("2024-03"), over)


def test_a_report_of_an_earlier_month_cannot_know_this_months_figures() -> None:
    ask(running(), month("2024-03"), on("2024-02-28", recorded="2024-04-03")).refused(
        PeriodNotOver, pointer="/effective_on"
    )
    done(running(), month("2024-03"), on("2024-03-25", recorded="2024-04-03"))


def test_a_report_is_not_older_than_the_project() -> None:
    asked = month("2023-10")
    early = on("2023-10-31", recorded="2023-11-05")
    ask(running(), asked, early).refused(OutOfOrder, "早于", pointer="/effective_on")
    # What was taken over ran before the ledger knew it.
    assert stands(done(running(origin="taken_over", years=(2023, 2024)), asked, early)).progress.last is not None


@pytest.mark.parametrize("period", ["2023-12", "2025-01"])
def test_a_year_in_which_the_project_does_not_stand_is_refused(period: str) -> None:
    ask(running(), month(period), on("2025-02-03")).refused(NotAYearOfProject, "2024年度", pointer="/period")


def test_a_project_that_was_carried_over_reports_in_both_years_and_a_finished_one_pays_later() -> None:
    done(running(years=(2024, 2025)), month("2025-01"), on("2025-02-03"))
    done(running(Accepted("2024-12-20")), month("2026-05"), on("2026-06-03"))
    ask(running(Accepted("2024-12-20")), month("2023-12"), on("2024-12-30")).refused(NotAYearOfProject)


def test_periods_follow_each_other_and_may_leave_one_out() -> None:
    reported = done(done(running(), month("2024-02"), on("2024-03-04")), month("2024-04"), on("2024-05-06"))
    assert [one.stated.period for one in stands(reported).progress.counting] == ["2024-02", "2024-04"]
    for period in ("2024-02", "2024-03", "2024-04"):
        ask(reported, month(period), on("2024-05-07")).refused(PeriodNotNext, "已经报到2024-04", pointer="/period")


def test_a_report_is_not_dated_before_the_one_that_it_follows() -> None:
    reported = done(running(), month("2024-02"), on("2024-04-20"))
    ask(reported, month("2024-03"), on("2024-04-03", recorded="2024-04-21")).refused(OutOfOrder)


def test_a_late_report_and_a_correction_say_so_and_need_a_second_person() -> None:
    reported = done(done(running(), month("2024-02"), on("2024-03-04")), month("2024-04"), on("2024-05-06"))
    for period in ("2024-03", "2024-04"):
        again = month(period, revises=True)
        ask(reported, again, on("2024-05-07")).refused(SecondPersonMissing)
        ask(reported, again, on("2024-05-07", second=UNIT)).refused(SamePerson)
        ask(reported, again, on("2024-05-07", second=replace(UNIT, ref="另一人"))).refused(SecondPersonMissing)
        assert period in stands(done(reported, again, confirmed("2024-05-07"))).progress.reports


def test_what_was_never_reported_cannot_be_revised() -> None:
    ask(running(), month(revises=True), confirmed("2024-04-03")).refused(NothingRevised, pointer="/revises")
    reported = done(running(), month("2024-02"), on("2024-03-04"))
    ask(reported, month("2024-03", revises=True), confirmed("2024-04-03")).refused(NothingRevised)


def test_a_correction_is_not_dated_before_what_it_corrects_and_does_not_hold_up_the_next_month() -> None:
    reported = done(running(), month("2024-03"), on("2024-04-03"))
    late = on("2024-04-02", recorded="2024-04-05", second=CHAIR)
    ask(reported, month("2024-03", revises=True), late).refused(OutOfOrder, "更正")
    corrected = done(reported, month("2024-03", revises=True), confirmed("2024-05-20"))
    done(corrected, month("2024-04"), on("2024-05-06", recorded="2024-05-21"))


def test_a_report_counts_until_it_is_returned_and_is_unchecked_until_it_is_accepted() -> None:
    reported = done(running(), month())
    assert stands(reported).progress.counting[0].accepted_on == ""
    accepted = ask(reported, AcceptReport(period="2024-03"), on("2024-04-05", by=CLERK)).then(
        ReportAccepted(period="2024-03")
    )
    assert stands(accepted).progress.counting[0].accepted_on == "2024-04-05"
    back = ReturnReport(period="2024-03", reason="支付数与国库不一致")
    returned = ask(reported, back, on("2024-04-05", by=CLERK)).then(
        ReportReturned(period=back.period, reason=back.reason)
    )
    assert stands(returned).progress.counting == ()
    assert stands(returned).progress.known == {}


def test_a_returned_report_is_made_again_without_saying_that_it_revises() -> None:
    reported = done(done(running(), month("2024-02"), on("2024-03-04")), month("2024-03"))
    returned = done(reported, ReturnReport(period="2024-02", reason="缺数"), on("2024-04-05"))
    again = done(returned, month("2024-02"), on("2024-04-08"))
    assert [one.on for one in stands(again).progress.counting] == ["2024-04-08", "2024-04-03"]
    ask(again, month("2024-02"), on("2024-04-09")).refused(PeriodNotNext)


def test_a_returned_correction_leaves_the_accepted_report_standing_and_opens_no_back_door() -> None:
    reported = done(running(), month(start={"paid": 100}))
    accepted = done(reported, AcceptReport(period="2024-03"), on("2024-04-05"))
    corrected = done(accepted, month(start={"paid": 900}, revises=True), confirmed("2024-04-08"))
    assert stands(corrected).progress.counting[0].accepted_on == ""
    returned = done(corrected, ReturnReport(period="2024-03", reason="没有依据"), on("2024-04-09"))
    (standing,) = stands(returned).progress.counting
    assert (standing.stated.start.paid_fen, standing.accepted_on) == (10_000, "2024-04-05")
    ask(returned, month(start={"paid": 900}), on("2024-04-10")).refused(PeriodNotNext)


def test_a_report_is_checked_once_and_only_where_there_is_one() -> None:
    reported = done(running(), month())
    for check in (AcceptReport(period="2024-02"), ReturnReport(period="2024-02", reason="缺数")):
        ask(reported, check, on("2024-04-05")).refused(NoSuchReport, pointer="/period")
    accepted = done(reported, AcceptReport(period="2024-03"), on("2024-04-05"))
    for check in (AcceptReport(period="2024-03"), ReturnReport(period="2024-03", reason="缺数")):
        ask(accepted, check, on("2024-04-06")).refused(AlreadyChecked, "2024年4月5日", pointer="/period")


def test_a_check_is_not_dated_before_the_report_and_a_return_says_why() -> None:
    reported = done(running(), month())
    ask(reported, AcceptReport(period="2024-03"), on("2024-04-02")).refused(OutOfOrder)
    ask(reported, ReturnReport(period="2024-03", reason="缺数"), on("2024-04-02")).refused(OutOfOrder)
    ask(reported, ReturnReport(period="2024-03", reason=" "), on("2024-04-05")).refused(UnfitText, pointer="/reason")


def test_a_return_of_what_was_erased_changes_nothing() -> None:
    state = running()
    evolve = state.decider.evolve
    for event in (ReportReturned(period="2024-03", reason="缺数"), ReportAccepted(period="2024-03")):
        after = evolve(state.state, event, on("2024-04-05"))
        assert after.progress.counting == ()
