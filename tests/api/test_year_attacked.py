"""Does a year of work hold against what nobody would believe: days without end, amounts without end, names of something else?"""

from __future__ import annotations

from typing import Any

import pytest

from tests.api.kit import CLERK, Caller
from tests.api.office import Office
from tests.api.years import COUNTY, brief, chosen, opened, registered, wish

BOUND = 2**53 - 1


@pytest.fixture
def office(api: Caller) -> Office:
    return Office(api, CLERK)


@pytest.fixture
def congress(office: Office) -> str:
    return registered(office, COUNTY)


def drafted_from(office: Office, congress: str) -> str:
    """A project that was only drafted."""
    asked = {"congress": congress, "project_year": 2024, "brief": brief("示例养老服务站")}
    return office.on("2023-11-10").begin("/projects", asked)


@pytest.fixture
def running(office: Office, congress: str) -> str:
    """A project of 2024 that is assigned."""
    cycle = opened(office.on("2023-09-01"), congress)
    for number in (1, 2, 3):
        proposal = wish(office.on("2023-09-20"), congress, number)
        office.on("2023-10-20").do(f"/proposals/{proposal}/adoption", {"cost_fen": 10_000_000_00})
    project = chosen(office, COUNTY, congress, cycle)[0]
    office.on("2024-02-01").do(f"/projects/{project}/assignments", {"unit": "01"}, by="government")
    return project


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
