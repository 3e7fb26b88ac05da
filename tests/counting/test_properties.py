"""What holds of every count, whatever the rules and the papers?"""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from random import Random

from hypothesis import assume, given
from hypothesis import strategies as st

from domain.profile import Ballot
from tests.counting.cases import names
from tests.counting.rounds import ballots, rounds
from voting.counting import AGAINST, FOR, Case, Count, ItemTotal, Papers, Totals, count


def papers_of(case: Case) -> Papers:
    assert isinstance(case.votes, Papers)
    return case.votes


@given(rounds(), ballots(), st.randoms(use_true_random=False))
def test_the_order_of_the_papers_does_not_matter(case: Case, rules: Ballot, random: Random) -> None:
    patterns = list(papers_of(case).patterns)
    random.shuffle(patterns)
    shuffled = replace(papers_of(case), patterns=tuple(patterns))
    assert count(replace(case, votes=shuffled), rules) == count(case, rules)


@given(rounds(), ballots())
def test_splitting_a_paper_s_count_does_not_matter(case: Case, rules: Ballot) -> None:
    one_by_one = chain.from_iterable([(pattern, 1)] * times for pattern, times in papers_of(case).patterns)
    split = replace(papers_of(case), patterns=tuple(one_by_one))
    assert count(replace(case, votes=split), rules) == count(case, rules)


@given(rounds(), ballots())
def test_nothing_is_lost_and_nothing_is_added(case: Case, rules: Ballot) -> None:
    counted = count(case, rules)
    box, votes = counted.papers, papers_of(case)
    assert box.collected == box.valid + box.invalid == sum(n for _, n in (*votes.patterns, *votes.spoiled))
    assert sum(box.by_reason.values()) == box.invalid
    for item in counted.items:
        assert item.for_ + item.against + item.abstain + item.not_pressed == box.valid


@given(rounds(), ballots())
def test_papers_and_the_totals_of_their_sheet_come_out_alike(case: Case, rules: Ballot) -> None:
    by_papers = count(case, rules)
    lines = tuple(ItemTotal(for_=i.for_, against=i.against, abstain=i.abstain) for i in by_papers.items)
    sheet = Totals(items=lines, invalid=by_papers.papers.invalid)
    by_totals = count(replace(case, votes=sheet, collected=by_papers.papers.collected), rules)
    assert by_totals == replace(by_papers, papers=replace(by_papers.papers, by_reason={}))


@given(rounds(), ballots())
def test_the_seats_are_given_left_to_a_tie_or_open(case: Case, rules: Ballot) -> None:
    counted = count(case, rules)
    left_to_tie = counted.tied.seats if counted.tied else 0
    given_away = len(counted.selected) + left_to_tie
    assert counted.open_seats == max(0, case.seats - given_away)
    if rules.mode == "top_k" and not (rules.tie_break == "expand" and counted.rule == "P-06"):
        assert given_away <= case.seats
    if counted.tied:
        assert len(counted.tied.candidates) > counted.tied.seats >= 1
        assert counted.outcome == "tied"
    if counted.outcome == "shortfall":
        assert counted.open_seats > 0
        assert counted.tied is None


@given(rounds(), ballots())
def test_no_passing_item_is_left_out_for_one_with_fewer_approvals(case: Case, rules: Ballot) -> None:
    counted = count(case, rules)
    chosen = [item for item in counted.items if item.status == "selected"]
    left = [item for item in counted.items if item.status == "not_selected"]
    tied = [item for item in counted.items if item.status == "tied"]
    assert all(item.passed is not False for item in (*chosen, *tied))
    assert all(high.for_ > low.for_ for high in chosen for low in (*left, *tied))
    assert all(high.for_ > low.for_ for high in tied for low in left)
    assert len({item.for_ for item in tied}) <= 1


@given(rounds(), ballots())
def test_the_answer_agrees_with_itself(case: Case, rules: Ballot) -> None:
    counted = count(case, rules)
    by_status = {item.candidate: item.status for item in counted.items}
    assert counted.selected == tuple(name for name in case.candidates if by_status[name] == "selected")
    tied = counted.tied.candidates if counted.tied else ()
    assert tied == tuple(name for name in case.candidates if by_status[name] == "tied")
    undecided = counted.outcome in ("void", "no_quorum")
    assert undecided <= (set(by_status.values()) == {"not_decided"})
    for item in counted.items:
        assert item.rank == 1 + sum(other.for_ > item.for_ for other in counted.items)
        assert item.because.startswith(f"《{item.candidate}》获赞成票{item.for_}张")
        assert item.because.endswith("。")
        assert "None" not in item.because + counted.because


@given(rounds(), ballots(mode="top_k", quorum=None, threshold=None, selection_rule="unlimited"))
def test_one_more_approval_never_costs_a_selected_item_its_place(case: Case, rules: Ballot) -> None:
    case = replace(case, issued=None, collected=None)
    before = count(case, rules)
    assume(before.selected)
    winner = before.selected[0]
    approval = "".join(FOR if name == winner else AGAINST for name in case.candidates)
    more = replace(papers_of(case), patterns=(*papers_of(case).patterns, (approval, 1)))
    assert winner in count(replace(case, votes=more), rules).selected


@given(st.lists(st.integers(0, 20), min_size=1, max_size=6), st.integers(1, 6), st.integers(20, 40), ballots())
def test_a_higher_bar_never_lets_more_pass(approvals: list[int], seats: int, due: int, rules: Ballot) -> None:
    lines = tuple(ItemTotal(for_=votes, against=20 - votes) for votes in approvals)
    case = Case(
        candidates=names(len(lines)), seats=min(seats, len(lines)), votes=Totals(items=lines), due=due, present=20
    )
    assert _passing(count(case, rules)) >= _passing(count(replace(case, due=due + 1), rules))


def _passing(counted: Count) -> int:
    return sum(item.passed is not False for item in counted.items)
