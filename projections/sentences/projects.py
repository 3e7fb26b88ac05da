"""How is what happened to a project 民生实事项目, from its draft to its last account told?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from domain.calendar import say_day
from domain.events import Event
from domain.money import say_amount
from projections.sentences.words import Names, Shown, because, paper
from projections.words.years import LINKS, NATURES, STANDINGS
from projects.events import projects as p
from projects.events.values import Amounts, Brief, SourceAmount, Target
from projects.measures import AMOUNTS, SOURCES, WITHOUT_SOURCE, left_without_source
from projects.numbers import PROJECT
from projects.states.changes import say_target


def drafted(event: p.ProjectDrafted, names: Names, _shown: Shown) -> str:
    """拟提."""
    proposals = f"，据建议项目{'、'.join(event.proposals)}" if event.proposals else ""
    return f"拟提项目{PROJECT.say(event.project_year, event.number)}{_brief(event.brief, names)}{proposals}"


def revised(event: p.ProjectRevised, names: Names, _shown: Shown) -> str:
    """修改拟提内容."""
    return f"修改拟提内容：{_brief(event.brief, names)}{because(event.reason)}"


def taken_over(event: p.ProjectTakenOver, names: Names, _shown: Shown) -> str:
    """期初登记."""
    number = PROJECT.say(event.project_year, event.number)
    selected = f"，{say_day(event.selected_on)}{event.selected_how or '确定'}" if event.selected_on else ""
    return (
        f"补录项目{number}{_brief(event.brief, names)}，依据《{event.document}》，{STANDINGS[event.standing]}{selected}"
        f"{_printed(event)}，照原件登记，未经本台账认定"
    )


def selected(event: p.ProjectSelected, _names: Names, _shown: Shown) -> str:
    """票决确定, on a street 票选产生."""
    how = "票选产生" if event.origin == "street_poll" else "票决确定"
    return f"{how}（第{event.batch}批，{event.announcement}）{_promised(event)}"


def not_selected(event: p.ProjectNotSelected, _names: Names, _shown: Shown) -> str:
    """未获确定."""
    return f"未获确定（第{event.batch}批，{event.announcement}）"


def listed(event: p.ProjectListed, _names: Names, _shown: Shown) -> str:
    """列入."""
    return f"列入政府民生实事项目（第{event.batch}批，{event.document}）{_promised(event)}"


def annual_plan_set(event: p.AnnualPlanSet, _names: Names, _shown: Shown) -> str:
    """年度计划, adjusted where a reason stands beside it."""
    act = f"调整{event.year}年度计划为" if event.reason else f"下达{event.year}年度计划"
    goals = f"，年度目标：{_targets(event.targets)}" if event.targets else ""
    return (
        f"{act}{say_amount(event.amount_fen)}{_sources(event.sources, event.amount_fen)}{goals}"
        f"{paper(event.document)}{because(event.reason)}"
    )


def assigned(event: p.ProjectAssigned, _names: Names, _shown: Shown) -> str:
    """交办."""
    others = f"，{len(event.cooperating)}个单位配合" if event.cooperating else ""
    return f"交办{event.unit_name}{others}{paper(event.document)}"


def plan_filed(event: p.PlanFiled, names: Names, _shown: Shown) -> str:
    """实施计划."""
    names.titles.update({f"milestone:{one.id}": one.name for one in event.milestones})
    milestones = "、".join(f"{one.name}（{say_day(one.due_on)}）" for one in event.milestones)
    return f"报送{event.year}年度实施计划，节点{len(event.milestones)}个：{milestones}{paper(event.document)}"


def milestone_met(event: p.MilestoneMet, names: Names, _shown: Shown) -> str:
    """节点完成."""
    return f"节点“{_milestone(event.milestone, names)}”完成{paper(event.document)}"


def milestone_missed(event: p.MilestoneMissed, names: Names, _shown: Shown) -> str:
    """节点未按期完成."""
    expected = f"，预计{say_day(event.expected_on)}完成" if event.expected_on else ""
    return f"节点“{_milestone(event.milestone, names)}”未按期完成{because(event.reason)}{expected}"


def completed(event: p.ProjectCompleted, names: Names, _shown: Shown) -> str:
    """完工."""
    done = "、".join(
        f"{_target(one.target, names)}完成{one.done}{names.titles.get(f'unit:{one.target}', '')}"
        for one in event.targets
    )
    return f"完工{f'：{done}' if done else ''}{paper(event.document)}"


def accepted(event: p.ProjectAccepted, names: Names, _shown: Shown) -> str:
    """验收通过; unmet targets are named."""
    unmet = "、".join(_target(id_, names) for id_ in event.unmet)
    return f"{event.accepted_by}验收通过{f'，未达到的目标任务：{unmet}' if unmet else ''}{paper(event.document)}"


def acceptance_returned(event: p.AcceptanceReturned, _names: Names, _shown: Shown) -> str:
    """验收退回."""
    due = f"，限{say_day(event.due_on)}前补齐" if event.due_on else ""
    return f"验收退回{because(event.reason)}{due}"


def settled(event: p.SettlementAudited, _names: Names, _shown: Shown) -> str:
    """结算审定."""
    return f"结算审定{say_amount(event.amount_fen)}{paper(event.document)}{because(event.reason)}"


def accounts_approved(event: p.FinalAccountsApproved, _names: Names, _shown: Shown) -> str:
    """竣工财务决算."""
    return f"批复竣工财务决算{say_amount(event.amount_fen)}{paper(event.document)}{because(event.reason)}"


def handed_over(event: p.ProjectHandedOver, _names: Names, _shown: Shown) -> str:
    """移交."""
    return f"移交{event.to}{paper(event.document)}{because(event.reason)}"


def surplus_returned(event: p.SurplusReturned, _names: Names, _shown: Shown) -> str:
    """结余资金上缴."""
    return f"上缴结余资金{say_amount(event.amount_fen)}{paper(event.document)}{because(event.reason)}"


def carried_over(event: p.ProjectCarriedOver, _names: Names, _shown: Shown) -> str:
    """结转续建."""
    reached = event.reached.removesuffix("。")
    return f"由{event.from_year}年度结转{event.to_year}年度续建，已完成：{reached}{because(event.reason)}"


def linked(event: p.ProjectLinked, _names: Names, _shown: Shown) -> str:
    """项目关联."""
    title = f"《{event.other_title}》" if event.other_title else ""
    where = f"（行政区划代码{event.other_code}）" if event.other_code else ""
    return f"项目关联：{LINKS[event.kind]}{event.other}{title}{where}"


def _brief(brief: Brief, names: Names) -> str:
    """《…》（工程类），总投资480万元，2024年8月底完成; and what its targets are called from now on."""
    for target in brief.targets:
        names.titles.update({f"target:{target.id}": target.name, f"unit:{target.id}": target.unit})
    deadline = brief.deadline_text or (say_day(brief.deadline_on) if brief.deadline_on else "")
    total = _amount(brief.total_fen, brief.total_text)
    goals = f"，目标任务：{_targets(brief.targets)}" if brief.targets else ""
    return (
        f"《{brief.title}》（{NATURES[brief.nature]}）{f'，总投资{total}' if total else ''}"
        f"{f'，完成时限{deadline}' if deadline else ''}{'，跨年度实施' if brief.cross_year else ''}{goals}"
    )


def _promised(event: p.ProjectSelected | p.ProjectListed) -> str:
    amount = _amount(event.amount_fen, event.amount_text)
    return f"{f'，总投资{amount}' if amount else ''}{f'，完成时限{event.deadline}' if event.deadline else ''}"


def _printed(event: p.ProjectTakenOver) -> str:
    on = f"截至{say_day(event.figures_on)}" if event.figures_on else ""
    figures = _amounts(event.printed) if event.printed else ""
    return f"，{on}{figures}" if figures else ""


def _amounts(amounts: Amounts) -> str:
    given = ((word, getattr(amounts, f"{name}_fen")) for name, word in AMOUNTS.items())
    return "、".join(f"{word}{say_amount(fen)}" for word, fen in given if fen is not None)


def _amount(amount_fen: int | None, text: str) -> str:
    """The amount, in its paper's words where there are any."""
    return text or ("" if amount_fen is None else say_amount(amount_fen))


