"""How does each event of a meeting, its rounds and its evaluations change the board?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from domain.congress.events import ProfileAdopted
from domain.events import Event, Recorded
from domain.profile import Profile, announcement_word, body_for, recorded_profile, to_json, vote_word
from projections.deeds import said
from projections.model import Fold, Row, Rows, plain
from voting.events import evaluations as e
from voting.events import meetings as m
from voting.events import rounds as r


def keys(recorded: Recorded) -> Sequence[str]:
    """The meeting's row, or that of one of its ballots, or that of a version of the rules."""
    own = recorded.stream
    match recorded.event:
        case r.RoundOpened(meeting=meeting) | e.EvaluationOpened(meeting=meeting):
            return own, meeting
        case ProfileAdopted(version=version):
            return (_rules_key(own, version),)
        case m.DelegationOpinionRecorded():
            return (f"{own}#opinions",)
        case _:
            return (own,)


def _rules_key(congress: str, version: int) -> str:
    return f"{congress}#rules{version}"


def _rules(rows: Rows, recorded: Recorded, event: ProfileAdopted) -> None:
    """What a board asks of a version of the rules."""
    rows.put(_rules_key(recorded.stream, event.version), _asked_of(recorded_profile(event.profile)))


def _asked_of(profile: Profile) -> dict[str, Any]:
    ballot = profile.ballot
    return {
        "word": vote_word(profile),
        "announcement_word": announcement_word(profile),
        "voting": list(body_for(profile, "ballot")),
        "evaluating": list(body_for(profile, "evaluation")),
        "final_list_by": list(body_for(profile, "final_list")),
        "quorum": to_json(ballot.quorum) if ballot is not None and ballot.quorum is not None else None,
        "publication": to_json(profile.publication),
    }


def _convened(rows: Rows, recorded: Recorded, event: m.MeetingConvened) -> None:
    row = {
        **plain(event),
        "convened_on": recorded.envelope.effective_on,
        "delegations": [],
        "sittings": [],
        "explained": [],
        "proposed": None,
        "adopted": None,
        "scrutineers": None,
        "tellers": None,
        "attendance": [],
        "rounds": [],
        "evaluations": [],
    }
    _put(rows, recorded.stream, row)


def _delegations(rows: Rows, recorded: Recorded, event: m.DelegationsFormed) -> None:
    _set(rows, recorded, delegations=plain(event.delegations))


def _sitting(rows: Rows, recorded: Recorded, event: m.SittingHeld) -> None:
    held = {**plain(event.sitting), "on": recorded.envelope.effective_on}
    _set(rows, recorded, sittings=[*_head(rows, recorded)["sittings"], held])


def _explained(rows: Rows, recorded: Recorded, event: m.CandidatesExplained) -> None:
    _set(rows, recorded, explained=[*_head(rows, recorded)["explained"], said(recorded, event)])


def _opinion(rows: Rows, recorded: Recorded, event: m.DelegationOpinionRecorded) -> None:
    key = f"{recorded.stream}#opinions"
    before = rows.get(key) or {"opinions": []}
    rows.put(key, {"opinions": [*before["opinions"], said(recorded, event)]})


def _proposed(rows: Rows, recorded: Recorded, event: m.MethodProposed) -> None:
    _set(rows, recorded, proposed=said(recorded, event))


def _adopted(rows: Rows, recorded: Recorded, event: m.MethodAdopted) -> None:
    _set(rows, recorded, adopted=said(recorded, event))


def _scrutineers(rows: Rows, recorded: Recorded, event: m.ScrutineersPassed) -> None:
    _set(rows, recorded, scrutineers=said(recorded, event))


def _tellers(rows: Rows, recorded: Recorded, event: m.TellersNamed) -> None:
    _set(rows, recorded, tellers=said(recorded, event))


def _attendance(rows: Rows, recorded: Recorded, event: m.AttendanceCounted) -> None:
    counted = {**plain(event), "on": recorded.envelope.effective_on}
    _set(rows, recorded, attendance=[*_head(rows, recorded)["attendance"], counted])


def _round(rows: Rows, recorded: Recorded, event: r.RoundOpened) -> None:
    own = recorded.stream
    opened = {
        "round": own,
        "round_kind": event.kind,
        "number": event.number,
        "project_year": event.project_year,
        "batch": event.batch,
        "previous": event.previous,
        "called_by": event.called_by,
        "candidates": len(event.candidates),
        "seats": event.seats,
        "attendance": event.attendance.number,
        "publication": event.profile["publication"],
        "opened_on": recorded.envelope.effective_on,
        "status": "voting",
    }
    _begin(rows, own, opened, event.meeting, "rounds")


