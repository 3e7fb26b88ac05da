"""What may everybody see of the log as a whole: its signed roots, and the tiles of its tree?

Both hold hashes alone, so they are public at once, whatever is not announced yet (C2SP tlog-tiles).
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any, Final
from weakref import WeakKeyDictionary

from api.bundle.serving import Tiles
from api.bundle.tiles import parse_tile
from api.http import queries
from api.http.audience import EVERYONE
from api.http.failures import log
from api.http.reply import Reply
from api.http.route import V1, Call, Parameter, Route
from api.log.shelf import Published, Shelf, ShelfDamaged
from api.refusals import QueryInvalid, ServiceAway
from domain.calendar import rfc3339
from domain.refusals import NotFound
from domain.storage import Ledger

TEXT: Final = "text/plain; charset=utf-8"
BYTES: Final = "application/octet-stream"
FOR_EVER: Final = {"Cache-Control": "public, max-age=31536000, immutable"}
"""A tile never changes, and everybody sees the same."""
UPTO: Final = Parameter(
    name="upto", place="query", summary="只要不大于它的签名的根", schema={"type": "integer", "minimum": 0}
)

_TILES: Final[WeakKeyDictionary[Ledger, Tiles]] = WeakKeyDictionary()
_LOCK: Final = Lock()


def _newest(call: Call) -> Reply:
    """The note itself, as the signer and the witnesses signed it."""
    queries.refuse_unknown(call, ())
    newest = newest_of(call)
    if newest is None:
        raise NotFound("还没有公布签名的根。")
    return Reply(content=_note_of(newest), media_type=TEXT)


def _listed(call: Call) -> Reply:
    """A page of them, the newest first."""
    queries.refuse_unknown(call, (UPTO, queries.LIMIT))
    upto, limit = queries.number(call, UPTO, 2**53 - 1), queries.limit(call)
    found = [] if call.desk.checkpoints is None else Shelf(call.desk.checkpoints).upto(upto)
    items = [_shown(each) for each in reversed(found[-limit:])]
    return Reply(content={"items": items})


def _shown(published: Published) -> dict[str, Any]:
    return {
        "size": published.size,
        "time": rfc3339(published.time),
        "note": _note_of(published).decode(),
        "timestamped": published.token_path.exists(),
    }


def _note_of(published: Published) -> bytes:
    """The note as it stands; whose file is damaged is for those who run the service to know, and not where it lies."""
    try:
        return published.note.encoded
    except ShelfDamaged as damaged:
        log().error("checkpoint_unreadable", size=published.size)
        raise ServiceAway("公布的签名的根有一份读不出来，请告诉运维。") from damaged


def _tile(call: Call) -> Reply:
    """A tile of the tree under the newest signed root: nobody learns of the log's growth before it is signed."""
    queries.refuse_unknown(call, ())
    newest = newest_of(call)
    tile = parse_tile(f"{call.path['level']}/{call.path['number']}")
    if newest is None or tile is None or tile.leaves > newest.size:
        raise NotFound("没有这一块。")
    content = tiles_of(call.desk.ledger).read(tile)
    if content is None:
        raise NotFound("没有这一块。")
    return Reply(content=content, media_type=BYTES, headers=FOR_EVER)


def tiles_of(ledger: Ledger) -> Tiles:
    """What serves the tiles of a ledger, one for all who ask."""
    with _LOCK:
        return _TILES.setdefault(ledger, Tiles(ledger))


def newest_of(call: Call) -> Published | None:
    """The newest signed root on the shelf, None before the first."""
    folder = call.desk.checkpoints
    if folder is None or not folder.exists():
        return None
    return _newest_in(folder, folder.stat().st_mtime_ns)


@lru_cache(maxsize=8)
def _newest_in(folder: Path, _changed_ns: int) -> Published | None:
    """Looked up once for each change of the folder, which may hold many."""
    return Shelf(folder).newest()


def _read(path: str, summary: str, handle: Any, *refusals: Any, **more: Any) -> Route:
    found = (*refusals, QueryInvalid)
    return Route(
        method="GET", path=V1 + path, summary=summary, audience=EVERYONE, handle=handle, refusals=found, **more
    )


ROUTES: Final = (
    _read("/log/checkpoint", "最新的签名的根", _newest, NotFound, ServiceAway, answer_media_type="text/plain"),
    _read(
        "/log/checkpoints",
        "签名的根列表",
        _listed,
        ServiceAway,
        answer=dict[str, Any],
        parameters=(UPTO, queries.LIMIT),
    ),
    _read("/log/tile/{level}/{number}", "树的散列，一块256个", _tile, NotFound, answer_media_type=BYTES, deep=True),
)
