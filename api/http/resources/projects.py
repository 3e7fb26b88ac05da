"""What can be recorded and asked about a project 民生实事项目, from its draft to its last account?"""

from __future__ import annotations

from typing import Final

from api.http.route import Route

ROUTES: Final[tuple[Route, ...]] = ()
