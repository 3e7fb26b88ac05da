"""What may happen next to one finding 问题, and what is refused?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.actors import decided_by, not_before, two_people
from domain.calendar import days_after, say_day
from domain.deciders import Command, Decider
from domain.profile import body_for
from domain.refusals import AlreadyExists, NotFound, refuse_all
from domain.texts import filled, prose, prose_if_any
from projects.commands import findings as c
from projects.commands.under import Under
from projects.deciders.checks import known_units, rules_of
from projects.deciders.raising import raised
from projects.deciders.supervising import deadlines, papers
from projects.events import findings as f
from projects.refusals.common import AlreadyRecorded, NotNow
from projects.refusals.findings import NotWhoRaisedIt
from projects.states.findings import Accepted, Answered, Closed, Finding, Rectifying, Unassigned, evolve

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from domain.congress.state import Congress
    from domain.events import Envelope, Event
    from projects.states.findings import Stage

WORDS: dict[type[Stage], str] = {
    Unassigned: "还没有交办",
    Rectifying: "正在整改，等待答复",
    Answered: "已经答复，等待提出人认可",
    Accepted: "已经认可，等待销号",
    Closed: "已经销号",
}


def decide(state: Finding | None, command: Command, envelope: Envelope) -> Sequence[Event]:
    """The events that `command` makes on this finding; raises a `Refusal`."""
    if isinstance(command, c.RecordFindingUnder):
        if state is not None:
            raise AlreadyExists(f"问题{state.says}已经登记过了。")
        return [raised(command, envelope)]
    if state is None:
        raise NotFound("没有找到这个问题。")
    assert isinstance(command, Under)
    asked, congress = command.asked, command.congress
    match asked:
        case c.AssignFinding():
            return [_assigned(state, asked, congress, envelope)]
        case c.AnswerFinding():
            return [_answered(state, asked, envelope)]
        case c.AcceptAnswer():
            return [_accepted(state, asked, envelope)]
        case c.ReturnAnswer():
            return [_returned(state, asked, congress, envelope)]
        case c.PressFinding():
            return [_pressed(state, asked, congress, envelope)]
        case c.EscalateFinding():
            return [_escalated(state, asked, congress, envelope)]
        case c.CloseFinding():
            _follows(state, envelope, "销号", Accepted)
            refuse_all(prose(conclusion=asked.conclusion))
            return [f.FindingClosed(conclusion=asked.conclusion)]
        case c.ReopenFinding():
            _follows(state, envelope, "重新登记", Closed)
            refuse_all([*prose(reason=asked.reason), *deadlines(envelope, due_on=asked.due_on)])
            return [f.FindingReopened(reason=asked.reason, due_on=_due(asked.due_on, congress, envelope))]
        case _:
            raise AssertionError(f"not a command of a finding: {asked!r}")


def _assigned(state: Finding, asked: c.AssignFinding, congress: Congress, envelope: Envelope) -> f.FindingAssigned:
    """To a unit, or to another one as long as the first has not answered."""
    _follows(state, envelope, "交办", Unassigned, Rectifying)
    faults = [
        *filled(unit=asked.unit),
        *known_units(congress, "/unit", asked.unit),
        *deadlines(envelope, due_on=asked.due_on),
        *papers(document=asked.document),
    ]
    refuse_all(faults)
    name = congress.units[asked.unit].name
    if asked.unit == state.unit:
        raise AlreadyRecorded(f"问题{state.says}已经交办给{name}。", pointer="/unit")
    return f.FindingAssigned(
        unit=asked.unit, unit_name=name, due_on=_due(asked.due_on, congress, envelope), document=asked.document
    )


def _answered(state: Finding, asked: c.AnswerFinding, envelope: Envelope) -> f.FindingAnswered:
    """An answer after the deadline is recorded like any other."""
    _follows(state, envelope, "整改答复", Rectifying)
    refuse_all([*prose(measures=asked.measures, result=asked.result), *papers(asked.documents)])
    return f.FindingAnswered(measures=asked.measures, result=asked.result, documents=asked.documents)


def _accepted(state: Finding, asked: c.AcceptAnswer, envelope: Envelope) -> f.AnswerAccepted:
    _follows(state, envelope, "认可整改", Answered)
    _for_who_raised_it(state, envelope, "认可整改")
    refuse_all(prose_if_any(checked=asked.checked))
    return f.AnswerAccepted(checked=asked.checked)


def _returned(state: Finding, asked: c.ReturnAnswer, congress: Congress, envelope: Envelope) -> f.AnswerReturned:
    _follows(state, envelope, "退回整改", Answered)
    _for_who_raised_it(state, envelope, "退回整改")
    refuse_all([*prose(reason=asked.reason), *deadlines(envelope, due_on=asked.due_on)])
    return f.AnswerReturned(reason=asked.reason, due_on=_due(asked.due_on, congress, envelope))


def _for_who_raised_it(state: Finding, envelope: Envelope, act: str) -> None:
    """Whoever raised it acts or confirms; where he does neither, or nobody is named, two people of the office act for him."""
    second = envelope.approved_by
    if state.raised_by and state.raised_by in {envelope.by.ref, second.ref if second else ""}:
        return
    if envelope.by.role not in {"clerk", "chair"}:
        raise NotWhoRaisedIt(f"问题{state.says}不是您提出的，{act}由提出人办理，或者由人大经办、人大负责人代为登记。")
    two_people(envelope, f"提出人不在场时，{act}")


def _pressed(state: Finding, asked: c.PressFinding, congress: Congress, envelope: Envelope) -> f.FindingPressed:
    _open(state, "督办")
    not_before(envelope, "督办", "问题登记", state.open_since)
    refuse_all([
        *prose(reason=asked.reason), *deadlines(envelope, due_on=asked.due_on), *papers(document=asked.document),
    ])  # fmt: skip
    return f.FindingPressed(reason=asked.reason, due_on=_due(asked.due_on, congress, envelope), document=asked.document)


def _escalated(state: Finding, asked: c.EscalateFinding, congress: Congress, envelope: Envelope) -> f.FindingEscalated:
    """By one of the bodies that hear reports; it is somebody's act, never that of a deadline."""
    _open(state, "挂牌督办")
    if state.escalated_on:
        raise AlreadyRecorded(f"问题{state.says}已于{say_day(state.escalated_on)}挂牌督办。")
    _, profile = rules_of(congress)
    decided_by(envelope, "挂牌督办", body_for(profile, "report_heard"))
    not_before(envelope, "挂牌督办", "问题登记", state.open_since)
    refuse_all([
        *prose(reason=asked.reason), *deadlines(envelope, due_on=asked.due_on), *papers(document=asked.document),
    ])  # fmt: skip
    return f.FindingEscalated(
        reason=asked.reason, due_on=_due(asked.due_on, congress, envelope), document=asked.document
    )


def _follows(state: Finding, envelope: Envelope, act: str, *stages: type[Stage]) -> None:
    """Refuse an act that does not follow on where the finding stands, or that is dated before it came there."""
    if not isinstance(state.stage, stages):
        raise NotNow(f"问题{state.says}{WORDS[type(state.stage)]}，不能{act}。")
    not_before(envelope, act, "上一步", state.stage.on)


def _open(state: Finding, act: str) -> None:
    if isinstance(state.stage, Closed):
        raise NotNow(f"问题{state.says}{WORDS[Closed]}，不能{act}；问题又出现的，先重新登记。")


def _due(given: date | None, congress: Congress, envelope: Envelope) -> str:
    """The deadline that was given, else the one that the rules know."""
    if given is not None:
        return given.isoformat()
    _, profile = rules_of(congress)
    return days_after(envelope.effective_on, profile.supervision.problem_deadline_days).isoformat()


FINDING: Decider[Finding | None] = Decider("Finding", None, decide, evolve)
