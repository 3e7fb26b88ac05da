"""Are cast vote records what the standard wants, are they counted by strangers to our result, and do they tell of papers alone?"""

from __future__ import annotations

import io
import re
import zipfile
from itertools import combinations, permutations
from random import Random
from typing import Any

import orjson
import pytest
from abcvoting import abcrules  # type: ignore[import-untyped, unused-ignore] # it ships no types
from abcvoting.preferences import Profile  # type: ignore[import-untyped, unused-ignore] # it ships no types
from votelib.convert import ApprovalToSimpleVotes  # type: ignore[import-untyped, unused-ignore] # it ships no types
from votelib.evaluate.core import Plurality, Tie  # type: ignore[import-untyped, unused-ignore] # it ships no types

from api.opendata.cvr import cvr_report
from api.opendata.cvr_reading import read_cvr
from api.opendata.datapackage import data_package
from api.opendata.pabulib import pb_file
from api.opendata.refusals import NoSinglePapers
from api.opendata.sealed import Ballot, sealed_ballot
from domain.refusals import NotFound
from tests.opendata.kit import taken
from tests.opendata.rounds import OPEN, PAPERS, at_random, sealed, seen, some_year
from tests.opendata.shapes import CVR, misshapen
from tests.projections.histories import demonstration
from voting.counting import Count, Papers
from voting.events.rounds import PapersSealed

SEEDS = range(8)
ROUNDS_A_SEED = 25


def approvals(report: dict[str, Any]) -> dict[str, list[frozenset[str]]]:
    """What somebody reads who knows the standard and nothing of us: the candidates' ids and each paper's votes for them."""
    (election,) = report["Election"]
    (contest,) = election["Contest"]
    stands_for = {
        one["@id"]: one["CandidateIds"][0]
        for one in contest["ContestSelection"]
        if one["@type"] == "CVR.CandidateSelection"
    }
    papers = []
    for record in report["CVR"]:
        (snapshot,) = [one for one in record["CVRSnapshot"] if one["@id"] == record["CurrentSnapshotId"]]
        marks = [mark for one in snapshot["CVRContest"] for mark in one.get("CVRContestSelection", ())]
        voted = [
            stands_for[mark["ContestSelectionId"]]
            for mark in marks
            if mark["ContestSelectionId"] in stands_for
            for position in mark["SelectionPosition"]
            if position["HasIndication"] == "yes" and position["IsAllocable"] == "yes"
        ]
        assert len(voted) == len(set(voted)), "one vote for a candidate on a paper"
        papers.append(frozenset(voted))
    return {"papers": papers, "candidates": [frozenset([one["@id"]]) for one in election["Candidate"]]}


def ways_to_end(counted: Count, ballot: Ballot) -> set[frozenset[str]]:
    """Every set of candidates that could come out, however a tie ends, by their ids in the file."""
    ids = {each.id: f"c{place + 1}" for place, each in enumerate(ballot.candidates)}
    ends = combinations(counted.tied.candidates, counted.tied.seats) if counted.tied else [()]
    return {frozenset(ids[name] for name in (*counted.selected, *end)) for end in ends}


@pytest.mark.parametrize("seed", SEEDS)
def test_strangers_count_our_files_to_our_result(seed: int) -> None:
    random, year = Random(seed), some_year()  # noqa: S311 a failing round must come again
    outcomes = set()
    for _ in range(ROUNDS_A_SEED):
        ballot = at_random(random)
        read = approvals(orjson.loads(cvr_report(year, ballot)))
        names = sorted(name for (name,) in read["candidates"])
        counted = ballot.counted()
        profile = Profile(len(names), cand_names=names)
        profile.add_voters([[names.index(name) for name in paper] for paper in read["papers"]])
        committees = abcrules.compute("av", profile, committeesize=ballot.seats, resolute=False)
        assert {frozenset(names[i] for i in each) for each in committees} == ways_to_end(counted, ballot), ballot
        simple = dict.fromkeys(names, 0) | ApprovalToSimpleVotes().convert(
            {paper: read["papers"].count(paper) for paper in read["papers"]}
        )
        elected = Plurality().evaluate(simple, n_seats=ballot.seats)
        ties = [frozenset(each) for each in elected if isinstance(each, Tie)]
        assert bool(ties) == (counted.outcome == "tied"), ballot
        outcomes.add(counted.outcome)
    assert outcomes >= {"decided", "tied"}


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(
    "rules", [{}, {"selection_rule": "unlimited"}, {"unmarked_means": "invalid", "blank_ballot": "valid"}]
)
def test_what_is_written_is_read_back_and_counted_to_the_same(seed: int, rules: dict[str, Any]) -> None:
    random, year = Random(1000 + seed), some_year()  # noqa: S311 likewise
    for _ in range(ROUNDS_A_SEED):
        ballot = at_random(random, **rules)
        read = read_cvr(cvr_report(year, ballot))
        assert read.candidates == tuple(each.id for each in ballot.candidates)
        assert read.titles == tuple(each.title for each in ballot.candidates)
        assert (read.seats, read.papers) == (ballot.seats, Papers(patterns=ballot.patterns, spoiled=ballot.spoiled))


@pytest.mark.parametrize("seed", SEEDS)
def test_no_member_is_written_that_the_standard_does_not_know(seed: int) -> None:
    random, year = Random(2000 + seed), some_year()  # noqa: S311 likewise
    for _ in range(5):
        assert list(misshapen(CVR, "report", orjson.loads(cvr_report(year, at_random(random))))) == []


