"""How does a witness answer over HTTP, with the paths and statuses that every log of the field knows?

    POST /add-checkpoint                 200 the cosignature; 400, 403, 404, 422 why not; 409 the size to go on from
    GET  /<hash of origin>/checkpoint    200 the checkpoint that was cosigned last; 404 none

Source: C2SP tlog-witness. Nobody is asked who he is: what counts is the log's signature.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from http import HTTPStatus
from typing import Any, Final

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from api.http.failures import log_failure
from api.http.statuses import status_of
from api.log.witnessing import OtherSizeRemembered, Witness
from domain.refusals import Refusal
from domain.transparency.submissions import LARGEST_SUBMISSION_BYTES, SubmissionMalformed

READ_SECONDS: Final = 20
HASH: Final = re.compile("[0-9a-f]{64}")


def build_witness(witness: Witness, on_refusal: Callable[[Refusal], None] = lambda _refused: None) -> Starlette:
    """The app of one witness; `on_refusal` hears of everything that was not cosigned."""

    async def add_checkpoint(request: Request) -> Response:
        raw = await _read(request)
        return PlainTextResponse((await run_in_threadpool(witness.add, raw)).line)

    async def checkpoint(request: Request) -> Response:
        asked = request.path_params["origin_hash"]
        note = await run_in_threadpool(witness.memory.last, asked) if HASH.fullmatch(asked) else None
        return Response(status_code=HTTPStatus.NOT_FOUND) if note is None else PlainTextResponse(note.encoded)

    routes = [
        Route("/add-checkpoint", _answered(add_checkpoint, on_refusal), methods=["POST"]),
        Route("/{origin_hash}/checkpoint", _answered(checkpoint, on_refusal), methods=["GET"]),
    ]
    app = Starlette(routes=routes)
    app.router.redirect_slashes = False
    return app


def _answered(handle: Callable[[Request], Any], on_refusal: Callable[[Refusal], None]) -> Callable[[Request], Any]:
    async def endpoint(request: Request) -> Response:
        try:
            answer: Response = await handle(request)
        except Refusal as refused:
            on_refusal(refused)
            return _refusal(refused)
        except Exception as error:  # noqa: BLE001 - whatever it is, nothing was cosigned, and the log has the reason
            log_failure(request.method, request.url.path, error)
            return Response(status_code=HTTPStatus.INTERNAL_SERVER_ERROR)
        return answer

    return endpoint


def _refusal(refused: Refusal) -> Response:
    if isinstance(refused, OtherSizeRemembered):
        return Response(f"{refused.size}\n", HTTPStatus.CONFLICT, headers={"content-type": "text/x.tlog.size"})
    return PlainTextResponse(f"{refused.code}: {refused.detail}\n", status_of(type(refused)))


async def _read(request: Request) -> bytes:
    """The body, as much of it as a submission may have; raises `SubmissionMalformed`."""
    body = bytearray()
    try:
        async with asyncio.timeout(READ_SECONDS):
            async for chunk in request.stream():
                body += chunk
                if len(body) > LARGEST_SUBMISSION_BYTES:
                    break
    except (ClientDisconnect, TimeoutError):
        raise SubmissionMalformed("申请没有收全。") from None
    return bytes(body)
