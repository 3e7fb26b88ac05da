"""What can be asked about the adjustment of a project 调整, and what has to be read before it is decided?"""

from __future__ import annotations

from domain.usecase import UseCase
from projects.application.informing import on
from projects.commands.adjustments import (
    AnnounceAdjustment,
    DecideAdjustment,
    FileMinorChange,
    HearAdjustment,
    RequestAdjustment,
)
from projects.deciders.projects import PROJECT

USE_CASES: tuple[UseCase, ...] = on(
    PROJECT,
    "项目",
    AnnounceAdjustment,
    DecideAdjustment,
    FileMinorChange,
    HearAdjustment,
    RequestAdjustment,
)
