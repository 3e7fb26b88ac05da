"""How many requests of strangers are at work at the same time, so that there is always room for those who are known?

The rooms of strangers together are smaller than the workers. Whoever finds his room full waits outside of it, where he holds neither
a worker nor a connection to the database; for a while. Before it is known who somebody is, he is a stranger too, whatever he shows.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import TYPE_CHECKING, Final

from api.http.route import V1
from api.refusals import TooManyRequests

if TYPE_CHECKING:
    from api.actor import Actor
    from api.http.route import Route

PROVIDER: Final = f"{V1}/session/provider"

READING: Final = 6
"""Whoever has not signed in, and asks or calculates."""
SIGNING_IN: Final = 6
"""More than there are passwords looked at at the same time."""
GOING: Final = 4
"""To the provider of sign-in and back: each may wait for it for seconds."""
LOOKING: Final = 8
"""Whoever shows a cookie or a token, until it is known whose it is."""
PATIENCE_S: Final = 5.0
AGAIN_AFTER_S: Final = 5


class Rooms:
    """The rooms of one service; made where its loop runs. `patience_s`: for how long anybody waits before a full one."""

    def __init__(self) -> None:
        self.patience_s = PATIENCE_S
        self._reading = asyncio.Semaphore(READING)
        self._signing_in = asyncio.Semaphore(SIGNING_IN)
        self._going = asyncio.Semaphore(GOING)
        self._looking = asyncio.Semaphore(LOOKING)

    @asynccontextmanager
    async def entered(self, actor: Actor, route: Route) -> AsyncIterator[None]:
        """A place for a request of this actor; raises `TooManyRequests` where none was free for a while."""
        room = self._of(actor, route)
        if room is None:
            yield
            return
        async with self._place(room):
            yield

    def looking(self) -> AbstractAsyncContextManager[None]:
        """A place for finding out whose a cookie or a token is; raises `TooManyRequests` likewise."""
        return self._place(self._looking)

    @asynccontextmanager
    async def _place(self, room: asyncio.Semaphore) -> AsyncIterator[None]:
        try:
            async with asyncio.timeout(self.patience_s):
                await room.acquire()
        except TimeoutError:
            said = f"现在请求太多，没有办理，请过{AGAIN_AFTER_S}秒再试。"
            raise TooManyRequests(said, retry_after_s=AGAIN_AFTER_S) from None
        try:
            yield
        finally:
            room.release()

    def _of(self, actor: Actor, route: Route) -> asyncio.Semaphore | None:
        if route.path.startswith(PROVIDER):
            return self._going
        if route.unasked:
            return self._signing_in
        known = actor.through or actor.role != "public"
        return None if known or route.free else self._reading
