"""What of a row may this reader see?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from projections.model import Row
from projections.publication.audience import Audience
from projections.publication.boards import public_congress, public_meeting
from projections.publication.cycles import public_cycle
from projections.publication.evaluations import hall_evaluation, public_evaluation
from projections.publication.projects import project_listed, public_project
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

Published = Callable[[Row, Row], dict[str, Any]]

HALL: Final[Mapping[Any, Published]] = {"round": hall_round, "evaluation": hall_evaluation}
PUBLIC: Final[Mapping[Any, Published]] = {
    "round": public_round,
    "evaluation": public_evaluation,
    "meeting": lambda row, _: public_meeting(row),
    "congress": lambda row, _: public_congress(row),
    "project": public_project,
    "cycle": public_cycle,
    "proposal": public_proposal,
    "proposal_funnel": public_funnel,
    "finding": public_finding,
    "inspection": lambda row, _: public_inspection(row),
    "report": lambda row, _: public_report(row),
}
"""What everybody, and the hall where it sees more, may see of each kind of row under the settings."""


def published(row: Row, audience: Audience, publication: Row | None = None) -> dict[str, Any]:
    """The row as `audience` may see it, with what is withheld said under `withheld`.

    `publication` is the profile's section for rows that are not pinned to one. A row of a kind that nobody thought of is not shown
    at all: `ValueError`.
    """
    if audience == "inside":
        return dict(row)
    kind, settings = row.get("kind"), settings_of(row, publication)
    public = (HALL.get(kind) if audience == "hall" else None) or PUBLIC.get(kind)
    if public is None:
        raise ValueError(f"nothing says what of {kind!r} may be published")
    return public(row, settings)


def listed(row: Row, publication: Row | None = None) -> bool:
    """Whether outsiders find the row at all: that it exists may say too much by itself."""
    match row.get("kind"):
        case "round":
            return listed_round(row)
        case "project":
            return project_listed(row, settings_of(row, publication))
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
