"""How does an auditor see an event as it is stored: its bytes, what the header commits to, and its leaf?"""

from __future__ import annotations

from functools import partial
from typing import Any, Final

from api.http import queries
from api.http.audience import INSIDERS
from api.http.reply import Reply
from api.http.resources.events import named
from api.http.route import V1, Call, Route
from api.refusals import OtherCongress, QueryInvalid
from domain.leaves import entry
from domain.merkle import hasher
from domain.refusals import NotFound
from domain.storage.tree import Header, read_headers, select_algorithm

BYTES: Final = "application/octet-stream"


def _stored(call: Call) -> Reply:
    """Everything from which the leaf is made, in hex, and the content as text; empty where it was lawfully erased."""
    queries.refuse_unknown(call, ())
    header, ledger = _header(call), call.desk.ledger
    hash_ = hasher(ledger.read(select_algorithm))
    return Reply(
        content={
            "position": header.position,
            "stream": str(header.stream),
            "version": header.version,
            "topic": header.topic,
            "commitment": header.commitment.hex(),
            "blind": "" if header.blind is None else header.blind.hex(),
            "state": "" if header.state is None else header.state.decode("utf-8", "replace"),
            "bytes": 0 if header.state is None else len(header.state),
            "entry": entry(*header[:5]).hex(),
            "leaf": header.leaf(hash_).hex(),
            "holds": header.holds(hash_),
        }
    )


def _bytes(call: Call) -> Reply:
    """The content, byte for byte; raises `NotFound` where it was lawfully erased."""
    queries.refuse_unknown(call, ())
    header = _header(call)
    if header.state is None:
        raise NotFound(f"第{header.position}号的内容已依法删除。")
    named_so = {"Content-Disposition": f'attachment; filename="event-{header.position}.json"'}
    return Reply(content=header.state, media_type=BYTES, headers=named_so)


def _header(call: Call) -> Header:
    position = named(call).position
    return call.desk.ledger.read(partial(read_headers, after=position - 1, limit=1))[0]


def _read(path: str, summary: str, handle: Any, **more: Any) -> Route:
    return Route(
        method="GET",
        path=f"{V1}/events/{{position}}{path}",
        summary=summary,
        audience=INSIDERS,
        handle=handle,
        refusals=(NotFound, OtherCongress, QueryInvalid),
        **more,
    )


ROUTES: Final = (
    _read("/stored", "一件事存下来的内容、承诺和叶子", _stored, answer=dict[str, Any]),
    _read("/bytes", "一件事存下来的原字节", _bytes, answer_media_type=BYTES),
)
