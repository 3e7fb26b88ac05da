"""Does a year of work hold against what nobody would believe: days and amounts without end, two lists, late corrections, races?"""

from __future__ import annotations

from typing import Any

import pytest

from domain.streams import cycle_id, proposal_id
from projects.deciders.cycles import CYCLE
from tests.api.kit import CLERK, Caller
from tests.api.office import Office
from tests.api.years import COUNTY, balloted, brief, convened, drafted, opened, registered, submitted, wish

BOUND = 2**53 - 1
PAPER = {"number": "公告第5号", "medium": "示例人大网"}
CORRECTION = {
    "changes": [
        {"field": "/items/2024-02/votes_for", "before": 25, "after": 15},
        {"field": "/items/2024-02/votes_abstain", "before": 5, "after": 15},
    ],
    "reason": "第二项与第三项录颠倒",
}


@pytest.fixture
def office(reading_api: Caller) -> Office:
    return Office(reading_api, CLERK)


@pytest.fixture
def congress(office: Office) -> str:
    return registered(office, COUNTY)


@pytest.fixture
def cycle(office: Office, congress: str) -> str:
    return opened(office.on("2023-09-01"), congress)


@pytest.fixture
def projects(office: Office, congress: str, cycle: str) -> list[str]:
    """Three projects on the final list of the year 2024, two seats."""
    for number in (1, 2, 3):
        proposal = wish(office.on("2023-09-20"), congress, number)
        office.on("2023-10-20").do(f"/proposals/{proposal}/adoption", {"cost_fen": 10_000_000_00})
    made = drafted(office.on("2023-11-10"), congress)
    submitted(office, COUNTY, cycle, numbers(office, made))
    return made


@pytest.fixture
def meeting(office: Office, congress: str, cycle: str, projects: list[str]) -> str:
    """The session of January 2024, the list being final."""
    found = convened(office, COUNTY, congress)
    fixed = {"batch": 1, "items": numbers(office, projects), "seats": 2}
    office.on("2024-01-17").do(f"/cycles/{cycle}/final-lists", fixed, by="session_presidium")
    return found


@pytest.fixture
def ballot(office: Office, meeting: str, projects: list[str]) -> str:
    """The ballot that chose the first two, announced on the last day of the session but one."""
    found = balloted(office.on("2024-01-18"), meeting, dict(zip(numbers(office, projects), (28, 25, 17), strict=True)))
    paper = {"number": "公告第4号", "medium": "示例人大网"}
    office.do(f"/rounds/{found}/announcement", paper, by="session_presidium")
    return found


def numbers(office: Office, made: list[str]) -> list[str]:
    return [office.numbers[each] for each in made]


@pytest.fixture
def running(office: Office, ballot: str, projects: list[str]) -> str:
    """A project of 2024 that is assigned."""
    assert ballot
    office.on("2024-02-01").do(f"/projects/{projects[0]}/assignments", {"unit": "01"}, by="government")
    return projects[0]


@pytest.mark.parametrize("day", ["0001-01-01", "1949-09-30", "2200-01-01", "9999-12-31"])
def test_a_day_outside_the_calendar_is_refused_wherever_it_stands(office: Office, running: str, day: str) -> None:
    at, head = f"/projects/{running}", office.api.events()
    milestones = [{"id": "1", "name": "开工", "due_on": "2024-03-31"}, {"id": "2", "name": "完工", "due_on": day}]
    plan = office.on("2024-03-05").ask(f"{at}/plans", {"year": 2024, "milestones": milestones})
    assert (plan.status, plan.places) == (422, {"/milestones/1/due_on": "day_out_of_range"})
    question = {"alert": "payable", "question": "欠款由谁垫付？", "due_on": day}
    asked = office.ask(f"{at}/questions", question)
    assert (asked.status, asked.places) == (422, {"/due_on": "day_out_of_range"})
    assert office.api.events() == head


def parts(count: int) -> list[dict[str, Any]]:
    return [{"id": str(number), "title": "示", "amount_fen": BOUND} for number in range(1, count + 1)]


def test_amounts_that_add_up_beyond_all_numbers_are_refused_and_break_nothing(office: Office, congress: str) -> None:
    office.on("2023-11-10")
    promise = brief("示例养老服务站", BOUND, sub_items=parts(2100), sources=[])
    said = office.api.post("/projects", {"congress": congress, "project_year": 2024, "brief": promise})
    assert (said.status, said.places) == (422, {"/brief/sub_items": "parts_above_whole"})
    assert "各子项金额合计18915118434956.0811万元" in said.json["detail"]


