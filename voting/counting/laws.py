"""Which numbers of a round contradict one another?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokenLaw:
    """One conservation law 勾稽关系 that does not hold: `left` should equal, or not exceed, `right` (rules.md V-07).

    `at` is the path of the number to look at first: ("present",), ("collected",), ("totals", candidate).
    """

    code: str
    at: tuple[str, ...]
    left: int
    right: int
    detail: str


class LawsBroken(Exception):  # noqa: N818 named like every refusal, after what happened
    """The numbers cannot be those of one round; all contradictions at once, both sides each."""

    def __init__(self, laws: Sequence[BrokenLaw]) -> None:
        super().__init__("".join(law.detail for law in laws))
        self.laws = tuple(laws)


def present_above_due(present: int, due: int) -> BrokenLaw:
    """State that present ≤ due does not hold."""
    detail = f"实到{present}人，多于应到{due}人。"
    return BrokenLaw(code="present_above_due", at=("present",), left=present, right=due, detail=detail)


def collected_sum(collected: int, valid: int, invalid: int) -> BrokenLaw:
    """State that collected = valid + invalid does not hold."""
    detail = f"收回{collected}张，不等于有效{valid}张与无效{invalid}张之和{valid + invalid}张。"
    return BrokenLaw(code="collected_sum", at=("collected",), left=collected, right=valid + invalid, detail=detail)


def item_sum(candidate: str, title: str, total: int, valid: int, reason: str) -> BrokenLaw:
    """State that for + against + abstain + not_pressed = valid does not hold for one candidate."""
    detail = f"{title}赞成、反对、弃权、未按合计{total}张，不等于有效票{valid}张（{reason}）。"
    return BrokenLaw(code="item_sum", at=("totals", candidate), left=total, right=valid, detail=detail)
