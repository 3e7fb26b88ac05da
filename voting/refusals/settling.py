"""For which reasons is a tie or a shortfall not resolved, and what waits until it is?"""

from __future__ import annotations

from domain.refusals import Refusal


class TieStands(Refusal):
    """Candidates are tied at the cut; nothing is declared until that is resolved."""

    code = "tie_stands"
    title = "入选线上票数相等，须先处理"


class ShortfallStands(Refusal):
    """Fewer are in than there are seats, and the rules ask for a decision about it."""

    code = "shortfall_stands"
    title = "不足应选数，须先处理"


class NothingToResolve(Refusal):
    """There is no tie or shortfall to resolve."""

    code = "nothing_to_resolve"
    title = "没有需要处理的同票或不足"


class NotTheWay(Refusal):
    """The method in force resolves this another way."""

    code = "not_the_way"
    title = "票决办法规定了另一种处理方式"


class WrongChoice(Refusal):
    """Those named are not among the tied, or are not as many as the open seats."""

    code = "wrong_choice"
    title = "选定的项目不对"


class ReballotMissing(Refusal):
    """The re-ballot whose result is to be carried back is not known, not of this round, or not decided."""

    code = "reballot_missing"
    title = "没有可以转回的再投结果"


class TooManyReballots(Refusal):
    """The method's number of re-ballots is used up."""

    code = "too_many_reballots"
    title = "再投的次数已用完"


class CarriedBack(Refusal):
    """The result of a re-ballot is carried back to the round that called it, and announced there."""

    code = "carried_back"
    title = "再投一轮的结果应当转回前一轮一并公告"
