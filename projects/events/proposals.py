"""What happens to one proposal 建议项目, from submission to the answer that its proposer gets?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from domain.divisions import Level
from domain.events import Event

ProposerKind = Literal[
    "resident", "deputy", "cppcc_member", "party_delegate", "organisation", "government_department", "township", "unknown",
]  # fmt: skip
TransferTo = Literal[
    "deputy_suggestion", "motion", "hotline_12345", "petition", "micro_project", "department_routine", "upper_level",
]  # fmt: skip
FeedbackHow = Literal["individually", "by_notice"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalSubmitted(Event):
    """建议项目提出: one matter 一事一提, over which channel, for which project year, under the next number of that year (征-001).

    `proposer` is a reference into the side table of people, empty where nobody is named; `earlier` the numbers of those on the
    same matter before (历年反复提出). The estimate is in fen, `estimate_text` its words where it is approximate.
    """

    TOPIC: ClassVar[str] = "projects:ProposalSubmitted"
    DECIDES: ClassVar[bool] = False
    congress: str
    code: str
    congress_name: str
    level: Level
    project_year: int
    number: int
    channel: str
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
class ProposalAdopted(Event):
    """列入: it goes on towards a candidate, at this cost (null where the rules ask for none and nobody knows it).

    `project` is the number of the project drafted from it, where there was one already.
    """

    TOPIC: ClassVar[str] = "projects:ProposalAdopted"
    cost_fen: int | None = None
    cost_text: str = ""
    project: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalMerged(Event):
    """合并: it goes on in another proposal, which keeps every source; every proposer is still answered."""

    TOPIC: ClassVar[str] = "projects:ProposalMerged"
    into: str
    into_number: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalReserved(Event):
    """储备: kept in the reserve library for a later year, with the reason."""

    TOPIC: ClassVar[str] = "projects:ProposalReserved"
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalTransferred(Event):
    """转办: handed to the way that is meant for it; an empty number is owed until it is given."""

    TOPIC: ClassVar[str] = "projects:ProposalTransferred"
    to: TransferTo
    number: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferNumberGiven(Event):
    """转办编号: the number under which the other way took it."""

    TOPIC: ClassVar[str] = "projects:TransferNumberGiven"
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalDeclined(Event):
    """不予列入: by which reason of the negative list, and in words."""

    TOPIC: ClassVar[str] = "projects:ProposalDeclined"
    reason_code: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalReopened(Event):
    """重新研究: an end of the screening is taken back, with the reason; what was recorded before stays."""

    TOPIC: ClassVar[str] = "projects:ProposalReopened"
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackGiven(Event):
    """反馈: the proposer was answered, individually or by a notice (`notice` is the cycle's stream)."""

    TOPIC: ClassVar[str] = "projects:FeedbackGiven"
    DECIDES: ClassVar[bool] = False
    how: FeedbackHow
    text: str = ""
    document: str = ""
    notice: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalPublished(Event):
    """公开: the title under which the public may see it, after the clerk's review."""

    TOPIC: ClassVar[str] = "projects:ProposalPublished"
    DECIDES: ClassVar[bool] = False
    title: str
