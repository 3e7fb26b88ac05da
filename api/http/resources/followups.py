"""What can be recorded and asked about the second look at a project 回头看?"""

from __future__ import annotations

from typing import Final

from api.http.route import Route

ROUTES: Final[tuple[Route, ...]] = ()
