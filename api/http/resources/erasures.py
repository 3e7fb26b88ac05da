"""How is it recorded that content is to be erased by law, and was that done?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from api.cases import on
from api.erasing import Erasure, erasures
from api.http import queries
from api.http.audience import INSIDERS, OFFICE
from api.http.commands import command
from api.http.reply import Reply
from api.http.route import V1, Call, Route
from api.http.streams import stream_named
from api.http.vocabulary import vocabulary
from api.refusals import OtherCongress, QueryInvalid
from api.scope import sees_inside
from domain.canonical import to_json
from domain.congress import refusals
from domain.congress.commands import EraseContent
from domain.congress.decider import CONGRESS
from domain.refusals import NotFound

ERASURES: Final = "/congresses/{congress}/erasures"


@dataclass(frozen=True, slots=True, kw_only=True)
class Announced:
    """One erasure as it was recorded; `carried_out` once nothing of it is left, which this service may not see to itself."""

    position: int
    effective_on: str
    positions: tuple[int, ...]
    people: int
    reason: str
    basis: list[dict[str, Any]]
    carried_out: bool


def _list(call: Call) -> Reply:
    queries.refuse_unknown(call, ())
    stream = stream_named(call.path["congress"])
    congress = call.desk.ledger.load(CONGRESS, stream).state
    if congress is None:
        raise NotFound("没有找到这个人大。")
    if not sees_inside(call.actor, congress.code):
        raise OtherCongress(f"这是代码为{congress.code}的人大登记的，不在您能查看的范围内。")
    return Reply(content={"items": list(_of(stream, erasures(call.desk.ledger)))})


def _of(stream: UUID, found: list[Erasure]) -> Iterator[Announced]:
    for one in found:
        if one.recorded.originator_id == stream:
            yield Announced(
                position=one.recorded.position,
                effective_on=one.recorded.envelope.effective_on,
                positions=one.event.positions,
                people=len(one.event.people),
                reason=one.event.reason,
                basis=to_json(one.recorded.envelope.basis),
                carried_out=not one.owed,
            )


ROUTES: Final = (
    command(ERASURES, on(CONGRESS, EraseContent), "依法删除", audience=OFFICE, refusals=vocabulary(refusals)),
    Route(
        method="GET",
        path=V1 + ERASURES,
        summary="依法删除了哪些，删完没有",
        audience=INSIDERS,
        handle=_list,
        answer=dict[str, list[Announced]],
        refusals=(NotFound, OtherCongress, QueryInvalid),
    ),
)
