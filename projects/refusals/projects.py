"""For which reasons is something about a project 民生实事项目, from its draft to its last account not recorded?"""

from __future__ import annotations

from domain.refusals import Refusal


class PartsAboveWhole(Refusal):
    """Sub-items, or amounts by source, add up to more than the whole."""

    code = "parts_above_whole"
    title = "各部分之和超过总额"


class IdsNotInOrder(Refusal):
    """Targets, sub-items or milestones are not numbered 1, 2, 3 … in their list."""

    code = "ids_not_in_order"
    title = "编号应从1起依次编写"


class CodeForm(Refusal):
    """A code of a place, an investment project or a budget project that cannot be one."""

    code = "code_form"
    title = "代码形式不对"


class DeadlineBeforeYear(Refusal):
    """The deadline lies before the first day of the project year."""

    code = "deadline_before_year"
    title = "完成时限早于项目年度"


class NotFinishableInYear(Refusal):
    """The deadline lies after the project year, and the project is not said to run over several years with a goal for this one."""

    code = "not_finishable_in_year"
    title = "当年不能完成，又没有年度阶段性目标"


class CrossYearNotAllowed(Refusal):
    """The congress's rules admit no projects that run over several years."""

    code = "cross_year_not_allowed"
    title = "按票决办法不列跨年度项目"


class ProposalNotAdopted(Refusal):
    """The project is drafted from a proposal that was not adopted 列入."""

    code = "proposal_not_adopted"
    title = "建议项目没有列入"


class TooManyProposals(Refusal):
    """More proposals are named than anybody draws up a project from."""

    code = "too_many_proposals"
    title = "所写的建议项目过多"


class OnFinalList(Refusal):
    """The project stands on a final list 正式候选项目; what the deputies see is not revised any more."""

    code = "on_final_list"
    title = "已列入正式候选项目名单"


class AlreadyChosen(Refusal):
    """The project was chosen before; no project is selected twice."""

    code = "already_chosen"
    title = "项目已经确定过了"


class NotListedHere(Refusal):
    """Under this congress's rules the projects are not listed by the government alone 报告制."""

    code = "not_listed_here"
    title = "按票决办法不由政府直接列入"


class NotAYearOfProject(Refusal):
    """The project does not stand in this year."""

    code = "not_a_year_of_project"
    title = "项目不在这个年度"


class ReasonMissing(Refusal):
    """What was recorded before is recorded again without saying why."""

    code = "reason_missing"
    title = "没有写明为什么要改"


class PlanReplaced(Refusal):
    """A plan 实施计划 of a later year stands already, or the new one drops or changes a milestone that is met."""

    code = "plan_replaced"
    title = "实施计划与已经登记的不符"


class MilestoneAfterDeadline(Refusal):
    """A milestone 节点 falls after the project's deadline, and the project does not run over several years."""

    code = "milestone_after_deadline"
    title = "节点晚于完成时限"


class UnknownMilestone(Refusal):
    """The plan that stands has no such milestone."""

    code = "unknown_milestone"
    title = "没有这个节点"


class MilestoneNotDue(Refusal):
    """A milestone cannot be missed before its day is over."""

    code = "milestone_not_due"
    title = "节点还没有到期"


class UnknownTarget(Refusal):
    """The project has no such target 目标任务."""

    code = "unknown_target"
    title = "没有这项目标任务"


class TargetNotReported(Refusal):
    """Nobody has said how much of a target is done."""

    code = "target_not_reported"
    title = "目标任务没有写明完成情况"


class AcceptancePaperMissing(Refusal):
    """The congress's rules ask for the acceptance paper before acceptance is recorded."""

    code = "acceptance_paper_missing"
    title = "缺验收文件"


class NotTheNextYear(Refusal):
    """A project is carried over into the year after the last one in which it stands, and into no other."""

    code = "not_the_next_year"
    title = "只能结转到下一年度"


class NothingToCarryOver(Refusal):
    """The project was promised for this year and its deadline was not moved by an adjustment."""

    code = "nothing_to_carry_over"
    title = "不是跨年度项目，也没有调整完成时限"


class LinkToItself(Refusal):
    """A project cannot be linked to itself."""

    code = "link_to_itself"
    title = "不能与自身关联"


class NothingToReplace(Refusal):
    """Only a project that was terminated or not chosen is replaced 替换 by another."""

    code = "nothing_to_replace"
    title = "被替换的项目没有终止，也不是未获确定"
