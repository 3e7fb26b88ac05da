"""What is the outcome of a round: void, without quorum, or counted and then decided, tied or short?"""

from __future__ import annotations

from collections.abc import Iterable

from voting.counting import words
from voting.counting.bar import Bar, set_bar
from voting.counting.box import Box, open_box
from voting.counting.case import Case
from voting.counting.choice import Choice, Status, choose, ranks
from voting.counting.laws import LawsBroken
from voting.counting.result import Count, Item, Tied
from voting.counting.rules import BallotRules, StyleNotCounted, not_counted
from voting.shares import Notice, Quorum, hold_quorum


def count(case: Case, rules: BallotRules) -> Count:
    """Count one round; the same case and rules give the same result in whatever order the papers lie.

    Raises LawsBroken where the numbers contradict one another (all contradictions at once) and StyleNotCounted where
    the rules cannot be followed yet. Rules: rules.md 5.1 to 5.4; the order of the questions is the calculators'.
    """
    if uncounted := not_counted(rules):
        raise StyleNotCounted(uncounted)
    box, broken = open_box(case, rules)
    if broken:
        raise LawsBroken(broken)
    called = f"应到{case.words.voters}"
    quorum = hold_quorum(case.due, case.present, rules.quorum, called=called, clause="B-01")
    bar = set_bar(case, box, rules.threshold)
    choice = _blocked(case, box, quorum) or _chosen(case, box, bar, rules)
    return Count(
        outcome=choice.outcome,
        rule=choice.rule,
        because=words.outcome_because(case, rules, choice, box, quorum.because if quorum else ""),
        selected=_names(case, choice.selected),
        tied=Tied(candidates=_names(case, choice.tied), seats=choice.tied_seats) if choice.tied else None,
        open_seats=max(0, case.seats - len(choice.selected) - choice.tied_seats),
        quorum=quorum,
        papers=box,
        items=tuple(_items(case, box, rules, bar, choice)),
        notices=tuple(_notices(case, quorum, bar)),
    )


def _blocked(case: Case, box: Box, quorum: Quorum | None) -> Choice | None:
    """Find what keeps a round from deciding anything; a void round is named so before its missing quorum."""
    if case.issued is not None and box.collected > case.issued:
        return Choice(outcome="void", rule="V-01")
    if quorum is not None and quorum.met is False:
        return Choice(outcome="no_quorum", rule="B-01")
    return None


def _chosen(case: Case, box: Box, bar: Bar, rules: BallotRules) -> Choice:
    approvals = [item.for_ for item in box.items]
    return choose(approvals, [bar.passes(votes) for votes in approvals], case.seats, rules)


def _items(case: Case, box: Box, rules: BallotRules, bar: Bar, choice: Choice) -> Iterable[Item]:
    approvals = [item.for_ for item in box.items]
    alike: dict[int, list[int]] = {}
    for place, votes in enumerate(approvals):
        alike.setdefault(votes, []).append(place)
    for place, (total, rank) in enumerate(zip(box.items, ranks(approvals), strict=True)):
        passed = bar.passes(total.for_)
        status, rule = _status(choice, place, passed)
        standing = words.Standing(place, total.for_, rank, tuple(alike[total.for_]), status)
        yield Item(
            candidate=case.candidates[place],
            for_=total.for_,
            against=total.against,
            abstain=total.abstain,
            not_pressed=total.not_pressed,
            rank=rank,
            required=bar.required,
            passed=passed,
            status=status,
            rule=rule,
            because=words.item_because(case, rules, bar, choice, standing),
        )


def _status(choice: Choice, place: int, passed: bool | None) -> tuple[Status, str]:  # noqa: FBT001 a fact, no switch
    """Name what became of one item, and the rule that made it so."""
    if choice.outcome in ("void", "no_quorum"):
        return "not_decided", choice.rule
    if place in choice.selected:
        return "selected", "P-04" if choice.rule == "P-04" else "P-06" if place in choice.expanded else "P-03"
    if place in choice.tied:
        return "tied", "P-06"
    if passed is False:
        return "below_threshold", "P-02"
    return ("not_decided", "P-01") if choice.rule == "P-04" else ("not_selected", "P-03")


def _notices(case: Case, quorum: Quorum | None, bar: Bar) -> Iterable[Notice]:
    if quorum is not None and quorum.met is None:
        yield Notice(code="quorum_not_checked", message=quorum.because)
    if case.issued is not None and case.present is not None and case.issued > case.present:
        message = f"发出{case.issued}张，多于实到{case.present}人，请核对发票数和换票。"
        yield Notice(code="issued_above_present", message=message)
    if bar.rule is not None and bar.required is None:
        yield Notice(code="base_not_given", message=words.base_not_given(case, bar.rule))


def _names(case: Case, places: frozenset[int]) -> tuple[str, ...]:
    return tuple(case.candidates[place] for place in sorted(places))
