"""How does the year 2024 of 示例县 run, from the call for proposals to the second look?"""

from __future__ import annotations

from api.demo.county.carrying import carry_out
from api.demo.county.changes import change
from api.demo.county.finishing import finish
from api.demo.county.grading import grade
from api.demo.county.hearings import hear
from api.demo.county.lists import draw_up
from api.demo.county.names import CODE
from api.demo.county.reporting import report_monthly
from api.demo.county.session import decide_by_ballot
from api.demo.county.solicitation import solicit
from api.demo.county.start import begin
from api.demo.county.supervision import supervise
from api.demo.steps import Script

CHAPTERS = (
    begin,
    solicit,
    draw_up,
    decide_by_ballot,
    carry_out,
    report_monthly,
    supervise,
    change,
    hear,
    finish,
    grade,
)


def county() -> Script:
    """All steps, in the order of their moments."""
    return Script(CODE).told(CHAPTERS)
