"""Are the questions answered that the year of the demonstration does not put: two batches, other rules, a project that falls away?"""

from __future__ import annotations

from typing import Any

import pytest

from domain.profile import compose
from tests.api.kit import CLERK, Caller, Who
from tests.api.office import Office
from tests.api.years import COUNTY, TOWN, Place, announced, balloted, brief, convened, opened, registered, submitted


@pytest.fixture
def office(reading_api: Caller) -> Office:
    return Office(reading_api, CLERK)


def candidates(office: Office, congress: str, on: str, *titles: str) -> list[str]:
    """Projects of 2024 drafted on a day; answers their numbers."""
    office.on(on)
    asked: dict[str, Any] = {"congress": congress, "project_year": 2024}
    return [office.numbers[office.begin("/projects", {**asked, "brief": brief(title)})] for title in titles]


def voted(  # noqa: PLR0913 - a batch has that many sides
    office: Office, place: Place, congress: str, cycle: str, items: list[str], *, batch: int = 1, session: int = 3, on: str = "2024-01-18"
) -> str:  # fmt: skip
    """A submitted batch of three candidates for two seats, from its final list to the announcement on one day of a session."""
    meeting = convened(office, place, congress, session=session, on=on)
    office.do(f"/cycles/{cycle}/final-lists", {"batch": batch, "items": items, "seats": 2}, by=place.fixes)
    ballot = balloted(office, meeting, dict(zip(items, (28, 25, 17), strict=True)), batch=batch)
    announced(office, place, ballot, on)
    return ballot


def in_january(office: Office) -> tuple[str, str, list[str]]:
    """示例县, the ballot of its session, and its three candidates, of which two are chosen."""
    congress = registered(office, COUNTY)
    cycle = opened(office.on("2023-09-01"), congress)
    numbers = candidates(office, congress, "2023-11-10", "示例桥", "示例路", "示例灯")
    submitted(office, COUNTY, cycle, numbers)
    ballot = voted(office, COUNTY, congress, cycle, numbers)
    by_number = {number: stream for stream, number in office.numbers.items()}
    return congress, ballot, [by_number[number] for number in numbers]


def test_the_year_is_that_of_the_projects_whenever_the_session_sits_and_july_votes_on_a_second_batch(
    reading_api: Caller,
) -> None:
    """第1问."""
    office = Office(reading_api, Who(congress=TOWN.code))
    congress = registered(office, TOWN)
    cycle = opened(office.on("2023-09-01"), congress)
    first = candidates(office, congress, "2023-11-10", "示例桥", "示例路", "示例灯")
    submitted(office, TOWN, cycle, first, on="2023-12-05")
    december = voted(office, TOWN, congress, cycle, first, batch=1, session=3, on="2023-12-28")
    second = candidates(office, congress, "2024-05-10", "示例井", "示例渠", "示例亭")
    submitted(office, TOWN, cycle, second, batch=2, on="2024-06-20")
    july = voted(office, TOWN, congress, cycle, second, batch=2, session=4, on="2024-07-18")
    rounds = {each["stream"]: each for each in office.read("/rounds")["items"]}
    assert [(rounds[each]["project_year"], rounds[each]["batch"]) for each in (december, july)] == [
        (2024, 1),
        (2024, 2),
    ]
    lines = office.read(f"/ledger?congress={TOWN.code}&year=2024")["lines"]
    assert [line["project"] for line in lines] == ["2024-01", "2024-02", "2024-04", "2024-05"]
    assert office.read(f"/ledger?congress={TOWN.code}&year=2023")["lines"] == []


def test_rules_that_are_adopted_later_do_not_change_what_was_decided_before(office: Office) -> None:
    """第10问."""
    congress, ballot, _ = in_january(office)
    before = office.read(f"/rounds/{ballot}")
    assert "全体代表（30人）的半数" in str(before)
    ballot_rules: dict[str, Any] = {"ballot": {"threshold": {"base": "attending", "op": "gt", "num": 1, "den": 2}}}
    profile = compose(*COUNTY.rules, ballot_rules)
    office.on("2024-03-01").do(f"/congresses/{congress}/profiles", {"profile": profile})
    assert office.read(f"/rounds/{ballot}") == before
    assert "适用第1版规则" in office.history(ballot)[0]["sentence"]


def test_where_a_chosen_project_is_terminated_the_next_by_votes_stays_out_until_somebody_decides(
    office: Office,
) -> None:
    """第18问."""
    congress, _, (first, second, third) = in_january(office)
    at = f"/projects/{second}"
    office.on("2024-02-01").do(f"{at}/assignments", {"unit": "01"}, by="government")
    asked = {"kind": "terminate", "reason": "用地没有批准"}
    office.on("2024-06-03").do(f"{at}/adjustments", asked, by="government")
    ended = {"number": 1, "outcome": "terminated", "document": "示例人常〔2024〕9号"}
    office.on("2024-06-20").do(f"{at}/adjustment-decisions", ended, by="standing_committee")
    assert office.told(third) == ["ProjectDrafted", "ProjectNotSelected"]
    lines = office.read(f"/ledger?congress={COUNTY.code}&year=2024")["lines"]
    assert [(line["stream"], line["standing_word"]) for line in lines] == [
        (first, "已确定，待交办"),
        (second, "终止实施"),
    ]
    instead = candidates(office, congress, "2024-07-01", "示例替代项目")
    linked = {"kind": "replaces", "other": office.numbers[second]}
    replacing = next(stream for stream, number in office.numbers.items() if number == instead[0])
    office.do(f"/projects/{replacing}/links", linked)
    assert office.told(replacing) == ["ProjectDrafted", "ProjectLinked"], "linked, and yet to be decided"
