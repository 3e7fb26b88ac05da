"""How is a finding shown, with its words and the days that an answer was late?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from projections.model import Row
from projections.newest import acts_shown, publication_in
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
        "acts": acts_shown(head, parts, FINDING_ACTS, "answered"),
    }
    del row["parts"]
    return row
