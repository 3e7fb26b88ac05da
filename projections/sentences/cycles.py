"""How is what happened in the year of work 年度工作 told, without amounts, which the profile may withhold?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from domain.actors import BODIES
from domain.calendar import say_day
from domain.events import Event
from projections.sentences.words import Names, Shown, inline
from projections.words.years import CHANGES, DECISION_MODES, ORGANISERS
from projects.events import cycles as c


def opened(event: c.CycleOpened, _names: Names, _shown: Shown) -> str:
    """年度工作开始."""
    mode = DECISION_MODES[event.decision_mode]
    return f"{event.project_year}年度民生实事项目工作开始，{mode}，适用第{event.profile_version}版规则"


def taken_over(event: c.CycleTakenOver, _names: Names, _shown: Shown) -> str:
    """期初登记往年."""
    printed = f"{len(event.figures)}个数" if event.figures else "不含数字"
    return f"补录{event.project_year}年度工作，依据《{event.document}》，{printed}，照原件登记，未经本台账计算"


def solicitation_opened(event: c.SolicitationOpened, _names: Names, _shown: Shown) -> str:
    """征集开始."""
    notice = f"（{event.notice}）" if event.notice else ""
    return f"{ORGANISERS[event.organiser]}组织征集建议项目{notice}：{_days(event.from_on, event.to_on)}"


def solicitation_closed(event: c.SolicitationClosed, _names: Names, _shown: Shown) -> str:
    """征集结束."""
    received = "" if event.received is None else f"，共收到建议项目{event.received}件"
    return f"征集结束{received}"


def drawn_up(event: c.PreliminaryListDrawnUp, names: Names, _shown: Shown) -> str:
    """初定候选项目."""
    steps = "、".join(f"{BODIES[step.body]}（{say_day(step.on)}）" for step in event.steps)
    after = f"经{steps}审议，" if steps else ""
    return f"{after}初定第{event.batch}批候选项目{len(event.items)}项：{_titled(event.items, names)}"


def publicised(event: c.ListPublicised, _names: Names, _shown: Shown) -> str:
    """公示."""
    return f"公示第{event.batch}批候选项目（{event.medium}）：{_days(event.from_on, event.to_on)}"


def publicity_ended(event: c.PublicityEnded, _names: Names, _shown: Shown) -> str:
    """公示结束."""
    objections = f"收到意见{len(event.objections)}条，均已处理" if event.objections else "没有收到意见"
    return f"第{event.batch}批候选项目公示结束，{objections}"


def submitted(event: c.ListSubmitted, _names: Names, _shown: Shown) -> str:
    """提请审议."""
    return f"将第{event.batch}批候选项目提请{BODIES[event.submitted_to]}审议（{event.document}）"


def final_list_fixed(event: c.FinalListFixed, names: Names, _shown: Shown) -> str:
    """确定正式候选项目."""
    said = f"确定第{event.batch}批正式候选项目{len(event.items)}项，应选{event.seats}项：{_titled(event.items, names)}"
    changes = "；".join(_change(change, names) for change in event.changes)
    return f"{said}；与初定名单相比，{changes}" if changes else f"{said}；与初定名单一致"


def _change(change: c.ListChange, names: Names) -> str:
    what = names.titled([change.project]) if change.project else ""
    return f"{what}{CHANGES[change.kind]}（{inline(change.reason)}）"


def balloted(event: c.ListBalloted, _names: Names, _shown: Shown) -> str:
    """交付票决; a street's list goes to 票选, so neither word is said."""
    return f"第{event.batch}批正式候选项目交付会议投票"


def projects_listed(event: c.ProjectsListed, names: Names, _shown: Shown) -> str:
    """列入年度民生实事."""
    return f"将第{event.batch}批{len(event.projects)}个项目列入年度民生实事（{event.document}）：{names.titled(event.projects)}"


def feedback_notice(event: c.FeedbackNoticePublished, _names: Names, _shown: Shown) -> str:
    """集中反馈."""
    return f"集中反馈建议项目{len(event.covers)}件的处理结果（{event.medium}）"


def group_formed(event: c.SupervisionGroupFormed, _names: Names, _shown: Shown) -> str:
    """组成监督小组或者确定挂钩联系."""
    return f"组成{event.name}：{_group(event)}"


def group_changed(event: c.SupervisionGroupChanged, _names: Names, _shown: Shown) -> str:
    """调整监督小组."""
    return f"调整{event.name}（{inline(event.reason)}）：{_group(event)}"


def _group(event: c.SupervisionGroupFormed | c.SupervisionGroupChanged) -> str:
    people = len({event.leader, *event.members} - {""})
    parts = [f"监督{'、'.join(event.projects)}"]
    if people:
        parts.append(f"成员{people}人")
    if event.linked_member:
        parts.append("主席团成员1人挂钩联系")
    if event.lead_office:
        parts.append(f"由{event.lead_office}牵头")
    return "，".join(parts)


def closed(event: c.CycleClosed, _names: Names, _shown: Shown) -> str:
    """年度工作结束."""
    return f"年度工作结束：{inline(event.summary)}" if event.summary else "年度工作结束"


def _titled(items: tuple[c.Listed, ...], names: Names) -> str:
    names.titles.update({item.project: item.title for item in items})
    return names.titled([item.project for item in items])


def _days(from_on: str, to_on: str) -> str:
    return f"{say_day(from_on)}至{say_day(to_on)}"


TELLS: Final[Mapping[type[Event], Any]] = {
    c.CycleOpened: opened,
    c.CycleTakenOver: taken_over,
    c.SolicitationOpened: solicitation_opened,
    c.SolicitationClosed: solicitation_closed,
    c.PreliminaryListDrawnUp: drawn_up,
    c.ListPublicised: publicised,
    c.PublicityEnded: publicity_ended,
    c.ListSubmitted: submitted,
    c.FinalListFixed: final_list_fixed,
    c.ListBalloted: balloted,
    c.ProjectsListed: projects_listed,
    c.FeedbackNoticePublished: feedback_notice,
    c.SupervisionGroupFormed: group_formed,
    c.SupervisionGroupChanged: group_changed,
    c.CycleClosed: closed,
}
