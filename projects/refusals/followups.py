"""For which reasons is something about the second look at a project 回头看 not recorded?"""

from __future__ import annotations

from domain.refusals import Refusal, WrongBody


class WrongSupervisingBody(WrongBody):
    """The congress's rules name another body for this step of a second look."""

    code = "wrong_supervising_body"
    title = "按规则，回头看的这一步不由该机构决定"


class NotOfThisProject(Refusal):
    """The second look is asked for something that is neither the project nor one of its sub-items."""

    code = "not_of_this_project"
    title = "不是这个项目或者它的子项"


class FollowUpOver(Refusal):
    """The second look is closed."""

    code = "follow_up_over"
    title = "回头看已经结束"


class NotRectified(Refusal):
    """A second look cannot be closed before a re-evaluation was passed, or an inspection found everything in order."""

    code = "not_rectified"
    title = "整改还没有通过，不能结束"


class NoEscalation(Refusal):
    """The congress's rules provide for nothing, or for something else, where it is still bad."""

    code = "no_escalation"
    title = "按规则不这样升级处理"


class NothingToEscalate(Refusal):
    """No re-evaluation failed and no rectification is overdue, or it was escalated since."""

    code = "nothing_to_escalate"
    title = "还没有到升级处理的时候"
