"""Which pages are there, all together?"""

from __future__ import annotations

from typing import Final

from api.pages import session, static_files
from api.pages.public import board, changes, data, front, money, project, proposals, result, satisfaction, supervision

RESOURCES: Final = (
    static_files,
    session,
    front,
    changes,
    satisfaction,
    board,
    project,
    result,
    money,
    supervision,
    proposals,
    data,
)

PAGES: Final = tuple(route for resource in RESOURCES for route in resource.ROUTES)
