"""How does each event of a year of work change its row and those beside it?"""

from __future__ import annotations

from typing import Any

from domain.congress.events import ProfileAdopted
from domain.events import Event, Recorded
from domain.profile import announcement_word, body_for, recorded_profile, to_json, vote_word
from projections.cycles import around
from projections.cycles.keys import batch_key, groups_key, project_key, rules_key
from projections.deeds import deed
from projections.model import Fold, Row, Rows
from projects.events import cycles as c


def _rules(rows: Rows, recorded: Recorded, event: ProfileAdopted) -> None:
    """What a year asks of the newest rules."""
    profile = recorded_profile(event.profile)
    asked = {
        "decision_mode": profile.decision_mode,
        "word": vote_word(profile),
        "announcement_word": announcement_word(profile),
        "review_steps": list(profile.candidate.review_steps),
        "publicity_days": profile.candidate.publicity_days,
        "final_list_by": list(body_for(profile, "final_list")),
        "publication": to_json(profile.publication),
    }
    rows.put(rules_key(recorded.stream), asked)


def _opened(rows: Rows, recorded: Recorded, event: c.CycleOpened | c.CycleTakenOver) -> None:
    own = recorded.stream
    row = {
        **deed(recorded, event),
        "taken_over": isinstance(event, c.CycleTakenOver),
        "solicitations": [],
        "batches": [],
        "notices": [],
        "closed": None,
        "parts": [rules_key(event.congress), groups_key(own)],
    }
    rows.put(own, row, event.code)


def _solicitation(rows: Rows, recorded: Recorded, event: c.SolicitationOpened) -> None:
    begun = {**deed(recorded, event), "closed": None}
    _set(rows, recorded, solicitations=[*_head(rows, recorded)["solicitations"], begun])


def _solicitation_closed(rows: Rows, recorded: Recorded, event: c.SolicitationClosed) -> None:
    *before, last = _head(rows, recorded)["solicitations"] or [{}]
    _set(rows, recorded, solicitations=[*before, {**last, "closed": deed(recorded, event)}])


def _drawn_up(rows: Rows, recorded: Recorded, event: c.PreliminaryListDrawnUp) -> None:
    """A batch begins, or its list is drawn up anew and everything that stood on the old one falls away."""
    own = recorded.stream
    key = batch_key(own, event.batch)
    before = rows.get(key)
    drafts = [] if before is None else [*before["drafts"], _place(before["preliminary"])]
    batch = {"batch": event.batch, "preliminary": deed(recorded, event, "batch"), "drafts": drafts, "balloted": []}
    rows.put(key, batch)
    head = _head(rows, recorded)
    if event.batch not in head["batches"]:
        _set(rows, recorded, batches=[*head["batches"], event.batch], parts=[*head["parts"], key])


def _batch(name: str) -> Fold:
    """Keep what an event says of its batch under `name`."""

    def fold(rows: Rows, recorded: Recorded, event: Any) -> None:
        _keep(rows, recorded, event.batch, **{name: deed(recorded, event, "batch")})

    return fold


def _final(rows: Rows, recorded: Recorded, event: c.FinalListFixed) -> None:
    key = batch_key(recorded.stream, event.batch)
    before = (rows.get(key) or {}).get("final")
    replaced = [] if before is None else [*before["replaced"], _place(before)]
    _keep(rows, recorded, event.batch, final={**deed(recorded, event, "batch"), "replaced": replaced})
    head = _head(rows, recorded)
    projects = [project_key(head["congress"], item.project) for item in event.items]
    _set(rows, recorded, parts=list(dict.fromkeys([*head["parts"], *projects])))


def _balloted(rows: Rows, recorded: Recorded, event: c.ListBalloted) -> None:
    before = rows.get(batch_key(recorded.stream, event.batch)) or {"balloted": []}
    _keep(rows, recorded, event.batch, balloted=[*before["balloted"], deed(recorded, event, "batch")])


def _notice(rows: Rows, recorded: Recorded, event: c.FeedbackNoticePublished) -> None:
    _set(rows, recorded, notices=[*_head(rows, recorded)["notices"], deed(recorded, event)])


def _group(rows: Rows, recorded: Recorded, event: c.SupervisionGroupFormed | c.SupervisionGroupChanged) -> None:
    key = groups_key(recorded.stream)
    before = (rows.get(key) or {"groups": {}})["groups"]
    formed_on = before.get(event.group, {}).get("formed_on", recorded.envelope.effective_on)
    rows.put(key, {"groups": {**before, event.group: {"reason": "", **deed(recorded, event), "formed_on": formed_on}}})


def _closed(rows: Rows, recorded: Recorded, event: c.CycleClosed) -> None:
    _set(rows, recorded, closed=deed(recorded, event))


def _keep(rows: Rows, recorded: Recorded, batch: int, **changes: Any) -> None:
    key = batch_key(recorded.stream, batch)
    before = rows.get(key)
    assert before is not None, "a batch begins with its preliminary list"
    rows.put(key, {**before, **changes})


def _place(said: Row) -> dict[str, Any]:
    """Where in the log what is no longer valid is found."""
    return {"on": said["on"], "position": said["position"]}


def _head(rows: Rows, recorded: Recorded) -> Row:
    head = rows.get(recorded.stream)
    assert head is not None, "a stream begins with CycleOpened or CycleTakenOver"
    return head


def _set(rows: Rows, recorded: Recorded, **changes: Any) -> None:
    head = _head(rows, recorded)
    rows.put(recorded.stream, {**head, **changes}, head["code"])


FOLDS: dict[type[Event], Fold] = {
    ProfileAdopted: _rules,
    c.CycleOpened: _opened,
    c.CycleTakenOver: _opened,
    c.SolicitationOpened: _solicitation,
    c.SolicitationClosed: _solicitation_closed,
    c.PreliminaryListDrawnUp: _drawn_up,
    c.ListPublicised: _batch("publicised"),
    c.PublicityEnded: _batch("publicity_ended"),
    c.ListSubmitted: _batch("submitted"),
    c.FinalListFixed: _final,
    c.ListBalloted: _balloted,
    c.ProjectsListed: _batch("listed"),
    c.FeedbackNoticePublished: _notice,
    c.SupervisionGroupFormed: _group,
    c.SupervisionGroupChanged: _group,
    c.CycleClosed: _closed,
    **around.FOLDS,
}
