"""Which projects do the tests play, step by step, up to where each test begins?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from domain.congress.state import Unit
from projects.commands import projects as c
from projects.commands.under import BegunUnder, Under
from projects.deciders.projects import PROJECT
from projects.events.adjustments import AdjustmentDecided, AdjustmentKind, AdjustmentRequested, Outcome
from projects.events.values import Brief, Target, TargetDone
from tests.given import CHAIR, Given, envelope, given
from tests.given import Outcome as Answer
from tests.scenarios import congress

if TYPE_CHECKING:
    from domain.congress.state import Congress
    from domain.deciders import Command
    from domain.events import Envelope
    from projects.states.projects import Project

CONGRESS_ID = "00000000-0000-5000-8000-000000000009"
UNITS = {"07": Unit("示例县交通运输局"), "11": Unit("示例县水利局"), "12": Unit("示例县水务局", merged_into="11")}
COUNTY = replace(congress(), units=UNITS)
KILOMETRES = Target(id="1", name="提升农村公路", unit="公里", planned="42.5")
ACCIDENTS = Target(id="2", name="事故多发路段", unit="处", planned="3", sense="at_most")
BRIEF = Brief(
    title="示例县农村公路提升", nature="construction", unit="07", targets=(KILOMETRES, ACCIDENTS),
    total_fen=5_200_000_000, deadline_on="2024-12-31", deadline_text="2024年底",
)  # fmt: skip
LASTING = replace(BRIEF, deadline_on="2025-06-30", cross_year=True, stage_goal="2024年底前完成路基。")
ROUND = "00000000-0000-5000-8000-000000000004"
SELECT = c.SelectProject(
    origin="voted",
    round=ROUND,
    announcement="公告第4号",
    project_year=2024,
    batch=1,
    amount_fen=5_200_000_000,
    deadline="2024年底",
)
REJECT = c.RejectProject(round=ROUND, announcement="公告第4号", batch=1)
ASSIGN = c.AssignProject(unit="07", document="示政办发〔2024〕6号")
PLAN = c.FilePlan(
    year=2024,
    milestones=(
        c.PlannedMilestone(id="1", name="开工", due_on=date(2024, 4, 10)),
        c.PlannedMilestone(id="2", name="路面完成", due_on=date(2024, 11, 30)),
    ),
)
DONE = (TargetDone(target="1", done="43"), TargetDone(target="2", done="4"))
COMPLETE = c.CompleteProject(targets=DONE)
ACCEPT = c.AcceptProject(accepted_by="示例县交通运输局验收组", document="示交验〔2024〕3号")


def by_government(on: str) -> Envelope:
    """What the government decided that day."""
    return envelope(on=on, body="government", how="meeting_decision")


def draft(brief: Brief = BRIEF, *, of: Congress = COUNTY, on: str = "2023-11-10", **fields: Any) -> Answer[Any]:
    """What is answered to drafting 2024-01."""
    asked = c.DraftProject(congress=CONGRESS_ID, project_year=2024, brief=brief, **fields)
    return given(PROJECT).when(c.DraftProjectFrom(asked=asked, number=1, congress=of), envelope(on=on))


def take_over(brief: Brief = BRIEF, *, year: int = 2023, on: str = "2024-06-03", **fields: Any) -> Answer[Any]:
    """What is answered to taking over 2023-01, which two people confirm."""
    stated = {"document": "示例县2023年民生实事项目进展情况报告", "standing": "running", **fields}
    asked = c.TakeOverProject(congress=CONGRESS_ID, project_year=year, brief=brief, **stated)
    command = BegunUnder(asked=asked, number=1, congress=COUNTY)
    return given(PROJECT).when(command, envelope(on=on, second=CHAIR))


def ask(project: Given[Any], asked: Command, on: str | Envelope, of: Congress = COUNTY) -> Answer[Any]:
    """What a project answers to a command under its congress, on a day."""
    stated = envelope(on=on) if isinstance(on, str) else on
    return project.when(Under(asked=asked, congress=of), stated)


def revise(project: Given[Any], brief: Brief, on: str, reason: str = "县财政评审核减", **others: Any) -> Answer[Any]:
    """What a project answers to a revision; `cycles` are the years of work that were read."""
    asked = c.ReviseProject(brief=brief, reason=reason)
    return project.when(c.ReviseProjectIn(asked=asked, congress=COUNTY, **others), envelope(on=on))


def link(project: Given[Any], asked: c.LinkProject, other: Project | None = None) -> Answer[Any]:
    """What a project answers to a link with another one of the same congress."""
    return project.when(c.LinkProjectTo(asked=asked, congress=COUNTY, other=other), envelope(on="2024-03-01"))


def drafted(brief: Brief = BRIEF) -> Given[Any]:
    """2024-01, drafted on 10 November 2023."""
    return draft(brief).and_then()


def not_chosen() -> Given[Any]:
    """Put to the ballot on 18 January 2024 and not chosen."""
    return ask(drafted(), REJECT, "2024-01-18").and_then()


def chosen(brief: Brief = BRIEF) -> Given[Any]:
    """Selected on 18 January 2024."""
    return ask(drafted(brief), SELECT, "2024-01-18").and_then()


def running(brief: Brief = BRIEF) -> Given[Any]:
    """Assigned on 5 February 2024."""
    return ask(chosen(brief), ASSIGN, by_government("2024-02-05")).and_then()


def planned(brief: Brief = BRIEF) -> Given[Any]:
    """With the plan of 8 February 2024."""
    return ask(running(brief), PLAN, "2024-02-08").and_then()


def completed(brief: Brief = BRIEF) -> Given[Any]:
    """Completed on 2 December 2024: 43 of 42.5 kilometres, 4 accidents where 3 at most were promised."""
    return ask(planned(brief), COMPLETE, "2024-12-02").and_then()


def accepted() -> Given[Any]:
    """Accepted on 20 December 2024."""
    return ask(completed(), ACCEPT, "2024-12-20").and_then()


def decided(
    project: Given[Any], kind: AdjustmentKind, outcome: Outcome, on: str, brief: Brief | None = None
) -> Given[Any]:
    """A project after an adjustment was asked for and decided on, both that day."""
    number = len(project.state.adjustments.by_number) + 1
    stands = brief or project.state.brief
    asked = AdjustmentRequested(
        number=number, kind=kind, brief=stands, changes=(), crossed=(), reason="汛期停工", profile_version=1
    )
    answer = AdjustmentDecided(number=number, outcome=outcome, brief=stands, owed_to_session=False)
    state, by_committee = project.state, envelope(on=on, body="standing_committee")
    for event in (asked, answer):
        state = PROJECT.evolve(state, event, by_committee)
    return Given(PROJECT, state)


def suspended(on: str = "2024-07-01") -> Given[Any]:
    """Suspended while it was under way."""
    return decided(planned(), "suspend", "suspended", on)


def terminated(on: str = "2024-07-01") -> Given[Any]:
    """Terminated while it was under way."""
    return decided(planned(), "terminate", "terminated", on)
