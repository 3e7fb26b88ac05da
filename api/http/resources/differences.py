"""What changed in a congress's ledger between two times, and which events changed it?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from api.desk import Desk
from api.history import Entry, entries
from api.http import queries
from api.http.audience import INSIDERS
from api.http.reads import wait
from api.http.reply import Reply
from api.http.resources.events import FROM, TO, between
from api.http.route import V1, Call, Route
from api.refusals import NotYet, OtherCongress, PastUnknown, QueryInvalid
from api.scope import sees_inside
from projections.model import ReadModel, Row
from projections.models import MODELS
from projections.reading import Shown
from projects.numbers import FINDING

ASKED: Final = (queries.AT_LEAST, queries.CONGRESS, FROM, TO)
PAGE: Final = 200
SCALARS: Final = (str, int, bool, type(None))
NAMED: Final = ("version", "position", "topic", "recorded_at", "effective_on", "sentence")
"""What is said of an event behind a change; the whole of it stands under its position."""


def _differences(call: Call) -> Reply:
    """Every row that is shown otherwise at the end than at the beginning, with the events in between that made it so."""
    queries.refuse_unknown(call, ASKED)
    congress = queries.division(call, queries.CONGRESS)
    if not congress:
        raise QueryInvalid("请用参数congress写明是哪个人大（行政区划代码）。")
    if not sees_inside(call.actor, congress):
        raise OtherCongress(f"代码为{congress}的人大不在您能查看的范围内。")
    wait(call, *MODELS)
    after, upto = between(call)
    compared = Compared(call.desk, congress, after, upto)
    rows = [row for model in MODELS for row in compared.changed(model)]
    return Reply(content={"from": after, "to": upto, "rows": rows})


@dataclass(frozen=True, slots=True)
class Compared:
    """The rows of a congress as of two positions; every stream behind them is told once."""

    desk: Desk
    congress: str
    after: int
    upto: int
    _told: dict[UUID, dict[int, Entry]] = field(default_factory=dict)

    def changed(self, model: ReadModel) -> Iterator[dict[str, Any]]:
        """Those of a read model that are shown otherwise: in the order of their recording, what is gone last."""
        then, now = (self._listed(model, at) for at in (self.after, self.upto))
        for key in dict.fromkeys((*now, *then)):
            before, row = then.get(key), now.get(key)
            if before is not None and row is not None and (row.since <= self.after or before.row == row.row):
                continue
            shown = row or before
            assert shown is not None
            parts = {part for each in (before, row) if each for part in each.parts}
            behind = self.desk.reading.positions_behind(model, [key, *parts], self.after, self.upto)
            yield {
                "model": model.name,
                "stream": key,
                "kind": shown.row["kind"],
                "title": _title(shown.row),
                "change": "begun" if before is None else "gone" if row is None else "changed",
                "fields": _fields(before.row if before else {}, row.row if row else {}),
                "events": [self._entry(position) for position in behind],
            }

    def _listed(self, model: ReadModel, at: int) -> dict[str, Shown]:
        found: dict[str, Shown] = {}
        place = None
        while page := self.desk.reading.rows(model, congress=self.congress, as_of=at, after=place, limit=PAGE):
            found |= {shown.key: shown for shown in page}
            place = page[-1].place
        return found

    def _entry(self, position: int) -> dict[str, Any]:
        recorded = self.desk.ledger.at_position(position)
        assert recorded is not None, "a row was made by it"
        stream = recorded.originator_id
        if stream not in self._told:
            history = self.desk.ledger.history(stream)
            self._told[stream] = {entry.position: entry for entry in entries(history, whole=False)}
        entry = self._told[stream][position]
        return {"stream": str(stream), **{name: getattr(entry, name) for name in NAMED}}


def _title(row: Row) -> str:
    """What people call the matter."""
    match row["kind"]:
        case "finding":
            return FINDING.say(row["year"], row["number"])
        case "cycle":
            return f"{row['project_year']}年度工作"
        case _:
            return str(row.get("title") or row.get("name") or row.get("meeting_title") or "")


def _fields(before: Row, after: Row) -> list[dict[str, Any]]:
    """The fields that differ; what they say where that is one word or number."""
    return [
        {
            "field": name,
            **{
                word: row.get(name)
                for word, row in (("before", before), ("after", after))
                if isinstance(row.get(name), SCALARS)
            },
        }
        for name in dict.fromkeys((*before, *after))
        if before.get(name) != after.get(name)
    ]


ROUTES: Final = (
    Route(
        method="GET",
        path=f"{V1}/diff",
        summary="一个人大的台账在两个时候之间有哪些变动，是哪些事造成的",
        audience=INSIDERS,
        handle=_differences,
        answer=dict[str, Any],
        parameters=ASKED,
        refusals=(QueryInvalid, PastUnknown, OtherCongress, NotYet),
    ),
)
