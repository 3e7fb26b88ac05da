"""Which read models are there?"""

from __future__ import annotations

from typing import Final

from projections.congresses import CONGRESSES
from projections.cycles import CYCLES
from projections.findings import FINDINGS
from projections.inspections import INSPECTIONS
from projections.meeting_board import MEETING_BOARD
from projections.model import ReadModel
from projections.moments import MOMENTS
from projections.projects import PROJECTS
from projections.proposals import PROPOSALS
from projections.reports import REPORTS
from projections.round_results import ROUND_RESULTS
from projections.satisfaction import SATISFACTION

__all__ = [
    "CONGRESSES",
    "CYCLES",
    "FINDINGS",
    "INSPECTIONS",
    "MEETING_BOARD",
    "MODELS",
    "MOMENTS",
    "PROJECTS",
    "PROPOSALS",
    "REPORTS",
    "ROUND_RESULTS",
    "SATISFACTION",
]

MODELS: Final[tuple[ReadModel, ...]] = (
    CONGRESSES,
    CYCLES,
    MEETING_BOARD,
    PROJECTS,
    PROPOSALS,
    ROUND_RESULTS,
    SATISFACTION,
    FINDINGS,
    INSPECTIONS,
    REPORTS,
    MOMENTS,
)
