"""Does the arithmetic that goes out with a bundle agree with the service's, written apart, and with what was published?"""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from domain.profile import Ballot, Evaluation
from tests.counting.cases import names, rules
from tests.counting.rounds import ballots, rounds
from tests.grading.test_properties import ROWS, evaluations
from tests.verifier.program import recount
from voting.counting import Case, ItemTotal, LawsBroken, Papers, Totals, count
from voting.grading import Row, Sheet, grade

PUBLISHED = json.loads((Path(__file__).parents[1] / "data" / "published_cases.json").read_text(encoding="utf-8"))
CASES = {case["id"]: case for kind in ("ballots", "satisfaction") for case in PUBLISHED[kind]}
VOTES = st.integers(0, 6)
LINES = st.builds(ItemTotal, for_=VOTES, against=VOTES, abstain=VOTES, not_pressed=VOTES)


def recounted(case: Case, ballot: Ballot, kind: str = "first") -> dict[str, Any]:
    """The same round through `recount.py`, in the form in which it is recorded."""
    told = {"kind": kind, "names": list(case.candidates), "seats": case.seats, "due": case.due, "present": case.present,
            "issued": case.issued, "collected": case.collected}  # fmt: skip
    if isinstance(case.votes, Papers):
        patterns = [{"marks": marks, "count": papers} for marks, papers in case.votes.patterns]
        event = {"patterns": patterns, "spoiled": dict(case.votes.spoiled)}
        sheet = recount.add_up(event, told["names"], case.seats, asdict(ballot))
    else:
        sheet = recount.Sheet(recorded(case, case.votes), "candidate", recount.VOTES)
    found: dict[str, Any] = recount.count(told, asdict(ballot), sheet, len)
    return found


def recorded(case: Case, votes: Totals) -> dict[str, Any]:
    """As the event has it: columns at nought are left out, and the valid papers stand beside the invalid ones."""
    handed_in = case.present if case.collected is None else case.collected
    assert handed_in is not None
    columns = [(line.for_, line.against, line.abstain, line.not_pressed) for line in votes.items]
    rows = [
        {"candidate": name} | {key: number for key, number in zip(recount.VOTES, line, strict=True) if number}
        for name, line in zip(case.candidates, columns, strict=True)
    ]
    return {"valid": handed_in - votes.invalid, "invalid": votes.invalid, "items": rows}


def ours(case: Case, ballot: Ballot) -> dict[str, Any]:
    found = count(case, ballot)
    return {
        "outcome": found.outcome,
        "selected": list(found.selected),
        "tied": list(found.tied.candidates) if found.tied else [],
        "tied_seats": found.tied.seats if found.tied else 0,
        "open_seats": found.open_seats,
    }


def known(case: Case) -> Case:
    """A round of a ledger, which always knows how many were due and present."""
    present = 5 if case.present is None else case.present
    return replace(case, present=present, due=max(present, 9 if case.due is None else case.due))


def agree(case: Case, ballot: Ballot) -> None:
    try:
        expected = ours(case, ballot)
    except LawsBroken:
        with pytest.raises(recount.Wrong):
            recounted(case, ballot)
    else:
        assert recounted(case, ballot) == expected


@given(rounds().map(known), ballots())
def test_papers_are_counted_alike(case: Case, ballot: Ballot) -> None:
    agree(case, ballot)


@given(rounds().map(known), ballots(), st.integers(0, 9))
def test_papers_that_are_not_those_collected_are_refused_by_both(case: Case, ballot: Ballot, collected: int) -> None:
    agree(replace(case, collected=collected), ballot)


@st.composite
def sheets(draw: st.DrawFn) -> Case:
    """Totals that mostly add up, of as many papers as were collected or, with keypads, as there were deputies."""
    valid, places = draw(st.integers(0, 12)), draw(st.integers(1, 5))
    lines = []
    for _ in range(places):
        approvals = draw(st.integers(0, valid))
        against = draw(st.integers(0, valid - approvals))
        lines.append(ItemTotal(for_=approvals, against=against, abstain=valid - approvals - against))
    if draw(st.integers(0, 9)) == 0:
        lines[-1] = draw(LINES)
    invalid = draw(st.integers(0, 3))
    collected = draw(st.sampled_from([None, valid + invalid]))
    present = valid + invalid if collected is None else draw(st.integers(0, 14))
    return Case(
        candidates=names(places), seats=draw(st.integers(1, places)), votes=Totals(items=tuple(lines), invalid=invalid),
        due=present + draw(st.integers(0, 5)), present=present, collected=collected,
        issued=draw(st.sampled_from([None, valid + invalid, valid + invalid + 1, max(0, valid + invalid - 1)])),
    )  # fmt: skip


@given(sheets(), ballots())
def test_totals_are_counted_alike(case: Case, ballot: Ballot) -> None:
    agree(case, ballot)


