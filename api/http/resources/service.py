"""What does the service say about itself: is it alive, and is it ready?"""

from __future__ import annotations

from typing import Any, Final

from api.http.audience import EVERYONE
from api.http.reply import Reply
from api.http.route import Call, Route
from api.refusals import ServiceAway
from projections.models import MODELS


def _alive(_call: Call) -> Reply:
    """The process answers, whatever the database does."""
    return Reply(content={"status": "ok"})


def _ready(call: Call) -> Reply:
    """The log can be read, and every read model is there and not stuck; else 503. Positions are not for everyone."""
    call.desk.ledger.head()
    marks = call.desk.reading.positions()
    if any(model.name not in marks or marks[model.name].trouble for model in MODELS):
        raise ServiceAway("整理结果不是最新的；请在服务器上用minsheng doctor查看。")
    return Reply(content={"status": "ok"})


ROUTES: Final = (
    Route(
        method="GET",
        path="/healthz",
        summary="服务是否在运行",
        audience=EVERYONE,
        handle=_alive,
        answer=dict[str, Any],
        free=True,
    ),
    Route(
        method="GET",
        path="/readyz",
        summary="服务是否就绪",
        audience=EVERYONE,
        handle=_ready,
        answer=dict[str, Any],
        refusals=(ServiceAway,),
    ),
)
