"""How does each event of a proposal change its row, and that of the proposal in which it goes on?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from domain.calendar import day_recorded
from domain.congress.events import ProfileAdopted
from domain.events import Event, Recorded
from domain.profile import recorded_profile, to_json
from projections.deeds import people, said
from projections.model import Fold, Row, Rows, plain_but
from projections.proposals.keys import known, rules_key, text_key, year_key
from projections.proposals.years import YEAR_FOLDS, with_received
from projects.events import proposals as p
from projects.numbers import PROPOSAL

LONG: Final = ("content", "necessity", "feasibility")
ENDS: Final[dict[type[Event], str]] = {
    p.ProposalAdopted: "adopted",
    p.ProposalMerged: "merged",
    p.ProposalReserved: "reserved",
    p.ProposalTransferred: "transferred",
    p.ProposalDeclined: "declined",
}


def _submitted(rows: Rows, recorded: Recorded, event: p.ProposalSubmitted) -> None:
    own, envelope = recorded.stream, recorded.envelope
    rows.put(text_key(own), {name: getattr(event, name) for name in LONG})
    row = {
        **plain_but(event, "number", *LONG),
        "number": PROPOSAL.say(event.project_year, event.number),
        "submitted_on": envelope.effective_on,
        "recorded_on": day_recorded(envelope.at),
        "before": list(_before(rows, event)),
        "ends": [],
        "merged": [],
        "published": None,
    }
    _put(rows, own, row)
    with_received(rows, year_key(event.congress, event.project_year), event)


def _before(rows: Rows, event: p.ProposalSubmitted) -> Iterable[str]:
    """The numbers of all before it on the same matter: those that it names, and those that they name in turn."""
    found: dict[str, None] = {}
    for number, key in zip(event.earlier, known(event.congress, event.earlier), strict=True):
        found |= dict.fromkeys([*(rows.get(key) or {"before": []})["before"], number])
    return found


def _ended(rows: Rows, recorded: Recorded, event: Event) -> None:
    own = recorded.stream
    row = rows.get(own)
    if row is None:
        return  # Its submission was lawfully erased.
    end = {"kind": ENDS[type(event)], **said(recorded, event), "feedback": [], "reopened": None}
    _put(rows, own, {**row, "ends": [*row["ends"], end]})
    if isinstance(event, p.ProposalMerged):
        _gather(rows, event.into, [own, *row["merged"]])


def _gather(rows: Rows, into: str, sources: Iterable[str]) -> None:
    """Let a survivor keep these sources; when it was merged itself nothing could be merged into it any more."""
    row = rows.get(into)
    if row is not None:
        _put(rows, into, {**row, "merged": [*row["merged"], *sources]})


def _release(rows: Rows, into: str, sources: Iterable[str]) -> None:
    """Take these sources back from a survivor, and from the one in which that goes on, and so forth."""
    row = rows.get(into)
    if row is None:
        return
    _put(rows, into, {**row, "merged": [name for name in row["merged"] if name not in sources]})
    if (end := standing(row)) is not None and end["kind"] == "merged":
        _release(rows, end["into"], sources)


def _numbered(rows: Rows, recorded: Recorded, event: p.TransferNumberGiven) -> None:
    _last_end(rows, recorded, number=event.number, number_given_on=recorded.envelope.effective_on)


def _answered(rows: Rows, recorded: Recorded, event: p.FeedbackGiven) -> None:
    row = rows.get(recorded.stream)
    if row is not None:
        _last_end(rows, recorded, feedback=[*row["ends"][-1]["feedback"], said(recorded, event)])


def _reopened(rows: Rows, recorded: Recorded, event: p.ProposalReopened) -> None:
    own = recorded.stream
    row = rows.get(own)
    if row is None:
        return
    end = row["ends"][-1]
    _last_end(rows, recorded, reopened={**said(recorded, event), **people(recorded)})
    if end["kind"] == "merged":
        _release(rows, end["into"], [own, *row["merged"]])


def _published(rows: Rows, recorded: Recorded, event: p.ProposalPublished) -> None:
    own = recorded.stream
    row = rows.get(own)
    if row is not None:
        _put(rows, own, {**row, "published": {"title": event.title, "on": recorded.envelope.effective_on}})


def _last_end(rows: Rows, recorded: Recorded, **changes: Any) -> None:
    own = recorded.stream
    row = rows.get(own)
    if row is not None:
        *before, last = row["ends"]
        _put(rows, own, {**row, "ends": [*before, {**last, **changes}]})


def standing(row: Row) -> Row | None:
    """The end that stands: the last one, unless it was taken back."""
    end: Row | None = row["ends"][-1] if row["ends"] else None
    return None if end is None or end["reopened"] else end


def _rules(rows: Rows, recorded: Recorded, event: ProfileAdopted) -> None:
    """Every proposal is shown and every share printed under the newest rules, as they stood at the position asked for."""
    profile = recorded_profile(event.profile)
    rules = {"publication": to_json(profile.publication), "rounding": to_json(profile.rounding)}
    late_after_days = profile.implementation.late_after_days
    rows.put(rules_key(recorded.stream), {**rules, "late_after_days": late_after_days})


def _put(rows: Rows, key: str, row: Row) -> None:
    parts = [text_key(key), rules_key(row["congress"]), *row["merged"]]
    rows.put(key, {**row, **_stands(row), "parts": parts}, row["code"])


def _stands(row: Row) -> dict[str, Any]:
    """The end that stands and what is owed, for whoever looks for proposals that are not done with."""
    end = standing(row)
    status = "open" if end is None else end["kind"]
    feedback_owed = end is not None and not end["feedback"]
    number_owed = end is not None and status == "transferred" and not end["number"]
    return {
        "status": status,
        "feedback_owed": feedback_owed,
        "number_owed": number_owed,
        "open": end is None or feedback_owed or number_owed,
    }


FOLDS: dict[type[Event], Fold] = {
    p.ProposalSubmitted: _submitted,
    **dict.fromkeys(ENDS, _ended),
    p.TransferNumberGiven: _numbered,
    p.FeedbackGiven: _answered,
    p.ProposalReopened: _reopened,
    p.ProposalPublished: _published,
    ProfileAdopted: _rules,
    **YEAR_FOLDS,
}
