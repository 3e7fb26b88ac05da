"""Which project do the tests of adjustments and second looks change, and how do they ask?"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from domain.congress.state import Unit
from domain.events import Decision
from projects.commands import adjustments as a
from projects.commands import followups as f
from projects.commands.under import Under
from projects.deciders.projects import PROJECT
from projects.events.adjustments import Changed
from projects.events.projects import ProjectAssigned, ProjectDrafted, ProjectSelected
from projects.events.values import Brief, Place, SourceAmount, SubItem, Target
from tests.given import Given, Outcome, envelope, given
from tests.scenarios import congress

if TYPE_CHECKING:
    from domain.congress.state import Congress
    from domain.deciders import Command
    from domain.divisions import Level
    from domain.events import Body, Envelope, Event, Person

HOME = "00000000-0000-5000-8000-000000000009"
UNITS = {"01": Unit("示例县交通运输局"), "02": Unit("示例县财政局"), "03": Unit("示例县水利局")}
BRIEF = Brief(
    title="示例县农村公路提升",
    nature="construction",
    content="提升改造农村公路五十公里。",
    places=(Place(name="示例镇", division="990101101"),),
    unit="01",
    cooperating=("02",),
    targets=(
        Target(id="1", name="改造公路", unit="公里", planned="50"),
        Target(id="2", name="每公里造价", unit="万元", planned="100", sense="at_most"),
    ),
    sub_items=(
        SubItem(
            id="1",
            title="东片",
            unit="01",
            amount_fen=3_000_000_000,
            targets=(Target(id="1", name="改造公路", unit="公里", planned="30"),),
        ),
        SubItem(id="2", title="西片", amount_fen=1_500_000_000, places=(Place(name="示例村"),)),
    ),
    total_fen=5_000_000_000,
    sources=(SourceAmount(source="county", amount_fen=4_000_000_000),),
    deadline_on="2024-10-31",
    deadline_text="2024年10月底",
)
DRAFTED = ProjectDrafted(
    congress=HOME, code="990101", congress_name="示例县", level="county", project_year=2024, number=1, brief=BRIEF
)
SELECTED = ProjectSelected(
    origin="voted",
    round="round-1",
    announcement="公告第4号",
    batch=1,
    amount_fen=5_000_000_000,
    deadline="2024年10月底",
)
ASSIGNED = ProjectAssigned(unit="01", unit_name="示例县交通运输局", cooperating=("02",))


def home(level: Level = "county", **sections: Any) -> Congress:
    """The congress of the tests with its units, under the level's rules and these differences."""
    return replace(congress(level, differences=sections), units=UNITS)


COUNTY = home()
TOWN = home("township")
ONCE = home(follow_up={"re_evaluate": False, "if_still_bad": None})


def began(*events: tuple[str, Event], brief: Brief = BRIEF) -> Given[Any]:
    """The project with what happened to it, each on its day, from its draft on 1 November 2023."""
    dated = [("2023-11-01", replace(DRAFTED, brief=brief)), *events]
    return given(PROJECT, *((envelope(on=on), event) for on, event in dated))


def chosen(brief: Brief = BRIEF) -> Given[Any]:
    """The project, chosen on 18 January 2024."""
    return began(("2024-01-18", SELECTED), brief=brief)


def running(*events: tuple[str, Event], brief: Brief = BRIEF) -> Given[Any]:
    """The project, chosen, assigned on 8 February 2024, and what happened since."""
    return began(("2024-01-18", SELECTED), ("2024-02-08", ASSIGNED), *events, brief=brief)


def by(body: Body | None, on: str, second: Person | None = None) -> Envelope:
    """An act of a body on a day."""
    stated = envelope(on=on, second=second)
    return replace(stated, decided_by=Decision(body=body)) if body else stated


def ask(  # noqa: PLR0913 - an act has that many sides
    of: Given[Any], asked: Command, on: str, body: Body | None = None, *, under: Congress = COUNTY,
    second: Person | None = None,
) -> Outcome[Any]:  # fmt: skip
    """What the project answers to `asked`, decided by `body` under a congress's rules."""
    return of.when(Under(asked=asked, congress=under), by(body, on, second))


def changed(brief: Brief = BRIEF, **changes: Any) -> Brief:
    """A brief with some of its fields changed."""
    return replace(brief, **changes)


