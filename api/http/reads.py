"""How does a read model become routes, in one line of a resource's file?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice
from typing import Any, Final

from api.days import Days
from api.desk import Desk
from api.http import queries
from api.http.audience import EVERYONE
from api.http.filters import Filter, having
from api.http.headers import version_tag
from api.http.reply import Reply
from api.http.route import V1, Call, Parameter, Route
from api.http.streams import stream_named
from api.past import AsOf
from api.refusals import NotYet, PastUnknown, QueryInvalid
from api.scope import sees_inside
from domain.refusals import NotFound
from projections.model import ReadModel, Row
from projections.publication import audience_of, listed, published
from projections.reading import Shown

ONE: Final = (queries.AT_LEAST, queries.AS_OF)
MANY: Final = (*ONE, queries.CONGRESS, queries.WITHIN, queries.LIMIT, queries.AFTER)


def one(path: str, model: ReadModel, what: str, *, dated: bool = False) -> Route:
    """The route of one row of a read model; `what` names it in Chinese. Everyone sees what is published of it.

    `dated`: it can also be asked for as it stood on a day, by all that had happened.
    """
    parameters = (*ONE, *([queries.VALID_ON] if dated else []))

    def handle(call: Call) -> Reply:
        queries.refuse_unknown(call, parameters)
        wait(call, model)
        (named,) = call.path.values()
        return _row(call, model, str(stream_named(named)), what)

    return _reading(path, what, handle, parameters, (QueryInvalid, PastUnknown, NotFound, NotYet))


def many(path: str, model: ReadModel, what: str, *filters: Filter) -> Route:
    """The route of a list of rows, in the order of their recording; everyone sees what is published of each."""
    parameters = (*MANY, *(each.parameter for each in filters))

    def handle(call: Call) -> Reply:
        queries.refuse_unknown(call, parameters)
        wanted = having(call, filters)
        wait(call, model)
        return _rows(call, model, wanted)

    return _reading(path, f"{what}列表", handle, parameters, (QueryInvalid, PastUnknown, NotYet))


def wait(call: Call, *models: ReadModel) -> None:
    """Let the read models come to the position that the caller wants to see; raises `NotYet`.

    Outside, a position that there is not yet is not waited for, and not said to be missing.
    """
    position = queries.at_least(call)
    names = [model.name for model in models]
    waiting, head = call.desk.waiting, 0
    if waiting.has_reached(position, names):
        return
    if position > (head := call.desk.ledger.head()):
        if audience_of(call.actor.role) != "inside":
            # How long the log is tells how far a ballot has come that is not announced: outside nobody learns it by asking.
            return
        raise NotYet(f"台账只到第{head}号，还没有第{position}号。", asked=position, head=head)
    if not waiting.wait_for(position, queries.PATIENCE_S, names):
        raise NotYet(f"第{position}号登记已经收到，还在整理，请稍后再读。", asked=position)


def _reading(
    path: str, what: str, handle: Callable[[Call], Reply], parameters: tuple[Parameter, ...], refusals: Any
) -> Route:
    return Route(
        method="GET",
        path=V1 + path,
        summary=what,
        audience=EVERYONE,
        handle=handle,
        answer=dict[str, Any],
        parameters=parameters,
        refusals=refusals,
    )


def _row(call: Call, model: ReadModel, key: str, what: str) -> Reply:
    # The mark is read first: what is shown then is at least as new, so a writer who holds its version overlooks nothing.
    mark = call.desk.reading.positions()[model.name].position
    as_of = queries.as_of(call)
    shown = _stood(call, model, call.desk.reading.row(model, key, as_of.position), as_of)
    if shown is None:
        raise NotFound(f"没有找到{what}。")
    inside = _sees_inside(call, shown)
    if not inside and not listed(shown.row):
        raise NotFound(f"没有找到{what}。")
    headers = _where(call.desk, key, mark if as_of.position is None else as_of.position) if inside else {}
    return Reply(content=_content(shown, inside=inside), headers=headers)


def _stood(call: Call, model: ReadModel, shown: Shown | None, as_of: AsOf) -> Shown | None:
    """The row as it stood on the day that is asked about, where one is."""
    day = queries.valid_on(call)
    if shown is None or day is None:
        return shown
    days = Days(
        reading=call.desk.reading,
        history=call.desk.ledger.history,
        congress=shown.congress,
        day=day,
        today=as_of.day,
        as_of=as_of.position,
    )
    stood = days.stood(model, [shown])
    return replace(shown, row={name: stood[0][name] for name in stood[0] if name != "stream"}) if stood else None


def _rows(call: Call, model: ReadModel, wanted: Row) -> Reply:
    limit = queries.limit(call)
    found = list(islice(_visible(call, model, wanted, limit + 1), limit + 1))
    page = found[:limit]
    items = [_content(shown, inside=inside) for shown, inside in page]
    return Reply(
        content={"items": items, "next": queries.cursor(call, page[-1][0].place) if len(found) > limit else None}
    )


def _visible(call: Call, model: ReadModel, wanted: Row, batch: int) -> Iterator[tuple[Shown, bool]]:
    """The rows that are asked for and that the caller finds, and whether he sees their inside.

    A page is full without the rows that he does not find: neither its length nor its `next` tells that there are any.
    """
    after, as_of = queries.after(call), queries.as_of(call).position
    while True:
        found = call.desk.reading.rows(
            model,
            congress=queries.division(call, queries.CONGRESS),
            within=queries.division(call, queries.WITHIN),
            having=wanted,
            as_of=as_of,
            after=after,
            limit=batch,
        )
        for shown in found:
            if (inside := _sees_inside(call, shown)) or listed(shown.row):
                yield shown, inside
        if len(found) < batch:
            return
        after, batch = found[-1].place, queries.MOST


def _sees_inside(call: Call, shown: Shown) -> bool:
    return sees_inside(call.actor, shown.congress, shown.row["kind"], shown.row, shown.key)


def _content(shown: Shown, *, inside: bool) -> dict[str, Any]:
    return {"stream": shown.key, **published(shown.row, "inside" if inside else "public")}


def _where(desk: Desk, key: str, mark: int) -> dict[str, str]:
    """The stream's version as of the mark, for `If-Match`, and the mark itself."""
    versions = [
        recorded.originator_version for recorded in desk.ledger.history(stream_named(key)) if recorded.position <= mark
    ]
    return {"ETag": version_tag(max(versions, default=0)), "Minsheng-Position": str(mark)}
