"""How does each event of a round change its rows?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from domain.events import Event, Recorded
from domain.profile import announcement_word, recorded_profile, to_json, vote_word
from projections.deeds import people, said
from projections.model import Fold, Row, Rows, plain, plain_but
from projections.papers import PAPER_EVENTS, PaperEvent, with_papers
from projections.round_results.printed import taken_over
from projections.round_results.recount import recounted, rules_for, sums_of, words_for
from voting.events import rounds as r


def keys(recorded: Recorded) -> Sequence[str]:
    """The rows that an event of a round touches; those of a round that it follows as well."""
    own = recorded.stream
    match recorded.event:
        case r.RoundOpened(previous=previous):
            return (own, f"{own}#opened", previous) if previous else (own, f"{own}#opened")
        case r.TotalsRecorded() | r.PapersSealed() | r.RoundCounted():
            return own, f"{own}#opened", f"{own}#count"
        case r.RoundCorrected() | r.RoundRecounted():
            return (f"{own}#count",)
        case _:
            return (own,)


def _opened(rows: Rows, recorded: Recorded, event: r.RoundOpened) -> None:
    own = recorded.stream
    profile = recorded_profile(event.profile)
    fixed = plain_but(event, "profile", "kind")
    fixed |= {
        "round_kind": event.kind,
        "word": vote_word(profile),
        "announcement_word": announcement_word(profile),
        "words": words_for(profile),
        "ballot_name": profile.labels.ballot,
        "rules": rules_for(profile, event.repeats if event.kind == "void_repeat" else event.kind),
        "publication": to_json(profile.publication),
        "decision_mode": profile.decision_mode,
    }
    rows.put(f"{own}#opened", fixed)
    on = recorded.envelope.effective_on
    _put(rows, recorded, {"code": event.code, "status": "voting", "opened_on": on, "parts": [f"{own}#opened"]})
    before = rows.get(event.previous) if event.previous else None
    if before is not None:
        carried_back = event.kind in ("tie_break", "shortfall") or bool(event.called_by)
        following = {"id": own, "kind": event.kind, "number": event.number, "carried_back": carried_back}
        rows.put(event.previous, {**before, "next": [*before.get("next", ()), following]}, before["code"])


def _papers(rows: Rows, recorded: Recorded, event: PaperEvent) -> None:
    head = rows.get(recorded.stream)
    if head is not None:
        _put(rows, recorded, with_papers(head, recorded, event))


def _totals(rows: Rows, recorded: Recorded, event: r.TotalsRecorded) -> None:
    own, head, _ = _known(rows, recorded)
    sheet = plain_but(event, "items")
    rows.put(f"{own}#count", {**sheet, "figures": plain(event.items)})
    _put(rows, recorded, {**head, "parts": [f"{own}#opened", f"{own}#count"]})


def _sealed(rows: Rows, recorded: Recorded, event: r.PapersSealed) -> None:
    own, head, fixed = _known(rows, recorded)
    rows.put(f"{own}#count", sums_of(fixed, head.get("papers", {}), event))
    _put(rows, recorded, {**head, "parts": [f"{own}#opened", f"{own}#count"]})


def _counted(rows: Rows, recorded: Recorded, event: r.RoundCounted) -> None:
    own, head, fixed = _known(rows, recorded)
    sheet = rows.get(f"{own}#count")
    assert sheet is not None, "numbers are entered before they are counted"
    rows.put(f"{own}#count", {**sheet, **recounted(fixed, head.get("papers", {}), sheet, event)})
    result = plain_but(event, "cause")
    on = head.get("counted_on", recorded.envelope.effective_on)
    before = head.get("result")
    # A correction that moves nobody leaves the stage, and whatever followed, as it is.
    moved = before is not None and any(before[name] != result[name] for name in ("outcome", "selected", "tied"))
    after = _taken_back(head, ("result", *FOLLOWING)) if moved else dict(head)
    status = "counted" if moved or before is None else head["status"]
    _put(rows, recorded, {**after, "result": result, "counted_on": on, "status": status})
    if "announced" in head and moved:
        _mark_reballots(rows, own, None)


# What follows from a result, and does not outlive it.
FOLLOWING = ("reballot", "settled", "declared", "resolution", "confirmed", "announced")


def _taken_back(head: Row, names: Sequence[str]) -> dict[str, Any]:
    """The row without what does not stand any more; that stays visible under `superseded`."""
    past = {name: head[name] for name in names if name in head}
    kept = {name: value for name, value in head.items() if name not in names}
    return {**kept, "superseded": [*head.get("superseded", ()), past]} if past else kept


def _recounted(rows: Rows, recorded: Recorded, event: r.RoundRecounted) -> None:
    own = recorded.stream
    sheet = rows.get(f"{own}#count")
    assert sheet is not None, "numbers are entered before they are counted again"
    beside = {**plain(event), "on": recorded.envelope.effective_on}
    rows.put(f"{own}#count", {**sheet, "recounts": [*sheet.get("recounts", ()), beside]})


def _audited(rows: Rows, recorded: Recorded, event: r.PapersAudited) -> None:
    beside = {**plain(event), "on": recorded.envelope.effective_on}
    _set(rows, recorded, audits=[*_head(rows, recorded).get("audits", ()), beside])


def _corrected(rows: Rows, recorded: Recorded, event: r.RoundCorrected) -> None:
    own = recorded.stream
    sheet = rows.get(f"{own}#count")
    assert sheet is not None, "numbers are entered before they are corrected"
    both = {**plain(event), "on": recorded.envelope.effective_on, **people(recorded)}
    corrections = [*sheet.get("corrections", ()), both]
    rows.put(f"{own}#count", {**_with_figure(sheet, event.field, event.after), "corrections": corrections})


def _with_figure(sheet: Row, field: str, after: int) -> dict[str, Any]:
    steps = [step.replace("~1", "/").replace("~0", "~") for step in field.split("/")[1:]]
    match steps:
        case ["items", item, name]:
            figures = [{**line, name: after} if line["candidate"] == item else line for line in sheet["figures"]]
            return {**sheet, "figures": figures}
        case [group, name]:
            return {**sheet, group: {**sheet[group], name: after}}
        case _:
            return {**sheet, steps[0]: after}


def _settled(rows: Rows, recorded: Recorded, event: r.TieResolved | r.ShortfallResolved) -> None:
    of = "tie" if isinstance(event, r.TieResolved) else "shortfall"
    head = _head(rows, recorded)
    # A re-ballot that was corrected is carried back anew: what was said of the result before then falls.
    before = _taken_back(head, ("settled", "declared", "resolution", "confirmed", "announced"))
    _put(rows, recorded, {**before, "status": "counted", "settled": {"of": of, **said(recorded, event)}})


def _declared(rows: Rows, recorded: Recorded, event: r.ResultDeclared) -> None:
    _set(rows, recorded, status="declared", declared=said(recorded, event))


def _reballot(rows: Rows, recorded: Recorded, event: r.ReballotCalled) -> None:
    _set(rows, recorded, reballot=said(recorded, event))


def _resolution(rows: Rows, recorded: Recorded, event: r.ResolutionAdopted) -> None:
    _set(rows, recorded, resolution=said(recorded, event))


def _confirmed(rows: Rows, recorded: Recorded, event: r.ChoiceConfirmed) -> None:
    _set(rows, recorded, confirmed=said(recorded, event))


def _announced(rows: Rows, recorded: Recorded, event: r.ResultAnnounced) -> None:
    _set(rows, recorded, status="announced", announced=said(recorded, event))
    _mark_reballots(rows, recorded.stream, recorded.stream)


def _mark_reballots(rows: Rows, own: str, announced_with: str | None) -> None:
    """再次 and 另行 results are carried back and announced with the round that called them, however many rounds back."""
    head = rows.get(own)
    for following in head.get("next", ()) if head else ():
        below = rows.get(following["id"])
        if below is not None and following["carried_back"]:
            rows.put(following["id"], {**below, "announced_with": announced_with}, below["code"])
            _mark_reballots(rows, following["id"], announced_with)


def _voided(rows: Rows, recorded: Recorded, event: r.RoundVoided) -> None:
    head = _head(rows, recorded)
    _put(rows, recorded, {**_taken_back(head, FOLLOWING), "status": "void", "voided": said(recorded, event)})


def _taken_over(rows: Rows, recorded: Recorded, event: r.RoundTakenOver) -> None:
    rows.put(recorded.stream, {**taken_over(event), **people(recorded)}, event.code)


def _known(rows: Rows, recorded: Recorded) -> tuple[str, Row, Row]:
    own = recorded.stream
    fixed = rows.get(f"{own}#opened")
    assert fixed is not None, "a stream begins with RoundOpened"
    return own, _head(rows, recorded), fixed


def _head(rows: Rows, recorded: Recorded) -> Row:
    head = rows.get(recorded.stream)
    assert head is not None, "a stream begins with RoundOpened"
    return head


def _set(rows: Rows, recorded: Recorded, **changes: Any) -> None:
    _put(rows, recorded, {**_head(rows, recorded), **changes})


def _put(rows: Rows, recorded: Recorded, head: Row) -> None:
    rows.put(recorded.stream, head, head["code"])


FOLDS: dict[type[Event], Fold] = {
    r.RoundOpened: _opened,
    **dict.fromkeys(PAPER_EVENTS, _papers),
    r.TotalsRecorded: _totals,
    r.PapersSealed: _sealed,
    r.RoundCounted: _counted,
    r.RoundRecounted: _recounted,
    r.RoundCorrected: _corrected,
    r.PapersAudited: _audited,
    r.TieResolved: _settled,
    r.ShortfallResolved: _settled,
    r.ResultDeclared: _declared,
    r.ReballotCalled: _reballot,
    r.ResolutionAdopted: _resolution,
    r.ChoiceConfirmed: _confirmed,
    r.ResultAnnounced: _announced,
    r.RoundVoided: _voided,
    r.RoundTakenOver: _taken_over,
}