def test_a_report_says_of_what_it_was_made_and_is_the_same_each_time() -> None:
    events = sealed(PAPERS, spoiled={"torn": 1})
    year, ballot = seen(events, "inside")
    data = cvr_report(year, ballot)
    assert data == cvr_report(*seen(sealed(PAPERS, spoiled={"torn": 1}), "inside"))
    report = orjson.loads(data)
    codes = {code["OtherType"]: code["Value"] for code in report["ReportingDevice"][0]["Code"]}
    assert codes["minsheng-position"] == str(len(events))
    assert codes["minsheng-root"] == year.root
    assert report["GeneratedDate"] == events[-1].envelope.at
    assert "供内部使用" in report["Notes"]
    assert [record["CurrentSnapshotId"] for record in report["CVR"]] == [f"paper-{n:06}" for n in range(1, 54)]


def test_in_whatever_order_papers_were_keyed_the_file_is_the_same() -> None:
    halves = [("f-ff", 12), ("ffo-", 17), ("f-ff", 8), ("aff-", 15)]
    files = {cvr_report(*seen(sealed(list(order)))) for order in permutations(halves)}
    assert len(files) == 1


def test_a_record_tells_nothing_of_who_cast_or_keyed_it_and_when() -> None:
    report = orjson.loads(cvr_report(*seen(sealed(PAPERS))))
    names = {name for record in report["CVR"] for name in record}
    assert names == {"@type", "ElectionId", "CurrentSnapshotId", "CVRSnapshot"}
    assert {name for record in report["CVR"] for name in record["CVRSnapshot"][0]} <= {
        "@type", "@id", "Type", "CVRContest", "Annotation",
    }  # fmt: skip
    assert not re.search(r"TimeStamp|BatchId|UniqueId|CreatingDeviceId|AdjudicatorName", str(report["CVR"]))


def test_an_invalid_paper_says_why_and_is_nobodys_vote() -> None:
    papers = {"f-ff": 20, "ffo-": 17, "aff-": 14, "ffff": 2, "----": 2}
    year, ballot = seen(sealed(papers, spoiled={"torn": 1}, blank_ballot="invalid"), "inside")
    report = orjson.loads(cvr_report(year, ballot))
    reasons: dict[str, int] = {}
    for record in report["CVR"]:
        for note in record["CVRSnapshot"][0].get("Annotation", ()):
            reasons[note["Message"][0]] = reasons.get(note["Message"][0], 0) + 1
    assert reasons == {"over_marked": 2, "blank": 2, "torn": 1} == ballot.counted().papers.by_reason
    assert sum(bool(paper) for paper in approvals(report)["papers"]) == 51


@pytest.mark.parametrize(
    ("papers", "publication", "announced", "said"),
    [
        ({"f-ff": 20, "ffo-": 17, "aff-": 2}, OPEN, True, "每一种填法都有3张以上相同才可以"),
        (PAPERS, {**OPEN, "papers_min_repeat": 16}, True, "每一种填法都有16张以上相同才可以"),
        (PAPERS, {"votes": "none", "not_selected": "show"}, True, "2024-1-1：按本次会议票决办法，不公布得票数。"),
        (PAPERS, {"votes": "selected", "not_selected": "hide"}, True, "2024-1-1：按本次会议票决办法，不公布得票数。"),
    ],
)
def test_outsiders_are_given_no_papers_that_the_rules_do_not_publish(
    papers: dict[str, int], publication: dict[str, Any], announced: bool, said: str
) -> None:
    events = sealed(papers, publication=publication, announced=announced)
    with pytest.raises(NoSinglePapers) as refused:
        seen(events)
    assert said in refused.value.detail
    assert seen(events, "inside")[1].patterns == tuple(sorted(papers.items()))


def test_before_the_announcement_there_is_no_round_for_outsiders_at_all() -> None:
    with pytest.raises(NoSinglePapers, match="没有登记过一轮可以给出的"):
        seen(sealed(PAPERS, announced=False))
    assert seen(sealed(PAPERS, announced=False), "inside")[1].seats == 3


def test_a_round_that_is_not_sealed_yet_has_no_papers_either() -> None:
    events = sealed(PAPERS, announced=False)
    (at,) = [index for index, one in enumerate(events) if isinstance(one.event, PapersSealed)]
    with pytest.raises(NoSinglePapers, match="2024-1-1还没有封账或者录入"):
        seen(events[:at], "inside")


def test_a_round_of_totals_has_no_papers_and_says_why() -> None:
    year = taken(demonstration().events, "990101", audience="inside")
    with pytest.raises(NoSinglePapers, match="2024-1-1是按合计录入的，台账里没有逐张的票"):
        sealed_ballot(year, "2024-1-1")
    with pytest.raises(NotFound, match="没有登记过2024-9-9这一轮"):
        sealed_ballot(year, "2024-9-9")


def test_a_street_reads_of_no_ballot_of_a_congress() -> None:
    events = sealed(PAPERS, level="street")
    year, ballot = seen(events, code="990101001")
    told = cvr_report(year, ballot).decode() + pb_file(year, ballot).decode()
    with zipfile.ZipFile(io.BytesIO(data_package(year))) as package:
        told += "".join(package.read(name).decode() for name in package.namelist())
    assert "票选" in told
    assert not re.findall("票决|公告", told.replace("公告第1号", ""))
