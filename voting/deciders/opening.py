"""May a round of the ballot be opened now, and with which list and seats?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from domain.actors import BODIES
from domain.calendar import DayOutOfRange, NotADay, parse_day, say_day
from domain.ordinals import numbered, project_years
from domain.profile import body_for, candidates_lacking, to_json, vote_word
from domain.refusals import OutOfOrder, Refusal, WrongBody, refuse_all
from domain.texts import filled, said, shown
from voting.counting import not_counted
from voting.deciders.checks import profile_of
from voting.events.rounds import Attendance, FinalList, RoundOpened
from voting.refusals.figures import NegativeNumber
from voting.refusals.meetings import OutsideMeeting
from voting.refusals.opening import (
    AttendanceNotCounted,
    CandidateTwice,
    FinalListMissing,
    ListDiffers,
    MethodNotAdopted,
    NoQuorum,
    NoReballotCalled,
    NotByBallot,
    RuleNotCounted,
    ScrutineersNotPassed,
    SeatsAboveCandidates,
    SurplusTooSmall,
    WrongNumber,
)
from voting.shares import required

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.events import Envelope
    from domain.profile import Ballot, Profile
    from voting.commands.rounds import OpenRound, OpenRoundAt
    from voting.events.meetings import AttendanceCounted
    from voting.events.rounds import Candidate
    from voting.states.meetings import Heads
    from voting.states.rounds import Round

BallotList = tuple[tuple["Candidate", ...], int, FinalList | None]
BALLOT_MODES = ("congress_ballot", "ballot_plus_resolution", "street_poll", "sc_vote", "report_vote")


def open_round(command: OpenRoundAt, envelope: Envelope) -> RoundOpened:
    """The opening, when at this sitting the method is adopted, the final list fixed, the scrutineers passed and heads counted.

    Refuses with everything that is missing at once (events.md, `Round`; rules.md §4 and O-05).
    """
    meeting, asked = command.meeting, command.asked
    convened = meeting.convened
    profile = profile_of(command.congress, (meeting.adopted or convened).profile_version)
    if meeting.adopted is None:
        word = vote_word(profile)
        raise MethodNotAdopted(f"{convened.title}尚未通过{word}办法，不能开启{word}。")
    if profile.decision_mode not in BALLOT_MODES or profile.ballot is None:
        raise NotByBallot("按现行规则，民生实事项目不由会议逐项票决。")
    ballot_list = _list(command, profile)
    candidates, seats, final_list = ballot_list
    refuse_all(
        [
            *_in_order(command, profile, envelope),
            *_numbers(command),
            *_list_faults(profile, ballot_list, asked.kind, envelope),
            *_other_list(command, ballot_list, profile),
            *_countable(profile.ballot),
            *_quorum(profile.ballot, meeting.heads, command.previous, envelope),
            *_after_previous(command, envelope),
        ]
    )
    assert meeting.heads is not None
    assert final_list is not None
    earlier = command.previous
    return RoundOpened(
        congress=convened.congress, code=convened.code, congress_name=convened.congress_name, level=convened.level,
        meeting=asked.meeting, meeting_title=convened.title,
        project_year=asked.project_year, batch=asked.batch, number=asked.number, kind=asked.kind,
        candidates=candidates, seats=seats, final_list=final_list,
        attendance=_attendance(meeting.heads.counted),
        profile_version=meeting.adopted.profile_version, profile=to_json(profile), meeting_ends_on=convened.to_on, previous=asked.previous,
        reballots=0 if earlier is None else earlier.opened.reballots + (asked.kind != "void_repeat"),
        cycle=_cycle(command), **_repeated(asked, earlier),
    )  # fmt: skip


def _attendance(heads: AttendanceCounted) -> Attendance:
    return Attendance(
        number=heads.number, due=heads.due, present=heads.present, on_leave=heads.on_leave, absent=heads.absent
    )


def _repeated(asked: OpenRound, earlier: Round | None) -> dict[str, Any]:
    """A 重新投票 is what the void ballot was, and its result goes where that one's would have gone."""
    if asked.kind != "void_repeat" or earlier is None:
        return {}
    return {"repeats": earlier.purpose, "called_by": earlier.carries_to}


def _cycle(command: OpenRoundAt) -> str:
    """The year of work whose list is voted on: that of the round before, or of the list."""
    if command.previous is not None:
        return command.previous.opened.cycle
    return command.fixed.cycle if command.fixed else ""


