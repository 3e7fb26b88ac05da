"""What can be recorded and asked about a special report 专项报告 and the opinions on it?"""

from __future__ import annotations

from typing import Final

from api.http.route import Route

ROUTES: Final[tuple[Route, ...]] = ()
