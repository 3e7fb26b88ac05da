"""What do a round and an evaluation hand to counting and grading, under which rules, and what comes out?"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from domain.profile import Threshold, ballot_rules, vote_word
from voting.counting import COMMITTEE, STREET, Case, ItemTotal, Papers, Totals, Words, count
from voting.events.rounds import ItemTotals, PapersSealed, TotalsRecorded
from voting.grading import Row, Sheet, grade
from voting.states.papers import Collected, Examined

if TYPE_CHECKING:
    from domain.profile import Ballot, Profile
    from voting.counting import Count
    from voting.events.evaluations import EvaluationTotalsRecorded
    from voting.events.rounds import RoundKind
    from voting.grading import Graded
    from voting.states.evaluations import Evaluation
    from voting.states.rounds import Reading, Round

# Who votes and who leads the meeting, where it is not a congress with its presidium.
WORDS = {"street_poll": STREET, "sc_vote": COMMITTEE}


def count_of(state: Round, reading: Reading) -> Count:
    """The full count of `reading` with its reasons; raises what `voting.counting.count` raises."""
    return count(case_of(state, reading), rules_of(state.profile, state.purpose))


def totals_of(state: Round, reading: Reading) -> TotalsRecorded:
    """The figures that a reading has, or that its sealed papers come to; raises what `voting.counting.count` raises."""
    if isinstance(reading, TotalsRecorded):
        return reading
    box = count_of(state, reading).papers
    rows = (
        ItemTotals(
            candidate=candidate.id,
            votes_for=line.for_,
            votes_against=line.against,
            votes_abstain=line.abstain,
            not_pressed=line.not_pressed,
        )
        for candidate, line in zip(state.opened.candidates, box.items, strict=True)
    )
    return TotalsRecorded(method="papers", valid=box.valid, invalid=box.invalid, items=tuple(rows))


def graded_of(state: Evaluation, reading: EvaluationTotalsRecorded) -> Graded:
    """Every item's grade and rates with their reasons, in the order of the paper."""
    opened = state.opened
    by_item = {row.item: row for row in reading.items}
    rows = tuple(
        Row(
            item=item.id,
            title=item.title,
            satisfied=by_item[item.id].satisfied,
            basically_satisfied=by_item[item.id].basically_satisfied,
            dissatisfied=by_item[item.id].dissatisfied,
            abstain=by_item[item.id].abstain,
            invalid=by_item[item.id].invalid,
        )
        for item in opened.items
    )
    return grade(Sheet(rows=rows, members=opened.members, present=opened.present), state.profile.evaluation)


def rules_of(profile: Profile, purpose: RoundKind) -> Ballot:
    """The ballot rules of a round for this purpose.

    再次票决 decides among those who passed already: more votes win, no threshold again (P-06). 另行票决 has the threshold
    `shortfall_min_share` where the method names one (P-08).
    """
    ballot = ballot_rules(profile)
    if purpose == "tie_break":
        return replace(ballot, threshold=None)
    share = ballot.shortfall_min_share
    if purpose == "shortfall" and share is not None:
        base = "valid" if ballot.threshold is None else ballot.threshold.base
        return replace(ballot, threshold=Threshold(base=base, op="ge", num=share.num, den=share.den))
    return ballot


def words_of(profile: Profile) -> Words:
    """How sentences about a round call those who vote, the vote and who leads it (rules.md, invariant 12)."""
    return replace(WORDS.get(profile.decision_mode, Words()), act=vote_word(profile))


def case_of(state: Round, reading: Reading) -> Case:
    """The numbers of the roll, the list and the votes of one reading."""
    opened, papers = state.opened, state.papers.stage
    back = papers if isinstance(papers, Collected | Examined) else None
    return Case(
        candidates=tuple(candidate.id for candidate in opened.candidates),
        titles=tuple(candidate.title for candidate in opened.candidates),
        seats=opened.seats,
        due=opened.attendance.due,
        present=opened.attendance.present,
        issued=back.issued if back else None,
        collected=back.collected if back else None,
        votes=_votes(state, reading),
        words=words_of(state.profile),
    )


def _votes(state: Round, reading: Reading) -> Totals | Papers:
    if isinstance(reading, PapersSealed):
        return Papers(
            patterns=tuple((pattern.marks, pattern.count) for pattern in reading.patterns),
            spoiled=tuple(reading.spoiled.items()),
        )
    rows = {row.candidate: row for row in reading.items}
    items = (rows[candidate.id] for candidate in state.opened.candidates)
    return Totals(
        items=tuple(
            ItemTotal(
                for_=row.votes_for, against=row.votes_against, abstain=row.votes_abstain, not_pressed=row.not_pressed
            )
            for row in items
        ),
        invalid=reading.invalid,
    )
