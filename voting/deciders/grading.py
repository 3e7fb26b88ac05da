"""How do the figures of a signed evaluation sheet become grades 等次?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.refusals import Refusal, refuse_all
from domain.texts import shown
from voting.deciders.checks import countable, typed_twice
from voting.events.evaluations import EvaluationGraded, EvaluationTotalsRecorded, ItemGrade
from voting.refusals.common import NamedTwice
from voting.refusals.figures import CandidateMissing, LawBroken, UnknownCandidate
from voting.states.counts import graded_of
from voting.states.figures import quoted, spoken
from voting.states.papers import Collected, Examined
from voting.states.readings import place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Literal

    from voting.commands.evaluations import RecordGrades
    from voting.events.evaluations import GradeTotals
    from voting.states.evaluations import Evaluation

GRADES = ("satisfied", "basically_satisfied", "dissatisfied", "abstain", "invalid")


def read_grades(state: Evaluation, command: RecordGrades) -> EvaluationTotalsRecorded:
    """The sheet as both typed it; raises every difference, unknown row and broken law at once."""
    reading = EvaluationTotalsRecorded(items=command.first)
    other = EvaluationTotalsRecorded(items=command.second)
    refuse_all([*typed_twice(reading, other, titles_of(state)), *grade_rows(state, command.first, "/first")])
    refuse_all(law.at("/first") for law in row_laws(state, reading.items))
    return reading


def grade_reading(
    state: Evaluation, reading: EvaluationTotalsRecorded, cause: Literal["entry", "correction"] = "entry"
) -> EvaluationGraded:
    """The grade of every item under the pinned rules, in the order of the paper."""
    graded = graded_of(state, reading)
    return EvaluationGraded(
        grades=tuple(ItemGrade(item=item.item, grade=item.grade) for item in graded.items), cause=cause
    )


def grade_rows(state: Evaluation, rows: Sequence[GradeTotals], at: str) -> Iterator[Refusal]:
    """Every item has exactly one row, and nothing else has one; no number is below nought."""
    wanted = titles_of(state)
    seen: set[str] = set()
    for number, row in enumerate(rows):
        pointer = f"{at}/{number}"
        if row.item not in wanted:
            yield UnknownCandidate(f"测评名单上没有“{shown(row.item)}”。", pointer=f"{pointer}/item")
        elif row.item in seen:
            yield NamedTwice(f"{quoted(wanted[row.item])}录入了两行。", pointer=f"{pointer}/item")
        seen.add(row.item)
        for grade in GRADES:
            name = spoken(place(row.item, grade), wanted)
            yield from countable(getattr(row, grade), f"{pointer}/{grade}", name)
    for name, title in wanted.items():
        if name not in seen:
            yield CandidateMissing(f"报告单缺少{quoted(title)}的票数。", pointer=at)


def row_laws(state: Evaluation, rows: Sequence[GradeTotals]) -> Iterator[Refusal]:
    """Every row adds up to the papers collected; without papers, to those present."""
    titles = titles_of(state)
    handed_in = _handed_in(state)
    for number, row in enumerate(rows):
        parts = (row.satisfied, row.basically_satisfied, row.dissatisfied, row.abstain, row.invalid)
        if sum(parts) != handed_in:
            yield LawBroken(
                f"{quoted(titles[row.item])}满意{parts[0]}、基本满意{parts[1]}、不满意{parts[2]}、弃权{parts[3]}、无效{parts[4]}，"
                f"合计{sum(parts)}，不等于收回票{handed_in}张。",
                pointer=f"/items/{number}", left=sum(parts), right=handed_in,
            )  # fmt: skip


def titles_of(state: Evaluation) -> dict[str, str]:
    """The titles of the items by their ids."""
    return {item.id: item.title for item in state.opened.items}


def _handed_in(state: Evaluation) -> int:
    match state.papers.stage:
        case Collected(_, collected) | Examined(_, collected):
            return collected
        case _:
            return state.opened.present