def _sources(sources: Iterable[SourceAmount], whole_fen: int) -> str:
    """（县级3000万元、未分来源1000万元）: what is not split is said, not dropped."""
    parts = [(SOURCES[part.source], part.amount_fen) for part in sources]
    rest = left_without_source(whole_fen, [fen for _, fen in parts])
    shown = "、".join(f"{word}{say_amount(fen)}" for word, fen in [*parts, (WITHOUT_SOURCE, rest)] if fen)
    return f"（{shown}）" if parts else ""


def _targets(targets: Iterable[Target]) -> str:
    return "、".join(say_target(one.name, one.planned, one.unit, at_most=one.sense == "at_most") for one in targets)


def _target(id_: str, names: Names) -> str:
    return names.titles.get(f"target:{id_}", f"第{id_}项目标任务")


def _milestone(id_: str, names: Names) -> str:
    return names.titles.get(f"milestone:{id_}", id_)


TELLS: Final[Mapping[type[Event], Any]] = {
    p.ProjectDrafted: drafted,
    p.ProjectRevised: revised,
    p.ProjectTakenOver: taken_over,
    p.ProjectSelected: selected,
    p.ProjectNotSelected: not_selected,
    p.ProjectListed: listed,
    p.AnnualPlanSet: annual_plan_set,
    p.ProjectAssigned: assigned,
    p.PlanFiled: plan_filed,
    p.MilestoneMet: milestone_met,
    p.MilestoneMissed: milestone_missed,
    p.ProjectCompleted: completed,
    p.ProjectAccepted: accepted,
    p.AcceptanceReturned: acceptance_returned,
    p.SettlementAudited: settled,
    p.FinalAccountsApproved: accounts_approved,
    p.ProjectHandedOver: handed_over,
    p.SurplusReturned: surplus_returned,
    p.ProjectCarriedOver: carried_over,
    p.ProjectLinked: linked,
}
