"""What can be asked about a project 民生实事项目, from its draft to its last account, and what has to be read before it is decided?"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

from domain.congress.usecases import read_congress
from domain.divisions import canonical
from domain.streams import project_id
from domain.usecase import UseCase, existing
from projects.application.informing import congress_named, in_congress, on
from projects.commands import projects as c
from projects.deciders.projects import PROJECT
from projects.numbers import PROJECT as NUMBERS

if TYPE_CHECKING:
    from domain.usecase import Reader


def _series(asked: c.DraftProject | c.TakeOverProject, number: int) -> UUID:
    return project_id(congress_named(asked), asked.project_year, number)


def _link(read: Reader, stream: UUID, asked: c.LinkProject) -> c.LinkProjectTo:
    """The other project is looked up where it is one of the same congress, however that was named."""
    home = existing(read(PROJECT, stream), "项目").home
    congress = read_congress(read, UUID(home.congress), "/congress")
    if asked.other_code and canonical(asked.other_code) != canonical(congress.code):
        return c.LinkProjectTo(asked=asked, congress=congress, other=None)
    other = read(PROJECT, NUMBERS.named(home.congress, asked.other, "/other"))
    return c.LinkProjectTo(asked=replace(asked, other_code=""), congress=congress, other=other)


USE_CASES: tuple[UseCase, ...] = (
    UseCase(c.DraftProject, PROJECT, inform=in_congress, series=_series),
    UseCase(c.TakeOverProject, PROJECT, inform=in_congress, series=_series),
    *on(
        PROJECT, "项目", c.ReviseProject, c.SetAnnualPlan, c.AssignProject, c.FilePlan, c.MeetMilestone, c.MissMilestone,
        c.CompleteProject, c.AcceptProject, c.ReturnAcceptance, c.AuditSettlement, c.ApproveFinalAccounts,
        c.HandOverProject, c.ReturnSurplus, c.CarryOverProject,
    ),
    UseCase(c.LinkProject, PROJECT, inform=_link),
)  # fmt: skip
