"""May an evaluation be opened now, of what and by whom?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.actors import BODIES
from domain.calendar import say_day
from domain.ordinals import numbered, project_years
from domain.profile import body_for, to_json, worded
from domain.refusals import OutOfOrder, Refusal, refuse_all
from domain.texts import filled, said, shown
from voting.deciders.checks import profile_of
from voting.events.evaluations import EvaluationOpened
from voting.refusals.common import AlreadyDone, StepNotDue
from voting.refusals.evaluations import OtherVenue, WrongEvaluatingBody
from voting.refusals.figures import CandidateMissing
from voting.refusals.meetings import OutsideMeeting
from voting.refusals.opening import AttendanceNotCounted, CandidateTwice, NoQuorum, WrongNumber
from voting.shares import required
from voting.states.evaluations import Announced as GradesAnnounced
from voting.states.evaluations import Declared, Void

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.events import Envelope
    from domain.profile import Profile
    from voting.commands.evaluations import OpenEvaluationAt


def open_evaluation(command: OpenEvaluationAt, envelope: Envelope) -> EvaluationOpened:
    """The opening, under the meeting's profile; refuses with everything that is missing at once (rules.md §8)."""
    meeting, asked = command.meeting, command.asked
    convened = meeting.convened
    profile = profile_of(command.congress, (meeting.adopted or convened).profile_version)
    refuse_all(
        [
            *_fitting(command, profile, envelope),
            *_numbers(command),
            *_items(command),
            *_heads(command, profile, envelope),
            *_again(command, envelope),
        ]
    )
    assert meeting.heads is not None
    heads = meeting.heads.counted
    return EvaluationOpened(
        congress=convened.congress, code=convened.code, congress_name=convened.congress_name, level=convened.level,
        meeting=asked.meeting, meeting_title=convened.title, body=convened.body,
        project_year=asked.project_year, number=asked.number, subject=asked.subject, venue=asked.venue,
        items=asked.items, members=heads.due, present=heads.present, attendance=heads.number,
        profile_version=(meeting.adopted or convened).profile_version, profile=to_json(profile),
        report=asked.report, re_evaluation_of=asked.re_evaluation_of,
    )  # fmt: skip


def _fitting(command: OpenEvaluationAt, profile: Profile, envelope: Envelope) -> Iterator[Refusal]:
    """Graded where and by whom the profile says, within the days of the meeting."""
    convened, on = command.meeting.convened, envelope.effective_on
    bodies = body_for(profile, "evaluation")
    if convened.body not in bodies:
        named = "、".join(BODIES[body] for body in bodies) or "群众"
        yield WrongEvaluatingBody(f"按测评办法由{named}测评，不由{BODIES[convened.body]}测评。", pointer="/meeting")
    if command.asked.venue != profile.evaluation.where:
        where = worded("evaluation.where", profile.evaluation.where)
        yield OtherVenue(f"按测评办法，测评场合应为{where}。", pointer="/venue", rule=profile.evaluation.where)
    if not convened.from_on <= on <= convened.to_on:
        yield OutsideMeeting(
            f"{convened.title}会期为{say_day(convened.from_on)}至{say_day(convened.to_on)}，{say_day(on)}不在会期之内。",
            pointer="/effective_on",
        )


def _numbers(command: OpenEvaluationAt) -> Iterator[Refusal]:
    """Numbers follow one another, and nothing is graded twice at one meeting unless the first time was void."""
    asked, before = command.asked, command.before
    yield from project_years(asked.project_year)
    yield from numbered(number=asked.number)
    if asked.number != len(before) + 1:
        yield WrongNumber(
            f"这次测评应为第{len(before) + 1}次，不是第{said(asked.number)}次。",
            pointer="/number",
            number=len(before) + 1,
        )
    stands = [evaluation for evaluation in before if not isinstance(evaluation.stage, Void)]
    graded = {item.id for evaluation in stands for item in evaluation.opened.items}
    for number, item in enumerate(asked.items):
        if item.id in graded and not asked.re_evaluation_of:
            yield AlreadyDone(f"“{shown(item.title)}”在本次会议上已经测评。", pointer=f"/items/{number}/id")


def _items(command: OpenEvaluationAt) -> Iterator[Refusal]:
    if not command.asked.items:
        yield CandidateMissing("请至少写明一个测评项目。", pointer="/items")
    seen: set[str] = set()
    for number, item in enumerate(command.asked.items):
        yield from (fault.at(f"/items/{number}") for fault in filled(id=item.id, title=item.title))
        if item.id in seen:
            yield CandidateTwice(f"测评项目“{shown(item.id)}”出现两次。", pointer=f"/items/{number}/id")
        seen.add(item.id)


def _heads(command: OpenEvaluationAt, profile: Profile, envelope: Envelope) -> Iterator[Refusal]:
    """B-04, B-05: heads counted on the day reach the evaluation's own quorum."""
    heads = command.meeting.heads
    if heads is None or heads.on != envelope.effective_on:
        yield AttendanceNotCounted(f"{say_day(envelope.effective_on)}开启测评之前没有清点人数。")
        return
    quorum = profile.evaluation.quorum
    if quorum is None:
        return
    needed = required(heads.counted.due, quorum)
    if heads.counted.present < needed:
        yield NoQuorum(
            f"应到{heads.counted.due}人，实到{heads.counted.present}人，至少须到{needed}人，不足法定人数。",
            required=needed, present=heads.counted.present,
        )  # fmt: skip


def _again(command: OpenEvaluationAt, envelope: Envelope) -> Iterator[Refusal]:
    """再次测评 follows an evaluation that was declared, and grades nothing that was not graded then."""
    asked, earlier = command.asked, command.earlier
    if not asked.re_evaluation_of:
        return
    if earlier is None or not isinstance(earlier.stage, Declared | GradesAnnounced):
        yield StepNotDue("前一次测评没有宣布结果，不能再次测评。", pointer="/re_evaluation_of")
        return
    before, convened = earlier.opened, command.meeting.convened
    if (before.congress, before.project_year) != (convened.congress, asked.project_year):
        yield StepNotDue("前一次测评不是本人大同一年度的测评。", pointer="/re_evaluation_of")
    declared = earlier.stage if isinstance(earlier.stage, Declared) else earlier.stage.declared
    if envelope.effective_on < declared.on:
        yield OutOfOrder(f"再次测评早于前一次宣布结果（{say_day(declared.on)}）。", pointer="/effective_on")
    known = {item.id for item in earlier.opened.items}
    for number, item in enumerate(asked.items):
        if item.id not in known:
            yield CandidateMissing(f"前一次测评没有“{shown(item.title)}”。", pointer=f"/items/{number}/id")