def reviewed(day: str) -> list[dict[str, str]]:
    return [{"step": step, "body": body, "on": day} for step, body in COUNTY.reviews]


def test_what_was_not_chosen_one_year_is_chosen_reported_and_paid_in_the_next(
    office: Office, congress: str, ballot: str, projects: list[str]
) -> None:
    assert ballot
    third, at = projects[2], f"/projects/{projects[2]}"
    cycle = opened(office.on("2024-09-01"), congress, 2025)
    drawn = {"batch": 1, "items": ["2024-03"], "steps": reviewed("2024-11-22")}
    early = office.on("2024-11-22").ask(f"/cycles/{cycle}/preliminary-lists", drawn, by="government")
    assert (early.status, early.places) == (422, {"/items/0": "deadline_before_year"})
    again = brief("示例城区公共停车位", deadline_on="2025-12-31", deadline_text="2025年12月底")
    office.do(f"{at}/revisions", {"brief": again, "reason": "列入2025年度"})
    others = [
        office.begin("/projects", {"congress": congress, "project_year": 2025, "brief": {**again, "title": f"示例{n}"}})
        for n in (1, 2)
    ]
    listed = numbers(office, [third, *others])
    office.do(f"/cycles/{cycle}/preliminary-lists", {**drawn, "items": listed}, by="government")
    publicity = {"batch": 1, "from_on": "2024-11-22", "to_on": "2024-11-30", "medium": "示例政务网"}
    office.do(f"/cycles/{cycle}/publicity", publicity)
    office.on("2024-12-02").do(f"/cycles/{cycle}/publicity-ends", {"batch": 1})
    paper = {"batch": 1, "document": "示政函〔2024〕9号", "submitted_to": "congress"}
    office.do(f"/cycles/{cycle}/submissions", paper, by="government")
    meeting = sat(office, congress, 4, "2025-01-18")
    fixed = {"batch": 1, "items": listed, "seats": 2}
    office.do(f"/cycles/{cycle}/final-lists", fixed, by="session_presidium")
    ballot = balloted(office, meeting, dict(zip(listed, (28, 25, 17), strict=True)), project_year=2025)
    office.do(f"/rounds/{ballot}/announcement", PAPER, by="session_presidium")
    office.on("2025-02-01").do(f"{at}/assignments", {"unit": "01"}, by="government")
    office.do(f"{at}/annual-plans", {"year": 2025, "amount_fen": 8_000_000_00}, by="government")
    milestones = [{"id": "1", "name": "完工", "due_on": "2025-11-30"}]
    office.do(f"{at}/plans", {"year": 2025, "milestones": milestones})
    money = {"paid_fen": 1_000_000_00}
    office.on("2025-04-05").do(f"{at}/reports", {"period": "2025-03", "year": money, "start": money})
    lines = {year: office.read(f"/ledger?year={year}")["lines"] for year in (2024, 2025)}
    assert [line["project"] for line in lines[2024]] == ["2024-01", "2024-02"]
    assert [(line["project"], line["carried_over"]) for line in lines[2025]] == [("2024-03", False), ("2025-01", False)]


def sat(office: Office, congress: str, session: int, day: str) -> str:
    """A session of one day at which a round can be opened."""
    asked = {
        "congress": congress, "body": "congress", "term": 17, "session": session, "title": f"示例县人民代表大会第{session}次会议",
        "from_on": day, "to_on": day,
    }  # fmt: skip
    meeting = office.on(day).begin("/meetings", asked)
    at, plenary = f"/meetings/{meeting}", {"kind": "plenary", "number": 1}
    office.do(f"{at}/sittings", {"sitting": plenary})
    office.do(f"{at}/method", {"profile_version": 1, "title": "票决办法"}, by="congress")
    office.do(f"{at}/scrutineers", {"chief": {"person": "6f1c0e52-3a7b-4d89-9e14-2b5a7c8d0f31"}}, by="congress")
    office.do(f"{at}/attendance", {"sitting": plenary, "due": 30, "present": 30, "on_leave": 0, "absent": 0})
    return meeting


def test_a_project_that_waits_on_the_list_of_one_year_does_not_come_onto_that_of_another(
    office: Office, congress: str, meeting: str
) -> None:
    assert meeting
    cycle = opened(office.on("2024-01-17"), congress, 2025)
    asked = {"batch": 1, "items": ["2024-02"], "steps": reviewed("2024-01-17")}
    said = office.ask(f"/cycles/{cycle}/preliminary-lists", asked, by="government")
    assert "on_another_list" in said.codes
    assert "2024年度第1批" in said.json["errors"][0]["detail"]


