"""What happens to a livelihood project 民生实事项目 from its draft to its last account?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from domain.divisions import Level
from domain.events import Event, Value
from projects.events.values import Amounts, Brief, SourceAmount, Target, TargetDone

Origin = Literal["voted", "street_poll", "listed", "taken_over"]
LinkKind = Literal["split_from", "merged_into", "bundled_in", "continues", "replaces", "same_as_upper"]
TakenOverStanding = Literal["running", "completed", "accepted"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone(Value):
    """节点: what must have happened by which day; `id` is 1, 2, … in the plan."""

    id: str
    name: str
    due_on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectDrafted(Event):
    """拟提: a project is drafted for a year under the next number of that year (2024-03), from these proposals."""

    TOPIC: ClassVar[str] = "projects:ProjectDrafted"
    congress: str
    code: str
    congress_name: str
    level: Level
    project_year: int
    number: int
    brief: Brief
    proposals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectRevised(Event):
    """修改拟提内容: the whole brief as it is from now on, and why; only before it stands on a final list."""

    TOPIC: ClassVar[str] = "projects:ProjectRevised"
    brief: Brief
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectTakenOver(Event):
    """期初登记: a running or finished project of a named document, figures as printed; our rules selected nothing here."""

    TOPIC: ClassVar[str] = "projects:ProjectTakenOver"
    congress: str
    code: str
    congress_name: str
    level: Level
    project_year: int
    number: int
    brief: Brief
    document: str
    standing: TakenOverStanding
    selected_on: str = ""
    selected_how: str = ""
    printed: Amounts | None = None
    figures_on: str = ""
    past_round: str = ""
    notes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectSelected(Event):
    """票决确定 (票选产生): by which round and batch; no votes here. The amount and the deadline are the promise printed on the ballot.

    `project_year` is the year of the list, where that is a later one than the year of the project's number.
    """

    TOPIC: ClassVar[str] = "projects:ProjectSelected"
    origin: Origin
    round: str
    announcement: str
    batch: int
    amount_fen: int | None = None
    amount_text: str = ""
    deadline: str = ""
    project_year: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectNotSelected(Event):
    """未获确定: by which round and batch; nothing moves up by itself."""

    TOPIC: ClassVar[str] = "projects:ProjectNotSelected"
    round: str
    announcement: str
    batch: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectListed(Event):
    """列入 (报告制): listed by the government without a ballot, on which paper; `project_year` as of `ProjectSelected`."""

    TOPIC: ClassVar[str] = "projects:ProjectListed"
    batch: int
    document: str
    amount_fen: int | None = None
    amount_text: str = ""
    deadline: str = ""
    project_year: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnualPlanSet(Event):
    """年度计划: the year's amount by source and the year's targets; set again it is the adjusted one, the first stays."""

    TOPIC: ClassVar[str] = "projects:AnnualPlanSet"
    year: int
    amount_fen: int
    sources: tuple[SourceAmount, ...] = ()
    targets: tuple[Target, ...] = ()
    reason: str = ""
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectAssigned(Event):
    """交办: the government assigns it to a unit, with others beside it; again where the unit changes."""

    TOPIC: ClassVar[str] = "projects:ProjectAssigned"
    unit: str
    unit_name: str
    cooperating: tuple[str, ...] = ()
    leader: str = ""
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFiled(Event):
    """实施计划: milestones and measures of one year, filed by the unit; a later one takes its place from then on."""

    TOPIC: ClassVar[str] = "projects:PlanFiled"
    year: int
    milestones: tuple[Milestone, ...]
    measures: str = ""
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneMet(Event):
    """节点完成 (on the day of `effective_on`)."""

    TOPIC: ClassVar[str] = "projects:MilestoneMet"
    milestone: str
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneMissed(Event):
    """节点未按期完成: why, and by when it is now meant to be met."""

    TOPIC: ClassVar[str] = "projects:MilestoneMissed"
    milestone: str
    reason: str
    expected_on: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectCompleted(Event):
    """完工: the unit says that the work is done; every target with what was done."""

    TOPIC: ClassVar[str] = "projects:ProjectCompleted"
    targets: tuple[TargetDone, ...] = ()
    summary: str = ""
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectAccepted(Event):
    """验收通过: by whom, on which paper; targets that are not met are named, not averaged away."""

    TOPIC: ClassVar[str] = "projects:ProjectAccepted"
    accepted_by: str
    unmet: tuple[str, ...] = ()
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptanceReturned(Event):
    """验收退回: what is missing, and by when."""

    TOPIC: ClassVar[str] = "projects:AcceptanceReturned"
    reason: str
    due_on: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SettlementAudited(Event):
    """结算审定: the audited amount; recorded again, the newest stands and says why."""

    TOPIC: ClassVar[str] = "projects:SettlementAudited"
    amount_fen: int
    document: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FinalAccountsApproved(Event):
    """竣工财务决算: the amount approved; recorded again, the newest stands and says why."""

    TOPIC: ClassVar[str] = "projects:FinalAccountsApproved"
    amount_fen: int
    document: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectHandedOver(Event):
    """移交: to whom it was handed for use and upkeep; recorded again, the newest stands and says why."""

    TOPIC: ClassVar[str] = "projects:ProjectHandedOver"
    to: str
    document: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SurplusReturned(Event):
    """结余资金上缴; recorded again, the newest stands and says why."""

    TOPIC: ClassVar[str] = "projects:SurplusReturned"
    amount_fen: int
    document: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectCarriedOver(Event):
    """结转续建: it goes on in the next year without a new ballot, with what was reached and why."""

    TOPIC: ClassVar[str] = "projects:ProjectCarriedOver"
    from_year: int
    to_year: int
    reached: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectLinked(Event):
    """项目关联: how this project stands to another one, which is named by its number and, elsewhere, its congress's code."""

    TOPIC: ClassVar[str] = "projects:ProjectLinked"
    kind: LinkKind
    other: str
    other_title: str = ""
    other_code: str = ""
