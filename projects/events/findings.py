"""What happens to one finding 问题, from its discovery to its closing 销号?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from domain.divisions import Level
from domain.events import Event

FindingSource = Literal[
    "inspection", "deputy", "hotline_12345", "audit", "disciplinary_inspection", "budget_alert", "special_inquiry", "public_survey",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingRecorded(Event):
    """问题登记: found on a day, under the next number of that day's year (问-017), on which projects; who raised it by reference.

    `effective_on` of the envelope is the day on which the congress took it up.
    """

    TOPIC: ClassVar[str] = "projects:FindingRecorded"
    DECIDES: ClassVar[bool] = False
    congress: str
    code: str
    congress_name: str
    level: Level
    year: int
    number: int
    found_on: str
    projects: tuple[str, ...]
    source: FindingSource
    matter: str
    place: str = ""
    raised_by: str = ""
    inspection: str = ""
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingAssigned(Event):
    """交办问题: to which unit, by when."""

    TOPIC: ClassVar[str] = "projects:FindingAssigned"
    unit: str
    unit_name: str
    due_on: str
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingAnswered(Event):
    """整改答复: what was done."""

    TOPIC: ClassVar[str] = "projects:FindingAnswered"
    DECIDES: ClassVar[bool] = False
    measures: str
    result: str
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerAccepted(Event):
    """认可整改: whoever raised it is satisfied; `checked` says how that was seen."""

    TOPIC: ClassVar[str] = "projects:AnswerAccepted"
    checked: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerReturned(Event):
    """退回整改: what is still wrong, and the new deadline."""

    TOPIC: ClassVar[str] = "projects:AnswerReturned"
    reason: str
    due_on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingPressed(Event):
    """督办: pressed, with a document or by word, and until when."""

    TOPIC: ClassVar[str] = "projects:FindingPressed"
    reason: str
    due_on: str
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingEscalated(Event):
    """挂牌督办: a body's act, never automatic."""

    TOPIC: ClassVar[str] = "projects:FindingEscalated"
    reason: str
    due_on: str
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingClosed(Event):
    """销号, with what it came to."""

    TOPIC: ClassVar[str] = "projects:FindingClosed"
    conclusion: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingReopened(Event):
    """重新登记: a closed finding that came back, with the reason and the new deadline."""

    TOPIC: ClassVar[str] = "projects:FindingReopened"
    reason: str
    due_on: str
