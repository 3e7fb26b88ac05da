"""Which commands does voting know, on which streams do they fall, and what has to be read before they are decided?"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any
from uuid import UUID

from domain.congress.usecases import read_congress, stream_named
from domain.streams import evaluation_id, meeting_id, round_id
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

    from domain.usecase import Reader
    from voting.states.evaluations import Evaluation


def _known(text: str, pointer: str) -> UUID | None:
    """The stream that a command names, however its id was spelt; None where it names none."""
    return stream_named(text, pointer) if text else None


def _convene(read: Reader, _stream: UUID, asked: m.ConveneMeeting) -> m.ConveneMeetingOf:
    congress = stream_named(asked.congress, "/congress")
    return m.ConveneMeetingOf(
        asked=replace(asked, congress=str(congress)), congress=read_congress(read, congress, "/congress")
    )


def _method(read: Reader, meeting: UUID, asked: m.ProposeMethod | m.AdoptMethod) -> m.MethodOf:
    convened = existing(read(MEETING, meeting), "会议").convened
    return m.MethodOf(asked=asked, congress=read_congress(read, UUID(convened.congress), "/congress"))


def _heads(read: Reader, meeting: UUID, asked: m.CountAttendance) -> m.CountAttendanceAt:
    convened = existing(read(MEETING, meeting), "会议").convened
    return m.CountAttendanceAt(asked=asked, congress=read_congress(read, UUID(convened.congress), "/congress"))


def _open_round(read: Reader, _stream: UUID, asked: r.OpenRound) -> r.OpenRoundAt:
    at, previous = stream_named(asked.meeting, "/meeting"), _known(asked.previous, "/previous")
    meeting = existing(read(MEETING, at), "会议")
    return r.OpenRoundAt(
        asked=replace(asked, meeting=str(at), previous=str(previous or "")),
        meeting=meeting,
        congress=read_congress(read, UUID(meeting.convened.congress), "/meeting"),
        previous=_round(read, previous),
    )


def _resolve(read: Reader, _stream: UUID, asked: r.ResolveTie | r.ResolveShortfall) -> r.ResolveFrom:
    reballot = _known(asked.round, "/round")
    return r.ResolveFrom(asked=replace(asked, round=str(reballot or "")), reballot=_round(read, reballot))


def _say_result(read: Reader, stream: UUID, asked: r.DeclareResult | r.AnnounceResult) -> r.ResultOf:
    own = _round(read, stream)
    return r.ResultOf(asked=asked, reballot=_round(read, _known(own.carried if own else "", "")))


def _round(read: Reader, stream: UUID | None) -> Round | None:
    found = None if stream is None else read(ROUND, stream)
    return found if isinstance(found, Round) else None


def _take_over(read: Reader, _stream: UUID, asked: r.TakeOverRound) -> r.TakeOverRoundOf:
    congress = stream_named(asked.congress, "/congress")
    return r.TakeOverRoundOf(
        asked=replace(asked, congress=str(congress)), congress=read_congress(read, congress, "/congress")
    )


def _open_evaluation(read: Reader, _stream: UUID, asked: e.OpenEvaluation) -> e.OpenEvaluationAt:
    at, earlier = stream_named(asked.meeting, "/meeting"), _known(asked.re_evaluation_of, "/re_evaluation_of")
    meeting = existing(read(MEETING, at), "会议")
    return e.OpenEvaluationAt(
        asked=replace(asked, meeting=str(at), re_evaluation_of=str(earlier or "")),
        meeting=meeting,
        congress=read_congress(read, UUID(meeting.convened.congress), "/meeting"),
        earlier=None if earlier is None else read(EVALUATION, earlier),
        before=tuple(_before(read, asked)),
    )


def _before(read: Reader, asked: e.OpenEvaluation) -> Iterator[Evaluation]:
    """The evaluations 1, 2, 3 … before this one, up to the first that was never opened."""
    for number in range(1, asked.number):
        found = read(EVALUATION, _evaluation_stream(replace(asked, number=number)))
        if found is None:
            return
        yield found


def _meeting_stream(command: m.ConveneMeeting) -> UUID:
    return meeting_id(str(stream_named(command.congress, "/congress")), command.body, command.term, command.session)


def _round_stream(command: r.OpenRound) -> UUID:
    return round_id(str(stream_named(command.meeting, "/meeting")), command.project_year, command.batch, command.number)


def _taken_over_stream(command: r.TakeOverRound) -> UUID:
    return round_id(
        f"taken over by {stream_named(command.congress, '/congress')}",
        command.project_year,
        command.batch,
        command.number,
    )


def _evaluation_stream(command: e.OpenEvaluation) -> UUID:
    return evaluation_id(
        str(stream_named(command.meeting, "/meeting")), command.project_year, command.subject, command.number
    )


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
        ROUND, r.RecordTotals, r.SealPapers, r.RecountRound, r.AuditPapers, r.CallReballot,
        r.AdoptResolution, r.ConfirmChoice, r.CorrectRound, r.VoidRound,
    ),
    UseCase(e.OpenEvaluation, EVALUATION, _evaluation_stream, _open_evaluation),
    *_on(EVALUATION, *_PAPERS),
    *_on(
        EVALUATION, e.RecordGrades, e.DeclareGrades, e.AnnounceGrades, e.CorrectEvaluation, e.VoidEvaluation, e.RecordSurvey,
    ),
)  # fmt: skip
