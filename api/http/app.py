"""How does a request reach its handler: who asks, is the door open to him, what did he send, and what does he get?"""

from __future__ import annotations

import asyncio
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, asynccontextmanager
from functools import partial
from http import HTTPStatus
from typing import Any, Final, TypeVar

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route as Address

from api.accounts.unheard import Unheard
from api.actor import ANONYMOUS, Actor
from api.desk import Desk
from api.http.actor import Actors
from api.http.audience import admit
from api.http.body import read_body
from api.http.failures import log_failure
from api.http.forbidden import FORBIDDEN, count_refused
from api.http.noting import Noted, is_noted
from api.http.origins import refuse_other_hosts, refuse_other_sites
from api.http.problems import problem
from api.http.reply import Reply
from api.http.rooms import Rooms
from api.http.route import Call, Route
from api.http.terms import Terms
from api.refusals import InternalFault, Malformed, MethodNotAllowed, NoSuchPath, ServiceAway
from domain.refusals import Faults, Refusal
from domain.storage import ConnectionLost
from domain.texts import shown

WORKERS: Final = 40
"""Handlers at work at the same time: more of them wait longer for one another than the database takes."""

T = TypeVar("T")

OpenDesk = Callable[[], AbstractContextManager[Desk]]


class DoorWithoutLock(Exception):  # noqa: N818 - said of the route
    """A route names no audience: the app does not start."""


def build_app(routes: Sequence[Route], open_desk: OpenDesk, actors: Actors, terms: Terms | None = None) -> Starlette:
    """The service: `open_desk` is entered when it starts and left when it stops; `actors` says who sent a request.

    `terms`: by which names, and how much to whom. Raises `DoorWithoutLock` when a route names nobody to whom it is open.
    """
    if unlocked := [f"{route.method} {route.path}" for route in routes if not route.audience]:
        raise DoorWithoutLock("、".join(unlocked))

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        opened = open_desk()
        app.state.desk = await run_in_threadpool(opened.__enter__)
        try:
            with ThreadPoolExecutor(WORKERS, "handler") as app.state.workers:
                app.state.rooms = Rooms()
                yield
        finally:
            await run_in_threadpool(opened.__exit__, None, None, None)

    terms = terms or Terms()
    addresses = _addresses(routes, actors, terms)
    app = Starlette(routes=addresses, lifespan=lifespan, exception_handlers={HTTPException: _unrouted})
    app.state.headers = terms.headers
    # An address with a slash too many would be answered with a way to whatever host the request names.
    app.router.redirect_slashes = False
    return app


def _addresses(routes: Sequence[Route], actors: Actors, terms: Terms) -> list[Address]:
    """One address for all methods of a path, so that a wrong method is told the right ones."""
    by_path: defaultdict[str, dict[str, Route]] = defaultdict(dict)
    for route in routes:
        if route.method in by_path[route.path]:
            raise ValueError(f"two routes for {route.method} {route.path}")
        by_path[route.path][route.method] = route
    return [
        Address(_pattern(path, methods), _endpoint(methods, actors, terms), methods=list(methods))
        for path, methods in by_path.items()
    ]


def _pattern(path: str, methods: Mapping[str, Route]) -> str:
    deep = any(route.deep for route in methods.values())
    return f"{path.removesuffix('}')}:path}}" if deep else path


def _endpoint(methods: Mapping[str, Route], actors: Actors, terms: Terms) -> Callable[[Request], Any]:
    async def endpoint(request: Request) -> Response:
        route = methods["GET" if request.method == "HEAD" else request.method]
        began = time.monotonic()
        reply = await _reply(route, request, actors, terms)
        if terms.note is not None and is_noted(route):
            took = round((time.monotonic() - began) * 1000)
            terms.note(Noted(method=route.method, route=route.path, status=int(reply.status), milliseconds=took))
        return reply.response(terms.headers)

    return endpoint


async def _reply(route: Route, request: Request, actors: Actors, terms: Terms) -> Reply:
    """What the handler answers, or why not: nothing that goes wrong leaves here."""
    try:
        return await _answer(route, request, actors, terms)
    except Unheard as unheard:
        # Out here nobody else waits for it.
        await asyncio.sleep(unheard.after_s)
        return problem(unheard.refused)
    except (Refusal, Faults) as refused:
        return problem(refused)
    except ClientDisconnect:
        # Nobody is there to read it, and nothing is wrong with us: the log stays silent.
        return problem(Malformed("内容没有收全，连接就断了。"))
    except ConnectionLost:
        return problem(ServiceAway("与数据库的连接断了，请稍后重试。"))
    except Exception as error:  # noqa: BLE001 - whatever it is, the caller gets a problem document and the log the reason
        log_failure(route.method, route.path, error)
        return problem(InternalFault("系统出错。如果是登记，请用同一个请求编号重试，以确认是否已经登记。"))


async def _answer(route: Route, request: Request, actors: Actors, terms: Terms) -> Reply:
    """For us, from whom, parse, handle; the handlers are plain functions and may wait, so they run beside the loop."""
    refuse_other_hosts(request.headers, terms.hosts)
    refuse_other_sites(request.headers, route, terms.origin)
    terms.quotas.spend_before_asking(route)
    actor = ANONYMOUS if route.unasked or route.free else await _actor(request, actors)
    terms.quotas.spend(actor, route)
    try:
        return await _handled(route, request, actor)
    except tuple(FORBIDDEN) as refused:
        if actor.through:
            await _beside(request, partial(count_refused, actor=actor, what=FORBIDDEN[type(refused)], route=route))
        raise


async def _handled(route: Route, request: Request, actor: Actor) -> Reply:
    admit(actor, route)
    state = request.app.state
    call = Call(
        desk=state.desk,
        actor=actor,
        route=route.path,
        path=request.path_params,
        query=request.query_params,
        headers=request.headers,
        body=await read_body(request, route.body),
    )
    async with state.rooms.entered(actor, route):
        return await _beside(request, lambda _desk: route.handle(call))


async def _beside(request: Request, work: Callable[[Desk], T]) -> T:
    """What may wait is done beside the loop."""
    state = request.app.state
    return await asyncio.get_running_loop().run_in_executor(state.workers, work, state.desk)


async def _actor(request: Request, actors: Actors) -> Actor:
    """Whoever the headers say, or whoever it is that shows what only he has; the latter is looked up beside the loop."""
    claimed = actors(request.headers)
    if isinstance(claimed, Actor):
        return claimed
    async with request.app.state.rooms.looking():
        return await _beside(request, claimed.actor)


def _unrouted(request: Request, error: Exception) -> Response:
    """What the router itself says: no such address, or not for this method."""
    assert isinstance(error, HTTPException)
    asked = shown(request.url.path, longest=80)
    refused: Refusal = NoSuchPath(f"没有{asked}这个地址。")
    if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        refused = MethodNotAllowed(f"{asked}不支持{request.method}请求。")
    headers: dict[str, str] = request.app.state.headers
    return problem(refused, error.headers).response(headers)
