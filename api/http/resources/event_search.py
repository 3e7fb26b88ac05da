"""Which events of the ledger is an auditor looking for, the newest first?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

import orjson

from api.history import entries
from api.http import queries
from api.http.audience import INSIDERS, NAMES
from api.http.reply import Reply
from api.http.resources.events import FROM, STREAM, TO, Scope, between
from api.http.route import V1, Call, Parameter, Route
from api.http.streams import stream_named
from api.kinds_of_events import CORRECTING, PARTS, REPORTED, REVISED, called, part_of
from api.refusals import NotYet, PastUnknown, QueryInvalid
from domain.actors import BODIES
from domain.calendar import day_recorded, days_late
from domain.events import Recorded
from domain.refusals import NotFound
from projections.sentences import is_told_late
from projections.versions import topic_of

SLICE: Final = 500
MOST_LOOKED_AT: Final = 10_000
"""So many events one request looks through; where it stopped is said, and the next goes on from there."""

BOOL: Final = {"type": "string", "enum": ["true"]}
PART: Final = Parameter(
    name="part",
    place="query",
    summary="只要台账的这一部分：" + "、".join(f"{name}{word}" for name, word in PARTS.items()),
    schema={"type": "string", "enum": list(PARTS)},
)
TOPIC: Final = Parameter(name="topic", place="query", summary="只要这一种事项（如projects:VoucherFiled）")
PERSON: Final = Parameter(name="person", place="query", summary="只要这个人录入或者确认的（编号）")
IN_ROLE: Final = Parameter(
    name="in_role",
    place="query",
    summary="只要以这个身份录入或者确认的",
    schema={"type": "string", "enum": list(NAMES)},
)
BODY: Final = Parameter(
    name="body", place="query", summary="只要由这个机构决定的", schema={"type": "string", "enum": list(BODIES)}
)
LATE: Final = Parameter(name="late", place="query", summary="true只要补录的", schema=BOOL)
CORRECTED: Final = Parameter(
    name="corrected", place="query", summary="true只要更正、退回、作废、替换、删除以前登记的", schema=BOOL
)
BEFORE: Final = Parameter(
    name="before", place="query", summary="接着上一页：上一页答复的before", schema={"type": "integer"}
)
ASKED: Final = (
    queries.CONGRESS, FROM, TO, STREAM, PART, TOPIC, PERSON, IN_ROLE, BODY, LATE, CORRECTED, BEFORE, queries.LIMIT,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of an event is asked for; what is empty is not."""

    part: str
    topic: str
    person: str
    role: str
    body: str
    late: bool
    corrected: bool

    def is_met_by(self, recorded: Recorded) -> bool:
        """Whether the event is one of those, as far as it tells by itself."""
        topic, envelope = topic_of(recorded), recorded.envelope
        people = [one for one in (envelope.by, envelope.approved_by) if one is not None]
        return (
            self.topic in {"", topic}
            and self.part in {"", part_of(topic)}
            and (not self.person or any(one.ref == self.person for one in people))
            and (not self.role or any(one.role == self.role for one in people))
            and (not self.body or (envelope.decided_by is not None and envelope.decided_by.body == self.body))
            and (not self.corrected or topic in {*CORRECTING, REPORTED})
            and (not self.late or days_late(envelope.effective_on, day_recorded(envelope.at)) > 0)
        )

    def is_met_in(self, item: Mapping[str, Any]) -> bool:
        """Whether it is one of those as it is told in its stream."""
        return (item["late"] or not self.late) and (item["corrects"] or not self.corrected)


def _found(call: Call) -> Reply:
    """A page of events, each with its sentence, who stands behind it, and how late it came."""
    queries.refuse_unknown(call, ASKED)
    after, upto = between(call)
    before = queries.number(call, BEFORE, 0)
    upto = min(upto, before - 1) if before else upto
    looking = _Looking(call, max(after, upto - MOST_LOOKED_AT), upto)
    items: list[dict[str, Any]] = []
    rest, limit = after < looking.after, queries.limit(call)
    last = looking.after + 1
    for item in looking.found():
        if len(items) == limit:
            rest, last = True, items[-1]["position"]
            break
        items.append(item)
    return Reply(content={"items": items, "before": last if rest else None, "looked_from": upto, "looked_to": last})


class _Looking:
    """Goes back through the log from `upto` to behind `after`."""

    def __init__(self, call: Call, after: int, upto: int) -> None:
        self.after = after
        self._upto = upto
        self._call = call
        self._scope = Scope(call)
        self._congress = queries.division(call, queries.CONGRESS)
        self._stream = stream_named(call.query[STREAM.name]) if call.query.get(STREAM.name) else None
        self._wanted = Wanted(
            part=queries.one_of(call, PART, ""),
            topic=call.query.get(TOPIC.name, ""),
            person=call.query.get(PERSON.name, ""),
            role=queries.one_of(call, IN_ROLE, ""),
            body=queries.one_of(call, BODY, ""),
            late=queries.one_of(call, LATE, "") == "true",
            corrected=queries.one_of(call, CORRECTED, "") == "true",
        )
        self._told: dict[UUID, dict[int, dict[str, Any]]] = {}

    def found(self) -> Iterator[dict[str, Any]]:
        """The events that are wanted and seen, the newest first."""
        for recorded in self._backwards():
            if not self._wanted.is_met_by(recorded) or not self._scope.covers(recorded):
                continue
            if self._congress and self._scope.division(recorded) != self._congress:
                continue
            item = self._item(recorded)
            if self._wanted.is_met_in(item):
                yield item

    def _backwards(self) -> Iterator[Recorded]:
        ledger, high = self._call.desk.ledger, self._upto
        if self._stream is not None:
            history = ledger.history(self._stream)
            yield from (one for one in reversed(history) if self.after < one.position <= high)
            return
        while high > self.after:
            low = max(self.after, high - SLICE)
            yield from reversed(ledger.read_log(low, high - low))
            high = low

    def _item(self, recorded: Recorded) -> dict[str, Any]:
        stream = recorded.originator_id
        if stream not in self._told:
            history = self._call.desk.ledger.history(stream)
            self._told[stream] = {entry.position: _plain(entry) for entry in entries(history)}
        item = self._told[stream][recorded.position]
        topic = topic_of(recorded)
        return {
            "stream": recorded.stream,
            **{
                name: item[name] for name in ("version", "position", "topic", "recorded_at", "effective_on", "sentence")
            },
            "part": part_of(topic),
            "called": called(topic),
            "late": is_told_late(item["sentence"]),
            "days": _days(item),
            "corrects": topic in CORRECTING or (topic == REPORTED and item["sentence"].startswith(REVISED)),
            **{
                name: (item["envelope"] or {}).get(name)
                for name in ("by", "approved_by", "decided_by", "basis", "refs")
            },
        }


def _days(item: Mapping[str, Any]) -> int | None:
    """How long after the day it happened it was recorded; None where it was erased, and nobody knows any more."""
    recorded_at = item["recorded_at"]
    return days_late(item["effective_on"], day_recorded(recorded_at)) if recorded_at else None


def _plain(entry: Any) -> dict[str, Any]:
    found: dict[str, Any] = orjson.loads(orjson.dumps(entry))
    return found


ROUTES: Final = (
    Route(
        method="GET",
        path=f"{V1}/event-search",
        summary="找台账里的事：按部分、事项、谁、何时、补录、更正，新的在前",
        audience=INSIDERS,
        handle=_found,
        answer=dict[str, Any],
        parameters=ASKED,
        refusals=(QueryInvalid, PastUnknown, NotYet, NotFound),
    ),
)
