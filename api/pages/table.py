"""Which pages are there, all together?"""

from __future__ import annotations

from typing import Final

from api.pages import session, static_files
from api.pages.deputy import front as deputy
from api.pages.desk import front as desk
from api.pages.desk import importing, incoming, surveys
from api.pages.forms import doing
from api.pages.government import adjusting, assigning, checking
from api.pages.government import front as government
from api.pages.public import board, front, propose, survey
from api.pages.unit import front as unit
from api.pages.unit import report as unit_report

RESOURCES: Final = (
    static_files,
    session,
    front,
    propose,
    board,
    desk,
    importing,
    unit,
    unit_report,
    government,
    checking,
    adjusting,
    assigning,
    deputy,
    survey,
    incoming,
    surveys,
    doing,
)
"""`propose` stands before `board`, whose address has a year in the same place."""

PAGES: Final = tuple(route for resource in RESOURCES for route in resource.ROUTES)
