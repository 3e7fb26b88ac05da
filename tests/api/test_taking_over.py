"""Can a congress begin in June with ten running projects and two past years, and go on from there?"""

from __future__ import annotations

from typing import Any

import pytest

from tests.api.kit import Caller, Who
from tests.api.office import Office
from tests.api.years import TOWN, brief, registered

CLERK = Who(congress=TOWN.code)
GO_LIVE = "2024-06-03"
PAPER = "示镇人大〔2024〕2号"


@pytest.fixture
def office(reading_api: Caller) -> Office:
    return Office(reading_api, CLERK)


@pytest.fixture
def congress(office: Office) -> str:
    """示例镇, whose ledger began in June 2024."""
    return registered(office, TOWN)


def past_ballot(office: Office, congress: str) -> str:
    """What the announcement of January says of the ballot."""
    rows = [{"title": f"示例项目{n}", "votes_for": 48 - n, "selected": n <= 10} for n in range(1, 13)]
    asked = {
        "congress": congress, "project_year": 2024, "batch": 1, "number": 1, "meeting_title": "示例镇第十九届人大第四次会议",
        "document": PAPER, "held_on": "2024-01-10", "due": 50, "present": 48, "seats": 10, "items": rows,
    }  # fmt: skip
    return office.begin("/past-rounds", asked, second=True)


def taken_over(office: Office, congress: str, ballot: str) -> list[str]:
    """Ten projects as they stood at the end of May, figures as printed."""
    return [
        office.begin(
            "/past-projects",
            {
                "congress": congress, "project_year": 2024, "document": PAPER, "standing": "running",
                "brief": brief(f"示例项目{n}", 1_000_000_00 * n), "selected_on": "2024-01-10", "selected_how": "票决",
                "printed": {"completed_fen": 400_000_00 * n}, "figures_on": "2024-05-31", "past_round": ballot,
            },
            second=True,
        )
        for n in range(1, 11)
    ]  # fmt: skip


def test_a_ledger_that_begins_in_june_goes_on_from_its_papers(office: Office, congress: str) -> None:
    office.on(GO_LIVE)
    for year in (2022, 2023):
        asked = {"congress": congress, "project_year": year, "document": f"示镇人大〔{year}〕1号",
                 "figures": [{"name": "票决确定项目", "value": "8件"}]}  # fmt: skip
        office.begin("/past-cycles", asked, second=True)
    projects = taken_over(office, congress, past_ballot(office, congress))
    assert [office.numbers[project] for project in projects] == [f"2024-{n:02}" for n in range(1, 11)]
    first = f"/projects/{projects[0]}"
    money = {"received_fen": 800_000_00, "paid_fen": 500_000_00, "completed_fen": 600_000_00}
    report: dict[str, Any] = {
        "period": "2024-06",
        "year": money,
        "start": money,
        "targets": [{"target": "1", "done": "12"}],
    }
    office.do(f"{first}/annual-plans", {"year": 2024, "amount_fen": 1_000_000_00}, by="government")
    office.on("2024-07-05").do(f"{first}/reports", report)
    office.do(f"{first}/accepted-reports", {"period": "2024-06"})
    told = office.history(projects[0])
    assert "补录" in told[0]["sentence"]
    assert PAPER in told[0]["sentence"]
    row = office.read(first)
    assert row["origin_word"] == "补录"
    assert row["project"] == "2024-01"


def test_a_past_year_that_the_ledger_does_not_know_decides_nothing(office: Office, congress: str) -> None:
    asked = {"congress": congress, "project_year": 2023, "document": "示镇人大〔2023〕1号"}
    cycle = office.on(GO_LIVE).begin("/past-cycles", asked, second=True)
    refused = office.ask(
        f"/cycles/{cycle}/solicitations", {"organiser": "government", "from_on": "2024-06-03", "to_on": "2024-06-20"}
    )
    assert refused.status == 422
    again = office.api.post("/past-cycles", {**asked, "approved_by": {"ref": "p-chair", "role": "chair"}}, who=CLERK)
    assert again.codes == ["already_exists"]


def test_what_is_typed_late_shows_both_days(office: Office, congress: str) -> None:
    cycle = office.on("2024-06-03").begin("/cycles", {"congress": congress, "project_year": 2025}, day="2024-05-06")
    (entry,) = office.history(cycle)
    assert "【补录：2024年5月6日发生，2024年6月3日登记】" in entry["sentence"]


def test_a_project_points_at_a_past_ballot_of_its_own_congress_or_at_none(office: Office, congress: str) -> None:
    office.on(GO_LIVE)
    asked = {"congress": congress, "project_year": 2024, "document": PAPER, "standing": "running", "brief": brief("示例项目"),
             "approved_by": {"ref": "p-chair", "role": "chair"}}  # fmt: skip
    for wrong in ("00000000-0000-5000-8000-000000000001", congress, "第一轮"):
        refused = office.api.post("/past-projects", {**asked, "past_round": wrong}, who=CLERK)
        assert (refused.status, refused.places) == (404, {"/past_round": "not_found"})
    ballot = past_ballot(office, congress).upper()
    project = office.begin("/past-projects", {**asked, "past_round": ballot})
    assert office.history(project)[0]["event"]["past_round"] == ballot.lower()
