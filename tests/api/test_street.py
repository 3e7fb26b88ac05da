"""Does a street's 票选 run to its confirmation, and is it nowhere called 票决?"""

from __future__ import annotations

from typing import Any

import pytest

from tests.api.kit import Caller, Who
from tests.api.office import Office
from tests.api.years import STREET, balloted, chosen, convened, drafted, opened, registered, submitted, wish

CLERK = Who(congress=STREET.code)


@pytest.fixture
def office(reading_api: Caller) -> Office:
    return Office(reading_api, CLERK)


@pytest.fixture
def ready(office: Office) -> tuple[str, str]:
    """A street with its year of work and three adopted wishes."""
    congress = registered(office, STREET)
    cycle = opened(office.on("2023-09-01"), congress)
    for number in (1, 2, 3):
        proposal = wish(office.on("2023-09-20"), congress, number)
        office.on("2023-10-20").do(f"/proposals/{proposal}/adoption", {"cost_fen": 10_000_000_00})
    return congress, cycle


def test_the_choice_of_the_council_takes_effect_with_the_party_committees_confirmation(
    office: Office, ready: tuple[str, str]
) -> None:
    congress, cycle = ready
    projects = chosen(office, STREET, congress, cycle)
    first = office.history(projects[0])[-1]
    assert first["topic"] == "projects:ProjectSelected"
    assert first["event"]["origin"] == "street_poll"
    assert first["envelope"]["effective_on"] == "2024-01-19"
    assert office.told(projects[2])[-1] == "ProjectNotSelected"
    told = [entry["sentence"] for each in (*projects, cycle) for entry in office.history(each)]
    assert not [sentence for sentence in told if "票决" in sentence or "公告" in sentence.replace("公告第4号", "")]
    assert any("票选" in sentence for sentence in told)


def test_without_the_confirmation_nothing_is_announced_and_nothing_selected(
    office: Office, ready: tuple[str, str]
) -> None:
    congress, cycle = ready
    projects = drafted(office.on("2023-11-10"), congress)
    numbers = [office.numbers[project] for project in projects]
    submitted(office, STREET, cycle, numbers)
    meeting = convened(office, STREET, congress)
    fixed: dict[str, Any] = {"batch": 1, "items": numbers, "seats": 2}
    office.on("2024-01-17").do(f"/cycles/{cycle}/final-lists", fixed, by="street_npc_office")
    ballot = balloted(office.on("2024-01-18"), meeting, dict(zip(numbers, (28, 25, 17), strict=True)))
    paper = {"number": "通报第1号", "medium": "示例街道公示栏"}
    refused = office.ask(f"/rounds/{ballot}/announcement", paper, by="street_npc_office")
    assert refused.codes == ["confirmation_missing"]
    assert {office.told(project)[-1] for project in projects} == {"ProjectDrafted"}
