"""What happens in a congress's year of work 年度工作: solicitation, lists, publicity, supervision groups?

The year is the project year 年度, not the year of a meeting; a batch 批次 1, 2, … is one ballot of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from domain.divisions import Level
from domain.events import Body, Event, Value
from projects.events.values import Reviewed

Organiser = Literal["government", "standing_committee", "joint"]
ChangeKind = Literal["added", "dropped", "renamed", "content", "amount", "deadline", "order"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed(Value):
    """One line of a list: the project's number and what the line says, as printed that day."""

    project: str
    title: str
    content: str = ""
    amount_fen: int | None = None
    amount_text: str = ""
    deadline: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListChange(Value):
    """How the final list differs from the preliminary one, in one line, and why; another order concerns no single project."""

    project: str
    kind: ChangeKind
    reason: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Objection(Value):
    """An objection raised during 公示 and how it was settled; never who raised it."""

    matter: str
    settled: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed(Value):
    """A figure of a past year as its document prints it."""

    name: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CycleOpened(Event):
    """年度工作开始: the year of a congress, under which mode of decision; there is one for each project year."""

    TOPIC: ClassVar[str] = "projects:CycleOpened"
    congress: str
    code: str
    congress_name: str
    level: Level
    project_year: int
    decision_mode: str
    profile_version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CycleTakenOver(Event):
    """期初登记往年: what a named document says of a year that was not recorded here; our rules decide nothing about it."""

    TOPIC: ClassVar[str] = "projects:CycleTakenOver"
    congress: str
    code: str
    congress_name: str
    level: Level
    project_year: int
    document: str
    figures: tuple[Printed, ...] = ()
    notes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SolicitationOpened(Event):
    """征集开始: who organises it, from when to when, over which channels, by which notice."""

    TOPIC: ClassVar[str] = "projects:SolicitationOpened"
    organiser: Organiser
    from_on: str
    to_on: str
    channels: tuple[str, ...] = ()
    notice: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SolicitationClosed(Event):
    """征集结束: how many were received in all where the notice prints it (null: as many as are recorded)."""

    TOPIC: ClassVar[str] = "projects:SolicitationClosed"
    received: int | None = None
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PreliminaryListDrawnUp(Event):
    """初定候选项目: the ordered list of a batch, with every step of review and the body behind it."""

    TOPIC: ClassVar[str] = "projects:PreliminaryListDrawnUp"
    batch: int
    items: tuple[Listed, ...]
    steps: tuple[Reviewed, ...]
    profile_version: int
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPublicised(Event):
    """公示: a batch's list before the session, from when to when, in which medium."""

    TOPIC: ClassVar[str] = "projects:ListPublicised"
    batch: int
    from_on: str
    to_on: str
    medium: str
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicityEnded(Event):
    """公示结束: the objections and how each was settled; none is said too."""

    TOPIC: ClassVar[str] = "projects:PublicityEnded"
    DECIDES: ClassVar[bool] = False
    batch: int
    objections: tuple[Objection, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ListSubmitted(Event):
    """提请审议: the government submits a batch's candidates to the congress, on which paper."""

    TOPIC: ClassVar[str] = "projects:ListSubmitted"
    batch: int
    document: str
    submitted_to: Body


@dataclass(frozen=True, slots=True, kw_only=True)
class FinalListFixed(Event):
    """确定正式候选项目: the ordered list that goes on the ballot, the seats, and every difference from the preliminary list.

    Where nothing is balloted (报告制) `seats` is the length of the list.
    """

    TOPIC: ClassVar[str] = "projects:FinalListFixed"
    batch: int
    items: tuple[Listed, ...]
    seats: int
    profile_version: int
    changes: tuple[ListChange, ...] = ()
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectsListed(Event):
    """列入年度民生实事: under 报告制 the government lists the projects of a batch itself and reports them."""

    TOPIC: ClassVar[str] = "projects:ProjectsListed"
    batch: int
    projects: tuple[str, ...]
    document: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackNoticePublished(Event):
    """集中反馈: one notice that answers many proposals, named by their numbers."""

    TOPIC: ClassVar[str] = "projects:FeedbackNoticePublished"
    DECIDES: ClassVar[bool] = False
    covers: tuple[str, ...]
    medium: str
    document: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SupervisionGroupFormed(Event):
    """组成监督小组或者确定挂钩联系: which projects, who leads, which presidium member is linked, which deputies (by reference)."""

    TOPIC: ClassVar[str] = "projects:SupervisionGroupFormed"
    DECIDES: ClassVar[bool] = False
    group: str
    name: str
    projects: tuple[str, ...]
    lead_office: str = ""
    linked_member: str = ""
    leader: str = ""
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SupervisionGroupChanged(Event):
    """调整监督小组: the group as it is from now on, and why."""

    TOPIC: ClassVar[str] = "projects:SupervisionGroupChanged"
    DECIDES: ClassVar[bool] = False
    group: str
    name: str
    projects: tuple[str, ...]
    reason: str
    lead_office: str = ""
    linked_member: str = ""
    leader: str = ""
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CycleClosed(Event):
    """年度工作结束: the year's file is closed; what still runs goes on in its projects."""

    TOPIC: ClassVar[str] = "projects:CycleClosed"
    summary: str = ""
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListBalloted(Event):
    """交付票决: a batch's final list went on the ballot in this round; from then on the list stands."""

    TOPIC: ClassVar[str] = "projects:ListBalloted"
    batch: int
    round: str
