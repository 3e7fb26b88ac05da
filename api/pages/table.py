"""Which pages are there, all together?"""

from __future__ import annotations

from typing import Final

from api.pages import session, static_files
from api.pages.counting import bundle, hall, late, room, sealing, sheet, steps
from api.pages.desk import front as desk
from api.pages.forms import doing
from api.pages.public import board, front

RESOURCES: Final = (static_files, session, front, board, desk, steps, sheet, room, bundle, sealing, hall, late, doing)

PAGES: Final = tuple(route for resource in RESOURCES for route in resource.ROUTES)
