"""Does Pabulib's own checker pass our files wherever the format can hold the ballot, and which ballots can it not hold?"""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from random import Random
from typing import Any

import pytest
from pabulib.checker import Checker  # type: ignore[import-untyped, unused-ignore] # it ships no types

from api.opendata.pabulib import pb_file
from api.opendata.refusals import NoSinglePapers
from api.opendata.sealed import Ballot, Candidate
from tests.opendata.rounds import PAPERS, at_random, sealed, seen, some_year


def errors(data: bytes) -> dict[str, Any]:
    """What the checker calls an error, by its kind."""
    checked = Checker().process_files([data.decode()])
    (result,) = [value for name, value in checked.items() if name not in {"metadata", "summary"}]
    return dict(result["results"]["errors"]) if isinstance(result["results"], dict) else {}


def section(data: bytes, name: str) -> list[list[str]]:
    """The rows of a section below its heads."""
    found: dict[str, list[list[str]]] = {}
    for row in csv.reader(io.StringIO(data.decode()), delimiter=";"):
        if len(row) == 1 and row[0] in {"META", "PROJECTS", "VOTES"}:
            found[row[0]] = own = []
        else:
            own.append(row)
    return found[name][1:]


@pytest.mark.parametrize("seed", range(10))
def test_the_checker_passes_every_ballot_on_whose_papers_somebody_is_approved(seed: int) -> None:
    random, year = Random(seed), some_year()  # noqa: S311 a failing ballot must come again
    tried = 0
    while tried < 10:
        ballot = at_random(random, "fao-", selection_rule=random.choice(["at_most", "unlimited", "exactly"]))
        if any(approved(ballot)):
            tried += 1
            assert errors(pb_file(year, ballot)) == {}, ballot


def approved(ballot: Ballot) -> list[str]:
    """The valid papers that approve of somebody: those that the format can hold."""
    return [p for p, _ in ballot.patterns if "f" in p and not ballot.invalid_because(p)]


def test_what_the_format_cannot_hold_is_left_out_and_said_with_numbers() -> None:
    papers = {"f-ff": 20, "ffo-": 17, "aff-": 14, "ffff": 2, "----": 2, "aaaa": 1}
    data = pb_file(*seen(sealed(papers, spoiled={"torn": 1}), "inside"))
    meta = dict(section(data, "META"))
    assert len(section(data, "VOTES")) == int(meta["num_votes"]) == 51
    assert "收回57张，无效3张没有列入" in meta["comment"]
    assert "一项也没有赞成的3张没有列入" in meta["comment"]
    assert "反对18票、弃权17票没有列入" in meta["comment"]
    assert errors(data) == {}


@pytest.mark.parametrize(
    "patterns", [{"---": 5}, {"fff": 5}, {"aoa": 5}], ids=["blank", "over-marked", "approving of nobody"]
)
def test_a_ballot_without_one_approval_is_refused(patterns: dict[str, int]) -> None:
    year, ballot = seen(sealed(PAPERS))
    few = replace(ballot, candidates=ballot.candidates[:3], seats=2, patterns=tuple(patterns.items()), spoiled=())
    with pytest.raises(NoSinglePapers, match="没有一张有效票赞成任何项目"):
        pb_file(year, few)


@pytest.mark.parametrize(
    ("line", "kind"),
    [("53;;paper", "vote length too short"), ("53;1,2,3,4;paper", "vote length exceeded")],
    ids=["a blank paper", "an over-marked paper"],
)
def test_the_format_cannot_hold_these_papers_which_is_why_they_are_left_out(line: str, kind: str) -> None:
    data = pb_file(*seen(sealed(PAPERS)))
    assert errors(data) == {}
    assert kind in errors(data + line.encode() + b"\n")


def test_the_format_cannot_hold_a_tie_under_any_rule_that_its_checker_knows() -> None:
    data = pb_file(*seen(sealed({"ff--": 19, "f-f-": 19, "-ff-": 19}, seats=2, announced=False), "inside"))
    chosen = {row[0]: row[4] for row in section(data, "PROJECTS")}
    assert chosen == dict.fromkeys("1234", "0")
    assert "各获赞成票38张，得票相同，尚余2个名额" in dict(section(data, "META"))["comment"]
    assert errors(data) == {}
    # Under theirs, the two that stand first in the file would be in.
    greedy = errors(data.replace(b"rule;unknown", b"rule;greedy"))
    assert greedy["greedy rule not followed"] == {1: "Projects not selected but should be: 1, 2"}


def test_votes_costs_and_choices_are_those_of_the_ballot_and_the_rule_is_unknown() -> None:
    year, ballot = seen(sealed(PAPERS))
    data = pb_file(year, ballot)
    counted = {item.candidate: item for item in ballot.counted().items}
    for number, cost, votes, name, selected in section(data, "PROJECTS"):
        assert int(votes) == counted[number].for_
        assert bool(int(selected)) == (counted[number].status == "selected")
        assert (name, int(cost)) == (f"示例项目{number}", int(number) * 100_000)
    meta = dict(section(data, "META"))
    assert (meta["rule"], meta["vote_type"], meta["max_length"]) == ("unknown", "approval", "3")
    assert int(meta["budget"]) == sum(int(row[1]) for row in section(data, "PROJECTS") if row[4] == "1")
    assert year.root in meta["comment"]


def test_no_name_is_a_formula_and_no_name_or_number_breaks_a_line() -> None:
    year, ballot = seen(sealed(PAPERS))
    hostile = [
        Candidate("2024;01", "=1+1;\n示例", 100),
        Candidate(" x", '"示例"', None),
        Candidate("甲,乙", "示例", 5),
        Candidate("4", "x", 1),
    ]
    data = pb_file(year, replace(ballot, candidates=tuple(hostile)))
    assert [row[0] for row in section(data, "PROJECTS")] == ["p1", "p2", "p3", "4"]
    assert [row[3] for row in section(data, "PROJECTS")] == ["'=1+1； 示例", '"示例"', "示例", "x"]
    assert errors(data) == {}
