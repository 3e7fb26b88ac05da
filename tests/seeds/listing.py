"""How do the candidates of a year come from draft to the final list?"""

from __future__ import annotations

from typing import Final

from domain.events import Body
from projects.events import cycles as c
from projects.events.projects import ProjectDrafted
from projects.events.values import Reviewed
from projects.numbers import PROPOSAL
from tests.seeds.desk import decided, moment
from tests.seeds.wishes import adopted_for
from tests.seeds.work import Work

STEPS: Final[tuple[tuple[str, Body, str, str], ...]] = (
    ("gov_exec", "government", "11-22", "政府常务会议"),
    ("party_committee", "party_committee", "12-05", "党委会议"),
    ("sc_preview", "standing_committee", "12-19", "人大常委会会议"),
)


def draw_up(work: Work) -> None:
    """拟提, 初定, 公示, 提请."""
    desk, before = work.desk, work.year - 1
    for project in work.candidates:
        drafted = ProjectDrafted(
            **work.seat.home, project_year=work.year, number=project.number, brief=project.brief,
            proposals=(PROPOSAL.say(work.year, adopted_for(work, project)),),
        )  # fmt: skip
        desk(moment(f"{before}-10-30", 60 + project.number), project.stream, drafted, role="government")
    steps = tuple(
        Reviewed(step=step, body=body, on=f"{before}-{on}", meeting=meeting)
        for step, body, on, meeting in (STEPS if work.seat.county else STEPS[:2])
    )
    government = decided("government", work.government)
    drawn_up = c.PreliminaryListDrawnUp(
        batch=1, items=lines(work), steps=steps, profile_version=1, document=f"示例政发〔{before}〕36号"
    )
    shown = c.ListPublicised(
        batch=1, from_on=f"{before}-12-22", to_on=f"{before}-12-28", medium="示例政务网、嘎查村公开栏"
    )
    submitted = c.ListSubmitted(batch=1, document=f"示例政〔{before}〕58号", submitted_to="congress")
    desk(moment(f"{before}-12-21", 500), work.cycle, drawn_up, role="government", by=government)
    desk(moment(f"{before}-12-22"), work.cycle, shown, role="government")
    desk(moment(f"{before}-12-29"), work.cycle, c.PublicityEnded(batch=1), role="government")
    desk(moment(f"{before}-12-29", 120), work.cycle, submitted, role="government", by=government)


def fix(work: Work, at: str) -> None:
    """正式候选项目, as they were submitted."""
    fixed = c.FinalListFixed(
        batch=1, items=lines(work), seats=work.seat.projects, profile_version=1, document="主席团会议通过"
    )
    work.desk(at, work.cycle, fixed, by=decided(work.seat.presiding))


def lines(work: Work) -> tuple[c.Listed, ...]:
    """What the list prints of every candidate."""
    return tuple(
        c.Listed(
            project=project.says, title=project.brief.title, content=project.brief.content,
            amount_fen=project.brief.total_fen, deadline=project.brief.deadline_text,
        )
        for project in work.candidates
    )  # fmt: skip
