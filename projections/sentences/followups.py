"""How is what happened in the second look at a project 回头看 told?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from domain.calendar import say_day
from domain.events import Event
from projections.sentences.words import Names, Shown, inline, paper
from projections.words.sessions import GRADES
from projects.events import followups as f
from projects.states.followups import ESCALATIONS


def owed(event: f.FollowUpOwed, names: Names, _shown: Shown) -> str:
    """须回头看."""
    names.titles[_owed_by(event.number)] = event.evaluation
    match event.cause:
        case "grade":
            why = f"测评等次为“{_grade(event.grade)}”，须回头看"
        case "survey":
            why = "群众测评没有达到要求，须回头看"
        case "body":
            why = f"要求回头看，原因：{inline(event.reason)}" if event.reason else "要求回头看"
    again = "，整改后再次测评" if event.re_evaluate else ""
    return (
        f"{event.item}{why}（第{event.number}次）：整改方案{say_day(event.plan_due_on)}前报送，"
        f"整改{say_day(event.rectify_due_on)}前完成{again}"
    )


def planned(event: f.RectificationPlanFiled, _names: Names, _shown: Shown) -> str:
    """整改方案."""
    measures = "；".join(
        f"{inline(one.problem)}：{inline(one.measure)}{f'（{say_day(one.due_on)}前）' if one.due_on else ''}"
        for one in event.measures
    )
    return f"报送第{event.number}次回头看的整改方案，{measures}{paper(event.document)}"


def reported(event: f.RectificationReported, _names: Names, _shown: Shown) -> str:
    """整改情况报告."""
    return f"报告第{event.number}次回头看的整改情况：{inline(event.text)}{paper(event.document)}"


def inspected(event: f.RectificationInspected, _names: Names, _shown: Shown) -> str:
    """整改现场核查."""
    result = "整改到位" if event.satisfactory else "整改没有到位"
    where = f"（{event.inspection}）" if event.inspection else ""
    finding = inline(event.finding)
    return f"第{event.number}次回头看现场核查{where}，{result}：{finding}{paper(event.document)}"


def reevaluated(event: f.ProjectReevaluated, names: Names, _shown: Shown) -> str:
    """再次测评, or the first evaluation announced again after a correction."""
    grade = f"{event.item}的等次为“{_grade(event.grade)}”"
    if event.evaluation and names.titles.get(_owed_by(event.number)) == event.evaluation:
        return f"测评更正后重新公布，{grade}，第{event.number}次回头看的原因不再存在"
    return f"第{event.number}次回头看再次测评，{grade}，{'通过' if event.passed else '没有通过'}"


def closed(event: f.FollowUpClosed, _names: Names, _shown: Shown) -> str:
    """回头看结束."""
    return f"第{event.number}次回头看结束：{inline(event.conclusion)}{paper(event.document)}"


def escalated(event: f.FollowUpEscalated, _names: Names, _shown: Shown) -> str:
    """升级处理."""
    how = ESCALATIONS[event.how]
    return f"第{event.number}次回头看升级处理，{how}，原因：{inline(event.reason)}{paper(event.document)}"


def _owed_by(number: int) -> str:
    """Under which name the evaluation is remembered that owed a second look."""
    return f"follow_up:{number}"


def _grade(grade: str) -> str:
    return GRADES.get(grade, grade)


TELLS: Final[Mapping[type[Event], Any]] = {
    f.FollowUpOwed: owed,
    f.RectificationPlanFiled: planned,
    f.RectificationReported: reported,
    f.RectificationInspected: inspected,
    f.ProjectReevaluated: reevaluated,
    f.FollowUpClosed: closed,
    f.FollowUpEscalated: escalated,
}
