"""How is what happened to the adjustment of a project 调整 told?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from domain.events import Event
from projections.sentences.words import Names, Shown, because, inline, meeting_said, paper
from projections.words.years import ADJUSTMENTS
from projects.events import adjustments as a
from projects.events.values import Brief
from projects.states.changes import FIELDS, NOTHING

LISTED: Final = ("targets", "sub_items")
THRESHOLDS: Final = {
    "investment_pct": "投资",
    "deadline_days": "时限",
    "content_or_site": "内容地点",
    "targets_pct": "目标任务",
}


def filed(event: a.MinorChangeFiled, names: Names, _shown: Shown) -> str:
    """备案."""
    _renamed(event.brief, names)
    return f"备案一般调整：{_changes(event.changes)}{because(event.reason)}{paper(event.document)}"


def requested(event: a.AdjustmentRequested, _names: Names, _shown: Shown) -> str:
    """提请调整, with the thresholds that make it a major one."""
    what = f"：{_changes(event.changes)}" if event.changes else ""
    crossed = "、".join(THRESHOLDS.get(rule, rule) for rule in event.crossed)
    major = f"，属于重大调整（{crossed}）" if crossed else ""
    budget = f"，对预算的影响：{inline(event.budget_effect)}" if event.budget_effect else ""
    return (
        f"第{event.number}项提请{ADJUSTMENTS[event.kind]}{what}{major}{because(event.reason)}{budget}"
        f"{paper(event.document)}"
    )


def decided(event: a.AdjustmentDecided, names: Names, _shown: Shown) -> str:
    """决定调整、暂缓、恢复、终止或者不同意."""
    match event.outcome:
        case "adjusted":
            _renamed(event.brief, names)
            said = f"同意第{event.number}项提请：{_changes(event.changes)}"
        case "refused":
            said = f"不同意第{event.number}项提请"
        case "suspended":
            said = f"同意第{event.number}项提请，暂缓实施"
        case "resumed":
            said = f"同意第{event.number}项提请，恢复实施"
        case "terminated":
            said = f"同意第{event.number}项提请，终止实施"
    owed = "，须向下次大会报告" if event.owed_to_session else ""
    words = f"，{inline(event.words)}" if event.words else ""
    return f"{said}{words}{owed}{paper(event.document)}"


def announced(event: a.AdjustmentAnnounced, _names: Names, _shown: Shown) -> str:
    """公布调整."""
    return f"公布第{event.number}项调整（{event.announcement}，{event.medium}）"


def heard(event: a.AdjustmentHeard, _names: Names, _shown: Shown) -> str:
    """向大会报告调整."""
    return f"向{meeting_said(event.meeting, '大会')}报告第{event.number}项调整{paper(event.report)}"


def _changes(changes: Iterable[a.Changed]) -> str:
    """完成时限由“2024年8月底”改为“2024年11月底”；取消目标任务“…”."""
    return "；".join(_change(change) for change in changes)


def _change(change: a.Changed) -> str:
    what, before, after = FIELDS.get(change.field, change.field), inline(change.before), inline(change.after)
    if change.field in LISTED and after == NOTHING:
        return f"取消{what}“{before}”"
    if change.field in LISTED and before == NOTHING:
        return f"增加{what}“{after}”"
    return f"{what}由“{before}”改为“{after}”"


def _renamed(brief: Brief, names: Names) -> None:
    names.titles.update({f"target:{target.id}": target.name for target in brief.targets})


TELLS: Final[Mapping[type[Event], Any]] = {
    a.MinorChangeFiled: filed,
    a.AdjustmentRequested: requested,
    a.AdjustmentDecided: decided,
    a.AdjustmentAnnounced: announced,
    a.AdjustmentHeard: heard,
}
