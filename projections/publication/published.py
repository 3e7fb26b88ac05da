"""What of a row may this reader see?"""

from __future__ import annotations

from typing import Any

from projections.model import Row
from projections.publication.audience import Audience
from projections.publication.boards import public_congress, public_meeting
from projections.publication.cycles import public_cycle
from projections.publication.evaluations import hall_evaluation, public_evaluation
from projections.publication.proposals import listed_proposal, public_funnel, public_proposal
from projections.publication.rounds import hall_round, listed_round, public_round
from projections.publication.settings import settings_of
from projections.publication.supervision import (
    finding_listed,
    inspection_listed,
    public_finding,
    public_inspection,
    public_report,
    report_listed,
)


def published(row: Row, audience: Audience, publication: Row | None = None) -> dict[str, Any]:
    """The row as `audience` may see it, with what is withheld said under `withheld`.

    `publication` is the profile's section for rows that are not pinned to one. A row of a kind that nobody thought of is not shown
    at all: `ValueError`.
    """
    if audience == "inside":
        return dict(row)
    settings = settings_of(row, publication)
    match row.get("kind"), audience:
        case "round", "hall":
            return hall_round(row, settings)
        case "round", _:
            return public_round(row, settings)
        case "evaluation", "hall":
            return hall_evaluation(row, settings)
        case "evaluation", _:
            return public_evaluation(row, settings)
        case "meeting", _:
            return public_meeting(row)
        case "congress", _:
            return public_congress(row)
        case "cycle", _:
            return public_cycle(row, settings)
        case "proposal", _:
            return public_proposal(row, settings)
        case "proposal_funnel", _:
            return public_funnel(row, settings)
        case "finding", _:
            return public_finding(row, settings)
        case "inspection", _:
            return public_inspection(row)
        case "report", _:
            return public_report(row)
        case kind, _:
            raise ValueError(f"nothing says what of {kind!r} may be published")


def listed(row: Row, publication: Row | None = None) -> bool:
    """Whether outsiders find the row at all: that it exists may say too much by itself."""
    match row.get("kind"):
        case "round":
            return listed_round(row)
        case "proposal":
            return listed_proposal(row)
        case "finding":
            return finding_listed(row, settings_of(row, publication))
        case "inspection":
            return inspection_listed(row)
        case "report":
            return report_listed(row)
        case _:
            return True
