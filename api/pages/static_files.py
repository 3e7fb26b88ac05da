"""How do browsers get the scripts, styles and pictures of the pages, each version of them once?

The address of every file names the content of them all: what was sent under one never changes, and is kept for a year without
asking again. An upgrade gives new addresses; under an old one nothing is found, rather than something newer.
"""

from __future__ import annotations

import gzip
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from api.http.audience import EVERYONE
from api.http.reply import ANY, Reply
from api.http.route import Call, Route
from api.refusals import NoSuchPath

STATIC: Final = Path(__file__).parent / "static"
SUMS: Final = "SHA256SUMS"
"""What the files of others must be; kept beside them, and not served."""
TYPES: Final = {
    ".css": "text/css",
    ".ico": "image/x-icon",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
    ".LICENSE": "text/plain",
    ".NOTICE": "text/plain",
}
FOREVER: Final = {"Cache-Control": "public, max-age=31536000, immutable", "Vary": "Accept-Encoding"}
DIGITS: Final = 16

_TAKEN: Final = re.compile(r"gzip(?:;q=(?!0(?:\.0*)?$).*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class StaticFile:
    """One file as it goes out: its media type, its bytes, and the same packed."""

    media_type: str
    plain: bytes
    packed: bytes


def address(name: str) -> str:
    """Where a browser gets the file `name`, "vendor/htmx.min.js"; raises `KeyError` where there is none."""
    if name not in files():
        raise KeyError(name)
    return f"/static/{digest()}/{name}"


@cache
def digest() -> str:
    """The first digits of the SHA-256 over the names and the bytes of all files."""
    known = [(name, hashlib.sha256(file.plain).hexdigest()) for name, file in sorted(files().items())]
    return hashlib.sha256(repr(known).encode()).hexdigest()[:DIGITS]


@cache
def files() -> Mapping[str, StaticFile]:
    """Every file by its name below the folder, read and packed once."""
    found = (path for path in sorted(STATIC.rglob("*")) if path.is_file() and path.name != SUMS)
    return {path.relative_to(STATIC).as_posix(): _read(path) for path in found}


def _read(path: Path) -> StaticFile:
    plain = path.read_bytes()
    return StaticFile(TYPES[path.suffix], plain, gzip.compress(plain, mtime=0))


def _file(call: Call) -> Reply:
    """The file, packed where the browser takes that; raises `NoSuchPath` for another version than the one that is served."""
    file = files().get(call.path["name"])
    if file is None or call.path["digest"] != digest():
        raise NoSuchPath("没有这个文件，或者系统已经更新。请刷新页面。")
    if _takes_gzip(call.headers.get("accept-encoding", "")):
        return Reply(content=file.packed, headers={**FOREVER, "Content-Encoding": "gzip"}, media_type=file.media_type)
    return Reply(content=file.plain, headers=dict(FOREVER), media_type=file.media_type)


def _takes_gzip(accepted: str) -> bool:
    """Whether `Accept-Encoding` names gzip and does not weigh it with 0 (RFC 9110 §12.5.3)."""
    return any(_TAKEN.fullmatch(each.replace(" ", "").replace("\t", "")) for each in accepted.split(","))


ROUTES: Final = (
    Route(
        method="GET",
        path="/static/{digest}/{name}",
        summary="页面的脚本、样式和图形",
        audience=EVERYONE,
        handle=_file,
        answer_media_type=ANY,
        refusals=(NoSuchPath,),
        deep=True,
        free=True,
    ),
)
