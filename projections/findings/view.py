"""How is a finding shown, with its words and the days that an answer was late?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from domain.calendar import days_late
from projections.model import Row
from projections.newest import entered, publication_in
from projections.words.years import FINDING_ACTS, FINDING_SOURCES, FINDING_STATUSES


def shown(head: Row, parts: Mapping[str, Row]) -> dict[str, Any]:
    """A finding with everything that is known of it; `pressed` counts how often."""
    row = {
        "kind": "finding",
        **head,
        "publication": publication_in(parts),
        "source_word": FINDING_SOURCES[head["source"]],
        "status_word": FINDING_STATUSES[head["status"]],
        "pressed": sum(act["act"] == "pressed" for act in head["acts"]),
        "acts": [_act(entered(act, parts)) for act in head["acts"]],
    }
    del row["parts"]
    return row


def _act(act: Row) -> dict[str, Any]:
    """An act with its word; an answer with the days by which it came after its deadline."""
    told = {**act, "word": FINDING_ACTS[act["act"]]}
    against = told.pop("against", "")
    if act["act"] == "answered":
        told["late_days"] = days_late(against, act["on"]) if against else 0
    return told
