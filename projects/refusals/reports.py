"""For which reasons is something about a special report 专项报告 and the opinions on it not recorded?"""

from __future__ import annotations

from domain.refusals import Refusal


class YearsUnfit(Refusal):
    """The years that a report serves do not fit what it is on."""

    code = "years_unfit"
    title = "报告所属年度与报告内容不符"


class OpinionsMisnumbered(Refusal):
    """The items of a letter are not numbered 1, 2, 3, …."""

    code = "opinions_misnumbered"
    title = "审议意见的序号不连续"


class OpinionUnknown(Refusal):
    """A reply answers an item that the letter does not have."""

    code = "opinion_unknown"
    title = "审议意见没有这一条"


class OpinionUnanswered(Refusal):
    """A reply leaves an item of the letter without an answer."""

    code = "opinion_unanswered"
    title = "有审议意见没有答复"


class AgainThoughSatisfied(Refusal):
    """A reply is judged satisfactory, and yet a further one is asked for."""

    code = "again_though_satisfied"
    title = "评判满意，不再要求报告"
