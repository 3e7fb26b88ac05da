"""What happened on a stream, one Chinese sentence an event?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from api.desk import Desk
from api.history import Entry, entries
from api.http import queries
from api.http.audience import INSIDERS
from api.http.headers import version_tag
from api.http.reply import Reply
from api.http.route import V1, Call, Route
from api.http.streams import stream_named
from api.refusals import OtherCongress, QueryInvalid
from api.scope import sees_inside
from domain.congress.decider import CONGRESS
from domain.events import Recorded
from domain.refusals import NotFound


def _history(call: Call) -> Reply:
    """Read from the log itself, so it is never behind; the public's history comes with its pages."""
    queries.refuse_unknown(call, ())
    history = call.desk.ledger.history(stream_named(call.path["stream"]))
    if not history:
        raise NotFound("没有找到这条记录。")
    code = _division_code(call.desk, history)
    if not sees_inside(call.actor, code):
        raise OtherCongress(f"这条记录属于代码为{code}的人大，不在您能查看的范围内。")
    last = history[-1]
    return Reply(
        content={"entries": list(entries(history))},
        headers={"ETag": version_tag(last.originator_version), "Minsheng-Position": str(last.position)},
    )


def _division_code(desk: Desk, history: Sequence[Recorded]) -> str:
    """Every stream begins with an event that names its congress: by its code, or by the id of its stream."""
    first = history[0].event
    code = getattr(first, "code", "")
    if code:
        return str(code)
    congress = desk.ledger.load(CONGRESS, UUID(getattr(first, "congress", ""))).state
    return congress.code if congress else ""


ROUTES: Final = (
    Route(
        method="GET",
        path=f"{V1}/streams/{{stream}}/history",
        summary="一条记录的经过",
        audience=INSIDERS,
        handle=_history,
        answer=dict[str, list[Entry]],
        refusals=(NotFound, OtherCongress, QueryInvalid),
    ),
)
