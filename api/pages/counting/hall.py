"""What does the screen in the hall show, and how does it stay up to date without anybody touching it?"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Any, Final

from sse_starlette import ServerSentEvent

from api.http.audience import INSIDERS
from api.http.reply import Reply
from api.http.route import Call
from api.pages.counting.bars import bars_of, quorum_of
from api.pages.inside import read
from api.pages.look import ENVIRONMENT, HTML, drawn
from api.pages.routes import shown
from api.refusals import TooManyRequests
from domain.refusals import Refusal
from domain.storage import ConnectionLost
from projections.model import ReadModel
from projections.models import ROUND_RESULTS, SATISFACTION

EVENTS: Final = "text/event-stream"
LOOK_S: Final = 0.5
"""How often it is looked whether anything was recorded; that costs neither a thread nor the database."""
MOST_SCREENS: Final = 40
AGAIN_MS: Final = 3000
"""After how long a browser whose stream broke off comes back."""


@dataclass(slots=True)
class Seats:
    """How many screens look on at the same time, all ballots together."""

    most: int
    taken: int = 0

    def refuse_full(self) -> None:
        """Raise `TooManyRequests` where there is no place."""
        if self.taken >= self.most:
            raise TooManyRequests(f"已经有{self.most}块大屏开着，请先关掉不用的。", retry_after_s=AGAIN_MS // 1000)

    @contextmanager
    def one(self) -> Iterator[None]:
        """A place as long as the screen looks on."""
        self.taken += 1
        try:
            yield
        finally:
            self.taken -= 1


SEATS: Final = Seats(MOST_SCREENS)


def _board(call: Call, path: str) -> str:
    row = read(call, f"{path}/hall", call.path)
    return ENVIRONMENT.get_template("counting/board.html").render(row=row, bars=bars_of(row), quorum=quorum_of(row))


def _screen(path: str) -> Callable[[Call], Reply]:
    def handle(call: Call) -> Reply:
        row = read(call, f"{path}/hall", call.path)
        content = drawn(
            "counting/hall.html",
            title=f"{row['meeting_title']}会场大屏",
            headers=call.headers,
            actor=call.actor,
            row=row,
            bars=bars_of(row),
            quorum=quorum_of(row),
            stream=f"{path.partition('{')[0]}{row['stream']}/hall.events",
        )
        return Reply(content=content, status=HTTPStatus.OK, media_type=HTML)

    return handle


def _stream(path: str, model: ReadModel) -> Callable[[Call], Reply]:
    def handle(call: Call) -> Reply:
        SEATS.refuse_full()
        # Whoever may not look is told so at once, and not by a stream that breaks off.
        _board(call, path)
        return Reply(content=_events(lambda: call.desk.waiting.mark(model.name), lambda: _board(call, path)))

    return handle


async def _events(mark: Callable[[], int], board: Callable[[], str]) -> AsyncIterator[ServerSentEvent]:
    """The board whenever it has changed; between two looks there is nothing but a number in memory."""
    seen, last = None, ""
    with SEATS.one():
        while True:
            if (now := mark()) != seen:
                try:
                    found = await asyncio.to_thread(board)
                except (Refusal, ConnectionLost):
                    # The browser comes back by itself, and is told then what is wrong.
                    return
                seen = now
                if found != last:
                    last = found
                    yield ServerSentEvent(data=found, event="board", retry=AGAIN_MS)
            await asyncio.sleep(LOOK_S)


def _doors(path: str, what: str, model: ReadModel) -> tuple[Any, ...]:
    return (
        shown(f"{path}/hall", f"{what}会场大屏", _screen(path), INSIDERS),
        replace(
            shown(f"{path}/hall.events", f"{what}会场大屏的变化", _stream(path, model), INSIDERS),
            answer_media_type=EVENTS,
        ),
    )


ROUTES: Final = (
    *_doors("/rounds/{round}", "票决", ROUND_RESULTS),
    *_doors("/evaluations/{evaluation}", "测评", SATISFACTION),
)
