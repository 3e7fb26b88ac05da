"""What do the calculators answer over HTTP, to everyone and without the ledger?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from api.calculators import Calculator, grade, tally
from api.http.audience import EVERYONE
from api.http.reply import JSON, PROBLEM, Reply
from api.http.route import V1, Body, Call, Route

# 3,000 papers with 30 marks each, every paper written out by itself, are 2 MB.
LARGEST_BYTES: Final = 8 * 2**20


def _answering(calculator: Calculator) -> Callable[[Call], Reply]:
    def handle(call: Call) -> Reply:
        answered = calculator(call.body)
        media_type = PROBLEM if answered.exit_code else JSON
        return Reply(content=answered.body, status=answered.status, media_type=media_type)

    return handle


def _route(name: str, calculator: Calculator, summary: str) -> Route:
    return Route(
        method="POST",
        path=f"{V1}/calculators/{name}",
        summary=summary,
        audience=EVERYONE,
        handle=_answering(calculator),
        body=Body(shape=dict[str, Any], limit_bytes=LARGEST_BYTES),
        answer=dict[str, Any],
    )


ROUTES: Final = (
    _route("tally", tally, "按规则计票，不登记"),
    _route("grade", grade, "按规则评定测评等次，不登记"),
)