def test_a_list_is_put_to_one_ballot(office: Office, congress: str, ballot: str) -> None:
    assert ballot
    second = sat(office, congress, 4, "2024-03-18")
    said = office.api.post("/rounds", {"meeting": second, "project_year": 2024}, who=office.who)
    assert (said.status, said.places) == (422, {"/batch": "list_stands"})


def test_a_list_whose_ballot_came_to_nothing_may_be_put_to_another(
    office: Office, congress: str, meeting: str, cycle: str
) -> None:
    first = office.on("2024-01-18").begin("/rounds", {"meeting": meeting, "project_year": 2024})
    office.do(f"/rounds/{first}/voiding", {"reason": "票样印错"}, by="session_presidium")
    second = sat(office, congress, 4, "2024-03-18")
    office.begin("/rounds", {"meeting": second, "project_year": 2024})
    assert office.told(cycle)[-2:] == ["ListBalloted", "ListBalloted"]


def test_between_a_correction_and_the_new_announcement_nothing_is_assigned_and_nothing_hangs(
    office: Office, ballot: str, projects: list[str]
) -> None:
    office.on("2024-01-22").do(f"/rounds/{ballot}/corrections", CORRECTION, second=True)
    for project in projects[:2]:
        said = office.ask(f"/projects/{project}/assignments", {"unit": "01"}, by="government")
        assert said.codes == ["choice_under_correction"]
    office.do(f"/rounds/{ballot}/declaration", second=True)
    office.do(f"/rounds/{ballot}/announcement", PAPER, by="session_presidium")
    office.do(f"/projects/{projects[2]}/assignments", {"unit": "01"}, by="government")
    fallen = office.read(f"/projects/{projects[1]}")
    assert (fallen["standing"], fallen["origin"], fallen["promise"]) == ("not_chosen", None, None)


def test_a_round_that_chose_what_was_announced_is_not_voided(office: Office, ballot: str, projects: list[str]) -> None:
    office.do(f"/rounds/{ballot}/corrections", CORRECTION, second=True)
    said = office.ask(f"/rounds/{ballot}/voiding", {"reason": "重新投票"}, by="session_presidium", second=True)
    assert said.codes == ["choice_announced"]
    assert office.told(projects[0])[-1] == "ProjectSelected"


def test_two_who_propose_at_the_same_time_get_two_numbers(
    office: Office, congress: str, cycle: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody takes the next number after it was looked up and before the proposal is recorded under it."""
    assert cycle
    ledger, series = office.api.desk.ledger, proposal_id(congress, 2024, 1)
    loaded, seen, others = ledger.load, list[int](), list[str]()

    def load(decider: Any, wanted: Any, **more: Any) -> Any:
        found = loaded(decider, wanted, **more)
        if wanted == series and not seen:
            seen.append(found.version)
            others.append(wish(office, congress, 1))
        return found

    monkeypatch.setattr(ledger, "load", load)
    own = wish(office.on("2023-09-20"), congress, 2)
    assert [office.numbers[each] for each in (*others, own)] == ["2024征-001", "2024征-002"]
    assert [office.told(each) for each in (*others, own)] == [["ProposalSubmitted"], ["ProposalSubmitted"]]


def test_a_ballot_is_never_opened_on_a_list_that_was_replaced_meanwhile(
    office: Office, congress: str, cycle: str, meeting: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody fixes the list anew after it was read for the ballot and before the ballot is recorded."""
    ledger, stream = office.api.desk.ledger, cycle_id(congress, 2024)
    loaded, seen = ledger.load, list[int]()

    def load(decider: Any, wanted: Any, **more: Any) -> Any:
        found = loaded(decider, wanted, **more)
        if decider is CYCLE and wanted == stream and not seen:
            seen.append(found.version)
            fewer = {"batch": 1, "items": ["2024-01", "2024-02", "2024-03"], "seats": 1}
            office.on("2024-01-18").do(f"/cycles/{cycle}/final-lists", fewer, by="session_presidium")
        return found

    monkeypatch.setattr(ledger, "load", load)
    opened_round = office.on("2024-01-18").begin("/rounds", {"meeting": meeting, "project_year": 2024})
    assert office.history(opened_round)[0]["event"]["seats"] == 1
