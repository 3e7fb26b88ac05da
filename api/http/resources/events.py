"""How does another system, or an auditor, take the events themselves: one, or any stretch of the log, taken up again where it broke off?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final
from uuid import UUID

import orjson

from api.history import Entry, as_recorded, division_of, entries
from api.http import queries
from api.http.audience import INSIDERS
from api.http.reply import Reply
from api.http.route import V1, Call, Parameter, Route
from api.http.streams import stream_named
from api.opendata.cloudevents import cloud_event
from api.refusals import NotYet, OtherCongress, PastUnknown, QueryInvalid
from api.scope import sees_inside
from domain.events import Recorded
from domain.refusals import NotFound
from domain.texts import shown

SLICE: Final = 500
FROM: Final = Parameter(name="from", place="query", summary="这时以后登记的，写法同as_of；不写是从头")
TO: Final = Parameter(name="to", place="query", summary="到这时为止登记的，写法同as_of；不写是到现在")
STREAM: Final = Parameter(name="stream", place="query", summary="只要这条记录的")
FORMAT: Final = Parameter(
    name="format",
    place="query",
    summary="一行一件：ndjson本台账的写法，cloudevents是CloudEvents 1.0；不写是ndjson",
    schema={"type": "string", "enum": ["ndjson", "cloudevents"]},
)
LAST_EVENT_ID: Final = Parameter(
    name="Last-Event-ID",
    place="header",
    summary="上次收到的最后一件的号（position）：从它以后接着给",
    schema={"type": "integer"},
)
ASKED: Final = (FROM, TO, STREAM, FORMAT, LAST_EVENT_ID)
LINES: Final = "application/x-ndjson"


def between(call: Call) -> tuple[int, int]:
    """After which position and up to which one is asked for; raises `PastUnknown`, `QueryInvalid` or `NotYet`."""
    first, last = (queries.place(call, call.query.get(each.name, "")).position for each in (FROM, TO))
    after, upto = first or 0, call.desk.ledger.head() if last is None else last
    if after > upto:
        raise QueryInvalid(f"参数from（第{after}号）在to（第{upto}号）之后，from应不晚于to。")
    return after, upto


def _events(call: Call) -> Reply:
    """The events that the caller may see, one a line, in the order of the log."""
    queries.refuse_unknown(call, ASKED)
    after, upto = between(call)
    if (last := call.headers.get(LAST_EVENT_ID.name)) is not None:
        after = max(after, _last_seen(last, upto))
    told = FORMATS[queries.one_of(call, FORMAT, "ndjson")]
    stream = call.query.get(STREAM.name)
    wanted = None if stream is None else stream_named(stream)
    return Reply(content=_lines(call, after, upto, wanted, told), media_type=LINES)


def _last_seen(text: str, upto: int) -> int:
    found = queries.number_in(text)
    if found is None or found > upto:
        raise QueryInvalid(f"请求头Last-Event-ID应是0至{upto}的号，现为“{shown(text)}”。")
    return found


def _lines(call: Call, after: int, upto: int, wanted: UUID | None, told: Callable[[Recorded], Any]) -> Iterator[bytes]:
    scope = Scope(call)
    if wanted is not None:
        history = (one for one in call.desk.ledger.history(wanted) if after < one.position <= upto)
        yield from (orjson.dumps(told(one)) + b"\n" for one in history if scope.covers(one))
        return
    while after < upto and (found := call.desk.ledger.read_log(after, min(SLICE, upto - after))):
        yield b"".join(orjson.dumps(told(one)) + b"\n" for one in found if scope.covers(one))
        after = found[-1].position


class Scope:
    """Whose streams a caller sees, each looked up once."""

    def __init__(self, call: Call) -> None:
        self._call = call
        self._known: dict[UUID, str] = {}

    def covers(self, recorded: Recorded) -> bool:
        """Whether the event stands in a stream that the caller sees."""
        return sees_inside(self._call.actor, self.division(recorded))

    def division(self, recorded: Recorded) -> str:
        """The code of the congress in whose stream the event stands; empty where that is nobody's to see."""
        stream = recorded.originator_id
        if stream not in self._known:
            ledger = self._call.desk.ledger
            first = recorded if recorded.originator_version == 1 else ledger.first(stream)
            self._known[stream] = division_of(ledger, first)
        return self._known[stream]


def _plain(recorded: Recorded) -> dict[str, Any]:
    return {"stream": recorded.stream, **as_recorded(recorded)}


FORMATS: Final[dict[str, Callable[[Recorded], Any]]] = {"ndjson": _plain, "cloudevents": cloud_event}


def _event(call: Call) -> Reply:
    """One event with its sentence, in which what its stream named before has its name."""
    queries.refuse_unknown(call, ())
    recorded = named(call)
    history = call.desk.ledger.history(recorded.originator_id)
    entry = next(entry for entry in entries(history) if entry.position == recorded.position)
    return Reply(content={"stream": recorded.stream, **orjson.loads(orjson.dumps(entry))})


def named(call: Call) -> Recorded:
    """The event at the position in the address; raises `NotFound`, `OtherCongress`."""
    text = call.path["position"]
    recorded = call.desk.ledger.at_position(queries.number_in(text) or 0)
    if recorded is None:
        raise NotFound(f"台账里没有第{shown(text)}号。")
    if not Scope(call).covers(recorded):
        raise OtherCongress(f"第{recorded.position}号不在您能查看的范围内。")
    return recorded


ROUTES: Final = (
    Route(
        method="GET",
        path=f"{V1}/events",
        summary="台账里的事，一行一件，断了可以接着要",
        audience=INSIDERS,
        handle=_events,
        answer=dict[str, Any],
        answer_media_type=LINES,
        parameters=ASKED,
        refusals=(QueryInvalid, PastUnknown, NotYet, NotFound),
    ),
    Route(
        method="GET",
        path=f"{V1}/events/{{position}}",
        summary="台账里的一件事",
        audience=INSIDERS,
        handle=_event,
        answer=Entry,
        refusals=(NotFound, OtherCongress, QueryInvalid),
    ),
)
