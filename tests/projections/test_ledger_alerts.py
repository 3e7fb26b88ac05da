"""Which warnings stand on a day, and do promise, adjusted promise and delivery stand side by side?"""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from projections.ledger.alerts import alerts
from projections.ledger.promises import promises
from projections.ledger.satisfaction_years import satisfaction
from projections.ledger.targets import targets
from projects.events import adjustments as a
from projects.events import progress as g
from projects.events import projects as p
from projects.events.values import SubItem, Target, TargetDone
from tests.projections.years import W, Year, brief, money


def kinds(year: Year, day: str) -> dict[str, str]:
    return {each.alert: each.words for each in alerts(year.rows(), date.fromisoformat(day))}


def months(year: Year, own: UUID, until: int, **more: Any) -> None:
    for month in range(2, until + 1):
        each = money(83 * month, 80 * month, 78 * month, 81 * month)
        year.report(own, f"2024-{month:02}", f"2024-{month + 1:02}-05", each, done=str(80 * month), **more)


def test_a_project_that_goes_to_plan_gives_no_warning_but_those_of_its_papers() -> None:
    year = Year()
    own = year.chosen()
    months(year, own, 8)
    assert set(kinds(year, "2024-09-08")) == {"payable", "voucher_missing"}
    for of in ("allotted", "received", "paid"):
        year.add(own, "2024-09-08", g.VoucherFiled(voucher=g.Voucher(of=of, number="示财〔2024〕1号")))
    assert set(kinds(year, "2024-09-08")) == {"payable"}
    assert kinds(year, "2024-09-08")["payable"] == "《新建示例学校》完成投资比支付多24万元，应付未付。"


def test_periods_without_a_report_are_named_once_the_days_for_them_are_over() -> None:
    year = Year()
    own = year.chosen()
    months(year, own, 3)
    assert "report_overdue" not in kinds(year, "2024-05-10")
    assert kinds(year, "2024-06-15")["report_overdue"] == (
        "《新建示例学校》2024-04、2024-05的进度没有报，应于2024年5月10日以前报，逾期36天。"
    )


def test_nothing_is_asked_of_the_months_in_which_a_project_was_suspended() -> None:
    year = Year()
    own = year.chosen()
    months(year, own, 3)
    for number, (outcome, on) in enumerate((("suspended", "2024-04-20"), ("resumed", "2024-06-10")), 1):
        decided = a.AdjustmentDecided(number=number, outcome=outcome, brief=brief(), owed_to_session=True)  # type: ignore[arg-type] # one of the outcomes
        year.add(own, on, decided, body="standing_committee")
    assert "report_overdue" not in kinds(year, "2024-07-05")
    assert kinds(year, "2024-07-12")["report_overdue"].startswith("《新建示例学校》2024-06的进度没有报")


def test_investment_behind_the_time_and_slow_payment_are_said_with_both_percentages() -> None:
    year = Year()
    own = year.chosen()
    year.report(own, "2024-06", "2024-07-04", money(900, 900, 90, 300))
    said = kinds(year, "2024-07-08")
    assert said["investment_behind_plan"] == "《新建示例学校》完成投资为年度计划的30.0%，时间已过49.7%。"
    assert said["slow_disbursement"] == "《新建示例学校》拨付率10.0%（占到位资金），时间已过49.7%。"


@pytest.mark.parametrize(("day", "kind", "words"), [
    ("2024-12-11", "deadline_within_n_days", "完成时限是2024年12月31日，还有20天"),
    ("2025-01-10", "deadline_passed", "完成时限是2024年12月31日，已过10天，还没有完工"),
])  # fmt: skip
def test_the_last_day_is_announced_before_it_comes_and_after_it_passed(day: str, kind: str, words: str) -> None:
    year = Year()
    year.chosen()
    assert kinds(year, day)[kind] == f"《新建示例学校》{words}。"


def test_a_milestone_is_overdue_from_the_day_after_until_it_is_met() -> None:
    year = Year()
    own = year.chosen()
    roof = p.Milestone(id="1", name="封顶", due_on="2024-08-31")
    year.add(own, "2024-02-20", p.PlanFiled(year=2024, milestones=(roof,)))
    assert "milestone_overdue" not in kinds(year, "2024-08-31")
    year.add(own, "2024-09-01", p.MilestoneMissed(milestone="1", reason="雨天", expected_on="2024-09-20"))
    assert kinds(year, "2024-09-03")["milestone_overdue"] == (
        "《新建示例学校》节点“封顶”应于2024年8月31日完成，逾期3天，预计2024年9月20日完成。"
    )
    year.add(own, "2024-09-18", p.MilestoneMet(milestone="1"))
    assert "milestone_overdue" not in kinds(year, "2024-09-30")


def test_paid_above_received_is_warned_of_and_names_both_events() -> None:
    year = Year()
    own = year.chosen()
    at = year.report(own, "2024-03", "2024-04-02", money(100, 50, 70, 60))
    (found,) = [each for each in alerts(year.rows(), date(2024, 4, 5)) if each.alert == "paid_above_received"]
    assert (found.fen, found.words) == (20 * W, "《新建示例学校》支付比到位多20万元。")
    assert [event.position for event in found.behind] == [at]


