"""How does the year 2024 of 示例镇 run, from what it took over to the deputies' grades?"""

from __future__ import annotations

from typing import Final

from api.demo.steps import Script
from api.demo.town.carrying import carry_out
from api.demo.town.finishing import finish
from api.demo.town.hearings import hear
from api.demo.town.lists import begin, draw_up
from api.demo.town.names import CODE
from api.demo.town.session import decide_by_ballot

CHAPTERS: Final = (begin, draw_up, decide_by_ballot, carry_out, finish, hear)


def town() -> Script:
    """All steps, in the order of their moments."""
    return Script(CODE).told(CHAPTERS)
