"""For which reasons is something about a project's progress, money and explanations 进度 not recorded?"""

from __future__ import annotations

from domain.refusals import Refusal


class PeriodUnreadable(Refusal):
    """What was given names neither a month (2024-03) nor a quarter (2024-Q1)."""

    code = "period_unreadable"
    title = "报告期写法不对"


class PeriodOtherFrequency(Refusal):
    """The rules ask for reports of months and this is a quarter, or the other way round."""

    code = "period_other_frequency"
    title = "报告期与报告周期不符"


class PeriodNotOver(Refusal):
    """Nobody can report of a period that is not yet over."""

    code = "period_not_over"
    title = "报告期还没有结束"


class PeriodNotNext(Refusal):
    """The period was reported already, or a later one was."""

    code = "period_not_next"
    title = "这一期已经报过，或者已经报了后面的"


class NothingRevised(Refusal):
    """Said to be a correction or a late report, but neither this period nor a later one was reported."""

    code = "nothing_revised"
    title = "没有可以更正的报告"


class NothingReported(Refusal):
    """A report without any figure and any word."""

    code = "nothing_reported"
    title = "报告没有内容"


class FallUnexplained(Refusal):
    """A cumulative figure is below the last report and nobody says why."""

    code = "fall_unexplained"
    title = "累计数下降没有写明理由"


class FallNotThere(Refusal):
    """A reason is given for the fall of a figure that did not fall."""

    code = "fall_not_there"
    title = "这个数没有下降"


class AboveLaterReport(Refusal):
    """A figure of an earlier period is above what a later period reported without a reason for a fall."""

    code = "above_later_report"
    title = "累计数高于后面一期"


class YearAboveStart(Refusal):
    """What was done this year is more than what was done since the start."""

    code = "year_above_start"
    title = "本年累计大于开工累计"


class SourcesAboveReceived(Refusal):
    """The split by source is more than what arrived."""

    code = "sources_above_received"
    title = "分来源到位合计超过到位资金"


class SubItemsAboveWhole(Refusal):
    """The sub-items have completed more than the whole project."""

    code = "sub_items_above_whole"
    title = "子项合计超过整个项目"


class UnknownSubItem(Refusal):
    """The project has no such sub-item."""

    code = "unknown_sub_item"
    title = "没有这个子项"


class PhysicalPercentOutOfPlace(Refusal):
    """形象进度 is whole, from 0 to 100, and only a 工程类 project has one."""

    code = "physical_percent_out_of_place"
    title = "形象进度不对"


class MoneyAlone(Refusal):
    """After a termination payments are still reported, but no further work."""

    code = "money_alone"
    title = "终止以后只能报资金"


class VoucherMissing(Refusal):
    """The rules ask for the voucher with the amount."""

    code = "voucher_missing"
    title = "缺凭证"


class NoSuchReport(Refusal):
    """No report of this period counts."""

    code = "no_such_report"
    title = "没有这一期的报告"


class AlreadyChecked(Refusal):
    """The report was accepted already; what is wrong with it is corrected by a new version."""

    code = "report_already_checked"
    title = "这一期报告已经审核通过"


class DueBeforeAsked(Refusal):
    """The answer would be due before it was asked for."""

    code = "due_before_asked"
    title = "答复期限早于提出日期"


class NoSuchExplanation(Refusal):
    """Nothing was asked under this number."""

    code = "no_such_explanation"
    title = "没有这一次要求说明"
