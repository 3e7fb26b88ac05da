"""What can be recorded and asked about the adjustment of a project 调整?"""

from __future__ import annotations

from typing import Final

from api.cases import on
from api.http.audience import OFFICE, Audience
from api.http.commands import command
from api.http.route import Route
from api.http.vocabulary import vocabulary
from projects.commands.adjustments import (
    AnnounceAdjustment,
    DecideAdjustment,
    FileMinorChange,
    HearAdjustment,
    RequestAdjustment,
)
from projects.deciders.projects import PROJECT
from projects.refusals import adjustments, common

ASKING: Final[Audience] = OFFICE | {"government"}
"""政府提请; a township's two accounts can do everything."""
REASONS: Final = vocabulary(common, adjustments)
P: Final = "/projects/{project}"

ROUTES: Final[tuple[Route, ...]] = (
    command(f"{P}/minor-changes", on(PROJECT, FileMinorChange), "备案一般调整", audience=ASKING, refusals=REASONS),
    command(f"{P}/adjustments", on(PROJECT, RequestAdjustment), "提请调整", audience=ASKING, refusals=REASONS),
    command(f"{P}/adjustment-decisions", on(PROJECT, DecideAdjustment), "决定调整", audience=OFFICE, refusals=REASONS),
    command(
        f"{P}/adjustment-announcements",
        on(PROJECT, AnnounceAdjustment),
        "公布调整",
        audience=OFFICE,
        refusals=REASONS,
    ),
    command(
        f"{P}/adjustment-hearings", on(PROJECT, HearAdjustment), "向大会报告调整", audience=OFFICE, refusals=REASONS
    ),
)
