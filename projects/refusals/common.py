"""Which reasons to refuse do all streams of projects share?"""

from __future__ import annotations

from domain.refusals import Refusal


class NoRules(Refusal):
    """The congress has adopted no rules yet, so nobody knows which body may decide this."""

    code = "no_rules"
    title = "人大还没有登记规则"


class NotNow(Refusal):
    """The step does not follow on where the matter stands."""

    code = "not_now"
    title = "现在还不能或者已经不能办这一步"


class AlreadyRecorded(Refusal):
    """The same step is recorded already."""

    code = "already_recorded"
    title = "这一步已经登记过了"


class UnknownUnitHere(Refusal):
    """A number of a 承办单位 that the congress does not know, or that was merged into another."""

    code = "unknown_unit_here"
    title = "没有这个承办单位"


class NamedMoreThanOnce(Refusal):
    """A list names the same thing twice."""

    code = "named_more_than_once"
    title = "同一项出现了两次"


class ListEmpty(Refusal):
    """A list that must hold something is empty."""

    code = "list_empty"
    title = "至少要有一项"


class PeriodReversed(Refusal):
    """A period ends before it begins."""

    code = "period_reversed"
    title = "起止日期颠倒"


class DeadlineBefore(Refusal):
    """A deadline lies before the day of the act that sets it."""

    code = "deadline_before"
    title = "期限早于这件事的日期"


class TooManyNamed(Refusal):
    """More projects are named at once than anybody reads."""

    code = "too_many_named"
    title = "一次写明的项目过多"


class ChoiceUnderCorrection(Refusal):
    """The ballot that chose the project was put right and is not announced again yet."""

    code = "choice_under_correction"
    title = "确定这个项目的票决结果正在更正"
