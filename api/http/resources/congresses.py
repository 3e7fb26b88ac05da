"""What can be recorded and asked about a congress 人大, its terms, rules and units?"""

from __future__ import annotations

from typing import Final

from api.cases import on
from api.http.audience import OFFICE, Audience
from api.http.commands import command
from api.http.reads import many, one
from api.http.vocabulary import vocabulary
from domain import divisions
from domain.congress import refusals
from domain.congress.commands import (
    AdoptProfile,
    BeginTerm,
    ChangeRoll,
    MergeCongress,
    MergeUnit,
    RegisterCongress,
    RegisterUnit,
    RenameCongress,
    RenameUnit,
)
from domain.congress.decider import CONGRESS
from projections.congresses import CONGRESSES

REGISTRARS: Final[Audience] = OFFICE | {"system_admin"}
"""Whoever sets a deployment up enters its congresses; an office may enter its own."""

REASONS: Final = vocabulary(refusals, divisions)

ROUTES: Final = (
    command("/congresses", on(CONGRESS, RegisterCongress), "登记人大", audience=REGISTRARS, refusals=REASONS),
    command("/congresses/{congress}/terms", on(CONGRESS, BeginTerm), "换届", audience=OFFICE, refusals=REASONS),
    command("/congresses/{congress}/roll", on(CONGRESS, ChangeRoll), "代表人数变动", audience=OFFICE, refusals=REASONS),
    command(
        "/congresses/{congress}/profiles", on(CONGRESS, AdoptProfile), "登记规则", audience=OFFICE, refusals=REASONS
    ),
    command("/congresses/{congress}/name", on(CONGRESS, RenameCongress), "更名", audience=REGISTRARS, refusals=REASONS),
    command(
        "/congresses/{congress}/merger", on(CONGRESS, MergeCongress), "撤并", audience=REGISTRARS, refusals=REASONS
    ),
    command(
        "/congresses/{congress}/units", on(CONGRESS, RegisterUnit), "登记承办单位", audience=OFFICE, refusals=REASONS
    ),
    command(
        "/congresses/{congress}/unit-names", on(CONGRESS, RenameUnit), "承办单位更名", audience=OFFICE, refusals=REASONS
    ),
    command(
        "/congresses/{congress}/unit-mergers",
        on(CONGRESS, MergeUnit),
        "承办单位合并",
        audience=OFFICE,
        refusals=REASONS,
    ),
    many("/congresses", CONGRESSES, "人大"),
    one("/congresses/{congress}", CONGRESSES, "人大"),
)
