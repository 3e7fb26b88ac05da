"""Which pages are there, all together?"""

from __future__ import annotations

from typing import Final

from api.pages import session, static_files
from api.pages.audit import events as audit_events
from api.pages.audit import tables as audit_tables
from api.pages.audit import year as audit_year
from api.pages.dashboard import front as dashboard
from api.pages.desk import front as desk
from api.pages.forms import doing
from api.pages.public import board, front
from api.pages.verify import root, rounds

RESOURCES: Final = (
    static_files,
    session,
    front,
    board,
    desk,
    doing,
    root,
    rounds,
    audit_events,
    audit_year,
    audit_tables,
    dashboard,
)

PAGES: Final = tuple(route for resource in RESOURCES for route in resource.ROUTES)
