"""For which reasons is something about the year of work 年度工作 not recorded?"""

from __future__ import annotations

from domain.refusals import Refusal


class TooEarlyForYear(Refusal):
    """Work on a project year begins in the year before it at the earliest, and its solicitation ends within it."""

    code = "too_early_for_year"
    title = "日期与年度对不上"


class CycleIsClosed(Refusal):
    """The year's file is closed."""

    code = "cycle_closed"
    title = "这个年度的工作已经结束"


class CycleWasTakenOver(Refusal):
    """The year was taken over from a document; only supervision groups may still be added."""

    code = "cycle_taken_over"
    title = "这个年度是期初登记的"


class NotTheOrganiser(Refusal):
    """The rules name another organiser of the solicitation."""

    code = "not_the_organiser"
    title = "征集不由该机构组织"


class SolicitationTooShort(Refusal):
    """The window of the solicitation has fewer days than the rules ask for."""

    code = "solicitation_too_short"
    title = "征集时间短于规定"


class ChannelNotAllowed(Refusal):
    """The rules do not name this channel."""

    code = "channel_not_allowed"
    title = "规则没有规定这个征集渠道"


class ReceivedImpossible(Refusal):
    """A number of proposals received that there cannot be."""

    code = "received_impossible"
    title = "征集件数不对"


class ReviewStepsDiffer(Refusal):
    """The steps of review are not those of the rules, or not in their order."""

    code = "review_steps_differ"
    title = "审议环节与规则不符"


class ListTooLong(Refusal):
    """More lines than any list has."""

    code = "list_too_long"
    title = "名单过长"


class NotListable(Refusal):
    """The project is not free to come onto a list of this year."""

    code = "not_listable"
    title = "这个项目不能列入名单"


class OnAnotherList(Refusal):
    """The project stands on the list of another batch that was not decided yet."""

    code = "on_another_list"
    title = "这个项目还在另一批名单上"


class PublicityTooShort(Refusal):
    """The list is publicised for fewer days than the rules ask for."""

    code = "publicity_too_short"
    title = "公示时间短于规定"


class NotPublicised(Refusal):
    """The rules ask for publicity, and it has not ended."""

    code = "not_publicised"
    title = "公示尚未结束"


class SeatsOutOfList(Refusal):
    """There must be one seat at least and no more seats than candidates."""

    code = "seats_out_of_list"
    title = "应选数与名单不符"


class TooFewCandidates(Refusal):
    """The list has not as many more candidates than seats as the rules ask for."""

    code = "too_few_candidates"
    title = "候选项目差额不足"


class CategoriesMixed(Refusal):
    """The rules order the list by category, and a category stands at two places."""

    code = "categories_mixed"
    title = "名单没有按类别排列"


class ChangeUnexplained(Refusal):
    """The final list differs from the preliminary one, and nobody said why."""

    code = "change_unexplained"
    title = "与初定名单的差别没有说明理由"


class NothingChanged(Refusal):
    """A change was explained that there is not."""

    code = "nothing_changed"
    title = "说明的变动并不存在"


class ListStands(Refusal):
    """A round was opened on the list, or its projects were listed; it is not fixed anew."""

    code = "list_stands"
    title = "名单已经交付票决或者列入"


class NotByReport(Refusal):
    """Projects are balloted under these rules, so the government does not list them by itself."""

    code = "not_by_report"
    title = "按规则须经票决，不由政府直接列入"


class FeedbackIndividually(Refusal):
    """The rules ask for an answer to each proposer."""

    code = "feedback_individually"
    title = "按规则须逐件反馈"


class NoGroupsHere(Refusal):
    """The rules know no supervision groups."""

    code = "no_groups_here"
    title = "规则没有规定监督小组"


class GroupTooLarge(Refusal):
    """More people in a group than the rules ask for."""

    code = "group_too_large"
    title = "监督小组人数过多"


class NobodySupervises(Refusal):
    """A group without anybody in it."""

    code = "nobody_supervises"
    title = "监督小组里没有人"


class LinkedMember(Refusal):
    """The rules ask for a linked presidium member, or know none."""

    code = "linked_member"
    title = "挂钩的主席团成员与规则不符"


class NotSupervised(Refusal):
    """A project that is neither chosen nor a candidate has nothing to be supervised."""

    code = "not_supervised"
    title = "这个项目不在监督之列"
