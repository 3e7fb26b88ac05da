"""What can be asked about a project 民生实事项目, from its draft to its last account, and what has to be read before it is decided?"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

from domain.congress.usecases import read_congress
from domain.divisions import canonical
from domain.streams import project_id
from domain.usecase import UseCase, existing
from projects import numbers
from projects.application.informing import congress_named, cycles_of, in_congress, on
from projects.commands import projects as c
from projects.deciders.listing import listed_in
from projects.deciders.projects import PROJECT
from projects.deciders.proposals import PROPOSAL
from projects.refusals.projects import TooManyProposals

if TYPE_CHECKING:
    from domain.usecase import Numbered, Reader

MOST_PROPOSALS = 200


def _series(asked: c.DraftProject | c.TakeOverProject, number: int) -> UUID:
    return project_id(congress_named(asked), asked.project_year, number)


def _draft(read: Reader, stream: UUID, command: Numbered) -> c.DraftProjectFrom:
    """The draft with the proposals that it names."""
    begun = in_congress(read, stream, command)
    named: tuple[str, ...] = begun.asked.proposals
    if len(named) > MOST_PROPOSALS:
        raise TooManyProposals(
            f"一个项目至多据{MOST_PROPOSALS}条建议项目拟提，现为{len(named)}条。", pointer="/proposals"
        )
    return c.DraftProjectFrom(
        asked=begun.asked,
        number=begun.number,
        congress=begun.congress,
        proposals=tuple(
            read(PROPOSAL, numbers.PROPOSAL.named(begun.asked.congress, said, f"/proposals/{place}"))
            for place, said in enumerate(named)
        ),
    )


def _revise(read: Reader, stream: UUID, asked: c.ReviseProject) -> c.ReviseProjectIn:
    """The revision with the years of work on whose lists the project may stand: its own and those that follow."""
    project = existing(read(PROJECT, stream), "项目")
    congress = project.home.congress
    return c.ReviseProjectIn(
        asked=asked,
        congress=read_congress(read, UUID(congress), "/congress"),
        cycles=cycles_of(read, congress, listed_in(project.project_year)),
    )


def _link(read: Reader, stream: UUID, asked: c.LinkProject) -> c.LinkProjectTo:
    """The other project is looked up where it is one of the same congress, however that was named."""
    home = existing(read(PROJECT, stream), "项目").home
    congress = read_congress(read, UUID(home.congress), "/congress")
    if asked.other_code and canonical(asked.other_code) != canonical(congress.code):
        return c.LinkProjectTo(asked=asked, congress=congress, other=None)
    other = read(PROJECT, numbers.PROJECT.named(home.congress, asked.other, "/other"))
    return c.LinkProjectTo(asked=replace(asked, other_code=""), congress=congress, other=other)


USE_CASES: tuple[UseCase, ...] = (
    UseCase(c.DraftProject, PROJECT, inform=_draft, series=_series),
    UseCase(c.TakeOverProject, PROJECT, inform=in_congress, series=_series),
    *on(
        PROJECT, "项目", c.SetAnnualPlan, c.AssignProject, c.FilePlan, c.MeetMilestone, c.MissMilestone,
        c.CompleteProject, c.AcceptProject, c.ReturnAcceptance, c.AuditSettlement, c.ApproveFinalAccounts,
        c.HandOverProject, c.ReturnSurplus, c.CarryOverProject,
    ),
    UseCase(c.ReviseProject, PROJECT, inform=_revise),
    UseCase(c.LinkProject, PROJECT, inform=_link),
)  # fmt: skip
