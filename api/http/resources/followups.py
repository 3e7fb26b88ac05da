"""What can be recorded and asked about the second look at a project 回头看?"""

from __future__ import annotations

from typing import Final

from api.cases import on
from api.http.audience import OFFICE, Audience
from api.http.commands import command
from api.http.route import Route
from api.http.vocabulary import vocabulary
from projects.commands.followups import (
    CloseFollowUp,
    EscalateFollowUp,
    FileRectificationPlan,
    InspectRectification,
    OpenFollowUp,
    ReportRectification,
)
from projects.deciders.projects import PROJECT
from projects.refusals import common, followups

RECTIFYING: Final[Audience] = OFFICE | {"government", "unit"}
"""承办单位整改; a township's two accounts can do everything."""
REASONS: Final = vocabulary(common, followups)
P: Final = "/projects/{project}"

ROUTES: Final[tuple[Route, ...]] = (
    command(f"{P}/follow-ups", on(PROJECT, OpenFollowUp), "要求回头看", audience=OFFICE, refusals=REASONS),
    command(
        f"{P}/rectification-plans",
        on(PROJECT, FileRectificationPlan),
        "报送整改方案",
        audience=RECTIFYING,
        refusals=REASONS,
    ),
    command(
        f"{P}/rectification-reports",
        on(PROJECT, ReportRectification),
        "报告整改情况",
        audience=RECTIFYING,
        refusals=REASONS,
    ),
    command(
        f"{P}/rectification-inspections",
        on(PROJECT, InspectRectification),
        "整改现场核查",
        audience=OFFICE,
        refusals=REASONS,
    ),
    command(f"{P}/follow-up-closings", on(PROJECT, CloseFollowUp), "结束回头看", audience=OFFICE, refusals=REASONS),
    command(f"{P}/follow-up-escalations", on(PROJECT, EscalateFollowUp), "升级处理", audience=OFFICE, refusals=REASONS),
)