def _list(command: OpenRoundAt, profile: Profile) -> BallotList:
    """The list on the ballot: the final list, or handed in, for a first round; for a re-ballot, what its call decided.

    Where the report is voted on as a whole (杨浦), the paper is handed in and the final list stands behind it.
    """
    asked, previous, fixed = command.asked, command.previous, command.fixed
    if asked.kind == "first":
        if asked.previous:
            raise NoReballotCalled("第一次投票没有前一轮。", pointer="/previous")
        if fixed is None:
            return asked.candidates, asked.seats, asked.final_list
        if profile.decision_mode == "report_vote":
            return asked.candidates, asked.seats or len(asked.candidates), fixed.final_list
        return fixed.candidates, fixed.seats, fixed.final_list
    call = previous.reballot if previous else None
    if previous is None or call is None or call.kind != asked.kind:
        raise NoReballotCalled("前一轮没有决定这样再投一次。", pointer="/previous")
    by_id = {candidate.id: candidate for candidate in previous.opened.candidates}
    return tuple(by_id[name] for name in call.candidates), call.seats, previous.opened.final_list


def _in_order(command: OpenRoundAt, profile: Profile, envelope: Envelope) -> Iterator[Refusal]:
    meeting, on = command.meeting, envelope.effective_on
    convened = meeting.convened
    assert meeting.adopted is not None
    bodies = body_for(profile, "ballot")
    if convened.body not in bodies:
        named = "、".join(BODIES[body] for body in bodies)
        yield WrongBody(
            f"按{vote_word(profile)}办法由{named}投票，不由{BODIES[convened.body]}投票。", pointer="/meeting"
        )
    if not convened.from_on <= on <= convened.to_on:
        yield OutsideMeeting(
            f"{convened.title}会期为{say_day(convened.from_on)}至{say_day(convened.to_on)}，{say_day(on)}不在会期之内。",
            pointer="/effective_on",
        )
    if meeting.adopted.on > on:
        yield MethodNotAdopted(
            f"{vote_word(profile)}办法于{say_day(meeting.adopted.on)}通过，晚于{say_day(on)}。", pointer="/effective_on"
        )
    if not meeting.scrutineers_on or meeting.scrutineers_on > on:
        yield ScrutineersNotPassed(f"截至{say_day(on)}尚未通过监票人。")


def _numbers(command: OpenRoundAt) -> Iterator[Refusal]:
    """One first round for a year's batch, and one re-ballot for each call: the number follows, nobody chooses it."""
    asked, previous = command.asked, command.previous
    yield from project_years(asked.project_year)
    yield from numbered(batch=asked.batch, number=asked.number)
    follows = 1 if previous is None else previous.next_number
    if asked.number != follows:
        yield WrongNumber(f"这一轮应为第{follows}轮，不是第{said(asked.number)}轮。", pointer="/number", number=follows)


def _after_previous(command: OpenRoundAt, envelope: Envelope) -> Iterator[Refusal]:
    """A re-ballot is of the same meeting, year and batch as the round that called it, and not before the call."""
    asked, previous = command.asked, command.previous
    if previous is None:
        return
    before = previous.opened
    if (asked.meeting, asked.project_year, asked.batch) != (before.meeting, before.project_year, before.batch):
        yield NoReballotCalled("再投的一轮须在同一次会议，年度、批次与前一轮相同。", pointer="/previous")
    if envelope.effective_on < previous.called_on:
        yield OutOfOrder(
            f"再投的一轮（{say_day(envelope.effective_on)}）早于决定再投一次（{say_day(previous.called_on)}）。",
            pointer="/effective_on",
        )


