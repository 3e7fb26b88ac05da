"""How does a clerk say why an item got its grade, or none?"""

from __future__ import annotations

from voting.grading.bars import Bars
from voting.grading.rules import EvaluationRules
from voting.grading.sheet import Grade, Row
from voting.shares import Quorum, missed, reached

MEMBERS = {
    "deputies": "代表",
    "sc_members": "常委会组成人员",
    "street_council": "议事会成员",
    "residents": "居民",
}
PLACES: dict[Grade, int] = {"satisfied": 0, "basically_satisfied": 1, "dissatisfied": 2}


def row_because(row: Row, rules: EvaluationRules, bars: Bars, grade: Grade | None, blocked: str) -> str:
    """Say the votes, the bars with their arithmetic, and the grade; or why there is none."""
    best, good, _ = _grade_words(rules)
    votes = f"{title(row)}{best}票{row.satisfied}张"
    both = f"{best}与{good}票合计{row.acceptable}张"
    if grade is None:
        return f"{votes}，{both}；{blocked}，不评等次。"
    whole, verdict = _whole(rules, bars), f"评为{rules.grades[PLACES[grade]]}。"
    if grade == "satisfied":
        return f"{votes}，{reached(whole, bars.satisfied)}（须{bars.required}张以上），{verdict}"
    short = f"{votes}，{missed(whole, bars.satisfied)}（须{bars.required}张以上）；{both}"
    if grade == "basically_satisfied":
        return f"{short}，{reached(whole, bars.acceptable)}（须{bars.required_acceptable}张以上），{verdict}"
    return f"{short}，{missed(whole, bars.acceptable)}（须{bars.required_acceptable}张以上），{verdict}"


def why_not_graded(rules: EvaluationRules, bars: Bars, quorum: Quorum | None) -> str:
    """Say what keeps a row from being graded; empty when nothing does."""
    if quorum is not None and quorum.met is False:
        return "实到人数不足法定人数"
    if bars.base is None:
        return not_given(rules, rules.base)
    return "" if bars.base else f"{_base(rules)}为0"


def not_given(rules: EvaluationRules, base: str) -> str:
    """Say which number is missing."""
    return "未给出实到人数" if base == "attending" else f"未给出全体{members(rules)}人数"


def no_votes(row: Row, rules: EvaluationRules) -> str:
    """Say that a row's base is nought."""
    return f"{title(row)}{_base(rules)}为0，不评等次。"


def too_many_present(rules: EvaluationRules, all_members: int, present: int) -> str:
    """Say that more came than there are."""
    return f"实到{present}人，多于全体{members(rules)}{all_members}人，请核对。"


def members(rules: EvaluationRules) -> str:
    """Call those who grade by their name."""
    return MEMBERS[rules.evaluators]


def title(row: Row) -> str:
    """Name an item in a sentence: 《×××》."""
    name = row.title or row.item
    return name if name.startswith("《") else f"《{name}》"


def _whole(rules: EvaluationRules, bars: Bars) -> str:
    """Name the base with its number: 全体常委会组成人员（33人）的."""
    return f"{_base(rules)}（{bars.base}{'张' if rules.base == 'valid' else '人'}）的"


def _base(rules: EvaluationRules) -> str:
    who = members(rules)
    return {"all_members": f"全体{who}", "attending": f"实到{who}", "valid": "有效票"}[rules.base]


def _grade_words(rules: EvaluationRules) -> tuple[str, str, str]:
    best, good, bad = rules.grades[:3]
    return best, good, bad
