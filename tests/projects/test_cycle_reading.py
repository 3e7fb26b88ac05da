"""What is read before something is decided about a year of work?"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest

from domain.congress.decider import CONGRESS
from domain.refusals import NotFound
from domain.streams import cycle_id, project_id
from projects.application.cycles import USE_CASES
from projects.commands import cycles as c
from projects.commands.under import Under
from projects.deciders.cycles import CYCLE
from projects.refusals.cycles import ListTooLong
from tests.projects import years
from tests.projects.years import CONGRESS_ID, COUNTY, DRAW_UP, project

if TYPE_CHECKING:
    from domain.deciders import Decider

CASES = {case.command: case for case in USE_CASES}
CYCLE_ID = cycle_id(CONGRESS_ID, 2024)


def read(decider: Decider[Any], stream: UUID) -> Any:
    """A ledger that holds 示例县, its year 2024 and one project of it."""
    held = {
        (CONGRESS.name, UUID(CONGRESS_ID)): COUNTY,
        (CYCLE.name, CYCLE_ID): years.opened().state,
        ("Project", project_id(CONGRESS_ID, 2024, 1)): project(1),
    }
    return held.get((decider.name, stream))


def test_a_year_has_one_stream_however_its_congress_is_spelt() -> None:
    spelt = c.OpenCycle(congress=CONGRESS_ID.upper().replace("-", ""), project_year=2024)
    case = CASES[c.OpenCycle]
    assert case.begins is not None
    assert case.begins(spelt) == CYCLE_ID
    informed = case.inform(read, CYCLE_ID, spelt)
    assert isinstance(informed, Under)
    assert (informed.asked.congress, informed.congress) == (CONGRESS_ID, COUNTY)


def test_those_of_the_named_projects_that_there_are_come_with_the_command() -> None:
    asked = replace(DRAW_UP, items=("2024-01", "2024-02", "2024-001", "没有", "2024-01"))
    informed = CASES[c.DrawUpPreliminaryList].inform(read, CYCLE_ID, asked)
    assert isinstance(informed, c.WithProjects)
    assert list(informed.projects) == ["2024-01"]
    group = c.FormSupervisionGroup(group="1", name="x", projects=("2024-01",))
    informed = CASES[c.FormSupervisionGroup].inform(read, CYCLE_ID, group)
    assert isinstance(informed, c.WithProjects)
    assert list(informed.projects) == ["2024-01"]


def test_a_list_longer_than_any_is_not_even_read() -> None:
    asked = replace(DRAW_UP, items=("2024-01",) * 501)
    with pytest.raises(ListTooLong):
        CASES[c.DrawUpPreliminaryList].inform(read, CYCLE_ID, asked)


@pytest.mark.parametrize("command", [DRAW_UP, years.PUBLICISE])
def test_a_year_that_was_not_opened_is_not_found(command: Any) -> None:
    with pytest.raises(NotFound):
        CASES[type(command)].inform(read, UUID(int=1), command)
