"""What can be asked about a project 民生实事项目, from its draft to its last account, and what has to be read before it is decided?"""

from __future__ import annotations

from uuid import UUID

from domain.streams import project_id
from domain.usecase import UseCase
from projects.application.informing import congress_named, in_congress, on
from projects.commands import projects as c
from projects.deciders.projects import PROJECT


def _series(asked: c.DraftProject | c.TakeOverProject, number: int) -> UUID:
    return project_id(congress_named(asked), asked.project_year, number)


USE_CASES: tuple[UseCase, ...] = (
    UseCase(c.DraftProject, PROJECT, inform=in_congress, series=_series),
    UseCase(c.TakeOverProject, PROJECT, inform=in_congress, series=_series),
    *on(
        PROJECT, "项目", c.ReviseProject, c.SetAnnualPlan, c.AssignProject, c.FilePlan, c.MeetMilestone, c.MissMilestone,
        c.CompleteProject, c.AcceptProject, c.ReturnAcceptance, c.AuditSettlement, c.ApproveFinalAccounts,
        c.HandOverProject, c.ReturnSurplus, c.CarryOverProject, c.LinkProject,
    ),
)  # fmt: skip
