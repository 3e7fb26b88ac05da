"""What happened on a stream, and what changed in a congress's ledger between two days, as everybody may know it?"""

from __future__ import annotations

from typing import Any, Final

from api.changes import COMPARED, Changes
from api.http import queries
from api.http.audience import EVERYONE
from api.http.reads import ONE, wait
from api.http.reply import Reply
from api.http.route import V1, Call, Parameter, Route
from api.http.streams import stream_named
from api.lives import life_of
from api.refusals import NotYet, PastUnknown, QueryInvalid
from domain.calendar import parse_day
from domain.refusals import NotFound, Refusal
from projections.publication import listed, published

FROM: Final = Parameter(
    name="from",
    place="query",
    summary="这一天结束以后的变动（2024-06-30）",
    schema={"type": "string", "format": "date"},
)
TO: Final = Parameter(
    name="to",
    place="query",
    summary="到这一天结束为止的变动；不写是到现在",
    schema={"type": "string", "format": "date"},
)
ASKED: Final = (queries.AT_LEAST, queries.CONGRESS, FROM, TO)


def _told(call: Call) -> Reply:
    """Whoever asks, it is what everybody may know."""
    queries.refuse_unknown(call, ONE)
    wait(call, *COMPARED)
    key, upto = str(stream_named(call.path["stream"])), queries.as_of(call).position
    for model in COMPARED:
        if (shown := call.desk.reading.row(model, key, upto)) is not None and listed(shown.row):
            row = published({"stream": key, **shown.row}, "public")
            return Reply(content={"stream": key, "acts": life_of(row), "withheld": row["withheld"]})
    raise NotFound("没有公布过这个编号的经过。")


def _changes(call: Call) -> Reply:
    """Every published row that reads otherwise at the end than at the beginning, with the published events in between."""
    queries.refuse_unknown(call, ASKED)
    congress = queries.division(call, queries.CONGRESS)
    if not congress:
        raise QueryInvalid("请用参数congress写明是哪个人大（行政区划代码）。")
    wait(call, *COMPARED)
    today = queries.as_of(call).day
    first = _day(call, FROM)
    last = _day(call, TO) if call.query.get(TO.name) else today.isoformat()
    if first > last:
        raise QueryInvalid("参数from应不晚于to。")
    after, upto = _end_of(call, first), _end_of(call, last)
    rows = list(Changes(call.desk, congress, after, upto).found()) if upto > after else []
    return Reply(content={"from": first, "to": last, "rows": rows})


def _day(call: Call, parameter: Parameter) -> str:
    try:
        return parse_day(call.query.get(parameter.name, "")).isoformat()
    except Refusal as refused:
        raise QueryInvalid(f"参数{parameter.name}：{refused.detail}") from None


def _end_of(call: Call, day: str) -> int:
    """The last position of a day; 0 where the ledger began later."""
    try:
        return queries.place(call, day).position or 0
    except PastUnknown:
        if day > queries.as_of(call).day.isoformat():
            raise
        return 0


def _read(path: str, summary: str, handle: Any, parameters: tuple[Parameter, ...], *refusals: Any) -> Route:
    return Route(
        method="GET",
        path=V1 + path,
        summary=summary,
        audience=EVERYONE,
        handle=handle,
        answer=dict[str, Any],
        parameters=parameters,
        refusals=(QueryInvalid, PastUnknown, NotYet, *refusals),
    )


ROUTES: Final = (
    _read("/streams/{stream}/told", "一条记录公布的经过", _told, ONE, NotFound),
    _read("/changes", "一个人大公布的内容在两天之间有哪些变动，是哪些事造成的", _changes, ASKED),
)
