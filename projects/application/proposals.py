"""What can be asked about a proposal 建议项目, and what has to be read before it is decided?"""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from domain.usecase import UseCase, existing
from projects import numbers
from projects.application.informing import congress_named, in_congress, on, under
from projects.commands import proposals as c
from projects.commands.under import Under
from projects.deciders.projects import PROJECT
from projects.deciders.proposals import PROPOSAL
from projects.refusals.proposals import NoticeFirst, TooManyEarlier

if TYPE_CHECKING:
    from domain.usecase import Numbered, Reader

WHAT = "建议项目"
MOST_EARLIER = 50

_under = under(PROPOSAL, WHAT)


def _series(asked: c.SubmitProposal, number: int) -> UUID:
    return numbers.PROPOSAL.stream(congress_named(asked), asked.project_year, number)


def _submitted(read: Reader, stream: UUID, command: Numbered) -> c.SubmittedUnder:
    begun = in_congress(read, stream, command)
    if len(begun.asked.earlier) > MOST_EARLIER:
        raise TooManyEarlier(f"最多写{MOST_EARLIER}条，现为{len(begun.asked.earlier)}条。", pointer="/earlier")
    earlier = [
        read(PROPOSAL, numbers.PROPOSAL.named(begun.asked.congress, said, f"/earlier/{place}"))
        for place, said in enumerate(begun.asked.earlier)
    ]
    return c.SubmittedUnder(asked=begun.asked, number=begun.number, congress=begun.congress, earlier=tuple(earlier))


def _adopted(read: Reader, stream: UUID, asked: c.AdoptProposal) -> c.AdoptedUnder:
    here = _under(read, stream, asked)
    named = numbers.PROJECT.named(_home(read, stream), asked.project, "/project") if asked.project else None
    project = None if named is None else read(PROJECT, named)
    return c.AdoptedUnder(asked=asked, congress=here.congress, project=project)


def _merged(read: Reader, stream: UUID, asked: c.MergeProposal) -> c.MergedUnder:
    here = _under(read, stream, asked)
    into = numbers.PROPOSAL.named(_home(read, stream), asked.into, "/into")
    return c.MergedUnder(asked=asked, congress=here.congress, into=str(into), survivor=read(PROPOSAL, into))


def _answered(read: Reader, stream: UUID, asked: c.GiveFeedback) -> Under:
    if asked.how == "by_notice":
        # It follows from the notice itself, in one transaction, so that nobody is said to be answered by one that there is not.
        raise NoticeFirst("集中反馈请在年度工作中登记公告，公告所列的建议项目随即记为已反馈。", pointer="/how")
    return _under(read, stream, asked)


def _home(read: Reader, stream: UUID) -> str:
    return existing(read(PROPOSAL, stream), WHAT).home.congress


USE_CASES: tuple[UseCase, ...] = (
    UseCase(c.SubmitProposal, PROPOSAL, inform=_submitted, series=_series),
    UseCase(c.AdoptProposal, PROPOSAL, inform=_adopted),
    UseCase(c.MergeProposal, PROPOSAL, inform=_merged),
    UseCase(c.GiveFeedback, PROPOSAL, inform=_answered),
    *on(
        PROPOSAL, WHAT, c.ReserveProposal, c.TransferProposal, c.DeclineProposal, c.GiveTransferNumber, c.ReopenProposal,
        c.PublishProposal,
    ),
)  # fmt: skip
