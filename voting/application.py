"""Which commands does voting know, on which streams do they fall, and what has to be read before they are decided?"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from domain.congress.decider import CONGRESS
from domain.deciders import Command
from domain.refusals import NotFound
from domain.streams import evaluation_id, meeting_id, round_id
from domain.texts import shown
from domain.usecase import UseCase, existing
from voting.commands import evaluations as e
from voting.commands import meetings as m
from voting.commands import papers as p
from voting.commands import rounds as r
from voting.deciders.evaluations import EVALUATION
from voting.deciders.meetings import MEETING
from voting.deciders.rounds import ROUND
from voting.states.rounds import Round

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.congress.state import Congress
    from domain.usecase import Reader
    from voting.states.evaluations import Evaluation
    from voting.states.meetings import Meeting

C = TypeVar("C", bound=Command)


def stream(text: str, what: str, pointer: str) -> UUID:
    """The stream id that a command names; raises `NotFound` where it is none."""
    try:
        return UUID(text)
    except ValueError:
        raise NotFound(f"没有找到{what}：{shown(text)}。", pointer=pointer) from None


def spelt(text: str) -> str:
    """The one spelling of an id, so that no stream has two; text that is none stays as it is, and reading it says so."""
    try:
        return str(UUID(text))
    except ValueError:
        return text


def _spelt(asked: C, *ids: str) -> C:
    """What is asked, with the ids in these fields in their one spelling."""
    changed: dict[str, Any] = {name: spelt(getattr(asked, name)) for name in ids}
    return replace(asked, **changed)


def _congress(read: Reader, text: str) -> Congress:
    return existing(read(CONGRESS, stream(text, "人大", "/congress")), "人大")


def _meeting(read: Reader, text: str) -> Meeting:
    return existing(read(MEETING, stream(text, "会议", "/meeting")), "会议")


def _round(read: Reader, text: str, pointer: str) -> Round | None:
    if not text:
        return None
    found = read(ROUND, stream(text, "这一轮票决", pointer))
    return found if isinstance(found, Round) else None


def _convene(read: Reader, _stream: UUID, asked: m.ConveneMeeting) -> m.ConveneMeetingOf:
    return m.ConveneMeetingOf(asked=_spelt(asked, "congress"), congress=_congress(read, asked.congress))


def _method(read: Reader, meeting: UUID, asked: m.ProposeMethod | m.AdoptMethod) -> m.MethodOf:
    convened = existing(read(MEETING, meeting), "会议").convened
    return m.MethodOf(asked=asked, congress=_congress(read, convened.congress))


def _heads(read: Reader, meeting: UUID, asked: m.CountAttendance) -> m.CountAttendanceAt:
    convened = existing(read(MEETING, meeting), "会议").convened
    return m.CountAttendanceAt(asked=asked, congress=_congress(read, convened.congress))


def _open_round(read: Reader, _stream: UUID, asked: r.OpenRound) -> r.OpenRoundAt:
    meeting = _meeting(read, asked.meeting)
    return r.OpenRoundAt(
        asked=_spelt(asked, "meeting", "previous"), meeting=meeting,
        congress=_congress(read, meeting.convened.congress), previous=_round(read, asked.previous, "/previous"),
    )  # fmt: skip


def _resolve(read: Reader, _stream: UUID, asked: r.ResolveTie | r.ResolveShortfall) -> r.ResolveFrom:
    return r.ResolveFrom(asked=_spelt(asked, "round"), reballot=_round(read, asked.round, "/round"))


def _say_result(read: Reader, stream: UUID, asked: r.DeclareResult | r.AnnounceResult) -> r.ResultOf:
    own = read(ROUND, stream)
    carried = own.carried if isinstance(own, Round) else ""
    return r.ResultOf(asked=asked, reballot=_round(read, carried, ""))


def _take_over(read: Reader, _stream: UUID, asked: r.TakeOverRound) -> r.TakeOverRoundOf:
    return r.TakeOverRoundOf(asked=_spelt(asked, "congress"), congress=_congress(read, asked.congress))


def _open_evaluation(read: Reader, _stream: UUID, asked: e.OpenEvaluation) -> e.OpenEvaluationAt:
    meeting = _meeting(read, asked.meeting)
    earlier = None
    if asked.re_evaluation_of:
        earlier = read(EVALUATION, stream(asked.re_evaluation_of, "前一次测评", "/re_evaluation_of"))
    return e.OpenEvaluationAt(
        asked=_spelt(asked, "meeting", "re_evaluation_of"), meeting=meeting,
        congress=_congress(read, meeting.convened.congress), earlier=earlier, before=tuple(_before(read, asked)),
    )  # fmt: skip


def _before(read: Reader, asked: e.OpenEvaluation) -> Iterator[Evaluation]:
    """The evaluations 1, 2, 3 … before this one, up to the first that was never opened."""
    for number in range(1, asked.number):
        found = read(EVALUATION, _evaluation_stream(replace(asked, number=number)))
        if found is None:
            return
        yield found


def _meeting_stream(command: m.ConveneMeeting) -> UUID:
    return meeting_id(spelt(command.congress), command.body, command.term, command.session)


def _round_stream(command: r.OpenRound) -> UUID:
    return round_id(spelt(command.meeting), command.project_year, command.batch, command.number)


def _taken_over_stream(command: r.TakeOverRound) -> UUID:
    return round_id(f"taken over by {spelt(command.congress)}", command.project_year, command.batch, 1)


def _evaluation_stream(command: e.OpenEvaluation) -> UUID:
    return evaluation_id(spelt(command.meeting), command.project_year, command.subject, command.number)


def _on(decider: Any, *commands: Any) -> tuple[UseCase, ...]:
    return tuple(UseCase(command, decider) for command in commands)


_PAPERS = (
    p.InspectBoxes, p.IssueBallots, p.CollectBallots, p.DeclareValidity, p.SignSheet, p.ArchivePapers, p.DestroyPapers,
)  # fmt: skip

USE_CASES: tuple[UseCase, ...] = (
    UseCase(m.ConveneMeeting, MEETING, _meeting_stream, _convene),
    UseCase(m.ProposeMethod, MEETING, inform=_method),
    UseCase(m.AdoptMethod, MEETING, inform=_method),
    *_on(
        MEETING, m.FormDelegations, m.HoldSitting, m.ExplainCandidates, m.RecordDelegationOpinion,
        m.PassScrutineers, m.NameTellers,
    ),
    UseCase(m.CountAttendance, MEETING, inform=_heads),
    UseCase(r.OpenRound, ROUND, _round_stream, _open_round),
    UseCase(r.DeclareResult, ROUND, inform=_say_result),
    UseCase(r.AnnounceResult, ROUND, inform=_say_result),
    UseCase(r.TakeOverRound, ROUND, _taken_over_stream, _take_over),
    UseCase(r.ResolveTie, ROUND, inform=_resolve),
    UseCase(r.ResolveShortfall, ROUND, inform=_resolve),
    *_on(ROUND, *_PAPERS),
    *_on(
        ROUND, r.RecordTotals, r.SealPapers, r.RecountRound, r.CallReballot,
        r.AdoptResolution, r.ConfirmChoice, r.CorrectRound, r.VoidRound,
    ),
    UseCase(e.OpenEvaluation, EVALUATION, _evaluation_stream, _open_evaluation),
    *_on(EVALUATION, *_PAPERS),
    *_on(
        EVALUATION, e.RecordGrades, e.DeclareGrades, e.AnnounceGrades, e.CorrectEvaluation, e.VoidEvaluation, e.RecordSurvey,
    ),
)  # fmt: skip
