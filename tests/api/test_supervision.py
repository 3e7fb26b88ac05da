"""Can a finding go from an inspection to its closing, and a report to its last reply, over HTTP, each by whom it belongs to?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from domain.profile import compose
from tests.api.kit import CLERK, COUNTY, TOWN, Caller, Said, Who
from tests.api.office import Office

DEPUTY = Who(person="9d1f6b3a-58c2-4e07-b6a4-3c7e0f2d8b15", role="deputy")
OTHER = replace(DEPUTY, person="2e8c4f70-91ab-4d36-8f5e-6a0b7c3d1e94")
GOVERNMENT = Who(person="p-government", role="government")
UNIT = Who(person="p-unit", role="unit")


@pytest.fixture
def office(reading_api: Caller) -> Office:
    office = Office(reading_api, CLERK).on("2024-01-02")
    congress = office.begin("/congresses", {"code": COUNTY, "level": "county", "name": "示例县人民代表大会"})
    office.do(f"/congresses/{congress}/units", {"unit": "01", "name": "示例县交通运输局"})
    office.do(f"/congresses/{congress}/profiles", {"profile": compose("county", "sc_evaluation")})
    for title in ("示例县农村公路提升", "示例县城区公共停车位"):
        brief = {"title": title, "nature": "construction", "unit": "01", "total_fen": 1_000_000_00}
        office.begin("/projects", {"congress": congress, "project_year": 2024, "brief": brief})
    office.numbers["congress"] = congress
    return office


def finding(office: Office, **changes: Any) -> dict[str, Any]:
    return {
        "congress": office.numbers["congress"], "found_on": "2024-05-20", "source": "inspection", "projects": ["2024-01"],
        "matter": "排水沟没有接通", "raised_by": DEPUTY.person, **changes,
    }  # fmt: skip


def says(office: Office, who: Who, path: str, body: dict[str, Any], day: str) -> Said:
    """A step by somebody else than the clerk, on the newest version."""
    office.on(day)
    return office.api.post(path, body, who=who, version=office.version(path.split("/")[2]))


def inspected(office: Office) -> str:
    """An inspection of 20 May, held."""
    plan = {
        "congress": office.numbers["congress"], "planned_on": "2024-05-20", "kind": "inspection", "title": "农村公路视察",
        "projects": ["2024-01"], "group": "第一监督小组",
    }  # fmt: skip
    own = office.on("2024-05-10").begin("/inspections", plan)
    held = {"count": 12, "summary": "排水没有接通", "participants": [DEPUTY.person], "places": ["示例村"]}
    office.on("2024-05-20").do(f"/inspections/{own}/visit", held)
    return own


def raised(office: Office, who: Who = DEPUTY, **changes: Any) -> str:
    """A finding that a deputy enters himself."""
    office.on("2024-05-22")
    said = office.api.post("/findings", finding(office, **changes), who=who)
    assert said.status == 201, said.json
    return str(said.json["stream"])


def closed(office: Office, own: str) -> None:
    """Assigned by the government, answered by the unit, accepted by the deputy, closed by the clerk."""
    steps = (
        (GOVERNMENT, "assignment", {"unit": "01"}, "2024-05-24"),
        (UNIT, "answers", {"measures": "接通排水沟", "result": "雨后没有积水"}, "2024-07-03"),
        (DEPUTY, "acceptance", {"checked": "雨后看过"}, "2024-07-10"),
        (CLERK, "closing", {"conclusion": "完成整改"}, "2024-07-11"),
    )
    for who, step, body, day in steps:
        said = says(office, who, f"/findings/{own}/{step}", body, day)
        assert said.status == 200, said.json


def test_a_finding_goes_from_hand_to_hand_until_it_is_closed(office: Office) -> None:
    inspected(office)
    own = raised(office, inspection="2024视-001")
    refused = says(office, OTHER, f"/findings/{own}/acceptance", {}, "2024-05-23")
    assert refused.status == 422
    closed(office, own)
    assert office.told(own) == [
        "FindingRecorded", "FindingAssigned", "FindingAnswered", "AnswerAccepted", "FindingClosed",
    ]  # fmt: skip
    row = office.read(f"/findings/{own}")
    assert (row["says"], row["status_word"], row["raised_by"], row["acts"][2]["late_days"]) == (
        "2024问-001",
        "已销号",
        DEPUTY.person,
        10,
    )
    assert office.history(own)[1]["sentence"] == "交办给示例县交通运输局，2024年6月23日前答复。"


def test_somebody_else_than_who_raised_it_is_refused_by_name_of_the_reason(office: Office) -> None:
    own = raised(office)
    for who, step, body, day in (
        (GOVERNMENT, "assignment", {"unit": "01"}, "2024-05-24"),
        (UNIT, "answers", {"measures": "接通排水沟", "result": "雨后没有积水"}, "2024-06-03"),
    ):
        assert says(office, who, f"/findings/{own}/{step}", body, day).status == 200
    said = says(office, OTHER, f"/findings/{own}/acceptance", {}, "2024-06-10")
    assert (said.status, said.codes) == (422, ["not_who_raised_it"])
    said = says(office, UNIT, f"/findings/{own}/acceptance", {}, "2024-06-10")
    assert (said.status, said.codes) == (403, ["role_not_admitted"])
    said = office.ask(f"/findings/{own}/acceptance", second=False)
    assert said.codes == ["second_person_missing"]
    office.do(f"/findings/{own}/acceptance", second=True)


def test_outside_only_closed_findings_are_listed_and_pages_do_not_tell_of_others(office: Office) -> None:
    first, second, third = (raised(office) for _ in range(3))
    closed(office, first)
    closed(office, third)
    inside = office.read("/findings?project=2024-01&open=false")
    assert [item["stream"] for item in inside["items"]] == [first, third]
    assert [item["stream"] for item in office.read("/findings?open=true")["items"]] == [second]
    assert [item["stream"] for item in office.read("/findings?unit=01&limit=1")["items"]] == [first]
    assert office.read("/findings?project=2024-02")["items"] == []
    public = office.api.get("/api/v1/findings?limit=1", who=None).json
    assert [item["says"] for item in public["items"]] == ["2024问-001"]
    rest = office.api.get(f"/api/v1/findings?limit=1&after={public['next']}", who=None).json
    assert ([item["says"] for item in rest["items"]], rest["next"]) == (["2024问-003"], None)
    assert DEPUTY.person not in str(public) + str(rest)
    assert office.api.get(f"/api/v1/findings/{second}", who=None).status == 404
    neighbour = Who(person="p-other", role="clerk", congress=TOWN)
    assert office.api.get(f"/api/v1/findings/{second}", who=neighbour).status == 404
    assert office.api.get("/api/v1/findings?open=maybe", who=None).json["errors"][0]["code"] == "query_invalid"


def test_inspections_are_listed_by_project_and_group_and_public_once_held(office: Office) -> None:
    own = inspected(office)
    plan = {
        "congress": office.numbers["congress"], "planned_on": "2024-06-20", "kind": "pre_session", "title": "会前视察",
        "projects": ["2024-02"],
    }  # fmt: skip
    later = office.on("2024-06-01").begin("/inspections", plan)
    assert office.numbers[later] == "2024视-002"
    assert [item["stream"] for item in office.read("/inspections?group=第一监督小组")["items"]] == [own]
    assert [item["stream"] for item in office.read("/inspections?open=true&project=2024-02")["items"]] == [later]
    public = office.api.get("/api/v1/inspections", who=None).json
    assert [(item["says"], "summary" in str(item)) for item in public["items"]] == [("2024视-001", False)]
    office.on("2024-06-19").do(f"/inspections/{later}/calling-off", {"reason": "大雨"})
    office.do(f"/inspections/{own}/opinions", {"to": "示例县人民政府", "opinions": ["接通排水沟"]})
    assert office.ask(f"/inspections/{later}/visit", {"count": 3, "summary": "看过"}).codes == ["not_now"]


def test_a_report_runs_until_its_second_reply_is_judged(office: Office) -> None:
    plan = {
        "congress": office.numbers["congress"], "due_on": "2024-12-20", "kind": "completion_and_candidates",
        "title": "2024年度完成情况和2025年度候选项目的报告", "heard_by": "standing_committee",
        "completion_year": 2024, "candidates_year": 2025, "projects": ["2024-01", "2024-02"],
    }  # fmt: skip
    own = office.on("2024-11-20").begin("/reports", plan)
    assert office.numbers[own] == "2024报-001"
    body = {"document": "示政〔2024〕88号"}
    assert says(office, GOVERNMENT, f"/reports/{own}/submission", body, "2024-12-18").status == 200
    assert office.api.get(f"/api/v1/reports/{own}", who=None).status == 404
    heard = {"meeting": "示例县第十七届人大常委会第二十次会议"}
    office.on("2024-12-26").do(f"/reports/{own}/deliberation", heard, by="standing_committee")
    letter = {
        "number": "示人常审〔2024〕6号",
        "items": [{"id": "1", "text": "查明原因", "unit": "01", "projects": ["2024-02"]}, {"id": "2", "text": "写明地点"}],
    }  # fmt: skip
    office.on("2024-12-28").do(f"/reports/{own}/opinions", letter, by="standing_committee")
    one = {"replies": [{"opinion": "1", "text": "管线迁改"}]}
    assert says(office, GOVERNMENT, f"/reports/{own}/replies", one, "2025-03-20").codes == ["opinion_unanswered"]
    both = {"replies": [*one["replies"], {"opinion": "2", "text": "已写明到村"}]}
    assert says(office, GOVERNMENT, f"/reports/{own}/replies", both, "2025-04-02").status == 200
    verdict = {"verdict": "dissatisfied", "again_by": "2025-06-30"}
    office.on("2025-04-24").do(f"/reports/{own}/judgement", verdict, by="standing_committee")
    assert [item["stream"] for item in office.read("/reports?open=true&unit=01&project=2024-02")["items"]] == [own]
    office.on("2025-06-20").do(f"/reports/{own}/replies", both)
    office.on("2025-07-24").do(f"/reports/{own}/judgement", {"verdict": "satisfied"}, by="standing_committee")
    office.on("2025-07-30").do(f"/reports/{own}/closing", {"conclusion": "都已办理"})
    public = office.api.get(f"/api/v1/reports/{own}?at_least={office.api.events()}", who=None).json
    assert [len(item["replies"]) for item in public["opinions"]] == [2, 2]
    assert (public["status_word"], public["acts"][-1]["conclusion"]) == ("已办结", "都已办理")


def test_what_cannot_be_named_is_refused_at_its_place(office: Office) -> None:
    office.on("2024-05-22")
    wrong = finding(office, projects=["2024-01", "2024-9", "甲", "2024-99"], inspection="2024视-009")
    said = office.api.post("/findings", wrong)
    assert said.places == {
        f"/{place}": "not_found" for place in ("projects/1", "projects/2", "projects/3", "inspection")
    }
    many = finding(office, projects=[f"2024-{number:03}" for number in range(201)])
    assert office.api.post("/findings", many).places == {"/projects": "too_many_named"}
    elsewhere = office.api.post("/findings", finding(office, congress="00000000-0000-5000-8000-000000000001"))
    assert elsewhere.places == {"/congress": "not_found"}
    neighbour = Who(person="p-other", congress=TOWN)
    assert office.api.post("/findings", finding(office), who=neighbour).codes == ["other_congress"]


def test_the_year_of_supervision_is_for_those_inside(office: Office) -> None:
    inspected(office)
    path = f"/api/v1/supervision?year=2024&congress={COUNTY}&at_least={office.api.events()}"
    found = office.api.get(path, who=CLERK).json
    assert (found["year"], found["supervision"]) == (2024, {"projects": [], "groups": []}), "nothing is chosen yet"
    for who in (GOVERNMENT, DEPUTY, None):
        assert office.api.get(path, who=who).status == 403
