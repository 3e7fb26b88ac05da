"""What does the screen in the hall show of a ballot or an evaluation: as much as may be said there, and no more?"""

from __future__ import annotations

from typing import Any, Final

from api.http import queries
from api.http.audience import INSIDERS
from api.http.reads import wait
from api.http.reply import Reply
from api.http.route import V1, Call, Route
from api.http.streams import stream_named
from api.refusals import NotYet, OtherCongress, QueryInvalid
from api.scope import sees_inside
from domain.refusals import NotFound
from projections.model import ReadModel
from projections.models import ROUND_RESULTS, SATISFACTION
from projections.publication import published


def _hall(path: str, model: ReadModel, what: str) -> Route:
    """The row as the hall sees it; whoever opens the screen works there, and sees on it what everybody in the hall does."""

    def handle(call: Call) -> Reply:
        queries.refuse_unknown(call, (queries.AT_LEAST,))
        wait(call, model)
        (named,) = call.path.values()
        shown = call.desk.reading.row(model, str(stream_named(named)))
        if shown is None:
            raise NotFound(f"没有找到{what}。")
        if not sees_inside(call.actor, shown.congress, shown.row["kind"], shown.row, shown.key):
            raise OtherCongress(f"只有该人大的工作人员能打开这一次{what}的会场大屏。")
        return Reply(content={"stream": shown.key, **published(shown.row, "hall")})

    return Route(
        method="GET",
        path=f"{V1}{path}/hall",
        summary=f"会场大屏上能看的{what}",
        audience=INSIDERS,
        handle=handle,
        answer=dict[str, Any],
        parameters=(queries.AT_LEAST,),
        refusals=(NotFound, NotYet, OtherCongress, QueryInvalid),
    )


ROUTES: Final = (
    _hall("/rounds/{round}", ROUND_RESULTS, "票决结果"),
    _hall("/evaluations/{evaluation}", SATISFACTION, "测评结果"),
)
