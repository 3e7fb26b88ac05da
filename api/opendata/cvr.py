"""How are the sealed papers of a round written as cast vote records?

NIST SP 1500-103, Cast Vote Records Common Data Format, version 1.0.0, JSON. The contest is one of candidates: each has a
CandidateSelection for 赞成, and beside it plain ContestSelections for 反对, 弃权 and 本项无法辨认, which are no votes for anybody; their
codes say which candidate and which mark. Somebody who knows nothing of us and adds up the CandidateSelections gets the approvals.

One record a paper, in the order of the sealed multiset: patterns sorted, then spoiled papers by reason. Records have no number but
their rank in that order, no device, no batch, no time: nobody can tell in what order papers were cast or keyed. A paper that the
rules make invalid has `IsAllocable: no` on its marks, `invalidated-rules` on its contest, and the reason in its annotation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

import orjson

from api.opendata.sealed import Ballot, Candidate
from api.opendata.taken import INSIDE_ONLY, Taken
from voting.counting import ABSTAIN, AGAINST, FOR, FOR_TWICE, ILLEGIBLE, UNMARKED

VERSION: Final = "1.0.0"
CODE: Final = "minsheng-mark"
SPOILED: Final = "minsheng-spoiled"
MARKS: Final = {FOR: "for", AGAINST: "against", ABSTAIN: "abstain", ILLEGIBLE: "illegible"}
MARK_WORDS: Final = {"for": "赞成", "against": "反对", "abstain": "弃权", "illegible": "本项无法辨认"}
INVALID_WORDS: Final = {
    "blank": "空白票",
    "over_marked": "赞成项数超过应选数",
    "under_marked": "赞成项数不足应选数",
    "duplicate_mark": "同一项目重复写票",
    "unmarked": "有的项目没有写",
    "illegible": "无法辨认",
    "torn": "残损",
    "identifiable": "有标记，可辨认投票人",
    "other": "其他",
}
CONTEST, SCOPE, ELECTION, DEVICE = "contest", "unit", "election", "ledger"

Value = dict[str, Any]
Reached = Callable[[int], None]


def cvr_report(taken: Taken, ballot: Ballot, reached: Reached = lambda _: None) -> bytes:
    """The bytes of the report; `reached` is told how many papers have been written."""
    report = {
        "@type": "CVR.CastVoteRecordReport",
        "Version": VERSION,
        "GeneratedDate": taken.recorded_at,
        "ReportType": ["other"],
        "OtherReportType": "sealed-multiset",
        "Notes": _notes(taken, ballot),
        "ReportGeneratingDeviceIds": [DEVICE],
        "ReportingDevice": [_device(taken)],
        "GpUnit": [_unit(taken)],
        "Election": [_election(ballot)],
        "CVR": list(_records(ballot, reached)),
    }
    return orjson.dumps(report, option=orjson.OPT_APPEND_NEWLINE)


def selection_id(place: int, mark: str) -> str:
    """The id of what a mark for the candidate at a place of the ballot selects: s3-against."""
    return f"s{place + 1}-{mark}"


def _notes(taken: Taken, ballot: Ballot) -> str:
    known = {"应到": ballot.due, "实到": ballot.present, "发出": ballot.issued, "收回": ballot.collected}
    heads = "，".join(f"{word}{figure}" for word, figure in known.items() if figure is not None)
    order = "每张票一条，按票面内容排序，不是投票、计票的次序；没有编号、时间和设备"
    inside = f"{INSIDE_ONLY}。" if taken.inside else "票面按公布的规则逐张公布。"
    return f"{taken.sentence()}{ballot.title}（{ballot.name}），{heads}。{order}。{inside}"


def _device(taken: Taken) -> Value:
    place = {name: str(value) for name, value in taken.said().items()}
    return {
        "@type": "CVR.ReportingDevice",
        "@id": DEVICE,
        "Application": "minsheng",
        "Code": [_code(f"minsheng-{name}", value) for name, value in place.items() if value],
    }


def _unit(taken: Taken) -> Value:
    return {
        "@type": "CVR.GpUnit",
        "@id": SCOPE,
        "Type": "other",
        "OtherType": "people's congress",
        "Name": taken.name,
        "Code": [_code("GB/T 2260", taken.code)],
    }


def _election(ballot: Ballot) -> Value:
    """The round: its contest, and the projects as candidates; the ids of rounds are the same in every file."""
    return {
        "@type": "CVR.Election",
        "@id": ELECTION,
        "Name": ballot.title,
        "ElectionScopeId": SCOPE,
        "Code": [_code("minsheng-round", ballot.name), _code("minsheng-stream", ballot.id)],
        "Candidate": [
            {
                "@type": "CVR.Candidate",
                "@id": f"c{place + 1}",
                "Name": candidate.title,
                "Code": [_code("minsheng-candidate", candidate.id)],
            }
            for place, candidate in enumerate(ballot.candidates)
        ],
        "Contest": [_contest(ballot)],
    }


def _contest(ballot: Ballot) -> Value:
    unlimited = ballot.rules["selection_rule"] == "unlimited"
    return {
        "@type": "CVR.CandidateContest",
        "@id": CONTEST,
        "Name": ballot.title,
        "NumberElected": ballot.seats,
        "VotesAllowed": len(ballot.candidates) if unlimited else ballot.seats,
        "VoteVariation": "approval" if unlimited else "n-of-m",
        "ContestSelection": [
            selection for place, each in enumerate(ballot.candidates) for selection in _selections(place, each)
        ],
    }


def _selections(place: int, candidate: Candidate) -> Iterator[Value]:
    for mark in MARKS.values():
        code = _code(CODE, f"{mark}/{candidate.id}", f"{MARK_WORDS[mark]}《{candidate.title}》")
        own = {"@id": selection_id(place, mark), "Code": [code]}
        if mark == "for":
            yield {"@type": "CVR.CandidateSelection", **own, "CandidateIds": [f"c{place + 1}"]}
        else:
            yield {"@type": "CVR.ContestSelection", **own}


def _records(ballot: Ballot, reached: Reached) -> Iterator[Value]:
    rank = 0
    for pattern, times in ballot.patterns:
        reason = ballot.invalid_because(pattern)
        contest, notes = _marked(ballot, pattern, reason), _annotated(reason)
        for _ in range(times):
            rank += 1
            yield _record(rank, {"CVRContest": [contest], **notes})
            reached(rank)
    for reason, times in ballot.spoiled:
        contest = _spoiled(reason)
        for _ in range(times):
            rank += 1
            yield _record(rank, {"CVRContest": [contest], **_annotated(reason)})
            reached(rank)


def _record(rank: int, content: Value) -> Value:
    snapshot = {"@type": "CVR.CVRSnapshot", "@id": f"paper-{rank:06}", "Type": "interpreted", **content}
    return {
        "@type": "CVR.CVR",
        "ElectionId": ELECTION,
        "CurrentSnapshotId": snapshot["@id"],
        "CVRSnapshot": [snapshot],
    }


def _annotated(reason: str) -> Value:
    if not reason:
        return {}
    message = [reason, f"无效票：{INVALID_WORDS[reason]}"]
    return {"Annotation": [{"@type": "CVR.Annotation", "Message": message}]}


def _marked(ballot: Ballot, pattern: str, reason: str) -> Value:
    """The contest of a paper filled in like this; `reason`: why it is invalid, '' where it is not."""
    approvals = pattern.count(FOR) + pattern.count(FOR_TWICE)
    status = [*(["invalidated-rules"] if reason else []), *_status(ballot, pattern, approvals)]
    marks = [_mark(place, letter, counts=not reason) for place, letter in enumerate(pattern) if letter != UNMARKED]
    over = {"Overvotes": approvals - ballot.seats} if reason == "over_marked" else {}
    return {
        "@type": "CVR.CVRContest",
        "ContestId": CONTEST,
        **({"Status": status} if status else {}),
        **over,
        "Selections": len(marks),
        **({"CVRContestSelection": marks} if marks else {}),
    }


def _status(ballot: Ballot, pattern: str, approvals: int) -> Sequence[str]:
    if not pattern.strip(UNMARKED):
        return ["not-indicated"]
    if approvals > ballot.seats and ballot.rules["selection_rule"] != "unlimited":
        return ["overvoted"]
    return ["undervoted"] if approvals < ballot.seats else []


def _mark(place: int, letter: str, *, counts: bool) -> Value:
    """A mark; one written twice has two positions and one vote."""
    mark = MARKS[FOR if letter == FOR_TWICE else letter]
    twice = letter == FOR_TWICE
    position = {
        "@type": "CVR.SelectionPosition",
        "HasIndication": "unknown" if mark == "illegible" else "yes",
        "NumberVotes": 1,
        "IsAllocable": "yes" if counts and mark != "illegible" else "no",
    }
    again = {**position, "IsAllocable": "no"}
    return {
        "@type": "CVR.CVRContestSelection",
        "ContestSelectionId": selection_id(place, mark),
        "SelectionPosition": [position, again] if twice else [position],
        "TotalNumberVotes": 1 if counts and mark != "illegible" else 0,
    }


def _spoiled(reason: str) -> Value:
    """A paper of which nothing is read."""
    return {
        "@type": "CVR.CVRContest",
        "ContestId": CONTEST,
        "Status": ["invalidated-rules", "other"],
        "OtherStatus": f"{SPOILED}/{reason}",
    }


def _code(kind: str, value: str, label: str = "") -> Value:
    named = {"Label": label} if label else {}
    return {"@type": "CVR.Code", "Type": "other", "OtherType": kind, "Value": value, **named}
