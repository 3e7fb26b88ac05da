"""For which reasons is something about the papers of a round or an evaluation not recorded?"""

from __future__ import annotations

from domain.refusals import Refusal


class CollectedAboveIssued(Refusal):
    """More papers came back than went out: the ballot cannot be declared valid."""

    code = "collected_above_issued"
    title = "收回票多于发出票，本次投票无效"


class NotInvalid(Refusal):
    """No more papers came back than went out: there is no ground to declare the ballot invalid."""

    code = "not_invalid"
    title = "收回票不多于发出票，应当宣布有效"


class WrongCountMethod(Refusal):
    """The method in force turns papers into numbers another way."""

    code = "wrong_count_method"
    title = "票决办法规定了另一种计票方式"


class PatternMalformed(Refusal):
    """What stands for a paper has not one mark for each candidate."""

    code = "pattern_malformed"
    title = "票面与名单不符"


class CountMissing(Refusal):
    """Papers were named, but not even one of them."""

    code = "count_missing"
    title = "没有张数"


class UnknownReason(Refusal):
    """Papers are called invalid for a reason that the ledger does not know."""

    code = "unknown_reason"
    title = "没有这类无效票"


class KeepLonger(Refusal):
    """The papers must still be kept."""

    code = "keep_longer"
    title = "票的保存期未满"


class WitnessesMissing(Refusal):
    """Papers are destroyed before two witnesses."""

    code = "witnesses_missing"
    title = "销毁须有两人在场监督"


class ReportMissing(Refusal):
    """Sums from keypads came without the hash of the report that the machine prints."""

    code = "vendor_report_missing"
    title = "没有表决器打印的报告"


class SampleDiffers(Refusal):
    """A spot audit of another number of papers than the method wants."""

    code = "sample_differs"
    title = "抽查的张数不对"
