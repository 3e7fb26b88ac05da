"""Do re-ballots, votes on a whole report and late corrections choose what they should, and nothing that was taken back?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.api.kit import CLERK, Caller
from tests.api.office import Office
from tests.api.years import COUNTY, Place, convened, drafted, opened, registered, submitted, wish

PAPER = {"number": "公告第4号", "medium": "示例人大网"}
WHOLE_REPORT = replace(COUNTY, rules=("report_vote", "sc_evaluation"))


@pytest.fixture
def office(api: Caller) -> Office:
    return Office(api, CLERK)


def listed(office: Office, place: Place, seats: int) -> tuple[str, list[str]]:
    """A session on 18 January 2024 with three projects on the final list of the year."""
    congress = registered(office, place)
    cycle = opened(office.on("2023-09-01"), congress)
    for number in (1, 2, 3):
        proposal = wish(office.on("2023-09-20"), congress, number)
        office.on("2023-10-20").do(f"/proposals/{proposal}/adoption", {"cost_fen": 10_000_000_00})
    projects = drafted(office.on("2023-11-10"), congress)
    numbers = [office.numbers[project] for project in projects]
    submitted(office, place, cycle, numbers)
    meeting = convened(office, place, congress)
    fixed = {"batch": 1, "items": numbers, "seats": seats}
    office.on("2024-01-17").do(f"/cycles/{cycle}/final-lists", fixed, by="session_presidium")
    office.on("2024-01-18")
    return meeting, projects


def counted(office: Office, ballot: str, votes: dict[str, int]) -> str:
    """The papers of a round up to the signed sheet; answers the round's address."""
    at = f"/rounds/{ballot}"
    office.do(f"{at}/boxes", {"boxes": 1})
    office.do(f"{at}/issued", {"printed": 30, "issued": 30})
    office.do(f"{at}/collected", {"collected": 30})
    office.do(f"{at}/validity", {"valid": True})
    rows = [
        {"candidate": name, "votes_for": given, "votes_against": 0, "votes_abstain": 30 - given}
        for name, given in votes.items()
    ]
    sheet = {"valid": 30, "invalid": 0, "items": rows}
    office.do(f"{at}/totals", {"first": sheet, "second": sheet}, second=True)
    office.do(f"{at}/sheet", {"sha256": "1" * 64})
    return at


def moved(name: str, before: int, after: int) -> list[dict[str, Any]]:
    return [
        {"field": f"/items/{name}/votes_for", "before": before, "after": after},
        {"field": f"/items/{name}/votes_abstain", "before": 30 - before, "after": 30 - after},
    ]


def last(office: Office, projects: list[str]) -> list[str]:
    return [office.told(project)[-1] for project in projects]


def test_what_a_re_ballot_brought_in_waits_while_the_re_ballot_is_put_right(office: Office) -> None:
    meeting, projects = listed(office, COUNTY, 2)
    first = office.begin("/rounds", {"meeting": meeting, "project_year": 2024})
    at = counted(office, first, {"2024-01": 28, "2024-02": 25, "2024-03": 25})
    office.do(f"{at}/reballot", {"kind": "tie_break"}, by="session_presidium")
    heads = {"sitting": {"kind": "plenary", "number": 2}, "due": 30, "present": 30, "on_leave": 0, "absent": 0}
    office.do(f"/meetings/{meeting}/attendance", heads)
    asked = {"meeting": meeting, "project_year": 2024, "number": 2, "kind": "tie_break", "previous": first}
    again = office.begin("/rounds", asked)
    tie = counted(office, again, {"2024-02": 20, "2024-03": 10})
    assert office.ask(f"{tie}/announcement", PAPER, by="session_presidium").codes == ["carried_back"]
    office.do(f"{at}/tie", {"how": "next_round", "round": again})
    office.do(f"{at}/declaration", second=True)
    office.do(f"{at}/announcement", PAPER, by="session_presidium")
    assert last(office, projects) == ["ProjectSelected", "ProjectSelected", "ProjectNotSelected"]
    changes = [*moved("2024-02", 20, 10), *moved("2024-03", 10, 20)]
    office.do(f"{tie}/corrections", {"changes": changes, "reason": "两项录颠倒"}, second=True)
    waits = office.ask(f"/projects/{projects[1]}/assignments", {"unit": "01"}, by="government")
    assert waits.codes == ["choice_under_correction"]
    office.do(f"{at}/tie", {"how": "next_round", "round": again}, second=True)
    office.do(f"{at}/declaration", second=True)
    office.do(f"{at}/announcement", PAPER, by="session_presidium")
    assert last(office, projects) == ["ProjectSelected", "ProjectNotSelected", "ProjectSelected"]
    office.do(f"/projects/{projects[2]}/assignments", {"unit": "01"}, by="government")
    back = [*moved("2024-02", 10, 20), *moved("2024-03", 20, 10)]
    undone = office.ask(f"{tie}/corrections", {"changes": back, "reason": "又录颠倒"}, second=True)
    assert undone.codes == ["choice_assigned"]
    assert office.ask(f"{tie}/voiding", {"reason": "重投"}, by="session_presidium", second=True).codes == [
        "choice_announced"
    ]


def test_a_report_carries_the_whole_list_and_cannot_drop_what_is_assigned(office: Office) -> None:
    meeting, projects = listed(office, WHOLE_REPORT, 3)
    two = [{"id": "本年", "title": "2024年民生实事项目的报告"}, {"id": "上年", "title": "2023年完成情况的报告"}]
    refused = office.api.post("/rounds", {"meeting": meeting, "project_year": 2024, "candidates": two})
    assert (refused.status, refused.places) == (422, {"/candidates/1": "list_differs"})
    ballot = office.begin("/rounds", {"meeting": meeting, "project_year": 2024, "candidates": two[:1]})
    at = counted(office, ballot, {"本年": 20})
    office.do(f"{at}/declaration", second=True)
    office.do(f"{at}/resolution", {"title": "关于2024年民生实事项目的决议"}, by="congress")
    office.do(f"{at}/announcement", PAPER, by="session_presidium")
    assert last(office, projects) == ["ProjectSelected"] * 3
    office.on("2024-02-01").do(f"/projects/{projects[0]}/assignments", {"unit": "01"}, by="government")
    correction = {"changes": moved("本年", 20, 10), "reason": "录错"}
    assert office.ask(f"{at}/corrections", correction, second=True).codes == ["choice_assigned"]


def test_a_report_that_falls_through_takes_its_whole_list_with_it(office: Office) -> None:
    meeting, projects = listed(office, WHOLE_REPORT, 3)
    paper = [{"id": "本年", "title": "2024年民生实事项目的报告"}]
    ballot = office.begin("/rounds", {"meeting": meeting, "project_year": 2024, "candidates": paper})
    at = counted(office, ballot, {"本年": 10})
    office.do(f"{at}/declaration", second=True)
    office.do(f"{at}/resolution", {"title": "关于2024年民生实事项目的决议"}, by="congress")
    office.do(f"{at}/announcement", PAPER, by="session_presidium")
    assert last(office, projects) == ["ProjectNotSelected"] * 3