def goal(number: int, planned: str | None, brief: Brief = BRIEF) -> Brief:
    """A brief in which one target has another quantity, or is dropped."""
    kept = (target if target.id != str(number) else replace(target, planned=planned or "") for target in brief.targets)
    return replace(brief, targets=tuple(target for target in kept if target.planned))


def file(of: Given[Any], brief: Brief, on: str = "2024-04-10", under: Congress = COUNTY, **stated: Any) -> Outcome[Any]:
    """What the project answers to a minor change that the government files."""
    return ask(of, a.FileMinorChange(brief=brief, reason="设计优化", **stated), on, "government", under=under)


def request(
    of: Given[Any], brief: Brief | None = None, on: str = "2024-07-15", kind: Any = "adjust", under: Congress = COUNTY,
    **stated: Any,
) -> Outcome[Any]:  # fmt: skip
    """What the project answers to what the government asks for."""
    asked = a.RequestAdjustment(kind=kind, brief=brief, **{"reason": "连续强降雨", **stated})
    return ask(of, asked, on, "government", under=under)


def decision(  # noqa: PLR0913, PLR0917 - likewise
    of: Given[Any], outcome: Any = "adjusted", brief: Brief | None = None, on: str = "2024-07-30",
    body: Body | None = "standing_committee", under: Congress = COUNTY, **stated: Any,
) -> Outcome[Any]:  # fmt: skip
    """What the project answers to the decision on the first thing asked for."""
    asked = a.DecideAdjustment(
        **{"number": 1, "outcome": outcome, "brief": brief, "document": "示人常〔2024〕14号", **stated}
    )
    return ask(of, asked, on, body, under=under)


LATER = changed(deadline_on="2024-12-20", deadline_text="2024年12月20日")
MOVED = Changed(field="deadline", before="2024年10月底（2024年10月31日）", after="2024年12月20日")
LESS = goal(1, "48")


def asked(kind: Any = "adjust", of: Given[Any] | None = None, on: str = "2024-07-15") -> Given[Any]:
    """The project, for which the government has asked: a later deadline, or to suspend, resume or terminate it."""
    return request(of or running(), LATER if kind == "adjust" else None, on, kind).and_then()


BODY: Body = "standing_committee"
OPEN = f.OpenFollowUp(reason="代表视察发现路面积水")
OWED = f.OweFollowUp(cause="grade", evaluation="evaluation-1", item="2024-01", grade="不满意")
PLAN = f.FileRectificationPlan(number=1, measures=(f.PlannedMeasure(problem="路面积水", measure="增设边沟"),))
REPORT = f.ReportRectification(number=1, text="边沟已经增设。")
INSPECT = f.InspectRectification(number=1, finding="排水正常。", satisfactory=True)
AGAIN = f.ReevaluateProject(
    evaluation="evaluation-2", item="2024-01", grade="基本满意", passed=True, re_evaluation_of="evaluation-1"
)
CLOSE = f.CloseFollowUp(number=1, conclusion="整改完成。")
ESCALATE = f.EscalateFollowUp(number=1, how="inquiry", reason="整改没有到位")


def owed(under: Congress = COUNTY) -> Given[Any]:
    """The project with a second look owed by a bad grade that was announced on 10 January 2025."""
    return ask(running(), OWED, "2025-01-10", under=under).and_then()


def planned(under: Congress = COUNTY) -> Given[Any]:
    """With its plan of 20 January."""
    return ask(owed(under), PLAN, "2025-01-20", under=under).and_then()


def reported(under: Congress = COUNTY) -> Given[Any]:
    """With its report of 1 April."""
    return ask(planned(under), REPORT, "2025-04-01", under=under).and_then()


def inspected(under: Congress = COUNTY, *, satisfactory: bool = True) -> Given[Any]:
    """With its inspection of 18 April."""
    return ask(reported(under), replace(INSPECT, satisfactory=satisfactory), "2025-04-18", under=under).and_then()


def terminated(of: Given[Any], on: str) -> Given[Any]:
    """A project whose end was asked for and decided on a day."""
    return decision(request(of, on=on, kind="terminate").and_then(), "terminated", on=on).and_then()


def graded(of: Given[Any], *, passed: bool, on: str = "2025-06-12", **changes: Any) -> Any:
    """What the second grade leaves."""
    return ask(of, replace(AGAIN, passed=passed, **changes), on)
