"""Does a congress's year run from a villager's wish to the second look, over HTTP alone?"""

from __future__ import annotations

import pytest

from tests.api.kit import CLERK, Caller
from tests.api.office import Office
from tests.api.years import COUNTY, TITLES, brief, chosen, opened, registered, wish


@pytest.fixture
def office(reading_api: Caller) -> Office:
    return Office(reading_api, CLERK)


def solicited(office: Office, congress: str) -> tuple[str, list[str]]:
    """The year opened, wishes collected, three adopted, the others merged, transferred, reserved and declined."""
    cycle = opened(office.on("2023-09-01"), congress)
    window = {"organiser": "government", "from_on": "2023-09-04", "to_on": "2023-10-13", "channels": ["public_online"]}
    office.on("2023-09-04").do(f"/cycles/{cycle}/solicitations", window)
    office.on("2023-09-20")
    wishes = [wish(office, congress, number) for number in range(1, 8)]
    assert [office.numbers[each] for each in wishes] == [f"2024征-{number:03}" for number in range(1, 8)]
    office.on("2023-10-13").do(f"/cycles/{cycle}/solicitation-ends", {"received": 7})
    office.on("2023-10-20")
    for each in wishes[:3]:
        office.do(f"/proposals/{each}/adoption", {"cost_fen": 10_000_000_00})
    office.do(f"/proposals/{wishes[3]}/merger", {"into": "2024征-001"})
    office.do(f"/proposals/{wishes[4]}/transfer", {"to": "hotline_12345", "reason": "属于日常维护"})
    office.do(f"/proposals/{wishes[5]}/reserve", {"reason": "前期工作未完成"})
    office.do(f"/proposals/{wishes[6]}/refusal", {"reason_code": "INDIVIDUAL_INTEREST", "reason": "个别住户的诉求"})
    return cycle, wishes


def amounts(received: int, paid: int, completed: int) -> dict[str, int]:
    return {"allotted_fen": received, "received_fen": received, "paid_fen": paid, "completed_fen": completed}


def built(office: Office, project: str) -> None:
    """交办, plan, monthly reports with money and targets, a question and its answer, 完工, 验收, 结算."""
    at = f"/projects/{project}"
    office.on("2024-02-01").do(f"{at}/assignments", {"unit": "01", "document": "示政办〔2024〕5号"}, by="government")
    office.do(f"{at}/annual-plans", {"year": 2024, "amount_fen": 8_000_000_00}, by="government")
    milestones = [
        {"id": "1", "name": "开工", "due_on": "2024-03-31"},
        {"id": "2", "name": "完工", "due_on": "2024-11-30"},
    ]
    office.on("2024-02-08").do(f"{at}/plans", {"year": 2024, "milestones": milestones})
    office.on("2024-03-20").do(f"{at}/milestones-met", {"milestone": "1"})
    for month, (received, paid, completed, done) in {
        "2024-03": (2_000_000_00, 500_000_00, 1_000_000_00, "3"),
        "2024-06": (6_000_000_00, 3_000_000_00, 5_000_000_00, "11.5"),
        "2024-10": (8_000_000_00, 7_000_000_00, 8_400_000_00, "20"),
    }.items():
        money = amounts(received, paid, completed)
        office.on(f"{month[:5]}{int(month[5:]) + 1:02}-05").do(
            f"{at}/reports",
            {"period": month, "year": money, "start": money, "targets": [{"target": "1", "done": done}], "physical_percent": 40},
        )  # fmt: skip
        office.do(f"{at}/accepted-reports", {"period": month})
    office.do(
        f"{at}/questions", {"alert": "payable", "question": "完成投资大于支付，欠款由谁垫付？", "due_on": "2024-11-20"}
    )
    office.on("2024-11-12").do(f"{at}/explanations", {"number": 1, "answer": "施工单位垫付，年底前付清。"})
    office.on("2024-11-28").do(f"{at}/milestones-met", {"milestone": "2"})
    office.on("2024-12-01").do(f"{at}/completion", {"summary": "全部完工"})
    accepted = {"accepted_by": "示例县交通运输局", "document": "示交验〔2024〕9号"}
    office.on("2024-12-20").do(f"{at}/acceptance", accepted, by="government")
    office.do(f"{at}/settlement", {"amount_fen": 8_350_000_00, "document": "示审〔2024〕31号"})


