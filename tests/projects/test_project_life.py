"""Does a project go from its draft to its last account, each step once, in order and by whom it belongs to?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from domain.refusals import OutOfOrder
from projects.commands import projects as c
from projects.deciders.projects import PROJECT
from projects.events import projects as p
from projects.events.progress import ProgressReported
from projects.events.values import Amounts, TargetDone
from projects.refusals.common import NotNow
from projects.refusals.projects import NotFinishableInYear
from projects.states.projects import Accepted, Chosen, Completed, NotChosen, Running
from tests.given import Given, envelope
from tests.projects.lives import (
    ACCEPT,
    ASSIGN,
    BRIEF,
    COMPLETE,
    CONGRESS_ID,
    DONE,
    LASTING,
    PLAN,
    REJECT,
    ROUND,
    SELECT,
    accepted,
    ask,
    by_government,
    chosen,
    completed,
    decided,
    draft,
    drafted,
    not_chosen,
    planned,
    revise,
    running,
    take_over,
)
from tests.projects.years import opened


def test_a_draft_names_its_congress_its_number_and_its_whole_brief() -> None:
    draft().then(
        p.ProjectDrafted(
            congress=CONGRESS_ID, code="990101", congress_name="示例县", level="county", project_year=2024, number=1, brief=BRIEF,
        )
    )  # fmt: skip


def test_a_project_goes_its_whole_way() -> None:
    now = drafted()
    assert now.state.says == "2024-01"
    now = ask(now, SELECT, "2024-01-18").and_then()
    assert isinstance(now.state.standing, Chosen)
    now = ask(now, ASSIGN, by_government("2024-02-05")).then(
        p.ProjectAssigned(unit="07", unit_name="示例县交通运输局", document="示政办发〔2024〕6号")
    )
    now = ask(now, PLAN, "2024-02-08").and_then()
    now = ask(now, c.MeetMilestone(milestone="1"), "2024-04-09").then(p.MilestoneMet(milestone="1"))
    missed = c.MissMilestone(milestone="2", reason="连续降雨", expected_on=date(2024, 12, 10))
    now = ask(now, missed, "2024-12-01").then(
        p.MilestoneMissed(milestone="2", reason="连续降雨", expected_on="2024-12-10")
    )
    now = ask(now, c.MeetMilestone(milestone="2"), "2024-12-08").and_then()
    now = ask(now, COMPLETE, "2024-12-09").then(p.ProjectCompleted(targets=DONE))
    now = ask(now, ACCEPT, "2024-12-20").and_then()
    assert isinstance(now.state.standing, Accepted)
    now = ask(now, c.AuditSettlement(amount_fen=5_100_000_000), "2025-01-08").and_then()
    now = ask(now, c.ApproveFinalAccounts(amount_fen=5_150_000_000), "2025-02-08").and_then()
    now = ask(now, c.HandOverProject(to="示例镇人民政府"), "2025-02-10").and_then()
    ask(now, c.ReturnSurplus(amount_fen=50_000_000), "2025-03-01").then(p.SurplusReturned(amount_fen=50_000_000))


def test_a_draft_is_revised_until_it_is_chosen_and_again_when_it_was_not() -> None:
    cheaper = replace(BRIEF, total_fen=5_000_000_000)
    revised = revise(drafted(), cheaper, "2023-11-24").then(p.ProjectRevised(brief=cheaper, reason="县财政评审核减"))
    assert revised.state.brief == cheaper
    assert isinstance(revise(not_chosen(), cheaper, "2024-10-08").and_then().state.standing, NotChosen)


def test_what_was_adjusted_before_the_choice_was_taken_back_is_not_revised_on_an_earlier_day() -> None:
    """The round put right may bear an earlier day than the adjustment; what the adjustment wrote is no older for that."""
    longer = replace(BRIEF, deadline_on="2025-12-31", deadline_text="2025年底")
    now = ask(decided(chosen(), "adjust", "adjusted", "2024-01-20", longer), REJECT, "2024-01-18").and_then()
    says = "修改拟提内容的日期（2024年1月19日）早于最近一次改动内容（2024年1月20日）"
    revise(now, BRIEF, "2024-01-19").refused(OutOfOrder, says, pointer="/effective_on")
    assert revise(now, BRIEF, "2024-01-20").and_then().state.brief == BRIEF


def test_a_day_that_is_too_early_is_held_against_the_step_or_the_change_that_it_comes_before() -> None:
    revise(not_chosen(), BRIEF, "2024-01-17").refused(OutOfOrder, "早于未获确定（2024年1月18日）")
    revised = revise(drafted(), BRIEF, "2023-11-24").and_then()
    ask(revised, SELECT, "2023-11-23").refused(OutOfOrder, "早于最近一次改动内容（2023年11月24日）")


def test_the_promise_is_what_stood_on_the_ballot_and_never_changes() -> None:
    now = chosen()
    assert (now.state.promise.amount_fen, now.state.promise.deadline) == (5_200_000_000, "2024年底")
    later = decided(running(), "adjust", "adjusted", "2024-08-01", replace(BRIEF, deadline_on="2025-03-31"))
    assert later.state.promise == now.state.promise
    assert later.state.brief.deadline_on == "2025-03-31"


def test_a_project_that_was_not_chosen_can_be_chosen_by_a_later_round() -> None:
    later = replace(SELECT, round="another round", announcement="公告第2号")
    assert isinstance(ask(not_chosen(), later, "2025-01-14").and_then().state.standing, Chosen)


def test_a_project_stands_in_the_year_of_the_list_that_chose_it() -> None:
    later = ask(not_chosen(), replace(SELECT, round="another round", project_year=2025), "2025-01-14").and_then()
    assert later.state.years == (2025,)
    put_right = ask(later, replace(REJECT, round="another round"), "2025-01-14").and_then()
    assert put_right.state.years == (2024,)


def test_what_was_carried_over_before_the_choice_was_taken_back_stands_in_its_own_year_alone() -> None:
    carried = ask(chosen(LASTING), c.CarryOverProject(to_year=2025, reached="八成"), "2024-12-30").and_then()
    assert carried.state.years == (2024, 2025)
    assert ask(carried, REJECT, "2024-12-31").and_then().state.years == (2024,)


def test_a_draft_is_given_a_deadline_of_any_year_that_is_under_way() -> None:
    later = replace(BRIEF, deadline_on="2025-12-31", deadline_text="2025年底")
    revise(drafted(), later, "2024-10-08").refused(NotFinishableInYear, pointer="/brief/cross_year")
    revise(drafted(), later, "2024-10-08", cycles=(replace(opened().state, project_year=2025),)).and_then()


def test_a_round_that_was_put_right_takes_back_its_own_choice_before_assignment() -> None:
    back = ask(chosen(), REJECT, "2024-01-18").then(
        p.ProjectNotSelected(round=ROUND, announcement="公告第4号", batch=1)
    )
    assert (back.state.origin, back.state.promise, back.state.chosen_in) == (None, None, "")
    ask(back, SELECT, "2024-01-18").and_then()


def test_a_choice_is_not_taken_back_as_of_a_day_on_which_the_project_was_suspended() -> None:
    halted = decided(chosen(), "suspend", "suspended", "2024-01-20")
    resumed = decided(halted, "resume", "resumed", "2024-01-25")
    ask(resumed, REJECT, "2024-01-24").refused(NotNow, "其间不能改为未获确定", pointer="/effective_on")
    ask(resumed, REJECT, "2024-01-25").and_then()


def test_another_unit_takes_over_on_a_paper() -> None:
    again = c.AssignProject(unit="11", cooperating=("07",), document="示政办发〔2024〕31号")
    now = ask(running(), again, by_government("2024-05-06")).and_then()
    assert (now.state.unit, now.state.assigned_on, now.state.standing) == ("11", "2024-05-06", Running("2024-02-05"))


def test_the_first_annual_plan_stays_beside_the_newest() -> None:
    first = ask(running(), c.SetAnnualPlan(year=2024, amount_fen=3_000), "2024-02-20").and_then()
    now = ask(first, c.SetAnnualPlan(year=2024, amount_fen=2_000, reason="年中调整"), "2024-08-20").and_then()
    assert (now.state.first_plans[2024].amount_fen, now.state.plans[2024].amount_fen) == (3_000, 2_000)


def test_a_plan_that_comes_late_is_recorded_all_the_same() -> None:
    ask(running(), PLAN, "2024-06-28").and_then()


def test_a_later_plan_of_the_year_keeps_what_is_met() -> None:
    met = ask(planned(), c.MeetMilestone(milestone="1"), "2024-04-09").and_then()
    later = replace(PLAN, milestones=(PLAN.milestones[0], replace(PLAN.milestones[1], due_on=date(2024, 12, 20))))
    now = ask(met, later, "2024-09-01").and_then()
    assert now.state.work.plan.met == {"1": "2024-04-09"}
    assert now.state.work.plan.milestones["2"].due_on == "2024-12-20"


def test_completion_names_every_target_also_those_that_only_reports_know() -> None:
    report = ProgressReported(
        period="2024-11", year=Amounts(), start=Amounts(), targets=(TargetDone(target="1", done="40.5"),)
    )
    state = PROJECT.evolve(running().state, report, envelope(on="2024-12-01"))
    asked = c.CompleteProject(targets=(TargetDone(target="2", done="2", counted_by="示例县交警大队"),))
    (event,) = ask(Given(PROJECT, state), asked, "2024-12-02").events
    assert isinstance(event, p.ProjectCompleted)
    assert event.targets == (TargetDone(target="1", done="40.5"), *asked.targets)


def test_acceptance_names_the_targets_that_are_not_met() -> None:
    (event,) = ask(completed(), ACCEPT, "2024-12-20").events
    assert event == p.ProjectAccepted(accepted_by="示例县交通运输局验收组", unmet=("2",), document="示交验〔2024〕3号")


def test_what_is_returned_is_completed_anew() -> None:
    back = ask(
        completed(), c.ReturnAcceptance(reason="护栏缺120米", due_on=date(2024, 12, 15)), "2024-12-06"
    ).and_then()
    assert back.state.standing == Running("2024-12-06")
    better = c.CompleteProject(targets=(DONE[0], TargetDone(target="2", done="2")))
    again = ask(back, better, "2024-12-14").and_then()
    assert again.state.standing == Completed("2024-12-14")
    (event,) = ask(again, ACCEPT, "2024-12-20").events
    assert isinstance(event, p.ProjectAccepted)
    assert event.unmet == ()


def test_last_accounts_are_put_right_with_a_reason() -> None:
    settled = ask(accepted(), c.AuditSettlement(amount_fen=5_100), "2025-01-08").and_then()
    again = c.AuditSettlement(amount_fen=5_000, reason="扣回甲供材料款")
    ask(settled, again, "2025-01-20").then(p.SettlementAudited(amount_fen=5_000, reason="扣回甲供材料款"))


def test_what_is_settled_between_completion_and_acceptance_may_be_typed_after_both() -> None:
    ask(accepted(), c.AuditSettlement(amount_fen=5_100), "2024-12-10").and_then()


def test_a_project_of_several_years_is_carried_over_year_by_year() -> None:
    first = ask(running(LASTING), c.CarryOverProject(to_year=2025, reached="路基完成"), "2025-01-06")
    now = first.then(p.ProjectCarriedOver(from_year=2024, to_year=2025, reached="路基完成"))
    assert now.state.years == (2024, 2025)
    now = ask(now, c.CarryOverProject(to_year=2026, reached="路面完成"), "2026-01-06").and_then()
    ask(now, c.SetAnnualPlan(year=2026, amount_fen=1), "2026-02-01").and_then()


def test_a_deadline_that_was_moved_lets_a_project_go_on() -> None:
    moved = decided(running(), "adjust", "adjusted", "2024-11-01", replace(BRIEF, deadline_on="2025-03-31"))
    ask(moved, c.CarryOverProject(to_year=2025, reached="完成八成"), "2024-12-31").and_then()
    in_words = replace(BRIEF, deadline_on="")
    moved = decided(
        running(in_words), "adjust", "adjusted", "2024-11-01", replace(in_words, deadline_text="2025年汛期前")
    )
    ask(moved, c.CarryOverProject(to_year=2025, reached="完成八成"), "2024-12-31").and_then()


def test_a_project_taken_over_keeps_the_figures_as_printed_and_goes_on() -> None:
    printed = Amounts(allotted_fen=200, paid_fen=120)
    took = take_over(
        replace(BRIEF, deadline_on="", total_fen=None, total_text="约300万元"), printed=printed,
        selected_on=date(2023, 1, 12), selected_how="票决确定", figures_on=date(2024, 5, 31),
    )  # fmt: skip
    (event,) = took.events
    assert isinstance(event, p.ProjectTakenOver)
    assert (event.printed, event.brief.total_fen, event.selected_on) == (printed, None, "2023-01-12")
    now = took.and_then()
    assert (now.state.origin, now.state.standing, now.state.unit) == ("taken_over", Running("2023-01-12"), "07")
    now = ask(now, c.CarryOverProject(to_year=2024, reached="入户八成"), "2024-06-03").and_then()
    now = ask(now, PLAN, "2024-06-05").and_then()
    ask(now, c.CompleteProject(targets=DONE), "2024-12-01").and_then()


def test_what_a_document_prints_is_taken_over_even_where_it_does_not_add_up() -> None:
    take_over(replace(BRIEF, deadline_on="2022-12-31", total_fen=1)).and_then()


def test_a_project_taken_over_as_completed_is_accepted_without_calling_unknown_targets_unmet() -> None:
    now = take_over(standing="completed", figures_on=date(2024, 5, 31)).and_then()
    assert now.state.standing == Completed("2024-05-31")
    (event,) = ask(now, ACCEPT, "2024-06-10").events
    assert isinstance(event, p.ProjectAccepted)
    assert event.unmet == ()


def test_a_suspended_project_goes_on_from_where_it_stood() -> None:
    halted = decided(planned(), "suspend", "suspended", "2024-07-01")
    now = decided(halted, "resume", "resumed", "2024-09-01")
    assert now.state.standing == Running("2024-02-05")
    ask(now, c.MeetMilestone(milestone="1"), "2024-06-30").and_then()
    ask(now, COMPLETE, "2024-09-01").and_then()
