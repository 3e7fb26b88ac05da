"""Do two independent counters choose the same candidates, ties at the cut included?"""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from random import Random

import pytest
from abcvoting import abcrules  # type: ignore[import-untyped, unused-ignore] # it ships no types
from abcvoting.preferences import Profile  # type: ignore[import-untyped, unused-ignore] # it ships no types
from votelib.convert import ApprovalToSimpleVotes  # type: ignore[import-untyped, unused-ignore] # it ships no types
from votelib.evaluate.core import Plurality, Tie  # type: ignore[import-untyped, unused-ignore] # it ships no types
from votelib.evaluate.threshold import AbsoluteThreshold  # type: ignore[import-untyped, unused-ignore] # it ships no types

from tests.counting.cases import names, plain, rules
from voting.counting import Case, Count, Papers, count

ROUNDS_A_SEED = 100
SEEDS = range(30)


def random_round(random: Random, marks: str) -> Case:
    """Few papers over few candidates, so that about a third of the rounds are tied at the cut."""
    places = random.randint(2, 7)
    seats = random.randint(1, places)
    patterns: dict[str, int] = {}
    for _ in range(random.randint(1, 12)):
        pattern = "".join(random.choice(marks) for _ in range(places))
        patterns[pattern] = patterns.get(pattern, 0) + random.randint(1, 3)
    due = sum(patterns.values()) + random.randint(0, 3)
    return Case(candidates=names(places), seats=seats, votes=Papers(patterns=tuple(patterns.items())), due=due)


def approval_sets(case: Case) -> list[tuple[frozenset[int], int]]:
    assert isinstance(case.votes, Papers)
    return [(frozenset(i for i, mark in enumerate(marks) if mark == "f"), n) for marks, n in case.votes.patterns]


def ways_to_end(counted: Count) -> set[frozenset[str]]:
    """Every set of candidates that could come out, however a tie ends."""
    tied = counted.tied
    ends = combinations(tied.candidates, tied.seats) if tied else [()]
    return {frozenset(counted.selected) | frozenset(end) for end in ends}


@pytest.mark.parametrize("seed", SEEDS)
def test_the_ways_to_end_are_the_winning_committees_of_irresolute_approval_voting(seed: int) -> None:
    random, ties = Random(seed), 0  # noqa: S311 a failing round must come again
    unlimited = plain(selection_rule="unlimited")
    for _ in range(ROUNDS_A_SEED):
        case = random_round(random, marks="fao-")
        profile = Profile(len(case.candidates), cand_names=case.candidates)
        for approved, times in approval_sets(case):
            profile.add_voters([approved] * times)
        committees = abcrules.compute("av", profile, committeesize=case.seats, resolute=False)
        counted = count(case, unlimited)
        assert ways_to_end(counted) == {frozenset(case.candidates[i] for i in each) for each in committees}, case
        ties += counted.outcome == "tied"
    assert ties > ROUNDS_A_SEED // 10, "the rounds must try ties at the cut"


@pytest.mark.parametrize("seed", SEEDS)
def test_a_threshold_and_then_plurality_at_large_choose_the_same(seed: int) -> None:
    random, outcomes = Random(1000 + seed), set()  # noqa: S311 likewise
    more_than_half = rules(quorum=None, selection_rule="unlimited", shortfall="revote_remaining")
    for _ in range(ROUNDS_A_SEED):
        case = random_round(random, marks="fffa-")
        assert case.due is not None
        simple = dict.fromkeys(case.candidates, 0)
        votes = {frozenset(case.candidates[i] for i in approved): 0 for approved, _ in approval_sets(case)}
        for approved, times in approval_sets(case):
            votes[frozenset(case.candidates[i] for i in approved)] += times
        simple |= ApprovalToSimpleVotes().convert(votes)
        passing = AbsoluteThreshold(Fraction(case.due, 2), accept_equal=False).evaluate(simple)
        elected = Plurality().evaluate({name: simple[name] for name in passing}, n_seats=case.seats)
        counted = count(case, more_than_half)
        assert set(counted.selected) == {each for each in elected if not isinstance(each, Tie)}, case
        ties = [each for each in elected if isinstance(each, Tie)]
        assert (len(ties), set(ties[0]) if ties else None) == (
            counted.tied.seats if counted.tied else 0,
            set(counted.tied.candidates) if counted.tied else None,
        ), case
        assert (counted.outcome == "shortfall") == (len(passing) < case.seats), case
        assert counted.open_seats == case.seats - len(elected), case
        outcomes.add(counted.outcome)
    assert outcomes == {"decided", "tied", "shortfall"}
