"""What can be asked of the ledger as a whole: 台账, money, targets, promises, alerts, 待办?"""

from __future__ import annotations

from typing import Final

from api.http.route import Route

ROUTES: Final[tuple[Route, ...]] = ()
