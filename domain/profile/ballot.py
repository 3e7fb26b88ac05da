"""How does a congress vote on projects: the `ballot` section, exactly the `rules` of `minsheng tally`?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from domain.events import Value
from domain.profile.shares import Clause, Count, Items, Limit, Op, Range, Share, Term


@dataclass(frozen=True, slots=True, kw_only=True)
class Quorum(Limit):
    """法定人数: a share of those due 应到, those in office (B-01 to B-03; 地方组织法 art. 14: two thirds)."""

    of: Literal["due"] = "due"


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold(Value):
    """通过门槛: over or at least `num` out of `den` of `base` (P-01, P-02; 地方组织法 art. 25: over half of all deputies)."""

    base: Literal["all_deputies", "attending", "collected", "valid"]
    op: Op
    num: Count
    den: Term


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate(Threshold):
    """附加门槛: a further threshold for one group of voters (P-05: deputies above one half, everybody above two thirds)."""

    group: Literal["deputies", "others", "all"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SpotAudit(Value):
    """抽查: how many papers are read back against the sealed mapping."""

    papers: Term


@dataclass(frozen=True, slots=True, kw_only=True)
class Ballot(Value):
    """票决规则 (rules.md §5; CALCULATORS.md where the two differ).

    `threshold` null is the plain choice of the first by approvals. `max_reballots` counts 再次票决 and 另行票决 together.
    `revote_surplus` and `shortfall_min_share` govern 另行票决 (P-08); `recount_margin` is a number of votes.
    `papers_clause` is the clause of the 办法 that lets the contents of papers be kept.
    """

    quorum: Quorum | None
    method: Literal["paper_secret", "electronic_secret", "show_of_hands"]
    count_method: Literal["manual_totals", "reader_totals", "keypad_totals", "papers"]
    collected_in: Literal["plenary", "delegations"]
    style: Literal["approve_each", "select_k", "rank", "choose_one_variant"]
    rank_aggregation: Literal["sum_of_ranks", "top_k_count"] | None
    selection_rule: Literal["at_most", "exactly", "unlimited"]
    unmarked_means: Literal["abstain", "invalid", "approve"]
    blank_ballot: Literal["valid", "invalid"]
    duplicate_mark: Literal["count_once", "invalid"]
    illegible: Literal["item_void", "ballot_void"]
    threshold: Threshold | None
    extra_gates: Annotated[tuple[Gate, ...], Items(0, 5)]
    ranking: Literal["approvals_desc"]
    mode: Literal["top_k", "itemwise"]
    tie_break: Literal["revote_tied", "presidium", "expand"]
    max_reballots: Annotated[int, Range(0, 9)]
    if_still_tied: Literal["presidium", "lot", "leave_open"]
    shortfall: Literal["accept_fewer", "revote_remaining", "presidium_decides", "defer_to_sc"]
    revote_surplus: Share | None
    shortfall_min_share: Share | None
    spot_audit: Literal["off"] | SpotAudit
    recount_margin: Term | None
    papers_clause: Clause | None = None
