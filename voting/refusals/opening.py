"""For which reasons is a round or an evaluation not opened?"""

from __future__ import annotations

from domain.refusals import Refusal


class MethodNotAdopted(Refusal):
    """The plenary has not adopted the 票决办法."""

    code = "method_not_adopted"
    title = "尚未通过票决办法"


class ListDiffers(Refusal):
    """The list handed in is not the final list of the year of work."""

    code = "list_differs"
    title = "与已确定的正式候选项目名单不一致"


class FinalListMissing(Refusal):
    """No final list of candidates was handed in."""

    code = "final_list_missing"
    title = "尚未确定正式候选项目名单"


class ScrutineersNotPassed(Refusal):
    """No scrutineers were passed at this sitting."""

    code = "scrutineers_not_passed"
    title = "尚未通过监票人"


class AttendanceNotCounted(Refusal):
    """Heads were not counted before this very round."""

    code = "attendance_not_counted"
    title = "本轮之前尚未清点人数"


class NoQuorum(Refusal):
    """Too few are present to decide."""

    code = "no_quorum"
    title = "不足法定人数"


class NotByBallot(Refusal):
    """The profile's mode of decision knows no ballot."""

    code = "not_by_ballot"
    title = "按现行规则，这里不举行票决"


class RuleNotCounted(Refusal):
    """The rules in force hold one that the ledger cannot count by yet."""

    code = "rule_not_counted"
    title = "规则中有还不能计票的规定"


class SeatsAboveCandidates(Refusal):
    """More seats than candidates."""

    code = "seats_above_candidates"
    title = "应选数多于候选项目数"


class SurplusTooSmall(Refusal):
    """Fewer candidates than seats plus the surplus 差额 that the rules ask for."""

    code = "surplus_too_small"
    title = "差额不足"


class CandidateTwice(Refusal):
    """A candidate stands on the list twice."""

    code = "candidate_twice"
    title = "候选项目重复"


class NoReballotCalled(Refusal):
    """A re-ballot was not called by the round that it names."""

    code = "no_reballot_called"
    title = "前一轮没有决定再投一次"


class WrongNumber(Refusal):
    """A ballot under another running number than the one that follows: each call has one re-ballot."""

    code = "wrong_number"
    title = "轮次编号不对"
