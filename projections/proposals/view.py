"""How is a proposal shown as one, with every source that goes on in it?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from domain.calendar import days_late
from domain.profile import VALUES, compose
from projections.model import Row
from projections.words.years import FEEDBACK, PROPOSAL_STATUSES, PROPOSERS, TRANSFERS

CHANNELS = VALUES["solicitation.channels"]
REASONS = VALUES["screening.negative_list"]
OF_HEAD = ("number", "title", "channel", "proposer_kind", "proposer", "place", "submitted_on", "feedback_owed")
OF_SOURCE = (*OF_HEAD, "channel_word", "proposer_word")


def shown(head: Row, parts: Mapping[str, Row]) -> dict[str, Any]:
    """A proposal with its texts, its ends, whoever is still to be answered, and those that were merged into it."""
    text = next((part for key, part in parts.items() if key.endswith("#text")), {})
    rules = next((part for key, part in parts.items() if key.endswith("#rules")), shipped())
    merged = [{"stream": key, **_own(parts[key])} for key in head["merged"] if key in parts]
    row = {"kind": "proposal", **head, **text, **_own(head)}
    row |= {
        "late": days_late(head["submitted_on"], head["recorded_on"]) > rules["late_after_days"],
        "repeated": _repeated(head, [parts[key] for key in head["merged"] if key in parts]),
        "sources": [{"stream": one["stream"], **{name: one[name] for name in OF_SOURCE}} for one in merged],
        "publication": rules["publication"],
    }
    for internal in ("parts", "before", "merged"):
        row.pop(internal)
    return row


def shipped() -> Row:
    """What holds where a congress's rules are not known."""
    profile = compose()
    return {
        "publication": profile["publication"],
        "rounding": profile["rounding"],
        "late_after_days": profile["implementation"]["late_after_days"],
    }


def _own(head: Row) -> dict[str, Any]:
    """A proposal's own row in words."""
    status = head["status"]
    return {
        **{name: head[name] for name in OF_HEAD},
        "channel_word": CHANNELS.get(head["channel"], head["channel"]),
        "proposer_word": PROPOSERS[head["proposer_kind"]],
        "status_word": PROPOSAL_STATUSES[status],
        "ends": [_end(each) for each in head["ends"]],
        "merged_into": head["ends"][-1]["into_number"] if status == "merged" else "",
    }


def _end(end: Row) -> dict[str, Any]:
    """One end of the screening in words, with the answers that were given of it and what took it back."""
    words: dict[str, Any] = {"word": PROPOSAL_STATUSES[end["kind"]]}
    if end["kind"] == "transferred":
        words["to_word"] = TRANSFERS[end["to"]]
    if end["kind"] == "declined":
        words["reason_word"] = REASONS.get(end["reason_code"], end["reason_code"])
    feedback = [{**one, "how_word": FEEDBACK[one["how"]]} for one in end["feedback"]]
    return {**end, **words, "feedback": feedback}


def _repeated(head: Row, sources: Iterable[Row]) -> dict[str, Any]:
    """历年反复提出: how often the matter was put forward, this time included, by which proposals."""
    found = dict.fromkeys(number for row in (head, *sources) for number in row["before"])
    numbers = [*sorted(found), head["number"]]
    return {"times": len(numbers), "numbers": numbers}
