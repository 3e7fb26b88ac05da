"""Do proposals go over HTTP from the form to the funnel, each seen by whom it is meant for?"""

from __future__ import annotations

from typing import Any

import pytest

from domain.profile import compose
from domain.streams import cycle_id
from tests.api.kit import CLERK, COUNTY, TOWN, Caller, Who
from tests.api.office import Office

GOVERNMENT = Who(person="p-government", role="government")
OTHER_GOVERNMENT = Who(person="p-town", role="government", congress=TOWN)
PROPOSER = "7d0f4b86-91c2-4e37-a5d8-3c6b1f20e954"
FUNNEL = f"/proposal-funnel?congress={COUNTY}&year=2024"


@pytest.fixture
def office(reading_api: Caller) -> Office:
    """示例县, whose rules publish reviewed titles and answer by notice."""
    office = Office(reading_api, CLERK)
    office.on("2022-01-10")
    office.numbers["congress"] = office.begin("/congresses", {"code": COUNTY, "level": "county", "name": "示例县"})
    differences = {"publication": {"proposals": "reviewed_titles"}, "solicitation": {"feedback": "notice"}}
    sections = compose("county", "sc_evaluation")
    profile = compose(
        "county", "sc_evaluation", {name: {**sections[name], **each} for name, each in differences.items()}
    )
    office.do(f"/congresses/{office.numbers['congress']}/profiles", {"profile": profile})
    return office.on("2023-09-18")


def submitted(office: Office, **changes: Any) -> str:
    asked = {
        "congress": office.numbers["congress"], "project_year": 2024, "channel": "liaison_station", "title": "改造示例镇农村公路",
        "content": "路面破损，请整修。", "proposer_kind": "deputy", "proposer": PROPOSER, **changes,
    }  # fmt: skip
    return office.begin("/proposals", asked)


def test_a_proposal_goes_from_the_form_to_the_funnel(office: Office) -> None:
    cycle = office.begin("/cycles", {"congress": office.numbers["congress"], "project_year": 2024})
    one, two, three = (submitted(office) for _ in range(3))
    assert [office.numbers[each] for each in (one, two, three)] == ["2024征-001", "2024征-002", "2024征-003"]
    office.on("2023-11-08").do(f"/proposals/{one}/adoption", {"cost_fen": 300_000_000, "cost_text": "约300万元"})
    office.do(f"/proposals/{two}/merger", {"into": "2024征-001"})
    office.do(f"/proposals/{three}/transfer", {"to": "hotline_12345"})
    office.do(f"/proposals/{three}/transfer-number", {"number": "示例-12"})
    office.do(f"/proposals/{one}/publication", {"title": "农村公路改造"})
    notice = {"covers": ["2024征-001", "2024征-002"], "medium": "示例县政府网站", "document": "示政办函〔2023〕41号"}
    office.on("2023-12-06").do(f"/cycles/{cycle}/feedback-notices", notice)
    owing = office.read(f"/proposals?congress={COUNTY}&year=2024&open=true")["items"]
    assert [row["number"] for row in owing] == ["2024征-003"]
    assert office.read(f"/proposals?congress={COUNTY}&year=2023")["items"] == []
    assert office.told(two) == ["ProposalSubmitted", "ProposalMerged", "FeedbackGiven"]
    assert office.history(two)[2]["event"]["notice"] == str(cycle_id(office.numbers["congress"], 2024))
    row = office.read(f"/proposals/{one}")
    assert (row["status_word"], [each["number"] for each in row["sources"]]) == ("列入", ["2024征-002"])
    funnel = office.read(FUNNEL)
    assert [stage["count"] for stage in funnel["stages"]] == [3, 1, 0, 0, 0]
    assert funnel["feedback_owed"]["numbers"] == ["2024征-003"]
    proposal = funnel["links"]["proposal"].removeprefix("/api/v1").format(stream=funnel["streams"]["2024征-003"])
    assert office.read(proposal)["ends"][0]["number"] == "示例-12"


