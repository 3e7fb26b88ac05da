"""For which reasons are figures that were typed, or their correction, not recorded?"""

from __future__ import annotations

from domain.refusals import Refusal


class LawBroken(Refusal):
    """A conservation law 勾稽关系 does not hold; `left` and `right` are its two sides."""

    code = "law_broken"
    title = "数字对不上"


class TypedDifferently(Refusal):
    """The two who typed the same sheet read it differently."""

    code = "typed_differently"
    title = "两次录入不一致"


class NegativeNumber(Refusal):
    """A count below nought."""

    code = "negative_number"
    title = "数字不能小于零"


class TooMany(Refusal):
    """A count of people or papers that nobody could ever have counted."""

    code = "too_many"
    title = "数字过大"


class UnknownCandidate(Refusal):
    """Votes or marks for something that is not on the list."""

    code = "unknown_candidate"
    title = "名单上没有这个项目"


class CandidateMissing(Refusal):
    """The sheet has no row for somebody on the list, or a list has no entry at all."""

    code = "candidate_missing"
    title = "缺少项目"


class ReadingChanged(Refusal):
    """What the correction believes to be recorded is not what is recorded."""

    code = "reading_changed"
    title = "原读数与登记的不一致"


class UnknownFigure(Refusal):
    """The sheet has no such figure."""

    code = "unknown_figure"
    title = "报告单上没有这一栏"
