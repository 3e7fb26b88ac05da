"""What came out of the box: which papers are valid, why the others are not, and what does each candidate have?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from voting.counting.case import (
    ABSTAIN,
    AGAINST,
    FOR,
    FOR_TWICE,
    ILLEGIBLE,
    UNMARKED,
    Case,
    ItemTotal,
    Papers,
    Totals,
)
from voting.counting.laws import BrokenLaw, collected_sum, item_sum, present_above_due
from voting.counting.rules import BallotRules

# Also the order in which a paper's faults are looked for: the first one found is the paper's reason.
REASONS = (
    *("blank", "over_marked", "under_marked", "duplicate_mark", "unmarked"),
    *("illegible", "torn", "identifiable", "other"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """The papers by class, and the lines of the candidates in candidate order; reasons only where they are known."""

    collected: int
    valid: int
    invalid: int
    by_reason: dict[str, int]
    items: tuple[ItemTotal, ...]


def open_box(case: Case, rules: BallotRules) -> tuple[Box, tuple[BrokenLaw, ...]]:
    """Count the papers or read the totals, and name every conservation law that the numbers break."""
    broken = []
    if case.present is not None and case.due is not None and case.present > case.due:
        broken.append(present_above_due(case.present, case.due))
    if isinstance(case.votes, Papers):
        box = _count_papers(case.votes, len(case.candidates), case.seats, rules)
        if case.collected is not None and case.collected != box.collected:
            broken.append(collected_sum(case.collected, box.valid, box.invalid))
    else:
        box, sums = _read_totals(case, case.votes)
        broken.extend(sums)
    return box, tuple(broken)


def _count_papers(papers: Papers, places: int, seats: int, rules: BallotRules) -> Box:
    why_invalid = _validity(places, seats, rules)
    valid: dict[int, list[str]] = {}
    reasons = Counter[str]()
    for reason, times in papers.spoiled:
        reasons[reason] += times
    for pattern, times in papers.patterns:
        if len(pattern) != places or times < 1:
            raise ValueError(f"not a paper of {places} candidates: {pattern!r} × {times}")
        invalid_because = why_invalid(pattern)
        if invalid_because is not None:
            reasons[invalid_because] += times
            continue
        # Seven papers are one, two and four: a few strings to add up, however many different numbers occur.
        left = times
        while left:
            power = left & -left
            valid.setdefault(power, []).append(pattern)
            left -= power
    if unknown := reasons.keys() - set(REASONS):
        raise ValueError(f"not reasons of spoiled papers: {sorted(unknown)}")
    kept = sum(times * len(patterns) for times, patterns in valid.items())
    return Box(
        collected=kept + reasons.total(),
        valid=kept,
        invalid=reasons.total(),
        by_reason={reason: reasons[reason] for reason in REASONS if reasons[reason]},
        items=_columns(valid.items(), places, unmarked=FOR if rules.unmarked_means == "approve" else ABSTAIN),
    )


def _validity(places: int, seats: int, rules: BallotRules) -> Callable[[str], str | None]:
    """Say of a pattern why it is no valid paper, or None (rules.md V-02 to V-05).

    A candidate marked for twice is one written approval. A blank paper that the rules call valid still has to bear
    `exactly` and `unmarked_means: invalid`.
    """
    most = places if rules.selection_rule == "unlimited" else seats
    least = seats if rules.selection_rule == "exactly" else 0
    blank = UNMARKED * places if rules.blank_ballot == "invalid" else None
    twice = FOR_TWICE if rules.duplicate_mark == "invalid" else None
    unmarked = UNMARKED if rules.unmarked_means == "invalid" else None
    unread = ILLEGIBLE if rules.illegible == "ballot_void" else None

    def why_invalid(pattern: str) -> str | None:
        if unread is not None and unread in pattern:
            return "illegible"
        if pattern == blank:
            return "blank"
        approvals = pattern.count(FOR) + pattern.count(FOR_TWICE)
        if approvals > most:
            return "over_marked"
        if approvals < least:
            return "under_marked"
        if twice is not None and twice in pattern:
            return "duplicate_mark"
        if unmarked is not None and unmarked in pattern:
            return "unmarked"
        return None

    return why_invalid


def _columns(valid: Iterable[tuple[int, list[str]]], places: int, unmarked: str) -> tuple[ItemTotal, ...]:
    """Add up candidate by candidate: papers of equal number in one string, whose every n-th letter is one candidate."""
    sums = [[0, 0, 0] for _ in range(places)]
    for times, patterns in valid:
        letters = "".join(patterns).replace(FOR_TWICE, FOR).replace(ILLEGIBLE, ABSTAIN).replace(UNMARKED, unmarked)
        for place, line in enumerate(sums):
            column = letters[place::places]
            found = [column.count(letter) for letter in (FOR, AGAINST, ABSTAIN)]
            if sum(found) != len(column):
                raise ValueError(f"an unknown letter among the marks of candidate {place + 1}")
            for i, count in enumerate(found):
                line[i] += times * count
    return tuple(ItemTotal(for_=for_, against=against, abstain=abstain) for for_, against, abstain in sums)


def _read_totals(case: Case, totals: Totals) -> tuple[Box, list[BrokenLaw]]:
    """Hold each line of the sheet against the valid papers: collected − invalid, else present − invalid (keypads).

    Where neither is known the lines can only be held against one another: the sum that most of them have is valid.
    """
    if len(totals.items) != len(case.candidates):
        raise ValueError("one line of totals for each candidate")
    handed_in = case.present if case.collected is None else case.collected
    if handed_in is None:
        sums = [item.total for item in totals.items]
        valid = max(sums, key=sums.count)
        reason = "各项合计应当相同"
    else:
        valid = handed_in - totals.invalid
        reason = f"{'实到' if case.collected is None else '收回'}{handed_in}减无效{totals.invalid}"
    broken = [
        item_sum(candidate, case.title(place), item.total, valid, reason)
        for place, (candidate, item) in enumerate(zip(case.candidates, totals.items, strict=True))
        if item.total != valid
    ]
    box = Box(collected=valid + totals.invalid, valid=valid, invalid=totals.invalid, by_reason={}, items=totals.items)
    return box, broken
