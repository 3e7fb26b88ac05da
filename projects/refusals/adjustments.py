"""For which reasons is something about the adjustment of a project 调整 not recorded?"""

from __future__ import annotations

from domain.refusals import Refusal, WrongBody


class WrongAdjustingBody(WrongBody):
    """The congress's rules name another body for this step of an adjustment."""

    code = "wrong_adjusting_body"
    title = "按规则，调整的这一步不由该机构办理"


class NoMinorFiling(Refusal):
    """Under the congress's rules the body decides every change, however small."""

    code = "no_minor_filing"
    title = "按规则没有一般调整备案这一步"


class MajorChangeMerelyFiled(Refusal):
    """A change beyond a threshold of the rules is filed as a minor one, instead of being asked for and decided."""

    code = "major_change_merely_filed"
    title = "属于重大调整，不能只备案"


class BriefUnchanged(Refusal):
    """The new brief says what stands already."""

    code = "brief_unchanged"
    title = "与现行内容相同，没有调整"


class BriefMissing(Refusal):
    """An adjustment is asked for without saying what is to change."""

    code = "brief_missing"
    title = "没有写明调整后的内容"


class BriefNotAdjusted(Refusal):
    """A new brief comes with a step that changes none: 暂缓, 恢复, 终止 and 不同意."""

    code = "brief_not_adjusted"
    title = "这一步不改变项目内容"


class UnitNotAdjusted(Refusal):
    """The new brief names other units; who does it is the government's to assign."""

    code = "unit_not_adjusted"
    title = "承办单位由政府交办，不用调整"


class NumbersNotKept(Refusal):
    """A target or sub-item stands under another number than before, or a new one under a number already given."""

    code = "numbers_not_kept"
    title = "目标任务、子项的编号应保持不变"


class AdjustmentOpen(Refusal):
    """One adjustment is asked for and not decided yet."""

    code = "adjustment_open"
    title = "还有一项提请没有决定"


class OutcomeUnfit(Refusal):
    """The outcome is none of what was asked for."""

    code = "outcome_unfit"
    title = "决定与提请的事项不对应"


class DecidedBeyondAsked(Refusal):
    """The body is said to have decided more than it was asked for; that takes a request of its own."""

    code = "decided_beyond_asked"
    title = "决定超出了提请的范围"


class DecisionPaperMissing(Refusal):
    """The congress's rules ask for the paper of the decision before it is announced."""

    code = "decision_paper_missing"
    title = "缺决定文件"


class NotOwedToSession(Refusal):
    """The adjustment need not be reported to the full session."""

    code = "not_owed_to_session"
    title = "这项调整不须向大会报告"
