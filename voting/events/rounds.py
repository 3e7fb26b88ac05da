"""What happens in one round of the ballot 票决, from opening to announcement?

No event here names, counts or points at a deputy: only sums cross from the roll to the ballot.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal

from domain.divisions import Level
from domain.events import Body, Event, Value, stated

RoundKind = Literal["first", "void_repeat", "tie_break", "shortfall"]
Resolution = Literal["next_round", "presidium", "expand", "lot", "accept_fewer", "defer_to_sc", "leave_open"]
Outcome = Literal["decided", "tied", "shortfall", "void", "no_quorum"]
CountMethod = Literal["manual_totals", "reader_totals", "keypad_totals", "papers"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate(Value):
    """A candidate project 候选项目 as it stands on the ballot; the amount is the promise printed there."""

    id: str
    title: str
    amount_fen: int | None = None
    deadline: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FinalList(Value):
    """正式候选项目名单: which body fixed it, on which day, on which paper."""

    fixed_by: Body
    fixed_on: str
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance(Value):
    """The count of heads on which a round stands: its running number in the meeting and its four figures."""

    number: int
    due: int
    present: int
    on_leave: int
    absent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemTotals(Value):
    """One row of the signed sheet: 赞成, 反对, 弃权, 未按表决器."""

    candidate: str
    votes_for: int
    votes_against: int = 0
    votes_abstain: int = 0
    not_pressed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern(Value):
    """How often one way of filling in the paper occurred: a letter a candidate in ballot order, or a spoiled class."""

    marks: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundOpened(Event):
    """开启一轮票决: list, seats, heads counted and the whole profile in force; nothing later changes them.

    A 重新投票 of a void re-ballot is what that one was: `repeats` its kind, `called_by` the round to which the result goes back.
    `cycle` is the year of work whose final list is voted on; then every candidate's id is the number of its project.
    """

    TOPIC: ClassVar[str] = "voting:RoundOpened"
    congress: str
    code: str
    congress_name: str
    level: Level
    meeting: str
    meeting_title: str
    project_year: int
    batch: int
    number: int
    kind: RoundKind
    candidates: tuple[Candidate, ...]
    seats: int
    final_list: FinalList
    attendance: Attendance
    profile_version: int
    profile: dict[str, Any]
    meeting_ends_on: str
    previous: str = ""
    reballots: int = stated(0)
    repeats: RoundKind = stated("first")
    called_by: str = ""
    cycle: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TotalsRecorded(Event):
    """录入计票结果: the per-item sums of the signed sheet, typed twice; nothing below them is stored."""

    TOPIC: ClassVar[str] = "voting:TotalsRecorded"
    method: CountMethod
    valid: int
    invalid: int
    items: tuple[ItemTotals, ...]
    invalid_by_reason: dict[str, int] = field(default_factory=dict)
    vendor_report_sha256: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PapersSealed(Event):
    """封账: all papers as one multiset sorted by content; no order, no time, no teller."""

    TOPIC: ClassVar[str] = "voting:PapersSealed"
    patterns: tuple[Pattern, ...]
    letters: str = stated("f赞成 a反对 o弃权 -未写 F重复写 ?无法辨认")
    spoiled: dict[str, int] = field(default_factory=dict)
    serial_commitment: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundCounted(Event):
    """计票: what follows from the numbers under the rules in force; `cause` is the entry, or the correction that made it new."""

    TOPIC: ClassVar[str] = "voting:RoundCounted"
    outcome: Outcome
    selected: tuple[str, ...]
    tied: tuple[str, ...] = ()
    tied_seats: int = 0
    open_seats: int = 0
    cause: Literal["entry", "correction"] = stated("entry")


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundRecounted(Event):
    """重新计票, a formal act: its figures stand beside the first count and replace nothing by themselves."""

    TOPIC: ClassVar[str] = "voting:RoundRecounted"
    reason: str
    valid: int
    invalid: int
    items: tuple[ItemTotals, ...]
    agrees: bool
    outcome: Outcome
    selected: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PapersAudited(Event):
    """抽查: papers drawn by a number that was made in the hall, held against what was sealed under their running numbers.

    Which papers they were follows from `seed` and the sealed commitment; what they say stands nowhere here.
    """

    TOPIC: ClassVar[str] = "voting:PapersAudited"
    seed: str
    papers: int
    differing: int = stated(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class TieResolved(Event):
    """同票处理: how, among whom, and who is in; from the re-ballot, the presidium or a lot, as the method says."""

    TOPIC: ClassVar[str] = "voting:TieResolved"
    how: Resolution
    among: tuple[str, ...]
    selected: tuple[str, ...]
    round: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortfallResolved(Event):
    """不足应选数的处理: fewer accepted, or filled from the re-ballot or by the presidium."""

    TOPIC: ClassVar[str] = "voting:ShortfallResolved"
    how: Resolution
    selected: tuple[str, ...] = ()
    round: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultDeclared(Event):
    """当场宣布: said in the hall; not yet the announcement."""

    TOPIC: ClassVar[str] = "voting:ResultDeclared"
    selected: tuple[str, ...]
    open_seats: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ReballotCalled(Event):
    """决定再投一次: 重新投票 void_repeat, 再次票决 tie_break, 另行票决 shortfall; among whom, for how many seats."""

    TOPIC: ClassVar[str] = "voting:ReballotCalled"
    kind: RoundKind
    candidates: tuple[str, ...]
    seats: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolutionAdopted(Event):
    """作出决定: the resolution that a mode 票选+决定 needs before it binds."""

    TOPIC: ClassVar[str] = "voting:ResolutionAdopted"
    title: str
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceConfirmed(Event):
    """党工委确认: a street's 票选 takes effect with it."""

    TOPIC: ClassVar[str] = "voting:ChoiceConfirmed"
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultAnnounced(Event):
    """公告 (a street: 公布): number, medium and the chosen in the order of publication."""

    TOPIC: ClassVar[str] = "voting:ResultAnnounced"
    number: str
    medium: str
    selected: tuple[str, ...]
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundCorrected(Event):
    """更正: one figure brought to the signed sheet; both readings stay."""

    TOPIC: ClassVar[str] = "voting:RoundCorrected"
    field: str
    before: int
    after: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundVoided(Event):
    """本轮作废: declared void by the body, with the reason."""

    TOPIC: ClassVar[str] = "voting:RoundVoided"
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedItem(Value):
    """One line of a past result as printed, under its place on the paper; what the paper does not say is null."""

    title: str
    votes_for: int | None = None
    votes_against: int | None = None
    votes_abstain: int | None = None
    selected: bool | None = None
    id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundTakenOver(Event):
    """期初: what a named document says about a past ballot, without claiming that our rules decided it."""

    TOPIC: ClassVar[str] = "voting:RoundTakenOver"
    congress: str
    code: str
    congress_name: str
    level: Level
    project_year: int
    batch: int
    number: int
    meeting_title: str
    document: str
    items: tuple[PrintedItem, ...]
    held_on: str = ""
    due: int | None = None
    present: int | None = None
    issued: int | None = None
    collected: int | None = None
    valid: int | None = None
    invalid: int | None = None
    seats: int | None = None
    notes: str = ""
