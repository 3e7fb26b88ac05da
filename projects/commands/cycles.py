"""What can be asked to be recorded about the year of work 年度工作?"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from domain.congress.state import Congress
from domain.deciders import Command
from domain.events import Body, Value
from domain.profile.sections import Channel, ReviewStep
from projects.events.cycles import ChangeKind, Objection, Organiser, Printed
from projects.events.values import Reviewed
from projects.states.cycles import Cycle
from projects.states.projects import Project


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenCycle(Command):
    """年度工作开始. Mode of decision and rules are those of the congress's newest profile."""

    congress: str
    project_year: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeOverCycle(Command):
    """期初登记往年: what a document says of a year that was not recorded here."""

    congress: str
    project_year: int
    document: str
    figures: tuple[Printed, ...] = ()
    notes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenSolicitation(Command):
    """征集开始. No channel named means that the notice names none."""

    organiser: Organiser
    from_on: date
    to_on: date
    channels: tuple[Channel, ...] = ()
    notice: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseSolicitation(Command):
    """征集结束."""

    received: int | None = None
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Review(Value):
    """One step of review: which body, on which day, at which meeting, on which paper."""

    step: ReviewStep
    body: Body
    on: date
    meeting: str = ""
    document: str = ""

    def recorded(self) -> Reviewed:
        """The step as the event keeps it."""
        return Reviewed(
            step=self.step, body=self.body, on=self.on.isoformat(), meeting=self.meeting, document=self.document
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawUpPreliminaryList(Command):
    """初定候选项目: the numbers of the projects in order; what their lines say comes from the projects."""

    batch: int
    items: tuple[str, ...]
    steps: tuple[Review, ...]
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PubliciseList(Command):
    """公示."""

    batch: int
    from_on: date
    to_on: date
    medium: str
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EndPublicity(Command):
    """公示结束."""

    batch: int
    objections: tuple[Objection, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmitList(Command):
    """提请审议."""

    batch: int
    document: str
    submitted_to: Body


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained(Value):
    """Why a project differs in one way from the preliminary list; `project` is empty for another order."""

    kind: ChangeKind
    reason: str
    project: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FixFinalList(Command):
    """确定正式候选项目: the numbers of the projects in order, and why for every difference from the preliminary list."""

    batch: int
    items: tuple[str, ...]
    seats: int
    changes: tuple[Explained, ...] = ()
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BallotList(Command):
    """交付票决: follows from the opening of a round on a batch's final list, and from nothing else."""

    batch: int
    round: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListProjects(Command):
    """列入年度民生实事 (报告制): the projects of a batch's final list."""

    batch: int
    document: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishFeedbackNotice(Command):
    """集中反馈: the numbers of the proposals that one notice answers."""

    covers: tuple[str, ...]
    medium: str
    document: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormSupervisionGroup(Command):
    """组成监督小组或者确定挂钩联系. People are named by reference."""

    group: str
    name: str
    projects: tuple[str, ...]
    lead_office: str = ""
    linked_member: str = ""
    leader: str = ""
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeSupervisionGroup(Command):
    """调整监督小组: the group as it is from now on."""

    group: str
    name: str
    projects: tuple[str, ...]
    reason: str
    lead_office: str = ""
    linked_member: str = ""
    leader: str = ""
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseCycle(Command):
    """年度工作结束."""

    summary: str = ""
    document: str = ""


NamesProjects = DrawUpPreliminaryList | FixFinalList | FormSupervisionGroup | ChangeSupervisionGroup
GroupAsked = FormSupervisionGroup | ChangeSupervisionGroup


@dataclass(frozen=True, slots=True, kw_only=True)
class WithProjects(Command):
    """What was asked, with the congress and those of the named projects that there are, by their numbers.

    `elsewhere` are the other years of work in which they may stand on a list.
    """

    asked: NamesProjects
    congress: Congress
    projects: dict[str, Project] = field(default_factory=dict)
    elsewhere: tuple[Cycle, ...] = ()
