"""Which rules of a profile's `ballot` section does counting read, and which of them can it not follow yet?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from voting.shares import Share

COUNTED_STYLES = ("approve_each", "select_k")
STYLES = {"rank": "排序（rank）", "choose_one_variant": "方案选一（choose_one_variant）"}


class QuorumRule(Share, Protocol):
    """Which share of whom makes a session able to decide (rules.md B-01 to B-04)."""

    @property
    def of(self) -> str:
        """`due`: 应到."""


class ThresholdRule(Share, Protocol):
    """Which share of what an item must win (rules.md P-01, P-02)."""

    @property
    def base(self) -> str:
        """`all_deputies` (= due), `attending` (= present), `collected` or `valid`."""


class BallotRules(Protocol):
    """The rules structurally: attributes are the keys of the section, values as CALCULATORS.md names them."""

    @property
    def quorum(self) -> QuorumRule | None:
        """Null: nothing is asked of attendance."""

    @property
    def threshold(self) -> ThresholdRule | None:
        """Null: plain top-k, every item passes."""

    @property
    def style(self) -> str:
        """`approve_each | select_k`, and styles that are not counted yet."""

    @property
    def extra_gates(self) -> Sequence[object]:
        """Further shares that an item must win; not counted yet (P-05)."""

    @property
    def selection_rule(self) -> str:
        """`at_most | exactly | unlimited`: how many written approvals a paper may carry, against the seats."""

    @property
    def unmarked_means(self) -> str:
        """`abstain | approve | invalid`: what a candidate without a mark receives; `invalid` voids the paper."""

    @property
    def blank_ballot(self) -> str:
        """`valid | invalid`: a paper without any written mark."""

    @property
    def duplicate_mark(self) -> str:
        """`count_once | invalid`: the same candidate approved more than once on a paper."""

    @property
    def illegible(self) -> str:
        """`item_void | ballot_void`: a paper on which one item cannot be read."""

    @property
    def mode(self) -> str:
        """`top_k | itemwise`."""

    @property
    def tie_break(self) -> str:
        """`revote_tied | presidium | expand`."""

    @property
    def shortfall(self) -> str:
        """`accept_fewer | revote_remaining | presidium_decides | defer_to_sc`."""


@dataclass(frozen=True, slots=True)
class NotCounted:
    """A rule that a profile may hold and that counting cannot follow yet; `key` is its place in the section."""

    key: str
    detail: str


class StyleNotCounted(Exception):  # noqa: N818 named like every refusal, after what happened
    """The count was asked for under rules that it cannot follow."""

    code = "style_not_counted"

    def __init__(self, rules: Sequence[NotCounted]) -> None:
        super().__init__("".join(rule.detail for rule in rules))
        self.rules = tuple(rules)


def not_counted(rules: BallotRules) -> tuple[NotCounted, ...]:
    """Name every rule of the section that keeps it from being counted; empty when it can be."""
    found = []
    if rules.style not in COUNTED_STYLES:
        found.append(
            NotCounted(
                "style", f"填写方式为{STYLES.get(rules.style, rules.style)}的暂不能计票，只能按逐项表态或限额选择计票。"
            )
        )
    if rules.extra_gates:
        found.append(NotCounted("extra_gates", f"规定了{len(rules.extra_gates)}道附加门槛，暂不能计票。"))
    return tuple(found)