def test_reports_that_say_the_same_again_and_again_are_noticed() -> None:
    year = Year()
    own = year.chosen()
    for month in (2, 3, 4, 5):
        year.report(own, f"2024-{month:02}", f"2024-{month + 1:02}-05", money(500, 500, 500, 500), done="500")
    assert kinds(year, "2024-06-07")["no_progress_change_for_n_reports"] == "《新建示例学校》连续3期进度没有变化。"


def test_promise_adjusted_promise_and_delivery_stand_side_by_side_with_the_decisions_between() -> None:
    year = Year()
    own = year.chosen()
    later = brief(total_fen=1300 * W, deadline_on="2025-06-30", deadline_text="2025年6月底")
    changed = (a.Changed(field="deadline", before="2024年12月底", after="2025年6月底"),)
    asked = a.AdjustmentRequested(number=1, kind="adjust", brief=later, changes=changed, crossed=("deadline_days",), reason="征地推迟", profile_version=1)  # fmt: skip
    year.add(own, "2024-06-20", asked, body="government")
    decided = a.AdjustmentDecided(number=1, outcome="adjusted", brief=later, owed_to_session=True)
    at = year.add(own, "2024-07-05", decided, body="standing_committee")
    year.add(own, "2025-07-10", p.ProjectCompleted(targets=(TargetDone(target="1", done="1020"),)), body="government")
    (kept,) = promises(year.rows(), 2024, date(2025, 8, 1))
    assert (kept.promised.amount.fen, kept.promised.deadline_text) == (1000 * W, "2024年12月底")
    assert kept.adjusted is not None
    assert (kept.adjusted.amount.fen, kept.adjusted.deadline_on) == (1300 * W, "2025-06-30")
    assert kept.adjusted.amount.behind[0].position == at
    (between,) = kept.between
    assert (between.outcome_word, between.body_word, between.reason, between.heard) == ("决定调整", "人大常委会", "征地推迟", False)  # fmt: skip
    assert (between.changes[0].after, between.crossed) == ("2025年6月底", ("deadline_days",))
    assert (kept.delivered.days_late, kept.delivered.days_late_adjusted) == (191, 10)
    assert (kept.delivered.targets[0].done, kept.delivered.targets[0].percent) == ("1020", "102.0")


def test_a_promise_that_was_never_changed_has_no_adjusted_one() -> None:
    year = Year()
    year.chosen()
    (kept,) = promises(year.rows(), 2024, date(2024, 8, 1))
    assert (kept.adjusted, kept.between, kept.delivered.days_late) == (None, (), 0)


def test_targets_are_never_clamped_and_what_must_not_rise_is_met_or_not() -> None:
    year = Year()
    aims = (
        Target(id="1", name="新增学位", unit="个", planned="7000"),
        Target(id="2", name="城镇登记失业率", unit="%", planned="4.5", sense="at_most"),
    )
    parts = (SubItem(id="1", title="示例小学", unit="01", amount_fen=300 * W, targets=(Target(id="1", name="学位", unit="个", planned="900"),)),)  # fmt: skip
    own = year.chosen(about=brief(targets=aims, sub_items=parts))
    done = (TargetDone(target="1", done="7560", counted_by="示例县教育局"), TargetDone(target="2", done="4.6"))
    of_part = g.SubItemProgress(sub_item="1", completed_fen=100 * W, targets=(TargetDone(target="1", done="450"),))
    said = g.ProgressReported(period="2024-09", year=money(1), start=money(1), targets=done, sub_items=(of_part,))
    at = year.add(own, "2024-10-05", said)
    (aimed,) = targets(year.rows(), 2024)
    places, rate = aimed.targets
    assert (places.percent, places.met, places.counted_by) == ("108.0", True, "示例县教育局")
    assert (rate.percent, rate.met, rate.done) == (None, False, "4.6")
    assert aimed.unmet == ("城镇登记失业率", "学位")
    (part,) = aimed.sub_items
    assert (part.item, part.completed.fen, part.targets[0].percent) == ("2024-01-1", 100 * W, "50.0")
    assert places.behind[0].position == part.completed.behind[0].position == at


def test_grades_of_several_years_stand_in_a_row_and_are_counted_by_year() -> None:
    year = Year()
    year.chosen()
    year.chosen(2)
    year.graded(2024, "2025-01-09", {"2024-01": "dissatisfied", "2024-02": "satisfied"})
    year.graded(2025, "2026-01-09", {"2024-01": "basically_satisfied"})
    found = satisfaction(year.rows())
    assert [(grade.project_year, grade.grade_word) for grade in found.projects[0].grades] == [(2024, "不满意"), (2025, "基本满意")]  # fmt: skip
    assert [(each.project_year, each.grades) for each in found.years] == [
        (2024, {"不满意": 1, "满意": 1}),
        (2025, {"基本满意": 1}),
    ]
