"""What can be asked to be recorded about a meeting?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.congress.state import Congress
from domain.deciders import Command
from domain.events import Body
from voting.events.meetings import Delegation, Officer, Sitting


@dataclass(frozen=True, slots=True, kw_only=True)
class ConveneMeeting(Command):
    """Convene a meeting of a body: 届, 次 and its days; `congress` is the id of the congress's stream."""

    congress: str
    body: Body
    term: int
    session: int
    title: str
    from_on: date
    to_on: date
    profile_version: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConveneMeetingOf(Command):
    """The meeting asked for, with the congress as it stands."""

    asked: ConveneMeeting
    congress: Congress


@dataclass(frozen=True, slots=True, kw_only=True)
class FormDelegations(Command):
    """代表团组成."""

    delegations: tuple[Delegation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldSitting(Command):
    """举行一次会议."""

    sitting: Sitting


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainCandidates(Command):
    """作候选项目说明."""

    project_year: int
    batch: int = 1
    explained_by: str
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordDelegationOpinion(Command):
    """代表团审议意见."""

    delegation: str
    opinion: str
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeMethod(Command):
    """提出票决办法草案."""

    profile_version: int
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptMethod(Command):
    """通过票决办法: the profile version that is in force from here on."""

    profile_version: int
    title: str
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodOf(Command):
    """A method proposed or adopted, with the congress that holds the profile versions."""

    asked: ProposeMethod | AdoptMethod
    congress: Congress


@dataclass(frozen=True, slots=True, kw_only=True)
class PassScrutineers(Command):
    """通过总监票人、监票人."""

    chief: Officer
    scrutineers: tuple[Officer, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NameTellers(Command):
    """指定总计票人、计票人."""

    chief: Officer
    tellers: tuple[Officer, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CountAttendance(Command):
    """清点人数: 应到 = 实到 + 请假 + 缺席."""

    sitting: Sitting
    due: int
    present: int
    on_leave: int
    absent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CountAttendanceAt(Command):
    """Heads counted, with the congress whose deputies are due."""

    asked: CountAttendance
    congress: Congress
