"""How do the figures of a signed sheet, or the sealed papers, become the count of a round?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.profile import ballot_rules
from domain.refusals import Refusal, refuse_all
from domain.texts import shown
from voting.counting import REASONS, LawsBroken
from voting.deciders.checks import countable, hashes, summable, typed_twice
from voting.events.rounds import ItemTotals, PapersSealed, Pattern, RoundCounted, TotalsRecorded
from voting.refusals.common import NamedTwice
from voting.refusals.figures import CandidateMissing, LawBroken, UnknownCandidate
from voting.refusals.papers import CountMissing, PatternMalformed, UnknownReason
from voting.states.counts import count_of
from voting.states.figures import quoted, spoken
from voting.states.papers import Collected, Examined
from voting.states.readings import escaped, figures, place

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Literal

    from voting.commands.rounds import SealPapers, Sheet
    from voting.counting import Count
    from voting.states.rounds import Reading, Round

LETTERS = "fao-F?"
# What cannot be read off a pattern (CALCULATORS.md); a blank or over-marked paper is a pattern like any other.
SPOILED = ("illegible", "torn", "identifiable", "other")


def read_sheet(state: Round, first: Sheet, second: Sheet, vendor_report: str = "") -> TotalsRecorded:
    """The sheet as both typed it; raises every difference, unknown row and broken law at once."""
    reading, other = (_totals(state, sheet, vendor_report) for sheet in (first, second))
    faults = [*typed_twice(reading, other, titles_of(state)), *_rows(state, first)]
    refuse_all([*faults, *hashes(vendor_report_sha256=vendor_report)])
    refuse_all(law.at("/first") for law in laws(state, reading))
    return reading


def laws(state: Round, reading: TotalsRecorded) -> Iterator[Refusal]:
    """V-07: the sums of every row equal the valid papers; valid and invalid together are those collected; nothing below 0."""
    titles = titles_of(state)
    for pointer, number in figures(reading).items():
        yield from countable(number, pointer, spoken(pointer, titles))
    if not summable(*figures(reading).values()):
        return
    handed_in = handed_in_of(state)
    if handed_in != reading.valid + reading.invalid:
        total = reading.valid + reading.invalid
        yield LawBroken(
            f"收回{handed_in}张，不等于有效{reading.valid}张与无效{reading.invalid}张之和{total}张。",
            pointer="/valid", left=handed_in, right=total,
        )  # fmt: skip
    if reading.invalid_by_reason and sum(reading.invalid_by_reason.values()) != reading.invalid:
        total = sum(reading.invalid_by_reason.values())
        yield LawBroken(
            f"各类无效票合计{total}张，不等于无效{reading.invalid}张。",
            pointer="/invalid_by_reason", left=total, right=reading.invalid,
        )  # fmt: skip
    for row in reading.items:
        yield from _row_laws(row, reading.valid, state)


def _row_laws(row: ItemTotals, valid: int, state: Round) -> Iterator[Refusal]:
    title = titles_of(state)[row.candidate]
    votes = (row.votes_for, row.votes_against, row.votes_abstain, row.not_pressed)
    if sum(votes) != valid:
        yield LawBroken(
            f"{quoted(title)}赞成{votes[0]}、反对{votes[1]}、弃权{votes[2]}、未按{votes[3]}，"
            f"合计{sum(votes)}，不等于有效票{valid}张。",
            pointer=place(row.candidate, "votes_for"), left=sum(votes), right=valid,
        )  # fmt: skip


def titles_of(state: Round) -> dict[str, str]:
    """The titles of the candidates by their ids."""
    return {candidate.id: candidate.title for candidate in state.opened.candidates}


def handed_in_of(state: Round) -> int:
    """Papers collected; with keypads, everybody present."""
    match state.papers.stage:
        case Collected(_, collected) | Examined(_, collected):
            return collected
        case _:
            return state.opened.attendance.present


def seal(state: Round, command: SealPapers) -> PapersSealed:
    """The papers as one multiset sorted by content, equal patterns joined; raises what cannot be counted."""
    width = len(state.opened.candidates)
    faults: list[Refusal] = []
    merged: dict[str, int] = {}
    for number, pattern in enumerate(command.patterns):
        if len(pattern.marks) != width or set(pattern.marks) - set(LETTERS):
            faults.append(
                PatternMalformed(
                    f"票面“{shown(pattern.marks)}”与{width}个候选项目不符。", pointer=f"/patterns/{number}/marks"
                )
            )
        if pattern.count < 1:
            faults.append(CountMissing("每种票面至少一张。", pointer=f"/patterns/{number}/count"))
        faults.extend(countable(max(0, pattern.count), f"/patterns/{number}/count"))
        merged[pattern.marks] = merged.get(pattern.marks, 0) + pattern.count
    for reason, number in command.spoiled.items():
        pointer = f"/spoiled/{escaped(reason)}"
        if reason not in SPOILED:
            faults.append(UnknownReason(f"没有这类无效票：{shown(reason)}。", pointer=pointer))
        if number < 1:
            faults.append(CountMissing("每类无效票至少一张。", pointer=pointer))
        faults.extend(countable(max(0, number), pointer))
    faults.extend(hashes(serial_commitment=command.serial_commitment))
    total = sum(merged.values()) + sum(command.spoiled.values())
    if not faults and total != handed_in_of(state):
        faults.append(
            LawBroken(
                f"收回{handed_in_of(state)}张，封账{total}张。",
                pointer="/patterns",
                left=handed_in_of(state),
                right=total,
            )
        )
    refuse_all(faults)
    patterns = tuple(Pattern(marks=marks, count=merged[marks]) for marks in sorted(merged))
    return PapersSealed(patterns=patterns, spoiled=command.spoiled, serial_commitment=command.serial_commitment)


def count_reading(state: Round, reading: Reading, cause: Literal["entry", "correction"] = "entry") -> RoundCounted:
    """What the pinned rules make of `reading`."""
    counted = counted_under_rules(state, reading)
    tied = counted.tied
    return RoundCounted(
        outcome=counted.outcome, selected=counted.selected, tied=tied.candidates if tied else (),
        tied_seats=tied.seats if tied else 0, open_seats=counted.open_seats, cause=cause,
    )  # fmt: skip


def counted_under_rules(state: Round, reading: Reading) -> Count:
    """The full count with its reasons; raises `LawBroken` where the figures contradict one another."""
    try:
        return count_of(state, reading)
    except LawsBroken as broken:
        raise LawBroken(str(broken)) from broken


def _totals(state: Round, sheet: Sheet, vendor_report: str) -> TotalsRecorded:
    ballot = ballot_rules(state.profile)
    return TotalsRecorded(
        method=ballot.count_method, valid=sheet.valid, invalid=sheet.invalid, items=sheet.items,
        invalid_by_reason=sheet.invalid_by_reason, vendor_report_sha256=vendor_report,
    )  # fmt: skip


def _rows(state: Round, sheet: Sheet) -> Iterator[Refusal]:
    """Every candidate has exactly one row, and nobody else has one."""
    wanted = titles_of(state)
    seen: set[str] = set()
    for number, row in enumerate(sheet.items):
        pointer = f"/first/items/{number}/candidate"
        if row.candidate not in wanted:
            yield UnknownCandidate(f"名单上没有“{shown(row.candidate)}”。", pointer=pointer)
        elif row.candidate in seen:
            yield NamedTwice(f"{quoted(wanted[row.candidate])}录入了两行。", pointer=pointer)
        seen.add(row.candidate)
    for name, title in wanted.items():
        if name not in seen:
            yield CandidateMissing(f"报告单缺少{quoted(title)}的票数。", pointer="/first/items")
    unknown = set(sheet.invalid_by_reason) - set(REASONS)
    if unknown:
        yield UnknownReason(
            f"没有这类无效票：{'、'.join(map(shown, sorted(unknown)))}。", pointer="/first/invalid_by_reason"
        )
