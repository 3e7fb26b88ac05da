"""What happens at a meeting 会议 before a ballot can be opened?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from domain.divisions import Level
from domain.events import Body, Event, Value

SittingKind = Literal["preparatory", "presidium", "delegation", "plenary"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Delegation(Value):
    """A delegation 代表团 and its number of deputies."""

    name: str
    deputies: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting(Value):
    """One sitting of the meeting: 预备会议, 主席团第N次, 代表团, 第N次全体会议."""

    kind: SittingKind
    number: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Officer(Value):
    """A scrutineer or teller: a reference into the side table of people, and the delegation."""

    person: str
    delegation: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingConvened(Event):
    """会议召开: which body of which congress, 届 and 次, its days, the deputies in office and the rules pinned."""

    TOPIC: ClassVar[str] = "voting:MeetingConvened"
    congress: str
    code: str
    congress_name: str
    level: Level
    body: Body
    term: int
    session: int
    title: str
    from_on: str
    to_on: str
    in_office: int
    profile_version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DelegationsFormed(Event):
    """代表团组成."""

    TOPIC: ClassVar[str] = "voting:DelegationsFormed"
    delegations: tuple[Delegation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SittingHeld(Event):
    """举行一次会议: preparatory, presidium, delegation or plenary sitting."""

    TOPIC: ClassVar[str] = "voting:SittingHeld"
    sitting: Sitting


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidatesExplained(Event):
    """作候选项目说明: the government explained the candidates; the document that was read."""

    TOPIC: ClassVar[str] = "voting:CandidatesExplained"
    project_year: int
    batch: int
    explained_by: str
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DelegationOpinionRecorded(Event):
    """代表团审议意见: what one delegation said about candidates or method."""

    TOPIC: ClassVar[str] = "voting:DelegationOpinionRecorded"
    DECIDES: ClassVar[bool] = False
    delegation: str
    opinion: str
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodProposed(Event):
    """提出票决办法草案: the profile version and the draft."""

    TOPIC: ClassVar[str] = "voting:MethodProposed"
    profile_version: int
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodAdopted(Event):
    """通过票决办法: from here on the pinned profile version is the law of this meeting's ballots."""

    TOPIC: ClassVar[str] = "voting:MethodAdopted"
    profile_version: int
    title: str
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScrutineersPassed(Event):
    """通过监票人: 总监票人 and 监票人, passed by the sitting."""

    TOPIC: ClassVar[str] = "voting:ScrutineersPassed"
    chief: Officer
    scrutineers: tuple[Officer, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TellersNamed(Event):
    """指定计票人: 总计票人 and 计票人, named without a vote."""

    TOPIC: ClassVar[str] = "voting:TellersNamed"
    DECIDES: ClassVar[bool] = False
    chief: Officer
    tellers: tuple[Officer, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendanceCounted(Event):
    """清点人数: 应到 = 实到 + 请假 + 缺席, at this sitting; counted again before every round."""

    TOPIC: ClassVar[str] = "voting:AttendanceCounted"
    number: int
    sitting: Sitting
    due: int
    present: int
    on_leave: int
    absent: int
