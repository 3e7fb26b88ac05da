"""When is a second look 回头看 owed or asked for, what does a second grade change in it, and who decides its steps?"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from domain.actors import decided_by, not_before
from domain.calendar import days_after, say_day
from domain.profile import body_for
from domain.refusals import refuse_all
from domain.texts import prose, shown
from projects.commands.followups import (
    CloseFollowUp,
    EscalateFollowUp,
    FileRectificationPlan,
    InspectRectification,
    OpenFollowUp,
    OweFollowUp,
    ReevaluateProject,
    ReportRectification,
)
from projects.deciders.checks import rules_of
from projects.deciders.rectifying import close, escalate, file_plan, inspect, report
from projects.deciders.standing import WORDS, say
from projects.events.followups import FollowUpOwed, ProjectReevaluated
from projects.numbers import sub_item, whole
from projects.refusals.common import AlreadyRecorded, NotNow
from projects.refusals.followups import NotOfThisProject, WrongSupervisingBody
from projects.states.projects import Drafted, NotChosen, Terminated

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.deciders import Command
    from domain.events import Envelope, Event
    from projects.commands.under import Under
    from projects.events.followups import Cause
    from projects.states.followups import FollowUp
    from projects.states.projects import Project

FOLLOW_UP_COMMANDS: Final[tuple[type[Command], ...]] = (
    OweFollowUp, OpenFollowUp, FileRectificationPlan, ReportRectification, InspectRectification, ReevaluateProject,
    CloseFollowUp, EscalateFollowUp,
)  # fmt: skip


def decide_follow_ups(state: Project, command: Under, envelope: Envelope) -> Sequence[Event]:
    """The events that `command`, asked for one of `FOLLOW_UP_COMMANDS`, makes; raises a `Refusal`.

    What only follows from a grade is never refused, for the grade stands: it makes no event where there is nothing to record.
    """
    match command.asked:
        case OweFollowUp() as asked:
            return _owe(state, asked, command, envelope)
        case ReevaluateProject() as asked:
            return _reevaluate(state, asked, command, envelope)
        case OpenFollowUp() as asked:
            return [_open(state, asked, command, envelope)]
        case FileRectificationPlan() as asked:
            return [file_plan(state, asked, envelope)]
        case ReportRectification() as asked:
            return [report(state, asked, envelope)]
        case InspectRectification() as asked:
            return [inspect(state, asked, envelope)]
        case CloseFollowUp() as asked:
            return [close(state, asked, envelope)]
        case EscalateFollowUp() as asked:
            return [escalate(state, asked, command, envelope)]
        case _:
            raise AssertionError(f"not a command of a second look: {command!r}")


def _owe(state: Project, asked: OweFollowUp, command: Under, envelope: Envelope) -> Sequence[FollowUpOwed]:
    """G-10, once for one grade however often it is announced; anew where a correction had taken it back."""
    assert whole(asked.item) == state.says, f"{asked.item} is no item of {state.says}"
    for one in state.follow_ups.by_number:
        owed = one.owed
        if (owed.cause, owed.evaluation, owed.item) == (asked.cause, asked.evaluation, asked.item) and not _taken_back(
            one
        ):
            return ()
    begun = _begin(state, command, envelope, asked.cause, asked.item)
    return [replace(begun, evaluation=asked.evaluation, grade=asked.grade)]


def _taken_back(one: FollowUp) -> bool:
    """Whether the very evaluation that owed it was announced again with a better grade."""
    return one.reevaluated is not None and one.reevaluated.evaluation == one.owed.evaluation


def _open(state: Project, asked: OpenFollowUp, command: Under, envelope: Envelope) -> FollowUpOwed:
    """A body asks for a second look without any grade."""
    _, profile = rules_of(command.congress)
    decided_by(envelope, "回头看", body_for(profile, "follow_up_opened"), WrongSupervisingBody)
    if isinstance(state.standing, Drafted | NotChosen | Terminated):
        raise NotNow(f"{say(state)}现在{WORDS[type(state.standing)]}，不能要求回头看。")
    not_before(envelope, "要求回头看", "确定", state.chosen_on)
    refuse_all(prose(reason=asked.reason))
    assert state.promise is not None, "what is chosen is promised"
    parts = (*state.brief.sub_items, *state.promise.brief.sub_items)
    items = {state.says, *(sub_item(state.says, part.id) for part in parts)}
    item = asked.item or state.says
    if item not in items:
        raise NotOfThisProject(f"“{shown(item)}”不是{say(state)}，也不是它的子项。", pointer="/item", item=shown(item))
    for one in state.follow_ups.open_for(item):
        if (one.owed.cause, one.owed.reason) == ("body", asked.reason):
            raise AlreadyRecorded(
                f"已于{say_day(one.owed_on)}因同一原因要求回头看（第{one.owed.number}次），还没有结束。"
            )
    return replace(_begin(state, command, envelope, "body", item), reason=asked.reason)


def _begin(state: Project, command: Under, envelope: Envelope, cause: Cause, item: str) -> FollowUpOwed:
    """The next second look, with the days of the rules."""
    rules = rules_of(command.congress)[1].follow_up
    return FollowUpOwed(
        number=len(state.follow_ups.by_number) + 1,
        cause=cause,
        plan_due_on=days_after(envelope.effective_on, rules.plan_days).isoformat(),
        rectify_due_on=days_after(envelope.effective_on, rules.rectify_days).isoformat(),
        re_evaluate=rules.re_evaluate,
        item=item,
    )


def _reevaluate(
    state: Project, asked: ReevaluateProject, command: Under, envelope: Envelope
) -> Sequence[FollowUpOwed | ProjectReevaluated]:
    """再次测评 settles every open second look at the item, or fails it; where none is open, a bad grade owes one."""
    found = [
        one
        for one in state.follow_ups.open_for(asked.item)
        if one.owed_on <= envelope.effective_on and _concerns(asked, one)
    ]
    if asked.re_evaluation_of and not found and not asked.passed:
        owe = OweFollowUp(cause="grade", evaluation=asked.evaluation, item=asked.item, grade=asked.grade)
        return _owe(state, owe, command, envelope)
    made = [
        ProjectReevaluated(
            number=one.owed.number, evaluation=asked.evaluation, item=asked.item, grade=asked.grade, passed=asked.passed
        )
        for one in found
    ]
    return [event for one, event in zip(found, made, strict=True) if event != one.reevaluated]


def _concerns(asked: ReevaluateProject, one: FollowUp) -> bool:
    """A re-evaluation concerns every open second look; an evaluation that was corrected only the one that it owed itself."""
    return bool(asked.re_evaluation_of) or (asked.passed and one.owed.evaluation == asked.evaluation)
