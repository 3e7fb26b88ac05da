"""What can a network do to the two ends of a connection, and how does one make it do so by a plan?"""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field
from threading import Event, Thread
from typing import Final

Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]
Open = Callable[[], Awaitable[Streams]]

KINDS: Final = ("lost answer", "black hole", "slow", "cut question", "cut answer")
CHUNK: Final = 65536
SLOWEST_S: Final = 0.3


@dataclass(slots=True)
class Fate:
    """What befalls one connection, and after how many messages: `kind` is one of KINDS, or empty."""

    kind: str
    after: int
    chance: random.Random
    counted: Callable[[str], None]
    begun: bool = False

    def of(self, *, answer: bool) -> str:
        """What happens to the message that just came."""
        if not self.kind or (self.after > 0 and not self.begun):
            self.after -= 1
            return ""
        if not self.begun and answer != (self.kind in {"lost answer", "cut answer", "black hole"}):
            return self.kind if self.kind == "slow" and self._begin() else ""
        self._begin()
        return self.kind

    def _begin(self) -> bool:
        if not self.begun:
            self.begun = True
            self.counted(self.kind)
        return True


@dataclass
class Proxy:
    """Stands before the server that `open_` reaches; while it is `wild`, the plan of `seed` decides over new connections.

    `patience`: the most messages that pass before a fault. `faults` counts those that happened.
    """

    open_: Open
    seed: int
    patience: int
    wild: bool = False
    port: int = 0
    faults: Counter[str] = field(default_factory=Counter)
    _connections: int = 0

    async def carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection from its begin to its end."""
        fate = self._fate()
        with suppress(OSError, asyncio.CancelledError):
            # Who is behind may be away: then whoever came is sent off all the same.
            async with _closing(writer), _opened(self.open_) as (far_reader, far_writer):
                ways = (
                    self._pump(reader, far_writer, fate, answer=False),
                    self._pump(far_reader, writer, fate, answer=True),
                )
                tasks = [asyncio.create_task(way) for way in ways]
                await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
                for task in tasks:
                    task.cancel()
                await asyncio.gather(*tasks, return_exceptions=True)

    def _fate(self) -> Fate:
        """By the plan: which fault the next connection has, if any. One that began in calm weather has it later."""
        self._connections += 1
        chance = random.Random(f"{self.seed} {self._connections}")  # noqa: S311 - a plan, no secret
        return Fate(chance.choice(KINDS), chance.randrange(self.patience), chance, self._count)

    def _count(self, kind: str) -> None:
        self.faults[kind] += 1

    async def _pump(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, fate: Fate, *, answer: bool
    ) -> None:
        while data := await reader.read(CHUNK):
            match fate.of(answer=answer) if self.wild or fate.begun else "":
                case "lost answer":
                    return
                case "black hole":
                    continue
                case "cut question" | "cut answer":
                    writer.write(data[: fate.chance.randrange(len(data))])
                    await writer.drain()
                    return
                case "slow":
                    await asyncio.sleep(fate.chance.uniform(0, SLOWEST_S))
            writer.write(data)
            await writer.drain()


@contextmanager
def proxy(open_: Open, *, seed: int, patience: int) -> Iterator[Proxy]:
    """A proxy on a port of this machine, in a thread of its own."""
    made, ready, loop = Proxy(open_, seed, patience), Event(), asyncio.new_event_loop()
    over = asyncio.Event()

    async def serve() -> None:
        async with await asyncio.start_server(made.carry, "127.0.0.1", 0) as server:
            made.port = server.sockets[0].getsockname()[1]
            ready.set()
            await over.wait()
        everything = asyncio.all_tasks() - {asyncio.current_task()}
        for task in everything:
            task.cancel()
        await asyncio.gather(*everything, return_exceptions=True)
        # What was aborted is closed in the loop's next turn.
        await asyncio.sleep(0)

    thread = Thread(target=loop.run_until_complete, args=(serve(),))
    thread.start()
    ready.wait()
    try:
        yield made
    finally:
        loop.call_soon_threadsafe(over.set)
        thread.join()
        loop.close()


@asynccontextmanager
async def _closing(writer: asyncio.StreamWriter) -> AsyncIterator[None]:
    try:
        yield
    finally:
        writer.close()
        try:
            with suppress(OSError):
                await writer.wait_closed()
        except asyncio.CancelledError:
            # There is no time left to hand over what was not taken yet.
            writer.transport.abort()
            raise


@asynccontextmanager
async def _opened(open_: Open) -> AsyncIterator[Streams]:
    reader, writer = await open_()
    async with _closing(writer):
        yield reader, writer
