"""What can be recorded and asked about an inspection 视察调研?"""

from __future__ import annotations

from typing import Final

from api.cases import on
from api.http.audience import OFFICE
from api.http.commands import command
from api.http.filters import GROUP, OPEN, PROJECT
from api.http.reads import many, one
from api.http.vocabulary import vocabulary
from projections.inspections import INSPECTIONS
from projects.commands.inspections import (
    CallOffInspection,
    HandOverInspectionOpinions,
    HoldInspection,
    PlanInspection,
)
from projects.deciders.inspections import INSPECTION
from projects.refusals import common, inspections

REASONS: Final = vocabulary(common, inspections)
N: Final = "/inspections/{inspection}"

ROUTES: Final = (
    command("/inspections", on(INSPECTION, PlanInspection), "视察安排", audience=OFFICE, refusals=REASONS),
    command(f"{N}/visit", on(INSPECTION, HoldInspection), "视察进行", audience=OFFICE, refusals=REASONS),
    command(
        f"{N}/opinions", on(INSPECTION, HandOverInspectionOpinions), "视察意见转交", audience=OFFICE, refusals=REASONS
    ),
    command(f"{N}/calling-off", on(INSPECTION, CallOffInspection), "取消视察", audience=OFFICE, refusals=REASONS),
    many("/inspections", INSPECTIONS, "视察", PROJECT, GROUP, OPEN),
    one(N, INSPECTIONS, "视察"),
)
