"""Does the row of a project keep everything that happened to it, each figure with the position of its event?"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from domain.congress.events import UnitMerged
from domain.streams import project_id
from projections.models import PROJECTS
from projects.events import adjustments as a
from projects.events import followups as f
from projects.events import progress as g
from projects.events import projects as p
from projects.events.values import Amounts, SubItem
from tests.projections.kit import folded
from tests.projections.years import COUNTY, HOME, UNITS, W, Year, brief, money


def row_of(year: Year, own: UUID) -> dict[str, Any]:
    return folded(PROJECTS, year.log.events).shown(PROJECTS)[str(own)]


def test_a_draft_stands_with_its_brief_and_promises_nothing() -> None:
    year = Year()
    own = year.draft(3)
    row = row_of(year, own)
    assert (row["project"], row["title"], row["standing_word"]) == ("2024-03", "新建示例学校", "拟提")
    assert (row["promise"], row["origin"], row["years"]) == (None, None, [2024])
    assert row["now"]["position"] == len(year.log.events)
    assert row["unit_names"] == {"01": "示例县教育局"}


def test_the_promise_is_the_brief_of_the_day_and_never_changes() -> None:
    year = Year()
    own = year.chosen()
    later = brief(total_fen=1300 * W, deadline_on="2025-06-30", deadline_text="2025年6月底")
    asked = a.AdjustmentRequested(number=1, kind="adjust", brief=later, changes=(), crossed=("investment_pct",), reason="示例原因", profile_version=1)  # fmt: skip
    year.add(own, "2024-06-20", asked, body="government")
    decided = a.AdjustmentDecided(number=1, outcome="adjusted", brief=later, owed_to_session=True)
    position = year.add(own, "2024-07-05", decided, body="standing_committee")
    row = row_of(year, own)
    assert (row["promise"]["amount_fen"], row["promise"]["deadline"]) == (1000 * W, "2024年12月底")
    assert row["promise"]["brief"]["total_fen"] == 1000 * W
    assert (row["now"]["brief"]["total_fen"], row["now"]["position"]) == (1300 * W, position)
    (change,) = row["adjustments"]
    assert (change["decided"]["on"], change["decided"]["position"]) == ("2024-07-05", position)
    assert change["decided"]["decided_by"]["body"] == "standing_committee"
    assert change["decided"]["to"]["total_fen"] == 1300 * W
    assert (change["announced"], change["heard"]) == (None, None)


def test_a_suspended_project_goes_on_from_where_it_stood() -> None:
    year = Year()
    own = year.chosen()
    for number, outcome in ((1, "suspended"), (2, "resumed")):
        decided = a.AdjustmentDecided(number=number, outcome=outcome, brief=brief(), owed_to_session=False)  # type: ignore[arg-type] # one of the outcomes
        year.add(own, f"2024-0{3 + number}-01", decided, body="standing_committee")
    row = row_of(year, own)
    assert row["standing"] == "running"
    assert [step["standing"] for step in row["way"]] == ["drafted", "chosen", "running", "suspended", "running"]


def test_every_version_of_a_periods_report_stays_with_what_was_said_of_it() -> None:
    year = Year()
    own = year.chosen()
    first = year.report(own, "2024-03", "2024-04-02", money(500, 400, 300, 350), accept=False)
    year.add(own, "2024-04-05", g.ReportReturned(period="2024-03", reason="数字不对"))
    second = year.report(own, "2024-03", "2024-04-08", money(500, 400, 310, 350), revises=True)
    (report,) = row_of(year, own)["reports"]
    assert [(each["position"], each["status"]) for each in report["versions"]] == [
        (first, "returned"),
        (second, "accepted"),
    ]
    assert report["versions"][0]["checked"]["reason"] == "数字不对"
    assert report["versions"][1]["year"]["paid_fen"] == 310 * W


def test_plans_of_a_year_stand_in_order_and_milestones_go_on_into_a_later_plan() -> None:
    year = Year()
    own = year.chosen()
    year.add(own, "2024-08-01", p.AnnualPlanSet(year=2024, amount_fen=1200 * W, reason="追加"), body="government")
    start = p.Milestone(id="1", name="开工", due_on="2024-03-31")
    roof = p.Milestone(id="2", name="封顶", due_on="2024-08-31")
    year.add(own, "2024-02-20", p.PlanFiled(year=2024, milestones=(start, roof)))
    met = year.add(own, "2024-03-28", p.MilestoneMet(milestone="1"))
    year.add(own, "2024-08-30", p.MilestoneMissed(milestone="2", reason="雨天", expected_on="2024-09-20"))
    year.add(own, "2024-09-01", p.PlanFiled(year=2024, milestones=(start, p.Milestone(id="2", name="封顶完工", due_on="2024-09-20"))))  # fmt: skip
    row = row_of(year, own)
    assert [plan["amount_fen"] for plan in row["annual"]["2024"]] == [1000 * W, 1200 * W]
    last = row["filed"][-1]["milestones"]
    assert last[0]["met"]["position"] == met
    assert (last[1]["met"], last[1]["missed"]) == (None, [])
    assert row["filed"][0]["milestones"][1]["missed"][0]["expected_on"] == "2024-09-20"


def test_what_was_asked_and_its_answer_stand_together() -> None:
    year = Year()
    own = year.chosen()
    year.add(own, "2024-07-01", g.ExplanationAsked(number=1, alert="slow_disbursement", question="为何拨付缓慢", due_on="2024-07-15"))  # fmt: skip
    assert row_of(year, own)["asked"][0]["given"] is None
    year.add(own, "2024-07-10", g.ExplanationGiven(number=1, answer="已经加快"))
    (asked,) = row_of(year, own)["asked"]
    assert (asked["number"], asked["due_on"], asked["given"]["answer"]) == (1, "2024-07-15", "已经加快")


def test_grades_of_a_project_and_of_its_sub_items_come_with_the_evaluation_that_gave_them() -> None:
    year = Year()
    own = year.chosen(3, brief(sub_items=(SubItem(id="2", title="示例子项"),)))
    other = year.chosen(4)
    given = year.graded(2024, "2025-01-09", {"2024-03": "satisfied", "2024-03-2": "dissatisfied", "甲1": "satisfied"})
    row = row_of(year, own)
    assert [(grade["item"], grade["grade_word"], grade["project_year"]) for grade in row["grades"]] == [
        ("2024-03", "满意", 2024),
        ("2024-03-2", "不满意", 2024),
    ]
    assert {grade["stream"] for grade in row["grades"]} == {str(given)}
    assert {grade["position"] for grade in row["grades"]} == {len(year.log.events)}
    assert row_of(year, other)["grades"] == []


def test_a_second_look_stands_with_each_of_its_steps() -> None:
    year = Year()
    own = year.chosen()
    owed = f.FollowUpOwed(number=1, cause="grade", plan_due_on="2025-01-24", rectify_due_on="2025-04-09", re_evaluate=True, item="2024-01", grade="dissatisfied")  # fmt: skip
    year.add(own, "2025-01-09", owed)
    year.add(
        own, "2025-01-20", f.RectificationPlanFiled(number=1, measures=(f.Measure(problem="漏水", measure="维修"),))
    )
    year.add(own, "2025-04-01", f.RectificationReported(number=1, text="已修好"))
    year.add(own, "2025-06-20", f.FollowUpClosed(number=1, conclusion="群众满意"))
    (look,) = row_of(year, own)["looks"]
    assert look["owed"]["plan_due_on"] == "2025-01-24"
    assert look["plan"]["measures"][0]["measure"] == "维修"
    assert [said["text"] for said in look["reported"]] == ["已修好"]
    assert look["closed"]["conclusion"] == "群众满意"
    assert look["reevaluated"] == look["escalated"] == []


def test_a_project_taken_over_says_that_it_was_and_what_the_document_prints() -> None:
    year = Year()
    taken = p.ProjectTakenOver(**HOME, project_year=2023, number=1, brief=brief(), document="示例文件", standing="running", printed=Amounts(paid_fen=7 * W), figures_on="2024-05-31")  # fmt: skip
    stream = project_id(str(COUNTY), 2023, 1)
    year.add(stream, "2023-01-18", taken, recorded="2024-06-03")
    year.add(
        stream, "2024-01-05", p.ProjectCarriedOver(from_year=2023, to_year=2024, reached="主体完工"), body="government"
    )
    row = row_of(year, stream)
    assert (row["origin"], row["origin_word"], row["years"]) == ("taken_over", "补录", [2023, 2024])
    assert row["taken_over"]["printed"]["paid_fen"] == 7 * W
    assert (row["taken_over"]["on"], row["taken_over"]["recorded_on"]) == ("2023-01-18", "2024-06-03")
    assert row["promise"]["amount_fen"] == 1000 * W


def test_the_unit_is_the_one_that_goes_on_after_a_merger() -> None:
    year = Year()
    own = year.chosen()
    year.add(COUNTY, "2024-09-01", UnitMerged(unit="01", into="03"))
    row = row_of(year, own)
    assert (row["unit"], row["unit_names"]["03"]) == ("03", UNITS["03"])
    assert row["assigned"]["unit_name"] == UNITS["01"], "what was recorded keeps the name of its day"