def _evaluation(rows: Rows, recorded: Recorded, event: e.EvaluationOpened) -> None:
    own = recorded.stream
    opened = {
        "evaluation": own,
        "number": event.number,
        "project_year": event.project_year,
        "subject": event.subject,
        "items": len(event.items),
        "re_evaluation_of": event.re_evaluation_of,
        "publication": event.profile["publication"],
        "opened_on": recorded.envelope.effective_on,
        "status": "marking",
    }
    _begin(rows, own, opened, event.meeting, "evaluations")


def _begin(rows: Rows, own: str, opened: Row, meeting: str, kind: str) -> None:
    rows.put(own, opened)
    board = rows.get(meeting)
    if board is not None:
        _put(rows, meeting, {**board, kind: [*board[kind], own]})


def _counted(rows: Rows, recorded: Recorded, event: r.RoundCounted) -> None:
    """A correction that moves nobody leaves the stage."""
    result = {"outcome": event.outcome, "selected": list(event.selected), "tied": list(event.tied)}
    if _head(rows, recorded).get("result") != result:
        _back_to(rows, recorded, status="counted", result=result)


def _graded(rows: Rows, recorded: Recorded, event: e.EvaluationGraded) -> None:
    grades = plain(event.grades)
    if _head(rows, recorded).get("grades") != grades:
        _back_to(rows, recorded, status="graded", grades=grades)


def _back_to(rows: Rows, recorded: Recorded, **changes: Any) -> None:
    """What followed from the earlier numbers does not follow from the new ones."""
    gone = {"settled", "declared_on", "announced_on"}
    if "result" in changes or changes["status"] == "void":
        gone.add("reballot")
    kept = {name: value for name, value in _head(rows, recorded).items() if name not in gone}
    rows.put(recorded.stream, {**kept, **changes})


def _settled(rows: Rows, recorded: Recorded, event: r.TieResolved | r.ShortfallResolved) -> None:
    """A re-ballot that was corrected is carried back anew."""
    _back_to(rows, recorded, status="counted", settled=event.how)


def _reballot(rows: Rows, recorded: Recorded, event: r.ReballotCalled) -> None:
    _move(rows, recorded, reballot=event.kind)


def _declared(rows: Rows, recorded: Recorded, _event: Event) -> None:
    _move(rows, recorded, status="declared", declared_on=recorded.envelope.effective_on)


def _announced(rows: Rows, recorded: Recorded, _event: Event) -> None:
    _move(rows, recorded, status="announced", announced_on=recorded.envelope.effective_on)


def _voided(rows: Rows, recorded: Recorded, _event: Event) -> None:
    _back_to(rows, recorded, status="void")


def _move(rows: Rows, recorded: Recorded, **changes: Any) -> None:
    rows.put(recorded.stream, {**_head(rows, recorded), **changes})


def _head(rows: Rows, recorded: Recorded) -> Row:
    head = rows.get(recorded.stream)
    assert head is not None, "a stream begins with its first event"
    return head


def _set(rows: Rows, recorded: Recorded, **changes: Any) -> None:
    _put(rows, recorded.stream, {**_head(rows, recorded), **changes})


def _put(rows: Rows, meeting: str, row: Row) -> None:
    """The meeting's row with the keys of everything that is read together with it; the method adopted names the rules."""
    version = (row["adopted"] or row)["profile_version"]
    parts = [_rules_key(row["congress"], version), f"{meeting}#opinions", *row["rounds"], *row["evaluations"]]
    rows.put(meeting, {**row, "parts": parts}, row["code"])


FOLDS: dict[type[Event], Fold] = {
    ProfileAdopted: _rules,
    m.MeetingConvened: _convened,
    m.DelegationsFormed: _delegations,
    m.SittingHeld: _sitting,
    m.CandidatesExplained: _explained,
    m.DelegationOpinionRecorded: _opinion,
    m.MethodProposed: _proposed,
    m.MethodAdopted: _adopted,
    m.ScrutineersPassed: _scrutineers,
    m.TellersNamed: _tellers,
    m.AttendanceCounted: _attendance,
    r.RoundOpened: _round,
    r.RoundCounted: _counted,
    r.TieResolved: _settled,
    r.ShortfallResolved: _settled,
    r.ReballotCalled: _reballot,
    r.ResultDeclared: _declared,
    r.ResultAnnounced: _announced,
    r.RoundVoided: _voided,
    e.EvaluationOpened: _evaluation,
    e.EvaluationGraded: _graded,
    e.EvaluationDeclared: _declared,
    e.EvaluationAnnounced: _announced,
    e.EvaluationVoided: _voided,
}
