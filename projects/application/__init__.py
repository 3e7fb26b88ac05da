"""Which commands does projects know, on which streams do they fall, and what has to be read before they are decided?"""

from __future__ import annotations

from domain.usecase import UseCase
from projects.application import (
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

USE_CASES: tuple[UseCase, ...] = (
    *cycles.USE_CASES,
    *proposals.USE_CASES,
    *projects.USE_CASES,
    *progress.USE_CASES,
    *adjustments.USE_CASES,
    *followups.USE_CASES,
    *findings.USE_CASES,
    *inspections.USE_CASES,
    *reports.USE_CASES,
)
