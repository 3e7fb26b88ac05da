"""What has each role to do on a day, until when?"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from domain.streams import finding_id, meeting_id, report_id
from projections.ledger.todo import Todo, todo
from projections.models import FINDINGS, PROJECTS, REPORTS
from projects.events import adjustments as a
from projects.events import findings as n
from projects.events import followups as f
from projects.events import progress as g
from projects.events import projects as p
from projects.events import reports as r
from tests.projections.kit import folded
from tests.projections.years import COUNTY, HOME, Year, brief, money

MEETING = str(meeting_id(str(COUNTY), "standing_committee", 17, 21))


def owed(year: Year, day: str) -> list[Todo]:
    models = (PROJECTS, FINDINGS, REPORTS)
    rows = {
        model.name: [{**row, "stream": key} for key, row in folded(model, year.log.events).shown(model).items()]
        for model in models
    }
    return list(todo(rows, date.fromisoformat(day)))


def found(year: Year, day: str) -> dict[str, tuple[str, str, int | None]]:
    return {each.what: (each.role, each.due_on, each.days_left) for each in owed(year, day)}


def test_a_chosen_project_asks_the_government_for_its_assignment() -> None:
    year = Year()
    own = year.draft(1)
    year.add(own, "2024-01-19", p.ProjectSelected(origin="voted", round="r", announcement="示例公告第1号", batch=1))
    assert found(year, "2024-01-22") == {"assign": ("government", "", None)}


def test_after_the_assignment_plan_and_completion_are_due_on_their_days() -> None:
    year = Year()
    year.chosen()
    assert found(year, "2024-02-10") == {
        "plan": ("unit", "2024-02-18", 8),
        "complete": ("unit", "2024-12-31", 325),
    }
    (plan, _) = owed(year, "2024-02-10")
    assert plan.words == "《新建示例学校》还没有报实施计划（公告后30天）。"


def test_a_year_without_an_annual_plan_and_a_year_that_is_over_are_noticed() -> None:
    year = Year()
    year.chosen(plan=None)
    assert found(year, "2024-02-10")["annual_plan"] == ("government", "", None)
    assert found(year, "2025-01-10")["carry_over"] == ("government", "", None)


def test_reports_are_due_so_many_days_after_their_period_and_then_wait_to_be_checked() -> None:
    year = Year()
    own = year.chosen()
    assert found(year, "2024-03-02")["report"] == ("unit", "2024-03-10", 8)
    year.report(own, "2024-02", "2024-03-05", money(1, 1, 1, 1), accept=False)
    assert found(year, "2024-03-06")["check_report"] == ("government", "", None)
    year.add(own, "2024-03-07", g.ReportReturned(period="2024-02", reason="数字不对"))
    words = [each.words for each in owed(year, "2024-03-08") if each.what == "report"]
    assert words == ["《新建示例学校》2024-02的进度没有报。", "《新建示例学校》2024-02的进度报告已退回：数字不对。"]


def test_an_explanation_is_due_until_it_is_given() -> None:
    year = Year()
    own = year.chosen()
    asked = g.ExplanationAsked(number=1, alert="slow_disbursement", question="为何拨付缓慢", due_on="2024-07-15")
    year.add(own, "2024-07-01", asked)
    assert found(year, "2024-07-18")["explanation"] == ("government", "2024-07-15", -3)
    year.add(own, "2024-07-19", g.ExplanationGiven(number=1, answer="已经加快"))
    assert "explanation" not in found(year, "2024-07-20")


def test_an_adjustment_asks_for_decision_announcement_paper_and_the_next_session() -> None:
    year = Year()
    own = year.chosen()
    later = brief(deadline_on="2025-06-30")
    asked = a.AdjustmentRequested(number=1, kind="adjust", brief=later, changes=(), crossed=("deadline_days",), reason="示例原因", profile_version=1)  # fmt: skip
    year.add(own, "2024-06-20", asked, body="government")
    (decide,) = [each for each in owed(year, "2024-06-25") if each.what == "decide_adjustment"]
    assert (decide.role, decide.words) == ("clerk", "《新建示例学校》第1项提请调整，由人大常委会决定。")
    decided = a.AdjustmentDecided(number=1, outcome="adjusted", brief=later, owed_to_session=True, document="示例决定")
    year.add(own, "2024-07-05", decided, body="standing_committee")
    assert {"announce_adjustment", "report_to_session"} <= set(found(year, "2024-07-06"))
    year.add(own, "2024-07-08", a.AdjustmentAnnounced(number=1, announcement="公告第4号", medium="示例网站"))
    year.add(own, "2025-01-15", a.AdjustmentHeard(number=1, meeting=MEETING))
    assert not {"announce_adjustment", "report_to_session", "decide_adjustment"} & set(found(year, "2025-01-16"))


def test_a_second_look_asks_for_one_step_after_the_other() -> None:
    year = Year()
    own = year.chosen()
    steps: tuple[tuple[str, Any], ...] = (
        ("rectification_plan", f.FollowUpOwed(number=1, cause="grade", plan_due_on="2025-01-24", rectify_due_on="2025-04-09", re_evaluate=True, item="2024-01", grade="dissatisfied")),
        ("rectification", f.RectificationPlanFiled(number=1, measures=())),
        ("inspect_rectification", f.RectificationReported(number=1, text="已改")),
        ("re_evaluate", f.RectificationInspected(number=1, finding="已改", satisfactory=True)),
        ("close_look", f.ProjectReevaluated(number=1, evaluation="e", item="2024-01", grade="satisfied", passed=True)),
        ("", f.FollowUpClosed(number=1, conclusion="群众满意")),
    )  # fmt: skip
    looks = {what for what, _ in steps}
    for what, event in steps:
        year.add(own, "2025-01-09", event)
        assert looks & set(found(year, "2025-02-01")) == ({what} - {""})
    assert found(year, "2025-02-01").get("rectification_plan") is None


def test_after_acceptance_its_paper_and_the_settlement_are_owed() -> None:
    year = Year()
    own = year.chosen()
    year.add(own, "2024-11-01", p.ProjectCompleted(), body="government")
    assert found(year, "2024-11-02")["accept"] == ("government", "", None)
    year.add(own, "2024-11-20", p.ProjectAccepted(accepted_by="示例验收组"), body="government")
    assert {"acceptance_paper", "settlement"} <= set(found(year, "2025-06-08"))
    (owing,) = [each for each in owed(year, "2025-06-08") if each.what == "settlement"]
    assert owing.words == "《新建示例学校》验收已200天，还没有登记结算审定。"
    year.add(own, "2025-06-10", p.SettlementAudited(amount_fen=1))
    assert "settlement" not in found(year, "2025-06-11")


def test_a_finding_and_a_report_ask_for_their_next_step_by_their_day() -> None:
    year = Year()
    year.chosen()
    finding = finding_id(str(COUNTY), 2024, 17)
    raised = n.FindingRecorded(
        **HOME, year=2024, number=17, projects=("2024-01",), source="deputy", matter="路面积水", found_on="2024-05-05"
    )
    year.add(finding, "2024-05-06", raised)
    year.add(finding, "2024-05-07", n.FindingAssigned(unit="01", unit_name="示例县教育局", due_on="2024-06-06"))
    report = report_id(str(COUNTY), 2024, 2)
    planned = r.ReportPlanned(**HOME, year=2024, number=2, kind="mid_year", title="示例报告", heard_by="standing_committee", due_on="2024-07-20")  # fmt: skip
    year.add(report, "2024-03-01", planned)
    (answer,) = [each for each in owed(year, "2024-06-10") if each.what == "answer_finding"]
    assert (answer.role, answer.due_on, answer.days_left, answer.unit, answer.number) == ("unit", "2024-06-06", -4, "01", "2024问-017")  # fmt: skip
    assert found(year, "2024-06-10")["submit_report"] == ("government", "2024-07-20", 40)
    letter = r.OpinionsIssued(number="示人常〔2024〕9号", items=(r.Opinion(id="1", text="加快进度"),), reply_due_on="2024-11-01")  # fmt: skip
    year.add(report, "2024-07-18", r.ReportSubmitted(document="示例报告"))
    year.add(report, "2024-07-26", r.ReportDeliberated(meeting=MEETING), body="standing_committee")
    year.add(report, "2024-08-01", letter, body="standing_committee")
    assert found(year, "2024-11-04")["reply_opinions"] == ("government", "2024-11-01", -3)


def test_what_the_congress_waits_for_in_vain_is_pressed_for_by_its_clerk() -> None:
    year = Year()
    year.chosen()
    report = report_id(str(COUNTY), 2024, 2)
    planned = r.ReportPlanned(**HOME, year=2024, number=2, kind="mid_year", title="示例报告", heard_by="standing_committee", due_on="2024-07-20")  # fmt: skip
    year.add(report, "2024-03-01", planned)
    assert "press" not in found(year, "2024-07-20"), "the last day is not over"
    (pressed,) = [each for each in owed(year, "2024-07-23") if each.what == "press"]
    assert (pressed.role, pressed.days_left) == ("clerk", -3)
    assert pressed.words == "2024报-002《示例报告》还没有提交，向政府办催办。"


@pytest.mark.parametrize("day", ["2024-02-10", "2024-08-01", "2025-03-01"])
def test_what_is_due_first_stands_first_and_what_has_no_day_last(day: str) -> None:
    year = Year()
    year.chosen()
    year.chosen(2, plan=None)
    days = [each.due_on or "9999" for each in owed(year, day)]
    assert days == sorted(days)