def put_off(office: Office, project: str) -> None:
    """A deadline half a year later is no filing: it is asked for, decided by the 常委会, announced and owed to the congress."""
    at = f"/projects/{project}"
    office.on("2024-02-01").do(f"{at}/assignments", {"unit": "02", "document": "示政办〔2024〕5号"}, by="government")
    later = brief(
        TITLES[1],
        10_000_000_00,
        deadline_on="2025-06-30",
        deadline_text="2025年6月底",
        cross_year=True,
        stage_goal="完成主体",
    )
    filed = office.on("2024-08-20").ask(f"{at}/minor-changes", {"brief": later, "reason": "管线迁改"}, by="government")
    assert filed.status == 422, filed.json
    office.do(f"{at}/adjustments", {"kind": "adjust", "brief": later, "reason": "管线迁改"}, by="government")
    wrong = office.ask(f"{at}/adjustment-decisions", {"number": 1, "outcome": "adjusted"}, by="congress")
    assert wrong.codes == ["wrong_adjusting_body"]
    office.on("2024-08-30").do(
        f"{at}/adjustment-decisions",
        {"number": 1, "outcome": "adjusted", "document": "示人大常〔2024〕12号"}, by="standing_committee",
    )  # fmt: skip
    office.do(
        f"{at}/adjustment-announcements",
        {"number": 1, "announcement": "公告第7号", "medium": "示例县人大网"},
        by="standing_committee",
    )
    office.on("2025-01-21").do(
        f"{at}/adjustment-hearings", {"number": 1, "meeting": "示例县第十七届人民代表大会第四次会议"}, by="congress"
    )


def graded(office: Office, congress: str, day: str, rows: dict[str, tuple[int, int, int]], earlier: str = "") -> str:
    """The standing committee grades, 20 members, all present; the grades are announced the same day."""
    session = 22 if not earlier else 25
    office.on(day)
    meeting = office.begin(
        "/meetings",
        {
            "congress": congress, "body": "standing_committee", "term": 17, "session": session,
            "title": f"示例县第十七届人大常委会第{session}次会议", "from_on": day, "to_on": day,
        },
    )  # fmt: skip
    office.do(f"/meetings/{meeting}/sittings", {"sitting": {"kind": "plenary"}})
    heads = {"sitting": {"kind": "plenary"}, "due": 20, "present": 20, "on_leave": 0, "absent": 0}
    office.do(f"/meetings/{meeting}/attendance", heads)
    evaluation = office.begin(
        "/evaluations",
        {
            "meeting": meeting, "project_year": 2024, "venue": "sc_meeting",
            "items": [{"id": number, "title": TITLES[int(number[5:]) - 1]} for number in rows],
            **({"re_evaluation_of": earlier, "subject": "rectification"} if earlier else {}),
        },
    )  # fmt: skip
    at = f"/evaluations/{evaluation}"
    office.do(f"{at}/boxes", {"boxes": 1})
    office.do(f"{at}/issued", {"printed": 20, "issued": 20})
    office.do(f"{at}/collected", {"collected": 20})
    office.do(f"{at}/validity", {"valid": True})
    totals = [
        {"item": number, "satisfied": yes, "basically_satisfied": fairly, "dissatisfied": no}
        for number, (yes, fairly, no) in rows.items()
    ]
    office.do(f"{at}/totals", {"first": totals, "second": totals}, second=True)
    office.do(f"{at}/sheet", {"sha256": "2" * 64})
    office.do(f"{at}/declaration", second=True)
    office.do(f"{at}/announcement", {"number": "通报第1号", "medium": "示例县人大网"}, by="standing_committee")
    return evaluation


def looked_at_again(office: Office, congress: str, project: str) -> None:
    """不满意 owes a 回头看; plan, report, inspection, 再次测评, end: one line."""
    first = graded(office, congress, "2025-01-09", {"2024-01": (18, 2, 0), "2024-02": (4, 5, 11)})
    assert office.told(project)[-1] == "FollowUpOwed"
    at = f"/projects/{project}"
    measure = {"problem": "工期滞后", "measure": "增加作业面", "due_on": "2025-03-31"}
    office.on("2025-01-20").do(f"{at}/rectification-plans", {"number": 1, "measures": [measure]})
    office.on("2025-04-02").do(f"{at}/rectification-reports", {"number": 1, "text": "主体已经完工。"})
    office.on("2025-04-08").do(
        f"{at}/rectification-inspections", {"number": 1, "finding": "属实", "satisfactory": True}
    )
    graded(office, congress, "2025-06-12", {"2024-02": (16, 4, 0)}, earlier=first)
    assert office.told(project)[-1] == "ProjectReevaluated"
    office.do(f"{at}/follow-up-closings", {"number": 1, "conclusion": "整改到位"})


