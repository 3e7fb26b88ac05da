"""When may a special report 专项报告 be put on the plan?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.actors import BODIES
from domain.ordinals import project_years
from domain.profile import body_for
from domain.refusals import Refusal, WrongBody, refuse_all
from domain.texts import filled
from projects.deciders.checks import rules_of
from projects.deciders.supervising import deadlines, known_projects, standing
from projects.events.reports import ReportKind, ReportPlanned
from projects.refusals.reports import YearsUnfit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.events import Envelope
    from projects.commands.reports import PlanReport, PlanReportUnder

COMPLETION: Final[frozenset[ReportKind]] = frozenset({"completion", "completion_and_candidates"})
CANDIDATES: Final[frozenset[ReportKind]] = frozenset({"candidates", "completion_and_candidates"})


def planned(command: PlanReportUnder, envelope: Envelope) -> ReportPlanned:
    """A report for a body that hears reports, on the years that its subject asks for."""
    asked, congress = command.asked, command.congress
    standing(congress, "专项报告")
    _, profile = rules_of(congress)
    hearing = body_for(profile, "report_heard")
    faults: list[Refusal] = [
        *deadlines(envelope, due_on=asked.due_on),
        *filled(title=asked.title),
        *known_projects(asked.projects, command.known),
        *_years(asked),
    ]
    if asked.heard_by not in hearing:
        named = "、".join(BODIES[body] for body in hearing)
        faults.append(
            WrongBody(
                f"专项报告由{named}听取，不由{BODIES[asked.heard_by]}听取。", pointer="/heard_by", body=asked.heard_by
            )
        )
    refuse_all(faults)
    return ReportPlanned(
        congress=asked.congress, code=congress.code, congress_name=congress.name, level=congress.level,
        year=asked.due_on.year, number=command.number, kind=asked.kind, title=asked.title, heard_by=asked.heard_by,
        due_on=asked.due_on.isoformat(), completion_year=asked.completion_year, candidates_year=asked.candidates_year,
        projects=asked.projects,
    )  # fmt: skip


def _years(asked: PlanReport) -> Iterator[Refusal]:
    """A report serves the years that its subject asks for: 完成情况 an evaluation, 候选项目 a ballot, both those of Y-1 and Y."""
    done, ahead, due = asked.completion_year, asked.candidates_year, asked.due_on.year
    may_be_done = asked.kind in COMPLETION or asked.kind == "rectification"
    yield from _year("completion_year", done, "完成情况", needed=asked.kind in COMPLETION, allowed=may_be_done)
    yield from _year(
        "candidates_year", ahead, "候选项目", needed=asked.kind in CANDIDATES, allowed=asked.kind in CANDIDATES
    )
    if done > due:
        yield YearsUnfit(f"{due}年的报告不能写以后年度的完成情况。", pointer="/completion_year")
    if ahead and not due <= ahead <= due + 1:
        yield YearsUnfit(f"{due}年提交的，候选项目须是{due}或者{due + 1}年度的。", pointer="/candidates_year")
    if done and ahead and ahead != done + 1:
        yield YearsUnfit("两者合一的报告，候选项目的年度须是完成情况的下一年度。", pointer="/candidates_year")


def _year(name: str, year: int, what: str, *, needed: bool, allowed: bool) -> Iterator[Refusal]:
    """A fault where a year is missing, out of place, or none that there could be."""
    if needed and not year:
        yield YearsUnfit(f"这类报告须写明是哪一年度的{what}。", pointer=f"/{name}")
    elif year and not allowed:
        yield YearsUnfit(f"这类报告不写{what}的年度。", pointer=f"/{name}")
    for fault in project_years(year) if year else ():
        fault.pointer = f"/{name}"
        yield fault
