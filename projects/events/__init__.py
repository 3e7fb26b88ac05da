"""Which facts make up the way of a livelihood project, from the wish to the second look?"""

from projects.events import (
    adjustments,
    cycles,
    findings,
    followups,
    inspections,
    progress,
    projects,
    proposals,
    reports,
)

__all__ = [
    "adjustments",
    "cycles",
    "findings",
    "followups",
    "inspections",
    "progress",
    "projects",
    "proposals",
    "reports",
]