def _list_faults(profile: Profile, ballot_list: BallotList, kind: str, envelope: Envelope) -> Iterator[Refusal]:
    candidates, seats, final_list = ballot_list
    if final_list is None or not candidates:
        yield FinalListMissing("请给出正式候选项目名单、确定名单的机构和日期。", pointer="/final_list")
        return
    bodies = body_for(profile, "final_list")
    if final_list.fixed_by not in bodies:
        named = "、".join(BODIES[body] for body in bodies)
        yield WrongBody(
            f"正式候选项目名单由{named}确定，不由{BODIES[final_list.fixed_by]}确定。", pointer="/final_list/fixed_by"
        )
    yield from _fixed_on(final_list.fixed_on, envelope)
    seen: set[str] = set()
    for place, candidate in enumerate(candidates):
        if candidate.id in seen:
            yield CandidateTwice(
                f"候选项目“{shown(candidate.id)}”在名单上出现两次。", pointer=f"/candidates/{place}/id"
            )
        seen.add(candidate.id)
        faults = [*filled(id=candidate.id, title=candidate.title)]
        if candidate.amount_fen is not None and candidate.amount_fen < 0:
            faults.append(NegativeNumber("金额不能小于零。", pointer="/amount_fen"))
        yield from (fault.at(f"/candidates/{place}") for fault in faults)
    yield from _surplus(profile, len(candidates), seats, kind)


def _other_list(command: OpenRoundAt, ballot_list: BallotList, profile: Profile) -> Iterator[Refusal]:
    """Whoever hands in a list or seats although both are fixed must hand in the same; a report is one line."""
    if command.fixed is None or command.asked.kind != "first":
        return
    asked, (candidates, seats, _) = command.asked, ballot_list
    if profile.decision_mode == "report_vote" and len(candidates) > 1:
        yield ListDiffers("整体表决报告的，票上只有本年度民生实事项目的报告这一项。", pointer="/candidates/1")
    if asked.candidates and asked.candidates != candidates:
        places = (at for at, (one, other) in enumerate(zip(asked.candidates, candidates, strict=False)) if one != other)
        at = next(places, min(len(asked.candidates), len(candidates)))
        yield ListDiffers(f"第{at + 1}项与已确定的正式名单不一致，请按名单票决。", pointer=f"/candidates/{at}")
    if asked.seats and asked.seats != seats:
        yield ListDiffers(f"名单上应选{seats}项，这里写的是{said(asked.seats)}项。", pointer="/seats", seats=seats)


def _fixed_on(day: str, envelope: Envelope) -> Iterator[Refusal]:
    try:
        parse_day(day, pointer="/final_list/fixed_on")
    except (NotADay, DayOutOfRange) as fault:
        yield fault
        return
    if day > envelope.effective_on:
        yield OutOfOrder(
            f"名单于{say_day(day)}确定，晚于开启本轮（{say_day(envelope.effective_on)}）。",
            pointer="/final_list/fixed_on",
        )


def _surplus(profile: Profile, candidates: int, seats: int, kind: str) -> Iterator[Refusal]:
    """D-07: candidates ≥ seats × (1 + ratio), rounded up; an equal list only where the rules allow it."""
    if not 1 <= seats <= candidates:
        yield SeatsAboveCandidates(
            f"应选{said(seats)}项，候选{candidates}项：应选数须在1至{candidates}之间。",
            pointer="/seats", seats=seats, candidates=candidates,
        )  # fmt: skip
        return
    needed = candidates_lacking(profile.candidate, candidates, seats) if kind == "first" else None
    if needed is not None:
        yield SurplusTooSmall(
            f"应选{seats}项，候选{candidates}项：按办法至少须有候选{needed}项。",
            pointer="/candidates", candidates=candidates, required=needed,
        )  # fmt: skip


def _countable(ballot: Ballot) -> Iterator[Refusal]:
    """A ballot that could not be counted afterwards is not opened."""
    for rule in not_counted(ballot):
        yield RuleNotCounted(f"{rule.detail.removesuffix('。')}，不能开启。", pointer=f"/profile/ballot/{rule.key}")


def _quorum(ballot: Ballot, heads: Heads | None, previous: Round | None, envelope: Envelope) -> Iterator[Refusal]:
    """B-01, B-05: heads are counted on the day, anew before every round, and reach the quorum."""
    if heads is None or heads.on != envelope.effective_on:
        yield AttendanceNotCounted(f"{say_day(envelope.effective_on)}开启本轮之前没有清点人数。")
        return
    counted = heads.counted
    if previous is not None and counted.number <= previous.opened.attendance.number:
        yield AttendanceNotCounted("再投之前须重新清点人数。")
    if ballot.quorum is None:
        return
    needed = required(counted.due, ballot.quorum)
    if counted.present < needed:
        yield NoQuorum(
            f"应到{counted.due}人，实到{counted.present}人，至少须到{needed}人，不足法定人数。",
            required=needed, present=counted.present,
        )  # fmt: skip
