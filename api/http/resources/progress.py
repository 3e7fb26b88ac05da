"""What can be recorded and asked about a project's progress, money and explanations 进度?"""

from __future__ import annotations

from typing import Final

from api.http.route import Route

ROUTES: Final[tuple[Route, ...]] = ()
