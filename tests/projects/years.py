"""Which years of work do the tests play, step by step, up to where each test begins?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from domain.streams import cycle_id
from projects.commands import cycles as c
from projects.commands.under import Under
from projects.deciders.cycles import CYCLE
from projects.events.values import Brief
from projects.numbers import PROJECT
from projects.states.home import Home
from projects.states.projects import Drafted, Project
from tests.given import Given, envelope, given
from tests.scenarios import congress

if TYPE_CHECKING:
    from domain.congress.state import Congress
    from projects.states.projects import Standing

COUNTY = congress()
CONGRESS_ID = "00000000-0000-5000-8000-000000000009"
CYCLE_ID = str(cycle_id(CONGRESS_ID, 2024))
NUMBERS = tuple(PROJECT.say(2024, number) for number in range(1, 13))
BY_GOVERNMENT = envelope(on="2023-12-22", body="government", how="meeting_decision")
SUBMITTED_ON = envelope(on="2024-01-05", body="government", how="meeting_decision")
STEPS = (
    c.Review(step="gov_exec", body="government", on=date(2023, 11, 22)),
    c.Review(step="party_committee", body="party_committee", on=date(2023, 12, 5)),
    c.Review(step="sc_preview", body="standing_committee", on=date(2023, 12, 21)),
)


def project(number: int, standing: Standing | None = None, **brief: Any) -> Project:
    """Project 2024-`number` of 示例县, drafted in November."""
    return Project(
        home=Home(CONGRESS_ID, "990101", "示例县", "county"), project_year=2024, number=number, began_on="2023-11-01", brief_on="2023-11-01",
        brief=Brief(**{"title": f"示例项目{number}", "nature": "construction", "total_fen": number * 100_000_000, **brief}),
        standing=standing or Drafted(), years=(2024,),
    )  # fmt: skip


def projects(*others: Project) -> dict[str, Project]:
    """The twelve drafted projects by number, some of them as `others`."""
    found = [project(number) for number in range(1, 13)]
    return {each.says: each for each in (*found, *others)}


def under(asked: Any, of: Congress = COUNTY) -> Under:
    """The command with its congress."""
    return Under(asked=asked, congress=of)


def naming(asked: c.NamesProjects, *others: Project, of: Congress = COUNTY) -> c.WithProjects:
    """The command with its congress and the twelve projects."""
    return c.WithProjects(asked=asked, congress=of, projects=projects(*others))


DRAW_UP = c.DrawUpPreliminaryList(batch=1, items=NUMBERS, steps=STEPS)
PUBLICISE = c.PubliciseList(batch=1, from_on=date(2023, 12, 6), to_on=date(2023, 12, 10), medium="示例县政府网站")
SUBMIT = c.SubmitList(batch=1, document="示政函〔2024〕1号", submitted_to="congress")
FIX = c.FixFinalList(batch=1, items=NUMBERS, seats=10)
BALLOT = c.BallotList(batch=1, round="round-1")


def opened(of: Congress = COUNTY) -> Given[Any]:
    """The year 2024, opened on 1 September 2023."""
    asked = c.OpenCycle(congress=CONGRESS_ID, project_year=2024)
    return given(CYCLE).when(under(asked, of), envelope(on="2023-09-01")).and_then()


def drawn_up(of: Congress = COUNTY) -> Given[Any]:
    """With its first preliminary list of 22 December."""
    steps = tuple(step for step in STEPS if step.step in of.profiles[1]["candidate"]["review_steps"])
    return opened(of).when(naming(replace(DRAW_UP, steps=steps), of=of), BY_GOVERNMENT).and_then()


def publicised(of: Congress = COUNTY) -> Given[Any]:
    """With the publicity of that list over."""
    begun = drawn_up(of).when(under(PUBLICISE, of), envelope(on="2023-12-06")).and_then()
    return begun.when(c.EndPublicity(batch=1), envelope(on="2023-12-25")).and_then()


def submitted(of: Congress = COUNTY) -> Given[Any]:
    """With that list submitted on 5 January 2024."""
    return (
        publicised(of)
        .when(under(SUBMIT, of), envelope(on="2024-01-05", body="government", how="meeting_decision"))
        .and_then()
    )


def fixed(of: Congress = COUNTY) -> Given[Any]:
    """With the final list, the same as the preliminary one, of 17 January 2024."""
    return submitted(of).when(naming(FIX, of=of), envelope(on="2024-01-17", body="session_presidium")).and_then()
