"""What can be asked to be recorded about a round of the ballot?"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from domain.congress.state import Congress
from domain.deciders import Command
from domain.events import Value
from voting.commands.papers import Change
from voting.events.rounds import Candidate, FinalList, ItemTotals, Pattern, PrintedItem, Resolution, RoundKind
from voting.states.meetings import Meeting
from voting.states.rounds import Round


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenRound(Command):
    """开启一轮票决. A re-ballot names the round that called it and leaves list and seats to it.

    Where the year's final list is kept here, list and seats may be left to it too.
    """

    meeting: str
    project_year: int
    batch: int = 1
    number: int = 1
    kind: RoundKind = "first"
    candidates: tuple[Candidate, ...] = ()
    seats: int = 0
    final_list: FinalList | None = None
    previous: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FixedList(Value):
    """The final list of a batch as the year of work `cycle` holds it; empty where none is fixed yet."""

    cycle: str
    candidates: tuple[Candidate, ...] = ()
    seats: int = 0
    final_list: FinalList | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenRoundAt(Command):
    """The round asked for, with the meeting, the congress and the round that called it.

    `fixed` is the final list of the batch, where the congress keeps its year of work here.
    """

    asked: OpenRound
    meeting: Meeting
    congress: Congress
    previous: Round | None = None
    fixed: FixedList | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet(Value):
    """The figures of a signed 计票结果报告单 as one person typed them."""

    valid: int
    invalid: int
    items: tuple[ItemTotals, ...]
    invalid_by_reason: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordTotals(Command):
    """录入计票结果: the sheet typed by one person and, independently, by another."""

    first: Sheet
    second: Sheet
    vendor_report_sha256: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SealPapers(Command):
    """封账: the reconciled papers as a multiset of patterns."""

    patterns: tuple[Pattern, ...]
    spoiled: dict[str, int] = field(default_factory=dict)
    serial_commitment: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SealKeyed(Command):
    """封账: the papers as they were keyed, compared, decided and reviewed; `file_sha256` is that of the scrutineers' file.

    The counting room makes `SealPapers` of it.
    """

    file_sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecountRound(Command):
    """重新计票: the second sheet, typed twice, and why."""

    first: Sheet
    second: Sheet
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditPapers(Command):
    """抽查: by which number the papers were drawn, how many, and how many of them differ from what was sealed."""

    seed: str
    papers: int
    differing: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CallReballot(Command):
    """决定再投一次, of the kind that the outcome calls for."""

    kind: RoundKind


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolveTie(Command):
    """同票处理: `round` is the re-ballot whose result is carried back, `selected` what the presidium or the lot decided."""

    how: Resolution
    selected: tuple[str, ...] = ()
    round: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolveShortfall(Command):
    """不足应选数的处理."""

    how: Resolution
    selected: tuple[str, ...] = ()
    round: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolveFrom(Command):
    """A tie or shortfall resolved, with the re-ballot that is carried back."""

    asked: ResolveTie | ResolveShortfall
    reballot: Round | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclareResult(Command):
    """当场宣布."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptResolution(Command):
    """作出决定 (票选+决定)."""

    title: str
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmChoice(Command):
    """党工委确认 (街道票选)."""

    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnounceResult(Command):
    """公告: number as printed (公告第N号) and medium."""

    number: str
    medium: str
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultOf(Command):
    """A result declared or announced, with the re-ballot that was carried back as it stands now."""

    asked: DeclareResult | AnnounceResult
    reballot: Round | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectRound(Command):
    """更正到签字的报告单: all figures that differ, with the reason."""

    changes: tuple[Change, ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VoidRound(Command):
    """本轮作废."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeOverRound(Command):
    """期初: a past ballot as a named document reports it; `congress` is the id of the congress's stream."""

    congress: str
    project_year: int
    batch: int = 1
    number: int = 1
    meeting_title: str
    document: str
    items: tuple[PrintedItem, ...]
    held_on: date | None = None
    due: int | None = None
    present: int | None = None
    issued: int | None = None
    collected: int | None = None
    valid: int | None = None
    invalid: int | None = None
    seats: int | None = None
    notes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeOverRoundOf(Command):
    """The take-over asked for, with the congress as it stands."""

    asked: TakeOverRound
    congress: Congress
