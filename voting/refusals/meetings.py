"""For which reasons is something about a meeting not recorded?"""

from __future__ import annotations

from domain.refusals import Refusal


class UnknownProfileVersion(Refusal):
    """The congress has no profile under this version."""

    code = "unknown_profile_version"
    title = "没有登记过这一版规则"


class DaysReversed(Refusal):
    """The last day lies before the first."""

    code = "days_reversed"
    title = "结束日期早于开始日期"


class OutsideMeeting(Refusal):
    """The day does not belong to the meeting."""

    code = "outside_meeting"
    title = "日期不在会期之内"


class SittingNotHeld(Refusal):
    """The sitting that the act names has not been recorded."""

    code = "sitting_not_held"
    title = "没有登记过这次会议"
