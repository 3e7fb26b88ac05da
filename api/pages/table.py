"""Which pages are there, all together?"""

from __future__ import annotations

from typing import Final

from api.pages import session, static_files
from api.pages.desk import (
    candidates,
    confirmations,
    congress,
    corrections,
    documents,
    handover,
    meetings,
    papers,
    proposals,
    rules,
)
from api.pages.desk import front as desk
from api.pages.forms import doing
from api.pages.public import board, front

RESOURCES: Final = (
    static_files,
    session,
    front,
    board,
    desk,
    confirmations,
    proposals,
    candidates,
    congress,
    corrections,
    documents,
    handover,
    meetings,
    papers,
    rules,
    doing,
)

PAGES: Final = tuple(route for resource in RESOURCES for route in resource.ROUTES)
