"""Which papers does a file of cast vote records hold, ours or somebody else's, if they are of one ballot like ours?

Read is the JSON of SP 1500-103 1.0.0 with one election and one contest of candidates, each record's current snapshot alone. What it
says is believed of marks and of nothing else: which papers are valid follows from the rules of whoever counts them. Whatever cannot
stand on our ballots (write-ins, ranks, fractions, several contests, a record awaiting adjudication) is refused, never left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from api.calculators import strict_json
from api.calculators.faults import Malformed as NotJson
from api.opendata.cvr import CODE, MARKS, SPOILED, VERSION
from api.opendata.refusals import CvrTooLarge, CvrUnreadable
from domain.texts import shown
from voting.counting import FOR, FOR_TWICE, REASONS, UNMARKED, Papers

MOST_BYTES: Final = 64 << 20
MOST_PAPERS: Final = 100_000
MOST_CANDIDATES: Final = 1000
LONGEST_ID: Final = 1000
CONTEST_AT: Final = "/Election/0/Contest/0"
LETTERS: Final = {mark: letter for letter, mark in MARKS.items()}

Value = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class PapersRead:
    """The candidates in the order of the contest (ids and titles), how many are to be chosen, and the papers as a multiset."""

    candidates: tuple[str, ...]
    titles: tuple[str, ...]
    seats: int
    papers: Papers


def read_cvr(data: bytes) -> PapersRead:
    """The papers in a file; raises `CvrTooLarge`, `CvrUnreadable` with the place in the file."""
    if len(data) > MOST_BYTES:
        raise CvrTooLarge(f"文件超过{MOST_BYTES >> 20}MiB，请核对是不是CVR文件。", most=MOST_BYTES)
    report = _object(_parsed(data), "")
    _expect(report.get("@type") == "CVR.CastVoteRecordReport", "/@type", "应为CVR.CastVoteRecordReport")
    _expect(report.get("Version") == VERSION, "/Version", f"只读得了{VERSION}版")
    election = _only(report, "Election", "", "一个Election")
    contest = _only(election, "Contest", "/Election/0", "一个Contest")
    records = _list(report, "CVR", "")
    if len(records) > MOST_PAPERS:
        raise CvrTooLarge(f"文件里有{len(records)}张票，最多读{MOST_PAPERS}张。", most=MOST_PAPERS)
    return _Reader(election, contest).read(records)


def _parsed(data: bytes) -> Any:
    """The document; one with the same name twice in an object is read in no way."""
    try:
        document, faults = strict_json.parse(data)
    except NotJson as error:
        faults = list(error.faults)
    if faults:
        raise CvrUnreadable(f"{faults[0].pointer or '文件'}：{faults[0].detail}", pointer=faults[0].pointer)
    return document


class _Reader:
    """Reads the papers of one contest."""

    def __init__(self, election: Value, contest: Value) -> None:
        _expect(contest.get("@type") == "CVR.CandidateContest", f"{CONTEST_AT}/@type", "只读得了CVR.CandidateContest")
        self._contest = _text(contest, "@id", CONTEST_AT)
        self._seats = contest.get("NumberElected", contest.get("VotesAllowed"))
        self._people = {
            _text(one, "@id", at): (_ours(one, "minsheng-candidate") or _text(one, "@id", at), str(one.get("Name", "")))
            for at, one in _objects(election, "Candidate", "/Election/0")
        }
        self._places: dict[str, int] = {}
        self._meant: dict[str, tuple[int, str]] = {}
        selections = list(_objects(contest, "ContestSelection", CONTEST_AT))
        for at, selection in selections:
            self._add_candidate(selection, at)
        for at, selection in selections:
            self._add_mark(selection, at)
        most = 1 <= len(self._places) <= MOST_CANDIDATES
        _expect(most, f"{CONTEST_AT}/ContestSelection", f"候选项目应为1至{MOST_CANDIDATES}项")
        seats = type(self._seats) is int and 1 <= self._seats <= len(self._places)
        _expect(seats, f"{CONTEST_AT}/NumberElected", f"应为1至{len(self._places)}的整数")

    def read(self, records: list[Any]) -> PapersRead:
        """All papers."""
        patterns, spoiled = Counter[str](), Counter[str]()
        for index, record in enumerate(records):
            contest, at = self._current(_object(record, f"/CVR/{index}"), f"/CVR/{index}")
            reason = self._reason(contest, at)
            if reason:
                spoiled[reason] += 1
            else:
                patterns[self._pattern(contest, at)] += 1
        known = [self._people[name] for name in self._places]
        return PapersRead(
            candidates=tuple(name for name, _ in known),
            titles=tuple(title or name for name, title in known),
            seats=self._seats,
            papers=Papers(patterns=tuple(sorted(patterns.items())), spoiled=tuple(sorted(spoiled.items()))),
        )

    def _add_candidate(self, selection: Value, at: str) -> None:
        if selection.get("@type") != "CVR.CandidateSelection":
            return
        _expect(not selection.get("IsWriteIn"), f"{at}/IsWriteIn", "票决没有另选他项，读不了")
        named = _list(selection, "CandidateIds", at)
        known = len(named) == 1 and isinstance(named[0], str) and named[0] in self._people
        _expect(known, f"{at}/CandidateIds", "应正好写一个登记过的候选项目")
        _expect(named[0] not in self._places, f"{at}/CandidateIds", f"候选项目{shown(named[0])}出现了两次")
        self._places[named[0]] = len(self._places)
        self._meant[_text(selection, "@id", at)] = (self._places[named[0]], FOR)

    def _add_mark(self, selection: Value, at: str) -> None:
        """What our own codes say of a selection that is no candidate; of any other nothing is known until it is marked."""
        mark, _, candidate = (_ours(selection, CODE) or "").partition("/")
        if selection.get("@type") == "CVR.ContestSelection" and mark in LETTERS:
            places = [place for name, place in self._places.items() if self._people[name][0] == candidate]
            _expect(len(places) == 1, f"{at}/Code", f"没有候选项目{shown(candidate)}")
            self._meant.setdefault(_text(selection, "@id", at), (places[0], LETTERS[mark]))

    def _current(self, record: Value, at: str) -> tuple[Value, str]:
        """The contest of a record's current snapshot, and its place."""
        wanted = _text(record, "CurrentSnapshotId", at)
        found = [(here, one) for here, one in _objects(record, "CVRSnapshot", at) if one.get("@id") == wanted]
        _expect(len(found) == 1, f"{at}/CurrentSnapshotId", f"没有{shown(wanted)}这一份快照，或者不止一份")
        here, snapshot = found[0]
        _expect(
            "needs-adjudication" not in _list(snapshot, "Status", here, []), f"{here}/Status", "还没有认定，不能计票"
        )
        contest = _only(snapshot, "CVRContest", here, "一个CVRContest")
        place = f"{here}/CVRContest/0"
        _expect(contest.get("ContestId") == self._contest, f"{place}/ContestId", f"应为{shown(self._contest)}")
        return contest, place

    def _reason(self, contest: Value, at: str) -> str:
        """Why the paper is spoiled, where we wrote that it is."""
        kind, _, reason = str(contest.get("OtherStatus", "")).partition("/")
        if kind != SPOILED:
            return ""
        _expect(reason in REASONS, f"{at}/OtherStatus", f"没有“{shown(reason)}”这种无效原因")
        _expect(not contest.get("CVRContestSelection"), f"{at}/CVRContestSelection", "作废的票不应再写标记")
        return reason

    def _pattern(self, contest: Value, at: str) -> str:
        letters = [UNMARKED] * len(self._places)
        for here, selection in _objects(contest, "CVRContestSelection", at, []):
            times = sum(self._is_mark(one, place) for place, one in _objects(selection, "SelectionPosition", here))
            if not times:
                continue
            named = selection.get("ContestSelectionId")
            known = isinstance(named, str) and named in self._meant
            _expect(known, f"{here}/ContestSelectionId", f"选项{shown(str(named))}不是候选项目，读不了")
            place, letter = self._meant[str(named)]
            _expect(letters[place] == UNMARKED, here, "同一个候选项目有两种标记")
            letters[place] = FOR_TWICE if letter == FOR and times > 1 else letter
        return "".join(letters)

    @staticmethod
    def _is_mark(position: Value, at: str) -> bool:
        for name in ("Rank", "FractionalVotes", "CVRWriteIn"):
            _expect(name not in position, f"{at}/{name}", "票决没有这种标记，读不了")
        indicated = position.get("HasIndication")
        _expect(indicated in ("yes", "no", "unknown"), f"{at}/HasIndication", "应为yes、no或者unknown")
        if indicated == "no":
            return False
        votes = position.get("NumberVotes")
        _expect(type(votes) is int and votes in (0, 1), f"{at}/NumberVotes", "每个标记应是一票")
        return True


