"""How do tests of read models play a year of supervision through the real use cases, scripted or at random?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any
from uuid import UUID

from domain.congress import commands as g
from domain.deciders import Command
from domain.events import Basis, Body, Decision, Envelope, Person
from domain.profile import compose
from projects.commands import findings as f
from projects.commands import inspections as i
from projects.commands import reports as r
from projects.commands.projects import DraftProject
from projects.events.reports import Opinion, OpinionReply
from projects.events.values import Brief
from tests.given import CHAIR, CLERK, envelope
from tests.projections.play import Ledger, found

DEPUTY, OTHER = "9d1f6b3a-58c2-4e07-b6a4-3c7e0f2d8b15", "2e8c4f70-91ab-4d36-8f5e-6a0b7c3d1e94"
BODY: Body = "standing_committee"
SETTINGS = ("none", "counts", "closed", "all")
REPLIES = (OpinionReply(opinion="1", text="管线迁改所致"), OpinionReply(opinion="2", text="已写明到村"))


def at(day: str, *, body: Any = None, two: bool = False) -> Envelope:
    """An envelope of that day; `two` where the chair confirms."""
    return envelope(on=day, body=body, unanimous=body is not None, second=CHAIR if two else None)


def county(ledger: Ledger, findings: str = "closed") -> UUID:
    """示例县 with a unit, two projects of 2024, and rules that publish that much of its findings."""
    own = found(ledger, "county", {"publication": {"findings": findings}})
    for title in ("示例县农村公路提升", "示例县城区公共停车位"):
        brief = Brief(title=title, nature="construction", unit="01", total_fen=1_000_000_00)
        ledger.do(DraftProject(congress=str(own), project_year=2024, brief=brief), at("2024-01-03"))
    return own


def published_as(ledger: Ledger, congress: UUID, findings: str, day: str) -> None:
    """New rules, which publish that much of the findings."""
    profile = compose("county", "sc_evaluation", {"publication": {"findings": findings}})
    ledger.do(g.AdoptProfile(profile=profile, document="新办法"), at(day, two=True), congress)


def recording(congress: UUID, **changes: Any) -> f.RecordFinding:
    """A finding about the first project."""
    asked = f.RecordFinding(
        congress=str(congress), found_on=date(2024, 5, 20), source="inspection", projects=("2024-01",),
        matter="排水沟没有接通", raised_by=DEPUTY,
    )  # fmt: skip
    return replace(asked, **changes)


def inspected(ledger: Ledger, congress: UUID, **changes: Any) -> UUID:
    """An inspection of the first project by the first group, planned for 20 May and held."""
    plan = i.PlanInspection(
        congress=str(congress), planned_on=date(2024, 5, 20), kind="inspection", title="农村公路视察",
        projects=("2024-01",), group="第一监督小组",
    )  # fmt: skip
    own = ledger.do(replace(plan, **changes), at("2024-05-10"))
    held = i.HoldInspection(count=12, summary="排水没有接通", participants=(DEPUTY, OTHER), places=("示例村",))
    ledger.do(held, at("2024-05-20"), own)
    return own


def settled(ledger: Ledger, own: UUID, *, late: bool = False) -> None:
    """The finding assigned, answered (late or in time), accepted and closed."""
    ledger.do(f.AssignFinding(unit="01"), at("2024-05-24"), own)
    answer = f.AnswerFinding(measures="接通排水沟", result="雨后没有积水")
    ledger.do(answer, at("2024-07-03" if late else "2024-06-21"), own)
    ledger.do(f.AcceptAnswer(checked="示例代表看过"), at("2024-07-10", two=True), own)
    ledger.do(f.CloseFinding(conclusion="完成整改"), at("2024-07-11"), own)


def heard(ledger: Ledger, congress: UUID) -> UUID:
    """A report put on the plan, submitted three days late and deliberated."""
    plan = r.PlanReport(
        congress=str(congress), due_on=date(2024, 12, 20), kind="completion", title="2024年度完成情况的报告",
        heard_by=BODY, completion_year=2024, projects=("2024-01", "2024-02"),
    )  # fmt: skip
    own = ledger.do(plan, at("2024-11-20"))
    ledger.do(r.SubmitReport(document="示政〔2024〕88号"), at("2024-12-23"), own)
    ledger.do(r.DeliberateReport(meeting="第二十次会议"), at("2024-12-26", body=BODY), own)
    return own


def replied(ledger: Ledger, own: UUID) -> None:
    """Two opinions on the report, a reply that is wanting, a second one that is not."""
    items = (Opinion(id="1", text="查明原因", unit="01", projects=("2024-02",)), Opinion(id="2", text="写明地点"))
    ledger.do(r.IssueOpinions(number="示人常审〔2024〕6号", items=items), at("2024-12-28", body=BODY), own)
    ledger.do(r.SubmitReply(replies=REPLIES), at("2025-04-02"), own)
    again = r.JudgeReply(verdict="dissatisfied", again_by=date(2025, 6, 30))
    ledger.do(again, at("2025-04-24", body=BODY), own)
    ledger.do(r.SubmitReply(replies=REPLIES), at("2025-06-20"), own)
    ledger.do(r.JudgeReply(verdict="satisfied"), at("2025-07-24", body=BODY), own)
    ledger.do(r.CloseReport(conclusion="都已办理"), at("2025-07-30"), own)


def supervised_at_random(rng: Random) -> Ledger:
    """A year of supervision in which anything is tried on anything, day by day."""
    ledger = Ledger()
    congress = county(ledger, rng.choice(SETTINGS))
    kinds: dict[UUID, tuple[Command, ...]] = {}
    for step in range(rng.randint(10, 150)):
        day = date(2024, 5, 20) + timedelta(days=step // 2)
        act, chance = _somebody(rng, day), rng.random()
        if chance < 0.1 or not kinds:
            finding, *others = _beginnings(rng, congress, day)
            begun = rng.choice((finding, finding, *others))
            if (told := ledger.may(begun, act)) is not None:
                kinds[told] = _following(rng)[type(begun)]
        elif chance < 0.13:
            profile = compose("county", "sc_evaluation", {"publication": {"findings": rng.choice(SETTINGS)}})
            ledger.may(g.AdoptProfile(profile=profile, document="新办法"), at(str(day), two=True), congress)
        else:
            # Mostly what fits the stream, sometimes what is asked of another kind of stream.
            own = rng.choice(list(kinds))
            fitting = kinds[own if chance < 0.95 else rng.choice(list(kinds))]
            ledger.may(rng.choice(fitting), act, own)
    return ledger


def _beginnings(rng: Random, congress: UUID, day: date) -> tuple[Command, ...]:
    projects = rng.choice((("2024-01",), ("2024-02",), ("2024-01", "2024-02"), ("2024-09",), ()))
    inspection = rng.choice(("", "", "", "2024视-001"))
    return (
        recording(congress, projects=projects, found_on=day - timedelta(days=1), inspection=inspection),
        i.PlanInspection(
            congress=str(congress), planned_on=day, kind="inspection", title="视察", projects=projects, group="第一组"
        ),
        r.PlanReport(
            congress=str(congress), due_on=day + timedelta(days=3), kind="mid_year", title="年中报告", heard_by=BODY,
            projects=projects,
        ),
    )  # fmt: skip


def _following(rng: Random) -> dict[type[Command], tuple[Command, ...]]:
    items = (Opinion(id="1", text="查明原因", unit="01"), Opinion(id="2", text="写明地点"))
    again = rng.choice((None, date(2024, 12, 1)))
    return {
        f.RecordFinding: (
            f.AssignFinding(unit="01"), f.AnswerFinding(measures="接通", result="好了"), f.AcceptAnswer(),
            f.ReturnAnswer(reason="没好"), f.PressFinding(reason="没有答复"), f.EscalateFinding(reason="没有整改"),
            f.CloseFinding(conclusion="好了"), f.ReopenFinding(reason="又坏了"),
        ),
        i.PlanInspection: (
            i.HoldInspection(count=rng.randint(1, 3), summary="看过", participants=(DEPUTY,)),
            i.HandOverInspectionOpinions(to="示例县人民政府", opinions=("接通",)), i.CallOffInspection(reason="大雨"),
        ),
        r.PlanReport: (
            r.SubmitReport(document="甲"), r.DeliberateReport(meeting="乙"), r.IssueOpinions(number="丙", items=items),
            r.SubmitReply(replies=REPLIES), r.JudgeReply(verdict="dissatisfied", again_by=again), r.CloseReport(),
        ),
    }  # fmt: skip


def _somebody(rng: Random, day: date) -> Envelope:
    """Nearly always those who may, so that much is recorded."""
    by = rng.choice((CLERK, CLERK, Person(ref=DEPUTY, role="deputy")))
    decision = rng.choice((None, Decision(body=BODY, unanimous=True), Decision(body=BODY, unanimous=True)))
    basis = rng.choice(((), (Basis(document="通知"),)))
    late = rng.choice((0, 0, 0, 1, 40))
    return replace(
        at(str(day), two=rng.random() < 0.8), by=by, decided_by=decision, basis=basis,
        at=f"{day + timedelta(days=late)}T07:00:00.000000Z",
    )  # fmt: skip