@given(
    sheets(), ballots() | ballots(shortfall_min_share={"num": 1, "den": 3}), st.sampled_from(["tie_break", "shortfall"])
)
def test_re_ballots_have_thresholds_of_their_own(case: Case, ballot: Ballot, kind: str) -> None:
    # Written from 核验包, section 五, as rules of a first ballot that must say the same.
    share = ballot.shortfall_min_share
    assume(kind == "tie_break" or share is not None)
    base = "valid" if ballot.threshold is None else ballot.threshold.base
    lowered = None if share is None else {"base": base, "op": "ge", "num": share.num, "den": share.den}
    same = {**asdict(ballot), "threshold": None if kind == "tie_break" else lowered}
    try:
        expected = ours(case, replace(ballot, threshold=rules(threshold=same["threshold"]).threshold))
    except LawsBroken:
        return
    assert recounted(case, ballot, kind) == expected


def test_a_shortfall_without_a_lower_share_keeps_the_threshold() -> None:
    ballot = rules(shortfall_min_share=None)
    case = Case(candidates=("1",), seats=1, due=10, present=10, votes=Totals(items=(ItemTotal(for_=5, against=5),)))
    assert recounted(case, ballot, "shortfall")["outcome"] == "decided"
    assert recounted(case, ballot, "shortfall")["selected"] == []
    assert recounted(case, ballot, "tie_break")["selected"] == ["1"]


@given(ROWS, evaluations(), st.integers(0, 40), st.integers(0, 40))
def test_evaluations_are_graded_alike(row: Row, evaluation: Evaluation, members: int, present: int) -> None:
    (expected,) = grade(Sheet(rows=(row,), members=members, present=present), evaluation).items
    votes = [row.satisfied, row.basically_satisfied, row.dissatisfied, row.abstain, row.invalid]
    assert recount.grade(asdict(evaluation), members, present, votes) == expected.grade


@pytest.mark.parametrize("case", [case for case in CASES.values() if "quorum_required" in case.get("expect", {})])
def test_published_quorums_are_reached(case: dict[str, Any]) -> None:
    needed = recount.needed(case["due"], {"num": 2, "den": 3, "op": "ge"})
    assert needed == case["expect"]["quorum_required"]
    assert (case["present"] >= needed) == case["expect"]["quorum_met"]


def test_lishui_2025_is_void_with_one_paper_more_than_were_issued() -> None:
    published = CASES["lishui-2025"]
    for more, outcome in ((0, "decided"), (1, "void")):
        collected = published["collected"] + more
        case = Case(
            candidates=("1", "2"), seats=1, due=published["due"], present=published["present"], issued=published["issued"],
            collected=collected, votes=Totals(items=(ItemTotal(for_=collected), ItemTotal(for_=0, against=collected))),
        )  # fmt: skip
        assert recounted(case, rules())["outcome"] == outcome


def test_beipo_2019_passed_its_two_printed_rows() -> None:
    published = CASES["beipo-2019"]
    lines = tuple(ItemTotal(for_=f, against=a, abstain=o) for f, a, o in published["votes"].values())
    case = Case(
        candidates=tuple(published["votes"]), seats=2, due=published["present"], present=published["present"],
        votes=Totals(items=lines),
    )  # fmt: skip
    base = published["given"]["threshold_base"]
    ballot = rules(mode=published["mode"], threshold={"base": base, "op": "gt", "num": 1, "den": 2})
    assert recounted(case, ballot)["selected"] == published["expect"]["items_passed"]


def test_zhenhai_2021_grades_all_eight_as_printed() -> None:
    published = CASES["zhenhai-2021"]
    committee = {
        "base": "all_members",
        "half_is": "pass",
        "thresholds": None,
        "quorum": {"num": 1, "den": 2, "op": "gt"},
    }
    for members in range(29, 36):
        grades = [recount.grade(committee, members, 29, [*row, 0, 0]) for row in published["rows"].values()]
        assert grades.count("satisfied") == (8 if members < 35 else 6)
        assert set(grades) <= {"satisfied", "basically_satisfied"}


def test_styles_that_are_not_counted_are_said_so() -> None:
    for changed in ({"style": "rank"}, {"extra_gates": [{"base": "valid"}]}):
        ballot = {**asdict(rules()), "extra_gates": [], **changed}
        record = recount.Record(1, recount.STARTS[0])
        opened = {"kind": "first", "candidates": [{"id": "1"}], "seats": 1, "attendance": {"due": 1, "present": 1}}
        record.take(1, "voting:RoundOpened", opened | {"profile": {"ballot": ballot}})
        assert not record.uncounted
        record.take(2, "voting:PapersSealed", {"patterns": [{"marks": "f", "count": 1}]})
        record.take(3, "voting:RoundCounted", {"outcome": "decided", "selected": ["1"]})
        assert record.uncounted
        assert record.wrong is None
