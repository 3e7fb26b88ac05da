"""What can be asked about the second look at a project 回头看, and what has to be read before it is decided?"""

from __future__ import annotations

from domain.usecase import UseCase
from projects.application.informing import on
from projects.commands.followups import (
    CloseFollowUp,
    EscalateFollowUp,
    FileRectificationPlan,
    InspectRectification,
    OpenFollowUp,
    ReportRectification,
)
from projects.deciders.projects import PROJECT

USE_CASES: tuple[UseCase, ...] = on(
    PROJECT,
    "项目",
    CloseFollowUp,
    EscalateFollowUp,
    FileRectificationPlan,
    InspectRectification,
    OpenFollowUp,
    ReportRectification,
)
