"""Does what follows from one record on other streams stand with it, or not at all?"""

from __future__ import annotations

from typing import Any

import pytest

from tests.api.kit import CLERK, Caller
from tests.api.office import Office
from tests.api.years import COUNTY, Place, announced, balloted, convened, drafted, opened, registered, submitted, wish


@pytest.fixture
def office(api: Caller) -> Office:
    return Office(api, CLERK)


@pytest.fixture
def congress(office: Office) -> str:
    return registered(office, COUNTY, solicitation={"feedback": "notice"})


@pytest.fixture
def cycle(office: Office, congress: str) -> str:
    return opened(office.on("2023-09-01"), congress)


@pytest.fixture
def projects(office: Office, congress: str, cycle: str) -> list[str]:
    """Three candidates on the final list, two seats; the session can vote."""
    for number in (1, 2, 3):
        proposal = wish(office.on("2023-09-20"), congress, number)
        office.on("2023-10-20").do(f"/proposals/{proposal}/adoption", {"cost_fen": 10_000_000_00})
    made = drafted(office.on("2023-11-10"), congress)
    submitted(office, COUNTY, cycle, [office.numbers[project] for project in made])
    return made


@pytest.fixture
def meeting(office: Office, congress: str, cycle: str, projects: list[str]) -> str:
    found = convened(office, COUNTY, congress)
    fixed = {"batch": 1, "items": [office.numbers[project] for project in projects], "seats": 2}
    office.on("2024-01-17").do(f"/cycles/{cycle}/final-lists", fixed, by="session_presidium")
    return found


VOTES = {"2024-01": 28, "2024-02": 25, "2024-03": 17}
CHANGES = [
    {"field": "/items/2024-02/votes_for", "before": 25, "after": 15},
    {"field": "/items/2024-02/votes_abstain", "before": 5, "after": 15},
]
CORRECTION = {"changes": CHANGES, "reason": "第二项与第三项录颠倒"}


def last(office: Office, projects: list[str]) -> list[str]:
    return [office.told(project)[-1] for project in projects]


def test_the_list_stands_from_the_moment_it_is_on_the_ballot(
    office: Office, cycle: str, meeting: str, projects: list[str]
) -> None:
    balloted(office.on("2024-01-18"), meeting, VOTES)
    assert office.told(cycle)[-1] == "ListBalloted"
    other = {
        "batch": 1,
        "items": ["2024-01", "2024-02"],
        "seats": 1,
        "changes": [{"kind": "dropped", "project": "2024-03", "reason": "撤回"}],
    }
    refused = office.ask(f"/cycles/{cycle}/final-lists", other, by="session_presidium")
    assert refused.status == 422
    assert office.told(cycle)[-1] == "ListBalloted"
    assert projects


def test_a_list_in_hand_that_is_not_the_final_one_opens_no_round(office: Office, meeting: str) -> None:
    other = [
        {"id": "2024-01", "title": "另一个名称"},
        {"id": "2024-02", "title": "示例"},
        {"id": "2024-03", "title": "示例"},
    ]
    asked = {"meeting": meeting, "project_year": 2024, "candidates": other, "seats": 2,
             "final_list": {"fixed_by": "session_presidium", "fixed_on": "2024-01-17"}}  # fmt: skip
    before = office.api.events()
    refused = office.on("2024-01-18").api.post("/rounds", asked)
    assert "list_differs" in refused.codes
    assert office.api.events() == before


def test_a_year_without_final_list_opens_no_round(office: Office, congress: str, projects: list[str]) -> None:
    found = convened(office, COUNTY, congress)
    refused = office.on("2024-01-18").api.post("/rounds", {"meeting": found, "project_year": 2024})
    assert "final_list_missing" in refused.codes
    assert last(office, projects) == ["ProjectDrafted"] * 3


def test_an_announcement_that_a_project_cannot_follow_is_not_recorded(
    office: Office, meeting: str, projects: list[str]
) -> None:
    ballot = balloted(office.on("2024-01-18"), meeting, VOTES)
    announced(office, COUNTY, ballot)
    head = office.api.events()
    twice = office.ask(
        f"/rounds/{ballot}/announcement", {"number": "公告第5号", "medium": "示例人大网"}, by="session_presidium"
    )
    assert twice.status == 422
    assert office.api.events() == head
    assert last(office, projects) == ["ProjectSelected", "ProjectSelected", "ProjectNotSelected"]


