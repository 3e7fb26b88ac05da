"""Is a cast vote record file that is malformed, hostile, too large or of another kind of ballot refused, with the place in it?"""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.calculators.reader import Reader
from api.calculators.tally_input import read_tally
from api.opendata import cvr_reading
from api.opendata.cvr import cvr_report
from api.opendata.cvr_reading import read_cvr
from api.opendata.cvr_tally import tally_case
from api.opendata.refusals import CvrTooLarge, CvrUnreadable
from tests.opendata.rounds import PAPERS, sealed, seen
from tests.strategies import JSON
from voting.counting import count

REPORT: Any = orjson.loads(cvr_report(*seen(sealed(PAPERS, spoiled={"torn": 1}), "inside")))
MARKS = "/CVR/0/CVRSnapshot/0/CVRContest/0/CVRContestSelection/0"
POSITION = f"{MARKS}/SelectionPosition/0"

HOSTILE: list[tuple[str, Callable[[Any], Any], str]] = [
    ("another version", lambda r: r.update(Version="1.0.1"), "/Version：只读得了1.0.0版"),
    ("another document", lambda r: r.update({"@type": "CVR.Election"}), "/@type：应为CVR.CastVoteRecordReport"),
    ("no records", lambda r: r.pop("CVR"), "/CVR：应为JSON列表"),
    ("records that are none", lambda r: r.update(CVR=[1]), "/CVR/0：应为JSON对象"),
    ("two elections", lambda r: r["Election"].append(r["Election"][0]), "/Election：应正好有一个Election，现有2"),
    ("a ballot measure", lambda r: contest(r).update({"@type": "CVR.BallotMeasureContest"}), "只读得了CVR.CandidateContest"),
    ("no candidates", lambda r: contest(r).update(ContestSelection=[]), "候选项目应为1至1000项"),
    ("a seat too many", lambda r: contest(r).update(NumberElected=5), "/NumberElected：应为1至4的整数"),
    ("seats that are true", lambda r: contest(r).update(NumberElected=True), "/NumberElected：应为1至4的整数"),
    ("a write-in", lambda r: selection(r, 0).update(IsWriteIn=True), "票决没有另选他项"),
    ("nobody's selection", lambda r: selection(r, 0).update(CandidateIds=["c9"]), "应正好写一个登记过的候选项目"),
    ("a candidate twice", lambda r: selection(r, 4).update(CandidateIds=["c1"]), "候选项目c1出现了两次"),
    ("a snapshot that is not there", lambda r: r["CVR"][0].update(CurrentSnapshotId="x"), "/CVR/0/CurrentSnapshotId：没有x这一份快照"),
    ("the same snapshot twice", lambda r: r["CVR"][0]["CVRSnapshot"].append(r["CVR"][0]["CVRSnapshot"][0]), "或者不止一份"),
    ("a paper still to be judged", lambda r: snapshot(r).update(Status=["needs-adjudication"]), "还没有认定，不能计票"),
    ("another contest", lambda r: snapshot(r)["CVRContest"][0].update(ContestId="其他"), "/ContestId：应为contest"),
    ("a rank", lambda r: position(r).update(Rank=1), f"{POSITION}/Rank：票决没有这种标记"),
    ("a fraction", lambda r: position(r).update(FractionalVotes="1/2"), f"{POSITION}/FractionalVotes"),
    ("two votes in one mark", lambda r: position(r).update(NumberVotes=2), f"{POSITION}/NumberVotes：每个标记应是一票"),
    ("a mark of its own kind", lambda r: position(r).update(HasIndication="maybe"), f"{POSITION}/HasIndication"),
    ("an unknown option", lambda r: mark(r).update(ContestSelectionId="s99"), f"{MARKS}/ContestSelectionId：选项s99不是候选项目"),
    ("for and against at once", lambda r: snapshot(r)["CVRContest"][0]["CVRContestSelection"].append({**mark(r), "ContestSelectionId": "s1-for"}), "同一个候选项目有两种标记"),
    ("an invented reason", lambda r: r["CVR"][-1]["CVRSnapshot"][0]["CVRContest"][0].update(OtherStatus="minsheng-spoiled/eaten"), "没有“eaten”这种无效原因"),
]  # fmt: skip


def contest(report: Any) -> Any:
    return report["Election"][0]["Contest"][0]


def selection(report: Any, index: int) -> Any:
    return contest(report)["ContestSelection"][index]


def snapshot(report: Any) -> Any:
    return report["CVR"][0]["CVRSnapshot"][0]


def mark(report: Any) -> Any:
    return snapshot(report)["CVRContest"][0]["CVRContestSelection"][0]


