"""What may come onto the list of another year than the one for which it was drafted, and onto one list only?"""

from __future__ import annotations

from dataclasses import replace

from projects.commands import cycles as c
from projects.refusals.cycles import NotListable, OnAnotherList
from projects.refusals.projects import DeadlineBeforeYear, NotFinishableInYear
from projects.states.cycles import Cycle
from projects.states.projects import NotChosen, Project
from tests.given import envelope
from tests.projects import years
from tests.projects.years import BY_GOVERNMENT, DRAW_UP, project


def naming_one(one: Project, *elsewhere: Cycle) -> c.WithProjects:
    asked = replace(DRAW_UP, items=(one.says,))
    return c.WithProjects(asked=asked, congress=years.COUNTY, projects={one.says: one}, elsewhere=elsewhere)


def test_a_project_not_chosen_in_an_earlier_year_may_come_again() -> None:
    again = replace(project(7, NotChosen("2023-01-19")), project_year=2023)
    asked = c.WithProjects(
        asked=replace(DRAW_UP, items=("2023-07",)), congress=years.COUNTY, projects={"2023-07": again}
    )
    years.opened().when(asked, BY_GOVERNMENT).and_then()


def test_what_was_drafted_for_another_year_is_given_a_deadline_of_this_one_first() -> None:
    again = replace(project(7, NotChosen("2023-01-19"), deadline_on="2023-12-31"), project_year=2023)
    years.opened().when(naming_one(again), BY_GOVERNMENT).refused(DeadlineBeforeYear, "2023-07", "/items/0")
    far = project(7, deadline_on="2025-06-30")
    years.opened().when(naming_one(far), BY_GOVERNMENT).refused(NotFinishableInYear, "2024-07", "/items/0")
    now = replace(again, brief=replace(again.brief, deadline_on="2024-12-31"))
    years.opened().when(naming_one(now), BY_GOVERNMENT).and_then()


def test_what_nobody_chose_for_five_years_is_drafted_anew() -> None:
    old = replace(project(7, NotChosen("2023-01-19")), project_year=2020)
    years.opened().when(naming_one(old), BY_GOVERNMENT).and_then()
    older = replace(old, project_year=2019)
    years.opened().when(naming_one(older), BY_GOVERNMENT).refused(NotListable, "2019年度", "/items/0")


def test_a_project_waits_on_the_list_of_one_year_only_unless_that_year_is_closed() -> None:
    last_year = replace(years.fixed().state, project_year=2023)
    years.opened().when(naming_one(project(7), last_year), BY_GOVERNMENT).refused(OnAnotherList, "2023年度第1批")
    years.opened().when(naming_one(project(7), replace(last_year, closed_on="2023-12-01")), BY_GOVERNMENT).and_then()
    decided = project(7, NotChosen("2024-01-17"))
    later = envelope(on="2024-01-17", body="government", how="meeting_decision")
    years.opened().when(naming_one(decided, last_year), later).and_then()
