"""How is an inspection shown, with its words?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from projections.model import Row
from projections.newest import acts_shown, publication_in
from projections.words.years import INSPECTION_ACTS, INSPECTION_KINDS, INSPECTION_STATUSES


def shown(head: Row, parts: Mapping[str, Row]) -> dict[str, Any]:
    """An inspection with everything that is known of it; `projects` are those seen, once it was held."""
    row = {
        "kind": "inspection",
        **head,
        "publication": publication_in(parts),
        "kind_word": INSPECTION_KINDS[head["inspection_kind"]],
        "status_word": INSPECTION_STATUSES[head["status"]],
        "acts": acts_shown(head, parts, INSPECTION_ACTS),
    }
    del row["parts"]
    return row
