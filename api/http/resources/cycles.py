"""What can be recorded and asked about the year of work 年度工作?"""

from __future__ import annotations

from typing import Final

from api.http.route import Route

ROUTES: Final[tuple[Route, ...]] = ()
