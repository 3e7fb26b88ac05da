"""What is an event, who stands on its envelope, and what does the log hand back?"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar, Final, Literal, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

T = TypeVar("T")

Role = Literal[
    "clerk", "chair", "government", "unit", "scrutineer", "teller", "deputy", "auditor", "public",
    "system_admin", "security_admin", "audit_admin", "system",
]  # fmt: skip
Body = Literal[
    "congress", "session_presidium", "township_presidium", "standing_committee", "chairpersons_meeting", "working_office",
    "delegation", "street_council", "street_party_committee", "street_npc_office", "government", "party_committee",
]  # fmt: skip
How = Literal["show_of_hands", "secret_ballot", "keypad", "meeting_decision"]


STATED: Final = {"stated": True}


def stated(default: T) -> T:
    """A field with a default that is written all the same, because an event read alone must say it."""
    return field(default=default, metadata=STATED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A small immutable value inside an event or a command; its fields are JSON-native."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Value):
    """Somebody by reference (never by name), in the role in which he acted."""

    ref: str
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision(Value):
    """Which body decided, where, how (举手、无记名、按表决器、会议决定) and with which count or 一致通过."""

    body: Body
    how: How = stated("meeting_decision")
    meeting: str = ""
    votes_for: int | None = None
    votes_against: int | None = None
    votes_abstain: int | None = None
    unanimous: bool = False
    clause: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis(Value):
    """The document (id or 发文字号) and article on which an act stands."""

    document: str
    article: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ref(Value):
    """A number in an outside system: 代表建议, 12345, 投资项目平台, …."""

    system: str
    number: str
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """When (`at` recorded, RFC 3339 UTC; `effective_on` civil day in Asia/Shanghai), by whom, decided by whom, on what basis."""

    at: str
    by: Person
    command_id: str
    effective_on: str
    approved_by: Person | None = None
    decided_by: Decision | None = None
    basis: tuple[Basis, ...] = ()
    refs: tuple[Ref, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One fact that happened. `TOPIC` is its permanent address; its fields are JSON-native and never change meaning.

    A field added later must have a default: a field that equals its default is not written, so old bytes stay what they are.
    """

    TOPIC: ClassVar[str]
    # Only what tells what somebody said or saw, or who somebody is, says False: its content alone can be erased by law.
    DECIDES: ClassVar[bool] = True

    def __init_subclass__(cls, **kwargs: Any) -> None:
        # With `slots=True` dataclass builds every class twice; the second, final one stays registered.
        super(Event, cls).__init_subclass__(**kwargs)
        if "TOPIC" in cls.__dict__:
            known = _TOPICS.get(cls.TOPIC, cls)
            if (known.__module__, known.__qualname__) != (cls.__module__, cls.__qualname__):
                raise TypeError(f"{cls.TOPIC} stands for {known.__module__}.{known.__qualname__} already")
            _TOPICS[cls.TOPIC] = cls


_TOPICS: dict[str, type[Event]] = {}


def topics() -> Mapping[str, type[Event]]:
    """Every event class that this process has imported, by topic."""
    return _TOPICS


@dataclass(frozen=True, slots=True)
class Erased:
    """Stands where an event's bytes were lawfully erased; every fold skips it."""

    topic: str


@dataclass(frozen=True, slots=True)
class Recorded:
    """An event in its stream: what the event store takes and gives.

    `originator_version` counts 1, 2, 3 … in the stream `originator_id`; `position` is its place in the log, 0 before it is stored.
    """

    originator_id: UUID
    originator_version: int
    envelope: Envelope
    event: Event | Erased
    position: int = 0
    _stream: str = field(default="", init=False, repr=False, compare=False)

    @property
    def stream(self) -> str:
        """The stream's id as text, which folds ask for several times over and a UUID writes anew each time."""
        if not self._stream:
            object.__setattr__(self, "_stream", str(self.originator_id))
        return self._stream
