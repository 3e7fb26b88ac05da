"""What happened on a stream, one Chinese sentence an event?"""

from __future__ import annotations

from typing import Final

from api.days import up_to
from api.history import Entry, division_of, entries
from api.http import queries
from api.http.audience import INSIDERS
from api.http.headers import version_tag
from api.http.reads import ONE
from api.http.reply import Reply
from api.http.route import V1, Call, Route
from api.http.streams import stream_named
from api.refusals import NotYet, OtherCongress, PastUnknown, QueryInvalid
from api.scope import sees_inside
from domain.refusals import NotFound


def _history(call: Call) -> Reply:
    """Read from the log itself, so it is never behind and `at_least` need not wait; the public's history comes with its pages."""
    queries.refuse_unknown(call, ONE)
    history = up_to(queries.as_of(call).position, call.desk.ledger.history(stream_named(call.path["stream"])))
    if not history:
        raise NotFound("没有登记过这个编号。")
    division = division_of(call.desk.ledger, history[0])
    if not sees_inside(call.actor, division):
        raise OtherCongress(f"这个编号属于代码为{division}的人大，不在您能查看的范围内。")
    last = history[-1]
    return Reply(
        content={"entries": list(entries(history))},
        headers={"ETag": version_tag(last.originator_version), "Minsheng-Position": str(last.position)},
    )


ROUTES: Final = (
    Route(
        method="GET",
        path=f"{V1}/streams/{{stream}}/history",
        summary="一条记录的经过",
        audience=INSIDERS,
        handle=_history,
        answer=dict[str, list[Entry]],
        parameters=ONE,
        refusals=(NotFound, OtherCongress, QueryInvalid, PastUnknown, NotYet),
    ),
)
