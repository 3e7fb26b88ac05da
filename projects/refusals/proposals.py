"""For which reasons is something about a proposal 建议项目 not recorded?"""

from __future__ import annotations

from domain.refusals import Refusal


class ChannelNotOpen(Refusal):
    """The congress's rules do not take proposals over this channel."""

    code = "channel_not_open"
    title = "本人大不从这个渠道征集"


class MoreThanOneMatter(Refusal):
    """一事一提: the title lists several matters."""

    code = "more_than_one_matter"
    title = "一条建议项目只写一件事"


class TooManyEarlier(Refusal):
    """More earlier proposals are named than anybody reads."""

    code = "too_many_earlier"
    title = "所写的历年建议过多"


class EarlierIsLater(Refusal):
    """A proposal named as an earlier one was submitted after this one."""

    code = "earlier_is_later"
    title = "所写的历年建议提出在后"


class AdoptingWithoutCost(Refusal):
    """The rules ask what an adopted proposal costs."""

    code = "adopting_without_cost"
    title = "列入须有估算投资"


class DisposingWithoutReason(Refusal):
    """A proposal is put aside and nothing says why."""

    code = "disposing_without_reason"
    title = "须写明理由"


class ReasonNotListed(Refusal):
    """The reason code is not on the congress's negative list."""

    code = "reason_not_listed"
    title = "不在本人大不予列入的情形之内"


class NoReserveLibrary(Refusal):
    """The congress keeps no reserve library."""

    code = "no_reserve_library"
    title = "本人大没有储备库"


class SurvivorGone(Refusal):
    """The survivor named does not go on itself."""

    code = "survivor_gone"
    title = "要并入的建议项目自己已不再办理"


class NumberNotOwed(Refusal):
    """No transfer number is owed: it was given, or nothing was transferred."""

    code = "number_not_owed"
    title = "不欠转办编号"


class NothingToAnswer(Refusal):
    """The screening has no end yet, or the proposer was told of it already."""

    code = "nothing_to_answer"
    title = "现在没有要反馈的结果"


class OtherFeedback(Refusal):
    """The congress's rules answer proposers in another way."""

    code = "other_feedback"
    title = "按办法，不用这种方式反馈"


class FeedbackEmpty(Refusal):
    """An answer without words and without a paper."""

    code = "feedback_empty"
    title = "反馈没有内容"


class NoticeFirst(Refusal):
    """An answer by notice follows from the notice in the year of work and is not recorded by itself."""

    code = "notice_first"
    title = "请先登记集中反馈公告"
