"""What did the caller send, if it is of the right kind and not too much?"""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from typing import TYPE_CHECKING, Final

from api.http.reply import ANY, FILES
from api.refusals import BodyTooLarge, BodyTooSlow, MediaTypeUnsupported

if TYPE_CHECKING:
    from starlette.requests import Request

    from api.http.route import Body


LEAST_SECONDS: Final = 20
SLOWEST_BYTES_A_SECOND: Final = 2**15


async def read_body(request: Request, body: Body | None) -> bytes:
    """The bytes of the body, b'' for a route that takes none; stops reading at the limit.

    Raises `MediaTypeUnsupported`, `BodyTooLarge`, `BodyTooSlow`.
    """
    if body is None:
        return b""
    _refuse_other_kind(request, body)
    announced = request.headers.get("content-length", "")
    if announced.isdecimal() and int(announced) > body.limit_bytes:
        raise _too_large(body)
    try:
        async with asyncio.timeout(seconds_for(body)):
            return await _read(request, body)
    except TimeoutError:
        raise BodyTooSlow("内容没有按时收全，没有办理。请换一个快些的网络再交。") from None


def seconds_for(body: Body) -> int:
    """How long the body may take at most: whoever sends a byte now and then holds a connection, and nothing else of ours."""
    return LEAST_SECONDS + body.limit_bytes // SLOWEST_BYTES_A_SECOND


async def _read(request: Request, body: Body) -> bytes:
    chunks, size = [], 0
    async with aclosing(request.stream()) as stream:
        async for chunk in stream:
            size += len(chunk)
            if size > body.limit_bytes:
                raise _too_large(body)
            chunks.append(chunk)
    return b"".join(chunks)


def _refuse_other_kind(request: Request, body: Body) -> None:
    given, _, rest = request.headers.get("content-type", "").partition(";")
    if body.media_type not in (ANY, given.strip().lower()):
        raise MediaTypeUnsupported(f"请求头Content-Type应为{body.media_type}，收到的是{given.strip()[:60] or '空'}。")
    charset = rest.strip().lower().removeprefix("charset=").strip('"')
    if body.media_type not in (ANY, FILES) and charset not in ("", "utf-8"):
        raise MediaTypeUnsupported("内容须以UTF-8编码。")
    if request.headers.get("content-encoding", "identity") != "identity":
        raise MediaTypeUnsupported("内容不能压缩后提交。")


def _too_large(body: Body) -> BodyTooLarge:
    return BodyTooLarge(f"内容超过{body.limit_bytes}字节的上限。", limit_bytes=body.limit_bytes)
