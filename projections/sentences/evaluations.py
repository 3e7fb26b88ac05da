"""How is what happened in an evaluation told, without a number that is not published?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any, Final

from domain.events import Event
from projections.sentences.words import NO_GRADES, NOT_YET, Names, Shown
from projections.words.sessions import GRADES, SUBJECTS, SURVEYS
from voting.events import evaluations as e
from voting.states.figures import spoken


def opened(event: e.EvaluationOpened, names: Names, _shown: Shown) -> str:
    """开启测评."""
    names.rules(event.profile)
    names.sheet = "测评结果报告单"
    names.titles.update({item.id: item.title for item in event.items})
    again = "再次" if event.re_evaluation_of else ""
    return (
        f"{again}测评{event.project_year}年度民生实事项目{SUBJECTS[event.subject]}：共{len(event.items)}项，"
        f"应到{event.members}人，实到{event.present}人，适用第{event.profile_version}版规则"
    )


def totals_recorded(event: e.EvaluationTotalsRecorded, names: Names, shown: Shown) -> str:
    """录入测评结果."""
    said = f"录入测评结果报告单（两人各录一遍），共{len(event.items)}项"
    if not shown.grade_counts:
        return f"{said}；{_hidden(shown)}"
    rows = "、".join(
        f"《{names.titles.get(row.item, row.item)}》满意{row.satisfied}、基本满意{row.basically_satisfied}、"
        f"不满意{row.dissatisfied}、弃权{row.abstain}、无效{row.invalid}"
        for row in event.items
    )
    return f"{said}：{rows}"


def graded(event: e.EvaluationGraded, names: Names, shown: Shown) -> str:
    """评定等次."""
    again = "更正后重新评定" if event.cause == "correction" else "评定"
    if not shown.grades:
        return f"{again}等次完成，{NOT_YET}"
    found: Counter[str | None] = Counter(grade.grade for grade in event.grades)
    sums = "、".join(f"{word}{found[grade]}项" for grade, word in GRADES.items() if found[grade])
    bad = names.titled(grade.item for grade in event.grades if grade.grade == "dissatisfied")
    return f"{again}等次：{sums}" + (f"；不满意的是{bad}" if found["dissatisfied"] else "")


def declared(_event: e.EvaluationDeclared, _names: Names, _shown: Shown) -> str:
    """当场宣布."""
    return "当场宣布测评结果"


def announced(event: e.EvaluationAnnounced, _names: Names, _shown: Shown) -> str:
    """公布."""
    return f"公布测评结果（{event.number}，{event.medium}）"


def corrected(event: e.EvaluationCorrected, names: Names, shown: Shown) -> str:
    """更正, both readings."""
    if not shown.grade_counts:
        return f"更正测评结果一处（{event.reason}）；{_hidden(shown)}"
    return f"更正{spoken(event.field, names.titles)}：由{event.before}张改为{event.after}张，{event.reason}"


def voided(event: e.EvaluationVoided, _names: Names, _shown: Shown) -> str:
    """作废."""
    return f"本次测评作废：{event.reason}"


def surveyed(event: e.SurveyRecorded, _names: Names, _shown: Shown) -> str:
    """群众测评."""
    return f"群众满意度{SURVEYS[event.survey]}：样本{event.sample}份，有效答卷{event.responses}份，与测评结果并列，不合并计算"


def _hidden(shown: Shown) -> str:
    return NO_GRADES if shown.grades else NOT_YET


TELLS: Final[Mapping[type[Event], Any]] = {
    e.EvaluationOpened: opened,
    e.EvaluationTotalsRecorded: totals_recorded,
    e.EvaluationGraded: graded,
    e.EvaluationDeclared: declared,
    e.EvaluationAnnounced: announced,
    e.EvaluationCorrected: corrected,
    e.EvaluationVoided: voided,
    e.SurveyRecorded: surveyed,
}
