"""What can be asked to be recorded about a project 民生实事项目, from its draft to its last account?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from domain.deciders import Command
from domain.events import Value
from projects.commands.under import BegunUnder, Under
from projects.events.projects import LinkKind, TakenOverStanding
from projects.events.values import Amounts, Brief, SourceAmount, Target, TargetDone
from projects.states.cycles import Cycle
from projects.states.projects import Project
from projects.states.proposals import Proposal


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftProject(Command):
    """拟提. `congress` is the id of the congress's stream, `proposals` are numbers of adopted proposals."""

    congress: str
    project_year: int
    brief: Brief
    proposals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviseProject(Command):
    """修改拟提内容: the whole brief as it is from now on."""

    brief: Brief
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeOverProject(Command):
    """期初登记: figures as the named document prints them, null where it prints none."""

    congress: str
    project_year: int
    brief: Brief
    document: str
    standing: TakenOverStanding
    selected_on: date | None = None
    selected_how: str = ""
    printed: Amounts | None = None
    figures_on: date | None = None
    past_round: str = ""
    notes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SelectProject(Command):
    """票决确定 or 票选产生. It follows from the announcement; nobody asks for it."""

    origin: Literal["voted", "street_poll"]
    round: str
    announcement: str
    project_year: int
    batch: int
    amount_fen: int | None = None
    amount_text: str = ""
    deadline: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectProject(Command):
    """未获确定. It follows from the announcement."""

    round: str
    announcement: str
    batch: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ListProject(Command):
    """列入 (报告制). It follows from the government's list."""

    project_year: int
    batch: int
    document: str
    amount_fen: int | None = None
    amount_text: str = ""
    deadline: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAnnualPlan(Command):
    """下达年度计划, or adjust the one that stands and say why."""

    year: int
    amount_fen: int
    sources: tuple[SourceAmount, ...] = ()
    targets: tuple[Target, ...] = ()
    reason: str = ""
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignProject(Command):
    """交办; again where another unit takes it, on the paper that says so."""

    unit: str
    cooperating: tuple[str, ...] = ()
    leader: str = ""
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedMilestone(Value):
    """节点: what must have happened by which day."""

    id: str
    name: str
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class FilePlan(Command):
    """报送实施计划."""

    year: int
    milestones: tuple[PlannedMilestone, ...]
    measures: str = ""
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetMilestone(Command):
    """节点完成."""

    milestone: str
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MissMilestone(Command):
    """节点未按期完成."""

    milestone: str
    reason: str
    expected_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CompleteProject(Command):
    """完工: what was done of every target that no report has named yet."""

    targets: tuple[TargetDone, ...] = ()
    summary: str = ""
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptProject(Command):
    """验收通过."""

    accepted_by: str
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnAcceptance(Command):
    """验收退回."""

    reason: str
    due_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditSettlement(Command):
    """结算审定; again with the reason why the amount is another."""

    amount_fen: int
    document: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ApproveFinalAccounts(Command):
    """批复竣工财务决算; again with the reason."""

    amount_fen: int
    document: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverProject(Command):
    """移交; again with the reason."""

    to: str
    document: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnSurplus(Command):
    """上缴结余资金, all of it so far; again with the reason."""

    amount_fen: int
    document: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CarryOverProject(Command):
    """结转续建 into the next year."""

    to_year: int
    reached: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkProject(Command):
    """关联另一个项目: by its number, and by its congress's code where that is another one."""

    kind: LinkKind
    other: str
    other_title: str = ""
    other_code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftProjectFrom(BegunUnder):
    """The draft asked for, with the proposals that it names, in their order."""

    proposals: tuple[Proposal | None, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviseProjectIn(Under):
    """The revision asked for, with the years of work 年度工作 in which the project may stand on a list."""

    cycles: tuple[Cycle, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkProjectTo(Under):
    """The link asked for, with the other project where it is one of the same congress."""

    other: Project | None
