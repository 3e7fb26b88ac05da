"""How is an event of the log said as a CloudEvent, and which of them does the file of a congress hold?

CloudEvents 1.0.2, JSON event format, and its JSON batch format (application/cloudevents-batch+json). `source` and `id` together name an event; `sequence` is the extension of
that name. The first entry of a batch says of what it was made. Every event of the congress follows in the order of the log; one
whose contents are not published is there without `time` and `data`, and says so under `withheld`: that there is an event, and of
which kind, is in the published list of headers too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final
from uuid import UUID

import orjson

from api.bundle.giving import Everything, Giving
from api.bundle.public import ForEverybody
from api.history import as_recorded
from api.opendata.taken import INSIDE_ONLY, Taken
from domain.events import Recorded
from domain.storage.tree import Header

SOURCE: Final = "/api/v1/events"
EXTRACT: Final = "minsheng:Extract"
WITHHELD: Final = "按公布的规则，不公布这件事的内容"
ERASED: Final = "内容已依法删去"
SLICE: Final = 500

Reached = Callable[[int], None]


def cloud_event(recorded: Recorded) -> dict[str, Any]:
    """An event with all that was recorded."""
    entry = as_recorded(recorded)
    return {
        **_context(recorded.position, entry["topic"], recorded.stream),
        **({"time": entry["recorded_at"]} if entry["recorded_at"] else {}),
        "datacontenttype": "application/json",
        "data": {"version": entry["version"], "envelope": entry["envelope"], "event": entry["event"]},
    }


def batch(taken: Taken, reached: Reached = lambda _: None) -> bytes:
    """The bytes of a JSON batch of the congress's events up to the position; `reached` is told how far it has come."""
    lines = [orjson.dumps(each) for each in (_extract(taken), *_events(taken, reached))]
    return b"[\n" + b",\n".join(lines) + b"\n]\n"


def _extract(taken: Taken) -> dict[str, Any]:
    """The first entry: what the file is an extract of."""
    said = INSIDE_ONLY if taken.inside else "没有公布的事只列出是哪一种、在台账第几号，注明withheld"
    return {
        "specversion": "1.0",
        "id": f"{taken.code}-{taken.position}",
        "source": SOURCE,
        "type": EXTRACT,
        "subject": taken.stream,
        "time": taken.recorded_at,
        "datacontenttype": "application/json",
        "data": {**taken.said(), "description": f"{taken.sentence()}各年度的事都在内。{said}。"},
    }


def _events(taken: Taken, reached: Reached) -> Iterator[dict[str, Any]]:
    giving: Giving = Everything(None) if taken.inside else ForEverybody(taken.source, taken.position)
    own: dict[UUID, bool] = {}
    after = 0
    while after < taken.position:
        headers = taken.source.headers(after, min(after + SLICE, taken.position))
        mine = [header for header in headers if _is_own(taken, header, own)]
        given = giving.given(mine)
        yield from (_event(header, given=header.position in given) for header in mine)
        after = headers[-1].position
        reached(after)


def _is_own(taken: Taken, header: Header, known: dict[UUID, bool]) -> bool:
    """Whether the event stands in a stream of the congress, which the first event of each stream says."""
    if header.stream not in known:
        said = orjson.loads(header.state)["event"].get("congress") if header.version == 1 and header.state else None
        known[header.stream] = taken.owns(header.stream) if said is None else said == taken.stream
    return known[header.stream]


def _event(header: Header, *, given: bool) -> dict[str, Any]:
    context = _context(header.position, header.topic, str(header.stream))
    if not given:
        return {**context, "withheld": WITHHELD}
    if header.state is None:
        return {**context, "withheld": ERASED}
    stored = orjson.loads(header.state)
    return {
        **context,
        "time": stored["envelope"]["at"],
        "datacontenttype": "application/json",
        "data": {"version": header.version, "envelope": stored["envelope"], "event": stored["event"]},
    }


def _context(position: int, topic: str, stream: str) -> dict[str, Any]:
    return {
        "specversion": "1.0",
        "id": str(position),
        "source": SOURCE,
        "type": topic,
        "subject": stream,
        "sequence": f"{position:020}",
    }