def test_a_notice_that_covers_what_is_not_screened_records_nothing_at_all(office: Office) -> None:
    cycle = office.begin("/cycles", {"congress": office.numbers["congress"], "project_year": 2024})
    one, two = submitted(office), submitted(office)
    office.on("2023-11-08").do(f"/proposals/{one}/reserve", {"reason": "前期工作未完成"})
    before = office.api.events()
    notice = {"covers": ["2024征-001", "2024征-002"], "medium": "示例县政府网站", "document": "示政办函〔2023〕41号"}
    said = office.on("2023-12-06").ask(f"/cycles/{cycle}/feedback-notices", notice)
    assert said.codes == ["nothing_to_answer"]
    assert "2024征-002" in said.json["errors"][0]["detail"]
    assert office.api.events() == before
    said = office.ask(f"/proposals/{two}/feedback", {"how": "by_notice", "notice": cycle})
    assert said.codes == ["notice_first"]


def test_the_government_screens_and_sees_the_proposals_of_its_own_congress(office: Office) -> None:
    own = submitted(office)
    at_least = f"?at_least={office.api.events()}"
    seen = office.api.get(f"/api/v1/proposals/{own}{at_least}", who=GOVERNMENT)
    assert seen.json["proposer"] == PROPOSER
    done = office.api.post(
        f"/proposals/{own}/refusal", {"reason_code": "DUPLICATE", "reason": "已在建设"}, who=GOVERNMENT,
        version=seen.headers["etag"],
    )  # fmt: skip
    assert done.status == 200, done.json
    assert office.api.get(f"/api/v1/proposals/{own}{at_least}", who=OTHER_GOVERNMENT).status == 404
    assert office.api.get(f"/api/v1{FUNNEL}", who=GOVERNMENT).json["streams"]
    assert "streams" not in office.api.get(f"/api/v1{FUNNEL}", who=OTHER_GOVERNMENT).json
    assert office.api.post(f"/proposals/{own}/publication", {"title": "甲"}, who=GOVERNMENT, version=2).status == 403


def test_the_public_sees_reviewed_titles_and_counts(office: Office) -> None:
    own, hidden = submitted(office), submitted(office, title="没有审核")
    office.do(f"/proposals/{own}/publication", {"title": "农村公路改造"})
    assert len(office.read(f"/proposals?congress={COUNTY}")["items"]) == 2
    listed = office.api.get(f"/api/v1/proposals?congress={COUNTY}", who=None).json["items"]
    assert [row["title"] for row in listed] == ["农村公路改造"]
    assert office.api.get(f"/api/v1/proposals/{hidden}", who=None).status == 404
    seen = office.api.get(f"/api/v1{FUNNEL}", who=None).json
    assert seen["stages"][0] == {"stage": "received", "word": "收到建议项目", "of": "proposals", "count": 2}
    assert PROPOSER not in repr((listed, seen))


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("", "年度"), ("congress=990101", "年度"), ("year=2024", "写明是哪个人大"), ("congress=990101&year=24", "年度"),
        ("congress=990101&year=二〇二四", "年度"), ("congress=x&year=2024", "行政区划代码"), ("congress=990101&year=2024&z=1", "没有参数"),
    ],
)  # fmt: skip
def test_a_funnel_is_asked_for_by_congress_and_year(office: Office, query: str, says: str) -> None:
    said = office.api.get(f"/api/v1/proposal-funnel?{query}")
    assert said.status == 400
    assert says in said.json["detail"] + repr(said.json.get("errors"))


def test_there_is_no_funnel_of_a_year_without_solicitation(office: Office) -> None:
    said = office.api.get(f"/api/v1/proposal-funnel?congress={COUNTY}&year=2031")
    assert (said.status, said.json["errors"][0]["code"]) == (404, "not_found")
