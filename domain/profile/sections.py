"""Which rules, beside ballot and evaluation, does a congress adopt with its 票决办法?

Attribute names are the JSON keys, annotations the values allowed; amounts of money are integer fen. Sources: rules.md, the
section named by each docstring; where a source is marked there as unverified, so is the parameter.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from domain.events import Body, Value
from domain.profile.shares import Clause, Days, Items, Percent, Range, Share, Text

Due = Literal["block", "owe"]
Criterion = Annotated[str, Text(30)]
Channel = Literal[
    "deputy_suggestion", "liaison_station", "deputy_qr_code", "hotline_12345", "petition", "gov_department", "township_report",
    "public_online", "mail", "email", "phone", "cppcc_member", "party_delegate", "survey", "media_monitoring",
    "gov_investment_plan", "carry_over",
]  # fmt: skip
DeclineCode = Literal[
    "NOT_FINISHABLE_IN_YEAR", "CONDITIONS_NOT_MET", "ADDS_BURDEN", "DEBT_RISK", "STABILITY_RISK", "UPPER_LEVEL_ASSIGNED",
    "INDIVIDUAL_INTEREST", "DUPLICATE", "OUT_OF_JURISDICTION", "PROPERTY_MGMT_DUTY", "ILLEGAL", "ALREADY_PLANNED",
]  # fmt: skip
ReviewStep = Literal[
    "gov_meeting", "joint_conference", "gov_exec", "party_committee", "sc_preview", "presidium_preview", "consultation",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels(Value):
    """叫法: what the paper is called (表决票, 票决票), and what body and presidium are called where it is not the usual name."""

    ballot: Annotated[str, Text(20)]
    body: Annotated[str, Text(40)] | None
    presidium: Annotated[str, Text(40)] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Solicitation(Value):
    """征集 (§2): `start` is year and quarter (`Y-1 Q3`) or year and month (`Y-1 07`); `channels` empty means every channel."""

    organiser: Literal["government", "standing_committee", "joint"]
    start: Annotated[str, Text(6)]
    min_days: Annotated[int, Range(1, 366)]
    channels: Annotated[tuple[Channel, ...], Items(0, 20)]
    feedback: Literal["individual", "notice", "both"]
    reserve_library: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PreScreenVote(Value):
    """评估论证会 (D-05, Luohu): who judges the proposals before they become candidates, and by which majority."""

    judges: Annotated[tuple[Literal["deputies", "residents", "experts", "departments"], ...], Items(1, 4)]
    threshold: Literal["gt_half", "ge_two_thirds"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Screening(Value):
    """筛选论证 (§2.4, §2.5): `negative_list` empty means every reason of the catalogue may be given."""

    criteria: Annotated[tuple[Criterion, ...], Items(0, 20)]
    negative_list: Annotated[tuple[DeclineCode, ...], Items(0, 20)]
    exclude_upper_level: bool
    cost_required: bool
    pre_screen_vote: PreScreenVote | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate(Value):
    """初定与正式候选 (§3): candidates ≥ seats × (1 + `surplus_min_ratio`), rounded up; `final_list_by` names the body of E-03."""

    surplus_min_ratio: Share
    allow_equal: bool
    review_steps: Annotated[tuple[ReviewStep, ...], Items(0, 10)]
    publicity_days: Days
    allow_cross_year: bool
    materials_lead_days: Days
    order: Literal["as_submitted", "by_category"]
    final_list_by: Body


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence(Value):
    """附件要求 (events.md, Document): whether a missing paper blocks the step or is owed and listed."""

    signed_sheet: Due
    allotment: Due
    payment: Due
    acceptance: Due
    decision: Due


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication(Value):
    """公开范围 (events.md, Publication), the same on every surface before and after the announcement.

    Whole papers are published only when every pattern occurs `papers_min_repeat` times (DESIGN §6).
    """

    candidates: Literal["list", "with_amounts"]
    votes: Literal["none", "selected", "all"]
    order: Literal["candidate", "votes"]
    not_selected: Literal["hide", "show"]
    hall: Literal["list", "votes"]
    evaluation: Literal["none", "grades", "counts"]
    findings: Literal["none", "counts", "closed", "all"]
    proposals: Literal["none", "counts", "reviewed_titles"]
    money: Literal["none", "by_project"]
    survey: Literal["none", "summary"]
    papers_min_repeat: Annotated[int, Range(3, 1_000)] = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class MajorChange(Value):
    """重大调整 (M-11): beyond which change the body decides; null for one that does not count."""

    investment_pct: Annotated[int, Range(1, 100)] | None
    deadline_days: Annotated[int, Range(1, 3_650)] | None
    content_or_site: bool
    targets_pct: Annotated[int, Range(1, 100)] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Approver(Value):
    """调整由谁决定 (M-10), by level; `county` stands for county and above, `clause` for what lets a presidium decide."""

    county: Body
    township: Body
    street: Body = "street_party_committee"
    clause: Clause | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Implementation(Value):
    """实施 (§6): `disbursed_means` says which amount the office's column 拨付 is (§6.0); days are calendar days.

    From `report_due_days` on: when a warning of §6.2 comes. Points are percentage points behind the time that has gone.
    """

    report_frequency: Literal["month", "quarter"]
    plan_due_days: Days
    disbursed_means: Literal["treasury_to_unit", "unit_to_payee"]
    paid_rate_base: Literal["received", "annual_plan"]
    late_after_days: Days
    major_change: MajorChange
    minor_change_filing: bool
    approver: Approver
    report_to_next_session: bool
    report_due_days: Days = 10
    investment_behind_points: Percent = 15
    disbursement_behind_points: Percent = 30
    unchanged_reports: Annotated[int, Range(1, 36)] = 3
    deadline_near_days: Days = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Lights(Value):
    """亮灯 (§6.1): `five_color` by bounds of progress, `time_gap` by points behind the time gone; what turns a project blue."""

    scheme: Literal["five_color", "time_gap"]
    red_below: Percent
    blue: Literal["accepted", "completed"]
    orange_below: Percent = 60
    yellow_below: Percent = 90
    green_within: Percent = 5
    yellow_within: Percent = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class Supervision(Value):
    """监督 (§7): groups of deputies, the presidium member linked to a project (S-06), how often a report is heard."""

    groups: Literal["per_project", "per_field", "none"]
    group_size: Annotated[int, Range(1, 200)]
    link_presidium_member: bool
    report: Literal["month", "quarter", "half_year", "year"]
    problem_deadline_days: Annotated[int, Range(1, 366)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinions(Value):
    """审议意见: days until the opinions are handed over, months until the government answers."""

    draft_days: Annotated[int, Range(1, 366)]
    reply_months: Annotated[int, Range(1, 24)]


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp(Value):
    """回头看 (G-10): 整改方案, 整改期限, 再次测评, and what follows if it is still bad: 专题询问, 质询 or a further report."""

    plan_days: Annotated[int, Range(1, 366)]
    rectify_days: Annotated[int, Range(1, 730)]
    re_evaluate: bool
    if_still_bad: Literal["inquiry", "questioning", "report"] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Micro(Value):
    """微实事: the largest amount in fen, and how it is decided (立办, 议事会票选, 随时)."""

    max_amount: Annotated[int, Range(1, 10**12)] | None
    decision: Literal["immediate", "council_vote", "standing"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rounding(Value):
    """百分比: decimals and how parts are rounded."""

    percent_digits: Annotated[int, Range(0, 6)]
    mode: Literal["half_up", "largest_remainder"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive(Value):
    """归档 (R-01 to R-05): how long papers are kept, and after how many days the ballot papers may be destroyed."""

    result: Literal["permanent", "30y", "10y"]
    process: Literal["permanent", "30y", "10y"]
    not_adopted: Literal["permanent", "30y", "10y"]
    ballots_days_after_session: Annotated[int, Range(0, 36_500)]