def _expect(holds: bool, at: str, said: str) -> None:  # noqa: FBT001 - what is expected, no switch
    if not holds:
        raise CvrUnreadable(f"{at}：{said}。", pointer=at)


def _object(value: Any, at: str) -> Value:
    _expect(isinstance(value, dict), at or "文件", "应为JSON对象")
    found: Value = value
    return found


def _list(value: Value, name: str, at: str, default: list[Any] | None = None) -> list[Any]:
    found = value.get(name, default)
    _expect(isinstance(found, list), f"{at}/{name}", "应为JSON列表")
    return found  # type: ignore[no-any-return] # it was looked at


def _objects(value: Value, name: str, at: str, default: list[Any] | None = None) -> Iterator[tuple[str, Value]]:
    for index, one in enumerate(_list(value, name, at, default)):
        here = f"{at}/{name}/{index}"
        yield here, _object(one, here)


def _only(value: Value, name: str, at: str, what: str) -> Value:
    found = list(_objects(value, name, at))
    _expect(len(found) == 1, f"{at}/{name}", f"应正好有{what}，现有{len(found)}")
    return found[0][1]


def _text(value: Value, name: str, at: str) -> str:
    found = value.get(name)
    _expect(isinstance(found, str) and 0 < len(found) <= LONGEST_ID, f"{at}/{name}", "应为文字")
    return str(found)


def _ours(value: Value, kind: str) -> str:
    """The value of a code of this kind, where there is one."""
    codes = value.get("Code")
    for code in codes if isinstance(codes, list) else ():
        if isinstance(code, dict) and code.get("OtherType") == kind and isinstance(code.get("Value"), str):
            return str(code["Value"])
    return ""
