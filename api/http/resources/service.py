"""What does the service say about itself: is it alive, and is it ready?"""

from __future__ import annotations

from typing import Any, Final

from api.http.audience import EVERYONE
from api.http.reply import Reply
from api.http.route import Call, Route
from api.refusals import ServiceAway


def _alive(_call: Call) -> Reply:
    """The process answers, whatever the database does."""
    return Reply(content={"status": "ok"})


def _ready(call: Call) -> Reply:
    """The log can be read, and no read model is stuck; else 503 and why."""
    head, marks = call.desk.ledger.head(), call.desk.reading.positions()
    if any(mark.trouble for mark in marks.values()):
        # The reasons are for the operator (`minsheng doctor`), not for everyone.
        raise ServiceAway("有的读模型停止了更新，请在服务器上用minsheng doctor查看。")
    return Reply(
        content={"status": "ok", "position": head, "read": {name: mark.position for name, mark in marks.items()}}
    )


ROUTES: Final = (
    Route(
        method="GET", path="/healthz", summary="服务是否在运行", audience=EVERYONE, handle=_alive, answer=dict[str, Any]
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
