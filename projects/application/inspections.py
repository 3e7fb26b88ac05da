"""What can be asked about an inspection 视察调研, and what has to be read before it is decided?"""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from domain.streams import inspection_id
from domain.usecase import UseCase, existing
from projects.application.informing import congress_named, in_congress, on, under
from projects.application.naming import projects_known
from projects.commands import inspections as c
from projects.deciders.inspections import INSPECTION

if TYPE_CHECKING:
    from domain.usecase import Numbered, Reader


def _stream(asked: c.PlanInspection, number: int) -> UUID:
    return inspection_id(congress_named(asked), asked.planned_on.year, number)


def _plan(read: Reader, stream: UUID, command: Numbered) -> c.PlanInspectionUnder:
    begun = in_congress(read, stream, command)
    known = projects_known(read, begun.asked.congress, begun.asked.projects)
    return c.PlanInspectionUnder(asked=begun.asked, number=begun.number, congress=begun.congress, known=known)


def _hold(read: Reader, stream: UUID, asked: c.HoldInspection) -> c.HoldInspectionUnder:
    told = under(INSPECTION, "这次视察")(read, stream, asked)
    home = existing(read(INSPECTION, stream), "这次视察").home
    known = projects_known(read, home.congress, asked.projects)
    return c.HoldInspectionUnder(asked=asked, congress=told.congress, known=known)


USE_CASES: tuple[UseCase, ...] = (
    UseCase(c.PlanInspection, INSPECTION, inform=_plan, series=_stream),
    UseCase(c.HoldInspection, INSPECTION, inform=_hold),
    *on(INSPECTION, "这次视察", c.HandOverInspectionOpinions, c.CallOffInspection),
)