def test_a_wish_becomes_a_promise_that_is_built_adjusted_graded_and_looked_at_again(office: Office) -> None:
    congress = registered(office, COUNTY, solicitation={"feedback": "both"})
    cycle, wishes = solicited(office, congress)
    covered = [office.numbers[each] for each in wishes[1:]]
    office.on("2023-11-01").do(f"/proposals/{wishes[0]}/feedback", {"text": "已列入候选项目。"})
    notice = {"covers": covered, "medium": "示例县人民政府网站", "document": "示政办函〔2023〕30号"}
    office.do(f"/cycles/{cycle}/feedback-notices", notice)
    assert {office.told(each)[-1] for each in wishes} == {"FeedbackGiven"}
    first, second, third = chosen(office, COUNTY, congress, cycle)
    assert [office.told(each)[-1] for each in (first, second, third)] == [
        "ProjectSelected", "ProjectSelected", "ProjectNotSelected",
    ]  # fmt: skip
    selected = office.history(first)[-1]
    assert selected["envelope"]["effective_on"] == "2024-01-18"
    assert selected["event"]["announcement"] == "公告第4号"
    assert "ListBalloted" in office.told(cycle)
    built(office, first)
    put_off(office, second)
    looked_at_again(office, congress, second)
    what_is_read_back(office)


def what_is_read_back(office: Office) -> None:
    """The ledger after the year: money with its rate, promise beside delivery, the funnel, grades, and no second look owed."""
    of_year = f"congress={COUNTY.code}&year=2024"
    first, second = office.read(f"/ledger?{of_year}")["lines"]
    assert (first["project"], first["plan"]["fen"], first["standing_word"]) == ("2024-01", 8_000_000_00, "已验收")
    (completed,) = (rate for rate in first["rates"] if rate["name"] == "completed")
    assert (completed["percent"], completed["of_word"]) == ("105.0", "年度计划")
    behind = {entry["position"]: entry for entry in office.history(first["stream"])}
    assert [behind[each["position"]]["topic"] for each in completed["behind"]] == [
        "projects:AnnualPlanSet", "projects:ProgressReported",
    ]  # fmt: skip
    assert second["promised"]["fen"] == 10_000_000_00
    _, put_off_promise = office.read(f"/promises?{of_year}")["projects"]
    assert put_off_promise["promised"]["deadline_text"] == "2024年12月底"
    assert put_off_promise["adjusted"]["deadline_text"] == "2025年6月底"
    assert [(each["body_word"], each["announcement"], each["heard"]) for each in put_off_promise["between"]] == [
        ("人大常委会", "公告第7号", True)
    ]
    ends = office.read(f"/proposal-funnel?{of_year}")["ends"]
    assert {end["word"]: end["count"] for end in ends} | {"待筛选": 0} == {
        "待筛选": 0, "列入": 3, "合并": 1, "储备": 1, "转办": 1, "不予列入": 1,
    }  # fmt: skip
    graded_years = office.read(f"/satisfaction-years?congress={COUNTY.code}")["satisfaction"]["projects"]
    assert [grade["grade_word"] for grade in graded_years[1]["grades"]] == ["不满意", "满意"]
    todo = office.read(f"/todo?congress={COUNTY.code}&valid_on=2025-06-12")["items"]
    assert not [item for item in todo if item["number"] == "2024-02" and "回头看" in item["words"]]
    assert [item["number"] for item in todo if "转办" in item["words"]] == ["2024征-005"]


def test_a_grade_put_right_settles_the_second_look_that_the_wrong_one_owed(office: Office) -> None:
    congress = registered(office, COUNTY)
    cycle = opened(office.on("2023-09-01"), congress)
    for number in (1, 2, 3):
        proposal = wish(office.on("2023-09-20"), congress, number)
        office.on("2023-10-20").do(f"/proposals/{proposal}/adoption", {"cost_fen": 10_000_000_00})
    first, *_ = chosen(office, COUNTY, congress, cycle)
    evaluation = graded(office, congress, "2025-01-09", {"2024-01": (4, 5, 11)})
    assert office.told(first)[-1] == "FollowUpOwed"
    changes = [
        {"field": "/items/2024-01/satisfied", "before": 4, "after": 14},
        {"field": "/items/2024-01/dissatisfied", "before": 11, "after": 1},
    ]
    at = f"/evaluations/{evaluation}"
    office.on("2025-01-13").do(f"{at}/corrections", {"changes": changes, "reason": "录颠倒"}, second=True)
    office.do(f"{at}/declaration", second=True)
    office.do(f"{at}/announcement", {"number": "通报第2号", "medium": "示例县人大网"}, by="standing_committee")
    assert office.told(first)[-1] == "ProjectReevaluated"
    office.do(f"/projects/{first}/follow-up-closings", {"number": 1, "conclusion": "更正后等次为满意"})
