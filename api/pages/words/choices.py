"""What are the values of a closed list called, and which of them can be asked for?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, Final, Literal, get_args, get_origin, get_type_hints

from api.accounts.changing import GRANTED
from api.accounts.passes import TASKS, NewPass
from api.http.audience import COUNTERS, NAMES
from api.http.resources.accounts import Proposed
from api.http.resources.keying import DecidePaper, KeyPaper
from api.http.resources.session import OtherRole
from api.http.resources.tokens import NewToken
from api.layouts.common import turned
from api.layouts.projects import AT
from api.pages.words import spellings
from api.sheets import TypeTotals
from domain.actors import BODIES
from domain.congress.commands import RegisterCongress
from domain.congress.decider import LABELS
from domain.congress.events import ROLL_REASONS, RollReason
from domain.divisions import LEVEL_NAMES, Level
from domain.documents.commands import FileDocument
from domain.documents.events import Access, Retention
from domain.documents.kinds import FORMATS, KINDS
from domain.events import Body, How, Person, Role
from domain.profile import VALUES
from domain.profile.sections import Channel, DeclineCode, ReviewStep
from projections.sentences.progress import WARNINGS
from projections.words import sessions, years
from projects.commands.progress import AskedAbout, ReportProgress
from projects.commands.proposals import GiveFeedback
from projects.events.adjustments import AdjustmentKind, Outcome
from projects.events.cycles import ChangeKind, Organiser
from projects.events.findings import FindingSource
from projects.events.followups import Escalation
from projects.events.inspections import InspectionKind
from projects.events.progress import VoucherOf
from projects.events.projects import LinkKind, TakenOverStanding
from projects.events.proposals import FeedbackHow, ProposerKind, TransferTo
from projects.events.reports import ReportKind, Verdict
from projects.events.values import Amounts, Nature, Sense, Source
from projects.measures.money import AMOUNTS, SOURCES
from projects.states.figures import SOURCE, say_place
from projects.states.followups import ESCALATIONS
from voting.commands.evaluations import RecordSurvey
from voting.commands.rounds import CallReballot, ResolveShortfall, ResolveTie, Sheet
from voting.deciders.meetings import SITTINGS
from voting.deciders.tallying import SPOILED
from voting.events.evaluations import Subject, Venue
from voting.events.meetings import SittingKind
from voting.events.rounds import Resolution, RoundKind
from voting.states.figures import REASONS

Words = Mapping[Any, str]


def choices(tp: Any, *, vote: str = "票决", presidium: str = "主席团") -> dict[str, str]:
    """The values of a `Literal`, also within `| None` or `tuple[…, ...]`, and what each is called, in their own order.

    `vote` is what the ballot is called under the rules in force (票决, 票选, 表决), `presidium` who leads the meeting.
    Raises `KeyError` where nobody has said what the values are called, `TypeError` where the type is no closed list.
    """
    literal = literal_in(tp)
    if literal is None:
        raise TypeError(f"not a closed list: {tp!r}")
    words = WORDS[literal]
    return {value: words[value].format(word=vote, presidium=presidium) for value in get_args(literal)}


def closed(cls: type, field: str, *, vote: str = "票决", presidium: str = "主席团") -> dict[str, str] | None:
    """What a form offers for a field: what can be asked for of its `Literal`, or the list against which its text is checked.

    None where anything may be written. An empty value is not among them: whether one may be left out says the field's default.
    """
    if (cls, field) in LISTED:
        return dict(LISTED[cls, field])
    literal = literal_in(_hints(cls)[field])
    if literal is None:
        return None
    words = choices(literal, vote=vote, presidium=presidium)
    asked = ASKED.get((cls, field), words)
    return {value: word for value, word in words.items() if value in asked}


def keys(cls: type, field: str) -> dict[str, str] | None:
    """The keys that a field of texts or numbers by name may have, and what each is called; None where it has other ones."""
    found = KEYS.get((cls, field))
    return None if found is None else dict(found)


def literal_in(tp: Any) -> Any:
    """The `Literal` that a type is, may be, or repeats; None where there is none, and where it is a dataclass."""
    if get_origin(tp) is Literal:
        return tp
    return next((found for each in get_args(tp) if (found := literal_in(each)) is not None), None)


@cache
def _hints(cls: type) -> dict[str, Any]:
    return get_type_hints(cls)


def _of(cls: type, field: str) -> Any:
    """A closed list that has no name of its own."""
    return literal_in(_hints(cls)[field])


def _places() -> Iterable[str]:
    """Every figure of a report whose fall has to be explained, but for the targets, which every project has of its own."""
    amounts = [f"{scope}.{name}" for scope in ("year", "start") for name in _hints(Amounts)]
    return [*amounts, *(f"{SOURCE}{source}" for source in SOURCES), "physical_percent"]


WORDS: Final[Mapping[Any, Words]] = {
    AdjustmentKind: years.ADJUSTMENTS,
    AskedAbout: {**WARNINGS, "other": "其他"},
    Body: BODIES,
    ChangeKind: years.CHANGES,
    Channel: VALUES["solicitation.channels"],
    DeclineCode: VALUES["screening.negative_list"],
    Escalation: ESCALATIONS,
    FeedbackHow: years.FEEDBACK,
    FindingSource: years.FINDING_SOURCES,
    How: sessions.HOW,
    InspectionKind: years.INSPECTION_KINDS,
    Level: LEVEL_NAMES,
    LinkKind: years.LINKS,
    Nature: years.NATURES,
    Organiser: years.ORGANISERS,
    Outcome: years.ADJUSTED,
    ProposerKind: years.PROPOSERS,
    ReportKind: years.REPORT_KINDS,
    Resolution: sessions.RESOLUTIONS,
    ReviewStep: VALUES["candidate.review_steps"],
    Role: NAMES,
    RollReason: ROLL_REASONS,
    RoundKind: sessions.ROUND_KINDS,
    Sense: turned(AT),
    SittingKind: SITTINGS,
    Source: SOURCES,
    Subject: sessions.SUBJECTS,
    TakenOverStanding: years.STANDINGS,
    TransferTo: years.TRANSFERS,
    Venue: VALUES["evaluation.where"],
    Verdict: sessions.GRADES,
    VoucherOf: AMOUNTS,
    Access: spellings.ACCESS,
    Retention: spellings.RETENTIONS,
    _of(NewPass, "task"): TASKS,
    _of(NewToken, "scope"): spellings.TOKEN_SCOPES,
    _of(Proposed, "kind"): spellings.ROLE_CHANGES,
    _of(RecordSurvey, "survey"): sessions.SURVEYS,
}
"""Every closed list by its type; a table may know more values than can be asked for."""

ASKED: Final[Mapping[tuple[type, str], frozenset[str]]] = {
    (Person, "role"): COUNTERS,  # who confirms, he alone may look at what waits for him
    (CallReballot, "kind"): frozenset({"void_repeat", "tie_break", "shortfall"}),
    (GiveFeedback, "how"): frozenset({"individually"}),  # 集中反馈 follows from the notice of the year of work
    (ResolveTie, "how"): frozenset({"next_round", "presidium", "lot", "leave_open"}),
    (ResolveShortfall, "how"): frozenset({"next_round", "presidium", "accept_fewer", "defer_to_sc", "leave_open"}),
}
"""Where no rules let through more than these values."""

_SPOILED: Final = {reason: REASONS[reason] for reason in SPOILED}
_GRANTED: Final = {role: name for role, name in NAMES.items() if role in GRANTED}

LISTED: Final[Mapping[tuple[type, str], Words]] = {
    (FileDocument, "kind"): {kind: known.name for kind, known in KINDS.items()},
    (FileDocument, "media_type"): {media_type: known.name for media_type, known in FORMATS.items()},
    (KeyPaper, "spoiled"): _SPOILED,
    (DecidePaper, "spoiled"): _SPOILED,
    (OtherRole, "role"): _GRANTED,
    (Proposed, "role"): _GRANTED,
}
"""Texts that are checked against a list."""

KEYS: Final[Mapping[tuple[type, str], Words]] = {
    (RegisterCongress, "labels"): LABELS,
    (Sheet, "invalid_by_reason"): REASONS,
    (TypeTotals, "invalid_by_reason"): REASONS,
    (ReportProgress, "falls"): {place: say_place(place) for place in _places()},
}
