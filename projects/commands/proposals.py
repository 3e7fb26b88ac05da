"""What can be asked to be recorded about a proposal 建议项目?"""

from __future__ import annotations

from dataclasses import dataclass

from domain.deciders import Command
from domain.profile.sections import Channel, DeclineCode
from projects.commands.under import BegunUnder, Under
from projects.events.proposals import FeedbackHow, ProposerKind, TransferTo
from projects.states.projects import Project
from projects.states.proposals import Proposal


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmitProposal(Command):
    """提出建议项目, 一事一提, under the next number of the project year; no text names a person, `proposer` is a reference."""

    congress: str
    project_year: int
    channel: Channel
    title: str
    content: str
    proposer_kind: ProposerKind
    proposer: str = ""
    category: str = ""
    place: str = ""
    division: str = ""
    necessity: str = ""
    feasibility: str = ""
    estimate_fen: int | None = None
    estimate_text: str = ""
    earlier: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptProposal(Command):
    """列入, at what cost; `project` is the number of the project drafted from it, where there is one."""

    cost_fen: int | None = None
    cost_text: str = ""
    project: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeProposal(Command):
    """合并 into the proposal with the number `into`."""

    into: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReserveProposal(Command):
    """储备."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferProposal(Command):
    """转办; the number under which the other way takes it may be given later."""

    to: TransferTo
    number: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveTransferNumber(Command):
    """转办编号, where it was owed."""

    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclineProposal(Command):
    """不予列入."""

    reason_code: DeclineCode
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReopenProposal(Command):
    """重新研究; two people."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveFeedback(Command):
    """反馈: individually, with words or a paper; by notice it follows from 集中反馈 of the year of work alone."""

    how: FeedbackHow = "individually"
    text: str = ""
    document: str = ""
    notice: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishProposal(Command):
    """公开 under this title, after review."""

    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmittedUnder(BegunUnder):
    """A proposal with those before it on the same matter, None for one that there is not."""

    earlier: tuple[Proposal | None, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptedUnder(Under):
    """列入, with the project of that number."""

    project: Project | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedUnder(Under):
    """合并, with the stream of the survivor and what stands about it."""

    into: str
    survivor: Proposal | None
