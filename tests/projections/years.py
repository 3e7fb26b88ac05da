"""Which year of work do tests of the 台账 read, written down event by event?"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from domain.congress.events import CongressRegistered, ProfileAdopted, UnitRegistered
from domain.events import Body, Decision, Envelope, Event
from domain.profile import check_profile, compose, to_json
from domain.streams import congress_id, evaluation_id, project_id
from projections.models import PROJECTS
from projects.events import projects as p
from projects.events.progress import ProgressReported, ReportAccepted
from projects.events.values import Amounts, Brief, Place, SourceAmount, Target, TargetDone
from tests.given import ENVELOPE
from tests.projections.kit import Log, folded
from voting.events import evaluations as e

CODE = "990101"
COUNTY = congress_id(CODE)
NAME = "示例县人民代表大会"
W = 1_000_000
"""1万元 in fen."""
HOME: dict[str, Any] = {"congress": str(COUNTY), "code": CODE, "congress_name": NAME, "level": "county"}
UNITS = {"01": "示例县教育局", "02": "示例县交通局", "03": "示例县民政局"}


def at(on: str, body: Body | None = None, *, recorded: str = "") -> Envelope:
    """An envelope of `on`, typed on the same day or on `recorded`."""
    decision = Decision(body=body, unanimous=True) if body else None
    return replace(ENVELOPE, at=f"{recorded or on}T02:00:00.000000Z", effective_on=on, decided_by=decision)


def brief(title: str = "新建示例学校", **changes: Any) -> Brief:
    """A construction of 1000万元 with one target, due at the year's end."""
    plain = Brief(
        title=title,
        nature="construction",
        category="教育",
        places=(Place(name="示例镇", division="990101101"),),
        unit="01",
        targets=(Target(id="1", name="新增学位", unit="个", planned="1000"),),
        total_fen=1000 * W,
        deadline_on="2024-12-31",
        deadline_text="2024年12月底",
    )
    return replace(plain, **changes)


@dataclass
class Year:
    """A county's log, to which acts are added by day."""

    log: Log = field(default_factory=Log)
    differences: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        profile = to_json(check_profile(compose("county", "sc_evaluation", self.differences)))
        self.add(COUNTY, "2023-01-04", CongressRegistered(code=CODE, level="county", name=NAME))
        self.add(COUNTY, "2023-01-04", ProfileAdopted(version=1, profile=profile, document="示例票决办法"))
        for unit, name in UNITS.items():
            self.add(COUNTY, "2023-01-04", UnitRegistered(unit=unit, name=name))

    def add(self, stream: UUID, on: str, *events: Event, body: Body | None = None, recorded: str = "") -> int:
        """Record events of one day; answers the position of the last."""
        return self.log.append(stream, *events, on=at(on, body, recorded=recorded))

    def rows(self) -> list[dict[str, Any]]:
        """The projects as they are shown after everything."""
        return list(folded(PROJECTS, self.log.events).shown(PROJECTS).values())

    def draft(self, number: int, about: Brief | None = None, year: int = 2024, on: str = "2023-11-22") -> UUID:
        """A project is drafted; answers its stream."""
        own = project_id(str(COUNTY), year, number)
        about = about or brief()
        self.add(own, on, p.ProjectDrafted(**HOME, project_year=year, number=number, brief=about), body="government")
        return own

    def chosen(
        self, number: int = 1, about: Brief | None = None, year: int = 2024, plan: int | None = 1000 * W
    ) -> UUID:
        """Drafted, promised on the ballot, planned for the year and assigned; `plan` in fen."""
        about = about or brief()
        own = self.draft(number, about, year, f"{year - 1}-11-22")
        promise = p.ProjectSelected(
            origin="voted",
            round="示例轮次",
            announcement="示例公告第1号",
            batch=1,
            amount_fen=about.total_fen,
            deadline=about.deadline_text,
        )
        self.add(own, f"{year}-01-19", promise, body="session_presidium")
        if plan is not None:
            sources = (SourceAmount(source="county", amount_fen=plan // 2),)
            planned = p.AnnualPlanSet(year=year, amount_fen=plan, sources=sources)
            self.add(own, f"{year}-02-01", planned, body="government")
        assigned = p.ProjectAssigned(unit=about.unit, unit_name=UNITS[about.unit])
        self.add(own, f"{year}-02-08", assigned, body="government")
        return own

    def report(  # noqa: PLR0913 - a report has that many sides
        self,
        own: UUID,
        period: str,
        on: str,
        year: Amounts,
        *,
        start: Amounts | None = None,
        done: str = "",
        accept: bool = True,
        **more: Any,
    ) -> int:
        """A period's report, accepted on the same day; `start` is what the year has where it is left out."""
        targets = (TargetDone(target="1", done=done),) if done else ()
        said = ProgressReported(period=period, year=year, start=start or year, targets=targets, **more)
        position = self.add(own, on, said)
        if accept:
            self.add(own, on, ReportAccepted(period=period))
        return position

    def graded(self, year: int, on: str, grades: dict[str, e.Grade], number: int = 1) -> UUID:
        """An announced evaluation of the standing committee; answers its stream."""
        own = evaluation_id("示例会议", year, "implementation", number)
        profile = to_json(check_profile(compose("county", "sc_evaluation", self.differences)))
        items = tuple(e.EvaluatedItem(id=item, title=f"示例实事{item}") for item in grades)
        opened = e.EvaluationOpened(
            **HOME, meeting="示例会议", meeting_title="示例常委会会议", body="standing_committee", project_year=year, number=number,
            subject="implementation", venue="sc_meeting", items=items, members=33, present=30, attendance=1, profile_version=1,
            profile=profile,
        )  # fmt: skip
        decided = tuple(e.ItemGrade(item=item, grade=grade) for item, grade in grades.items())
        totals = e.EvaluationTotalsRecorded(items=tuple(_votes(item, grade) for item, grade in grades.items()))
        self.add(own, on, opened, totals, e.EvaluationGraded(grades=decided), e.EvaluationDeclared(grades=decided))
        announced = e.EvaluationAnnounced(grades=decided, number="示例通报1号", medium="示例网站")
        self.add(own, on, announced, body="standing_committee")
        return own


def money(
    allotted: int | None = None, received: int | None = None, paid: int | None = None, completed: int | None = None
) -> Amounts:
    """The four amounts in 万元."""
    fen = {"allotted_fen": allotted, "received_fen": received, "paid_fen": paid, "completed_fen": completed}
    return Amounts(**{name: None if each is None else each * W for name, each in fen.items()})


def _votes(item: str, grade: e.Grade) -> e.GradeTotals:
    """Thirty votes that make this grade."""
    votes = {name: 30 if name == grade else 0 for name in ("satisfied", "basically_satisfied", "dissatisfied")}
    return e.GradeTotals(item=item, **votes)