def position(report: Any) -> Any:
    return mark(report)["SelectionPosition"][0]


@pytest.mark.parametrize(("change", "said"), [each[1:] for each in HOSTILE], ids=[each[0] for each in HOSTILE])
def test_a_file_of_another_kind_is_refused_at_its_place(change: Callable[[Any], Any], said: str) -> None:
    report = copy.deepcopy(REPORT)
    change(report)
    with pytest.raises(CvrUnreadable) as refused:
        read_cvr(orjson.dumps(report))
    assert said in refused.value.detail


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "输入是空的"),
        (b"PK\x03\x04", "不是合法的JSON"),
        (b"\xff\xfe{}", "不是UTF-8"),
        (b"[" * 100_000, "嵌套层数过多"),
        (b"[]", "文件：应为JSON对象"),
        (b"null", "文件：应为JSON对象"),
        (b'{"Version":"1.0.0","Version":"9"}', "“Version”出现了不止一次"),
        (b'{"@type":"\\ud800"}', "残缺的字符"),
    ],
)
def test_what_is_no_document_is_refused(data: bytes, said: str) -> None:
    with pytest.raises(CvrUnreadable) as refused:
        read_cvr(data)
    assert said in refused.value.detail


def test_a_file_or_a_box_too_large_is_refused_before_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cvr_reading, "MOST_PAPERS", 52)
    with pytest.raises(CvrTooLarge, match="文件里有53张票，最多读52张"):
        read_cvr(orjson.dumps(REPORT))
    monkeypatch.setattr(cvr_reading, "MOST_BYTES", 1 << 20)
    with pytest.raises(CvrTooLarge, match="文件超过1MiB"):
        read_cvr(b"x" * ((1 << 20) + 1))


@settings(max_examples=60)
@given(data=st.data())
def test_whatever_stands_in_any_place_the_file_is_read_or_refused_and_never_breaks(data: st.DataObject) -> None:
    report = copy.deepcopy(REPORT)
    at, key = data.draw(st.sampled_from(PLACES))
    found: Any = report
    for step in at:
        found = found[step]
    found[key] = data.draw(JSON)
    try:
        read_cvr(orjson.dumps(report, default=str))
    except (CvrUnreadable, TypeError):
        # Text that is no Unicode cannot be written as JSON at all.
        return


def places(value: Any, at: tuple[Any, ...] = ()) -> list[tuple[tuple[Any, ...], Any]]:
    """Every place in a document but those in the later records."""
    named = value.items() if isinstance(value, dict) else enumerate(value[:1]) if isinstance(value, list) else ()
    return [found for key, each in named for found in ((at, key), *places(each, (*at, key)))]


PLACES = places(REPORT)


def test_the_papers_of_a_file_are_a_case_for_the_calculator_which_counts_them_to_the_same() -> None:
    year, ballot = seen(sealed({**PAPERS, "----": 2}, spoiled={"torn": 1}), "inside")
    case = tally_case(read_cvr(cvr_report(year, ballot)), due=60, present=58)
    tallied, rules = read_tally(case, Reader())
    by_title = {each.title: each.id for each in ballot.candidates}
    assert {by_title[name] for name in count(tallied, rules).selected} == set(ballot.counted().selected)
    assert count(tallied, rules).papers.items == ballot.counted().papers.items


def test_a_paper_that_the_calculator_has_no_words_for_is_refused() -> None:
    read = read_cvr(cvr_report(*seen(sealed({"f-ff": 20, "ffo-": 17, "aff?": 15}), "inside")))
    with pytest.raises(CvrUnreadable, match="个别项目无法辨认"):
        tally_case(read)


def test_a_strangers_file_of_approvals_alone_is_read() -> None:
    report = copy.deepcopy(REPORT)
    contest(report)["ContestSelection"] = [
        {name: value for name, value in one.items() if name != "Code"}
        for one in contest(report)["ContestSelection"]
        if one["@type"] == "CVR.CandidateSelection"
    ]
    for one in report["Election"][0]["Candidate"]:
        del one["Code"]
    report["CVR"] = [record for record in report["CVR"] if not foreign(record)]
    read = read_cvr(orjson.dumps(report))
    assert read.candidates == ("c1", "c2", "c3", "c4")
    assert read.papers.patterns == (("f-ff", 20),)


def foreign(record: Any) -> bool:
    """Whether a record has a mark that is no approval, or none."""
    marks = record["CVRSnapshot"][0]["CVRContest"][0].get("CVRContestSelection", [])
    return not marks or any(not one["ContestSelectionId"].endswith("-for") for one in marks)
