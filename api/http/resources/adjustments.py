"""What can be recorded and asked about the adjustment of a project 调整?"""

from __future__ import annotations

from typing import Final

from api.http.route import Route

ROUTES: Final[tuple[Route, ...]] = ()
