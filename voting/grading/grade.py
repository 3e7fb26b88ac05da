"""Which grade does each item of an evaluation get, and at which rates?"""

from __future__ import annotations

from collections.abc import Iterable

from domain.percent import half_up
from voting.grading import words
from voting.grading.bars import Bars, set_bars
from voting.grading.rules import EvaluationRules
from voting.grading.sheet import Grade, Graded, GradedItem, Row, Sheet
from voting.shares import Notice, Quorum, hold_quorum


def grade(sheet: Sheet, rules: EvaluationRules) -> Graded:
    """Grade every row by itself: 满意, else 基本满意, else 不满意 (rules.md G-02 to G-05).

    Rows that do not add up are kept as printed and noticed. Without a quorum, or without the number that the rules take
    their share of, rows have rates but no grade.
    """
    called = f"全体{words.members(rules)}"
    quorum = hold_quorum(sheet.members, sheet.present, rules.quorum, called=called, clause="B-04")
    graded = tuple(_grade_row(sheet, row, rules, quorum) for row in sheet.rows)
    return Graded(items=graded, quorum=quorum, notices=tuple(_notices(sheet, rules, quorum)))


def _grade_row(sheet: Sheet, row: Row, rules: EvaluationRules, quorum: Quorum | None) -> GradedItem:
    bars = set_bars(rules, _number(rules.base, sheet, row))
    blocked = words.why_not_graded(rules, bars, quorum)
    found = None if blocked else _reach(row, bars)
    of = _number(rules.rate_base, sheet, row)
    return GradedItem(
        item=row.item,
        grade=found,
        base=bars.base,
        required=bars.required,
        required_acceptable=bars.required_acceptable,
        satisfied_rate=None if of is None else half_up(row.satisfied, of, rules.percent_digits),
        acceptable_rate=None if of is None else half_up(row.acceptable, of, rules.percent_digits),
        rule="G-02",
        because=words.row_because(row, rules, bars, found, blocked),
    )


def _reach(row: Row, bars: Bars) -> Grade:
    assert bars.required is not None, "a row without a base is not graded"
    assert bars.required_acceptable is not None, "likewise"
    if row.satisfied >= bars.required:
        return "satisfied"
    return "basically_satisfied" if row.acceptable >= bars.required_acceptable else "dissatisfied"


def _number(name: str, sheet: Sheet, row: Row) -> int | None:
    return {"all_members": sheet.members, "attending": sheet.present, "valid": row.valid}[name]


def _notices(sheet: Sheet, rules: EvaluationRules, quorum: Quorum | None) -> Iterable[Notice]:
    if quorum is not None and not quorum.met:
        code = "quorum_not_checked" if quorum.met is None else "no_quorum"
        yield Notice(code=code, message=quorum.because)
    if sheet.members is not None and sheet.present is not None and sheet.present > sheet.members:
        yield Notice(code="present_above_members", message=words.too_many_present(rules, sheet.members, sheet.present))
    known = {"all_members": sheet.members, "attending": sheet.present}
    if known.get(rules.base, 0) is None:
        yield Notice(code="base_not_given", message=f"{words.not_given(rules, rules.base)}，不评等次。")
    if known.get(rules.rate_base, 0) is None:
        yield Notice(code="rate_base_not_given", message=f"{words.not_given(rules, rules.rate_base)}，不计算满意率。")
    for row in sheet.rows:
        if _number(rules.base, sheet, row) == 0:
            yield Notice(code="base_is_zero", message=words.no_votes(row, rules), item=row.item)
        total = row.valid + row.invalid
        if sheet.present is not None and total != sheet.present:
            message = f"{words.title(row)}五项合计{total}票，与实到{sheet.present}人不符，按原数保留。"
            yield Notice(code="row_sum", message=message, item=row.item)
