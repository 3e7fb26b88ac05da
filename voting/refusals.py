"""Why is something about a meeting, a round or an evaluation not recorded?"""

from __future__ import annotations

from domain.refusals import Refusal, WrongBody


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


class AlreadyDone(Refusal):
    """This step has been recorded; a second one would contradict the first."""

    code = "already_done"
    title = "这一步已经登记过了"


class NamedTwice(Refusal):
    """A name, a person or a row stands twice where each stands once."""

    code = "named_twice"
    title = "重复"


class SittingNotHeld(Refusal):
    """The sitting that the act names has not been recorded."""

    code = "sitting_not_held"
    title = "没有登记过这次会议"


class LawBroken(Refusal):
    """A conservation law 勾稽关系 does not hold; `left` and `right` are its two sides."""

    code = "law_broken"
    title = "数字对不上"


class TypedDifferently(Refusal):
    """The two who typed the same sheet read it differently."""

    code = "typed_differently"
    title = "两次录入不一致"


class MethodNotAdopted(Refusal):
    """The plenary has not adopted the 票决办法."""

    code = "method_not_adopted"
    title = "尚未通过票决办法"


class ChoiceAnnounced(Refusal):
    """What the round chose was announced: it is put right or adjusted, never left without a ballot."""

    code = "choice_announced"
    title = "本轮确定的项目已经公告，不能再作废"


class ChoiceAssigned(Refusal):
    """A correction would take a project out that is assigned already: then the body decides by adjustment."""

    code = "choice_assigned"
    title = "变动的项目已经交办，不能再更正票数"


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


class UnknownCandidate(Refusal):
    """Votes or marks for something that is not on the list."""

    code = "unknown_candidate"
    title = "名单上没有这个项目"


class CandidateMissing(Refusal):
    """The sheet has no row for somebody on the list, or a list has no entry at all."""

    code = "candidate_missing"
    title = "缺少项目"


class UnknownReason(Refusal):
    """Papers are called invalid for a reason that the ledger does not know."""

    code = "unknown_reason"
    title = "没有这类无效票"


class PatternMalformed(Refusal):
    """What stands for a paper has not one mark for each candidate."""

    code = "pattern_malformed"
    title = "票面与名单不符"


class CountMissing(Refusal):
    """Papers were named, but not even one of them."""

    code = "count_missing"
    title = "没有张数"


class StepNotDue(Refusal):
    """The round or evaluation is not at the stage in which this step can be taken."""

    code = "step_not_due"
    title = "现在还不能走这一步"


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


class OtherVenue(NotTheWay):
    """The method of evaluation names another place to grade at."""

    code = "other_venue"
    title = "测评办法规定了另一种测评场合"


class WrongEvaluatingBody(WrongBody):
    """The method of evaluation names another body."""

    code = "wrong_evaluating_body"
    title = "按测评办法，这件事不由该机构决定"


class WrongChoice(Refusal):
    """Those named are not among the tied, or are not as many as the open seats."""

    code = "wrong_choice"
    title = "选定的项目不对"


class ReballotMissing(Refusal):
    """The re-ballot whose result is to be carried back is not known, not of this round, or not decided."""

    code = "reballot_missing"
    title = "没有可以转回的再投结果"


class NoReballotCalled(Refusal):
    """A re-ballot was not called by the round that it names."""

    code = "no_reballot_called"
    title = "前一轮没有决定再投一次"


class TooManyReballots(Refusal):
    """The method's number of re-ballots is used up."""

    code = "too_many_reballots"
    title = "再投的次数已用完"


class SheetNotSigned(Refusal):
    """The signed 计票结果报告单 is not filed, and the rules block the announcement until it is."""

    code = "sheet_not_signed"
    title = "签字的计票结果报告单尚未归档"


class GradesNotSigned(SheetNotSigned):
    """The signed 测评结果报告单 is not filed."""

    code = "grades_not_signed"
    title = "签字的测评结果报告单尚未归档"


class ResolutionMissing(Refusal):
    """The mode of decision needs a resolution before the announcement."""

    code = "resolution_missing"
    title = "尚未作出决定"


class ConfirmationMissing(Refusal):
    """A street's choice needs the party committee's confirmation before it is published."""

    code = "confirmation_missing"
    title = "尚未经街道党工委确认"


class CarriedBack(Refusal):
    """The result of a re-ballot is carried back to the round that called it, and announced there."""

    code = "carried_back"
    title = "再投一轮的结果应当转回前一轮一并公告"


class ReadingChanged(Refusal):
    """What the correction believes to be recorded is not what is recorded."""

    code = "reading_changed"
    title = "原读数与登记的不一致"


class UnknownFigure(Refusal):
    """The sheet has no such figure."""

    code = "unknown_figure"
    title = "报告单上没有这一栏"


class KeepLonger(Refusal):
    """The papers must still be kept."""

    code = "keep_longer"
    title = "票的保存期未满"


class WitnessesMissing(Refusal):
    """Papers are destroyed before two witnesses."""

    code = "witnesses_missing"
    title = "销毁须有两人在场监督"


class NegativeNumber(Refusal):
    """A count below nought."""

    code = "negative_number"
    title = "数字不能小于零"


class TooMany(Refusal):
    """A count of people or papers that nobody could ever have counted."""

    code = "too_many"
    title = "数字过大"


class WrongNumber(Refusal):
    """A ballot under another running number than the one that follows: each call has one re-ballot."""

    code = "wrong_number"
    title = "轮次编号不对"