def test_one_announcement_is_one_transaction_with_one_time(office: Office, meeting: str, projects: list[str]) -> None:
    ballot = balloted(office.on("2024-01-18"), meeting, VOTES)
    announced(office, COUNTY, ballot)
    entries = [office.history(ballot)[-1], *(office.history(project)[-1] for project in projects)]
    assert len({entry["envelope"]["at"] for entry in entries}) == 1
    assert len({entry["envelope"]["command_id"] for entry in entries}) == 1
    positions = sorted(entry["position"] for entry in entries)
    assert positions == list(range(positions[0], positions[0] + 4))
    assert {entry["envelope"]["effective_on"] for entry in entries[1:]} == {"2024-01-18"}


def test_a_correction_before_assignment_moves_the_choice_with_the_new_announcement(
    office: Office, meeting: str, projects: list[str]
) -> None:
    ballot = balloted(office.on("2024-01-18"), meeting, VOTES)
    announced(office, COUNTY, ballot)
    office.on("2024-01-22").do(f"/rounds/{ballot}/corrections", CORRECTION, second=True)
    office.do(f"/rounds/{ballot}/declaration", second=True)
    announced_again: dict[str, Any] = {"number": "公告第5号", "medium": "示例人大网"}
    office.do(f"/rounds/{ballot}/announcement", announced_again, by="session_presidium")
    assert [office.told(project)[1:] for project in projects] == [
        ["ProjectSelected"],
        ["ProjectSelected", "ProjectNotSelected"],
        ["ProjectNotSelected", "ProjectSelected"],
    ]


def test_a_correction_that_would_take_out_what_is_assigned_is_refused(
    office: Office, meeting: str, projects: list[str]
) -> None:
    ballot = balloted(office.on("2024-01-18"), meeting, VOTES)
    announced(office, COUNTY, ballot)
    office.on("2024-02-01").do(f"/projects/{projects[1]}/assignments", {"unit": "01"}, by="government")
    head = office.api.events()
    refused = office.ask(f"/rounds/{ballot}/corrections", CORRECTION, second=True)
    assert refused.codes == ["choice_assigned"]
    assert "2024-02" in refused.json["errors"][0]["detail"]
    assert office.api.events() == head


def test_a_notice_answers_every_proposal_it_covers_or_none(office: Office, congress: str, cycle: str) -> None:
    wishes = [wish(office.on("2023-09-20"), congress, number) for number in (1, 2)]
    office.on("2023-10-20").do(f"/proposals/{wishes[0]}/reserve", {"reason": "前期工作未完成"})
    notice = {"covers": ["2024征-001", "2024征-002"], "medium": "示例政务网", "document": "示政办函〔2023〕30号"}
    head = office.api.events()
    early = office.ask(f"/cycles/{cycle}/feedback-notices", notice)
    assert (early.status, early.json["errors"][0]["pointer"]) == (422, "/covers/1")
    unknown = office.ask(f"/cycles/{cycle}/feedback-notices", {**notice, "covers": ["2024征-001", "2024征-009"]})
    assert (unknown.status, unknown.json["errors"][0]["pointer"]) == (404, "/covers/1")
    assert office.api.events() == head
    office.do(f"/cycles/{cycle}/feedback-notices", {**notice, "covers": ["2024征-001"]})
    assert last(office, wishes) == ["FeedbackGiven", "ProposalSubmitted"]


def test_a_second_year_of_work_for_one_year_is_refused(office: Office, congress: str, cycle: str) -> None:
    refused = office.api.post("/cycles", {"congress": congress, "project_year": 2024})
    assert refused.codes == ["already_exists"]
    assert office.told(cycle) == ["CycleOpened"]


REPORTING = Place(
    code=COUNTY.code, level="city", name="示例市人民代表大会", rules=("report_only", "sc_evaluation"), votes="congress",
    presides="government", fixes="government", announces="government",
)  # fmt: skip


def test_under_the_reporting_system_the_government_lists_and_nobody_votes(office: Office) -> None:
    place = Place(**{**{name: getattr(REPORTING, name) for name in REPORTING.__dataclass_fields__}, "code": "9901"})
    office = Office(office.api, type(CLERK)(congress="9901"))
    congress = registered(office, place)
    cycle = opened(office.on("2023-09-01"), congress)
    projects = [
        office.on("2023-11-10").begin("/projects", {"congress": congress, "project_year": 2024, "brief": {"title": f"示例项目{n}", "nature": "service", "unit": "01", "deadline_on": "2024-12-31"}})
        for n in (1, 2)
    ]  # fmt: skip
    numbers = [office.numbers[project] for project in projects]
    submitted(office, place, cycle, numbers)
    office.on("2024-01-17").do(
        f"/cycles/{cycle}/final-lists", {"batch": 1, "items": numbers, "seats": 2}, by="government"
    )
    office.do(f"/cycles/{cycle}/listing", {"batch": 1, "document": "示政发〔2024〕1号"}, by="government")
    assert last(office, projects) == ["ProjectListed", "ProjectListed"]
