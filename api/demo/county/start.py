"""What stood in 示例县 before the year of work began: its congress, its term, its rules, its units?"""

from __future__ import annotations

from datetime import date
from typing import Final

from api.demo import figures
from api.demo.county.names import CHANNELS, CODE, CONGRESS_ID, NAME, UNITS
from api.demo.steps import Script
from domain.congress.commands import AdoptProfile, BeginTerm, RegisterCongress, RegisterUnit
from domain.congress.decider import CONGRESS
from domain.profile import compose

RULES: Final = {"solicitation": {"channels": list(CHANNELS), "feedback": "both"}}
"""In which the county's rules differ from the preset: four channels, answers one by one or by notice."""


def begin(script: Script) -> None:
    """登记人大, 换届, 规则, 承办单位."""
    script.begin("2022-01-05T09:00", RegisterCongress(code=CODE, level="county", name=f"{NAME}人民代表大会"))
    congress = script.on(CONGRESS, CONGRESS_ID)
    congress("2022-01-10T09:00", BeginTerm(term=17, began_on=date(2022, 1, 10), deputies=figures.COUNTY_DUE))
    congress("2023-08-28T15:00", AdoptProfile(profile=compose("county", "sc_evaluation", RULES), document="票决办法"))
    for unit, name in UNITS.items():
        congress(f"2023-08-29T09:{unit}", RegisterUnit(unit=unit, name=name))
