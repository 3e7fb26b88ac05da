"""How does each event of an evaluation change its rows?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from domain.events import Event, Recorded
from domain.profile import announcement_word, recorded_profile, to_json
from projections.deeds import people, said
from projections.model import Fold, Row, Rows, plain, plain_but
from projections.papers import PAPER_EVENTS, PaperEvent, with_papers
from projections.satisfaction.regrade import regraded
from voting.events import evaluations as e


def keys(recorded: Recorded) -> Sequence[str]:
    """The rows that an event of an evaluation touches; those of the one that it does again as well."""
    own = recorded.stream
    match recorded.event:
        case e.EvaluationOpened(re_evaluation_of=earlier):
            return (own, f"{own}#opened", earlier) if earlier else (own, f"{own}#opened")
        case e.EvaluationGraded():
            return own, f"{own}#opened", f"{own}#sheet"
        case e.EvaluationTotalsRecorded():
            return own, f"{own}#sheet"
        case e.EvaluationCorrected():
            return (f"{own}#sheet",)
        case e.SurveyRecorded():
            return own, f"{own}#surveys"
        case _:
            return (own,)


def _opened(rows: Rows, recorded: Recorded, event: e.EvaluationOpened) -> None:
    own = recorded.stream
    profile = recorded_profile(event.profile)
    fixed = plain_but(event, "profile")
    fixed |= {
        "announcement_word": announcement_word(profile),
        "ballot_name": profile.labels.ballot,
        "rules": to_json(profile.evaluation),
        "publication": to_json(profile.publication),
    }
    rows.put(f"{own}#opened", fixed)
    on = recorded.envelope.effective_on
    _put(rows, recorded, {"code": event.code, "status": "marking", "opened_on": on, "parts": [f"{own}#opened"]})
    before = rows.get(event.re_evaluation_of) if event.re_evaluation_of else None
    if before is not None:
        again = [*before.get("evaluated_again", ()), own]
        rows.put(event.re_evaluation_of, {**before, "evaluated_again": again}, before["code"])


def _papers(rows: Rows, recorded: Recorded, event: PaperEvent) -> None:
    head = rows.get(recorded.stream)
    if head is not None:
        _put(rows, recorded, with_papers(head, recorded, event))


def _totals(rows: Rows, recorded: Recorded, event: e.EvaluationTotalsRecorded) -> None:
    _with_part(rows, recorded, "sheet", {"figures": plain(event.items)})


def _graded(rows: Rows, recorded: Recorded, event: e.EvaluationGraded) -> None:
    own = recorded.stream
    head, fixed, sheet = (rows.get(key) for key in (own, f"{own}#opened", f"{own}#sheet"))
    assert head is not None, "a stream begins with EvaluationOpened"
    assert fixed is not None, "a stream begins with EvaluationOpened"
    assert sheet is not None, "numbers are entered before they are graded"
    rows.put(f"{own}#sheet", {**sheet, **regraded(fixed, sheet, event)})
    graded_on = head.get("graded_on", recorded.envelope.effective_on)
    _put(rows, recorded, _stage_after(head, {**head, "grades": plain(event.grades), "graded_on": graded_on}))


def _stage_after(head: Row, graded: dict[str, Any]) -> dict[str, Any]:
    """A correction that changes no grade leaves the stage; one that does takes declaration and announcement back, visibly."""
    before = head.get("grades")
    if before == graded["grades"]:
        return graded
    past = {name: graded.pop(name) for name in ("declared", "announced") if name in graded}
    superseded = [*head.get("superseded", ()), {**past, "grades": before}] if before else []
    return {**graded, "status": "graded", **({"superseded": superseded} if superseded else {})}


def _corrected(rows: Rows, recorded: Recorded, event: e.EvaluationCorrected) -> None:
    own = recorded.stream
    sheet = rows.get(f"{own}#sheet")
    assert sheet is not None, "numbers are entered before they are corrected"
    item, name = (step.replace("~1", "/").replace("~0", "~") for step in event.field.split("/")[2:])
    figures = [{**line, name: event.after} if line["item"] == item else line for line in sheet["figures"]]
    both = {**plain(event), "on": recorded.envelope.effective_on, **people(recorded)}
    corrections = [*sheet.get("corrections", ()), both]
    rows.put(f"{own}#sheet", {**sheet, "figures": figures, "corrections": corrections})


def _declared(rows: Rows, recorded: Recorded, event: e.EvaluationDeclared) -> None:
    _set(rows, recorded, status="declared", declared=said(recorded, event))


def _announced(rows: Rows, recorded: Recorded, event: e.EvaluationAnnounced) -> None:
    _set(rows, recorded, status="announced", announced=said(recorded, event))


def _voided(rows: Rows, recorded: Recorded, event: e.EvaluationVoided) -> None:
    _set(rows, recorded, status="void", voided=said(recorded, event), declared=None, announced=None)


def _survey(rows: Rows, recorded: Recorded, event: e.SurveyRecorded) -> None:
    before = rows.get(f"{recorded.stream}#surveys") or {}
    _with_part(rows, recorded, "surveys", {"surveys": [*before.get("surveys", ()), said(recorded, event)]})


def _with_part(rows: Rows, recorded: Recorded, name: str, part: Row) -> None:
    own = recorded.stream
    head = rows.get(own)
    assert head is not None, "a stream begins with EvaluationOpened"
    rows.put(f"{own}#{name}", part)
    if f"{own}#{name}" not in head["parts"]:
        _put(rows, recorded, {**head, "parts": [*head["parts"], f"{own}#{name}"]})


def _set(rows: Rows, recorded: Recorded, **changes: Any) -> None:
    head = rows.get(recorded.stream)
    assert head is not None, "a stream begins with EvaluationOpened"
    _put(rows, recorded, {**head, **changes})


def _put(rows: Rows, recorded: Recorded, head: Row) -> None:
    rows.put(recorded.stream, head, head["code"])


FOLDS: dict[type[Event], Fold] = {
    e.EvaluationOpened: _opened,
    **dict.fromkeys(PAPER_EVENTS, _papers),
    e.EvaluationTotalsRecorded: _totals,
    e.EvaluationGraded: _graded,
    e.EvaluationCorrected: _corrected,
    e.EvaluationDeclared: _declared,
    e.EvaluationAnnounced: _announced,
    e.EvaluationVoided: _voided,
    e.SurveyRecorded: _survey,
}
