"""What is found after the network between database, service and clients did whatever networks do?"""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any, Final

from psycopg.conninfo import conninfo_to_dict, make_conninfo

from api.postgres import Server
from tests.faults.books import Books
from tests.faults.clients import CODES, Asked, Crowd, send
from tests.faults.deployment import Deployment, deployment
from tests.faults.found import Found, Told
from tests.faults.proxy import Proxy, proxy
from tests.faults.reading import hold_read_models
from tests.verbs import until

CLIENTS: Final = 24
DEADLINE_S: Final = 1.0
"""Of the service for the database; its clients wait a little longer."""
AT_ONCE: Final = 100
LOOK_EVERY: Final = 100


def disturbed(faults: int, seed: int) -> Found:
    """So many connections of either kind spoilt while an office is at work; then all is quiet, and everything is there once."""
    chance, found = random.Random(seed), Found("network between database, service and clients", seed)  # noqa: S311 - which, and when
    with behind_proxies(found, seed, 20) as (made, running, ways):
        books = Books(found)
        crowd = Crowd.of(CLIENTS, ways[1].port, chance, 3 * DEADLINE_S)
        for part in range(-(-faults // LOOK_EVERY)):
            goal = min(faults, (part + 1) * LOOK_EVERY)
            with crowd.at_work():
                rage(ways, goal)
            books.look(running.owner_conninfo, crowd.told, open_={}, notes=dict(made.seen))
        hold_read_models(found, running)
        books.hold_nothing_else({one.command for one in crowd.told})
        found.tried = spoilt(ways)
        crowd.add_to(found)
    return found


def duplicated(keys: int, seed: int) -> Found:
    """So many commands, each sent by a hundred at once under one key, over a network that loses answers."""
    found = Found("the same request a hundred times at once", seed)
    with behind_proxies(found, seed, 150) as (_, running, ways), ThreadPoolExecutor(AT_ONCE) as callers:
        books, told = Books(found), []
        weather(ways[:1], wild=True)
        for code in map(str, CODES[:keys]):
            body = {"code": code, "level": "county", "name": "示例县人民代表大会"}
            asked = Asked("/congresses", f"k-{code}", body, code)
            said = list(
                callers.map(lambda _, asked=asked: until(lambda: _settled(ways[1].port, asked)), range(AT_ONCE))
            )
            if len(set(said)) != 1 or said[0][0] != 201:
                found.false.append(f"{asked.key} was answered {Counter(said).most_common(3)}")
            told.append(Told(asked.command, said[0][1], 1))
            found.tried["duplicates"] += AT_ONCE - 1
        weather(ways, wild=False)
        books.look(running.owner_conninfo, told, open_={}, notes={})
        books.hold_nothing_else({one.command for one in told})
        found.acknowledged = len(told)
    return found


def _settled(port: int, asked: Asked) -> tuple[int, Any] | None:
    """Status and position; None where there is no certain answer."""
    try:
        status, answer = send(port, asked)
    except OSError:
        return None
    return None if status >= 500 else (status, answer.get("position"))


@contextmanager
def behind_proxies(found: Found, seed: int, patience: int) -> Iterator[tuple[Deployment, Server, list[Proxy]]]:
    """A service whose database is reached through one proxy, and which is reached through another: in this order.

    `patience`: the most messages between service and database on one connection before a fault.
    """
    with deployment(found) as (made, running):

        async def to_database() -> Any:
            return await asyncio.open_unix_connection(_socket(running))

        async def to_service() -> Any:
            return await asyncio.open_connection("127.0.0.1", made.port)

        with (
            proxy(to_database, seed=seed, patience=patience) as near,
            proxy(to_service, seed=seed + 1, patience=3) as far,
        ):
            made.environment["DATABASE_URL"] = make_conninfo(
                running.owner_conninfo, host="127.0.0.1", port=near.port, sslmode="disable"
            )
            made.environment["MINSHENG_STATEMENT_DEADLINE_SECONDS"] = str(DEADLINE_S)
            made.names = ("service",)
            made.until_served()
            yield made, running, [near, far]


def weather(ways: list[Proxy], *, wild: bool) -> None:
    """From now on faults happen, or no new ones."""
    for way in ways:
        way.wild = wild


def rage(ways: list[Proxy], goal: int) -> None:
    """Bad weather until there were so many faults in all."""
    weather(ways, wild=True)
    try:
        until(lambda: spoilt(ways).total() >= goal)
    finally:
        # Whatever is open can be answered only now.
        weather(ways, wild=False)


def spoilt(ways: list[Proxy]) -> Counter[str]:
    """The faults so far, of either connection."""
    near, far = (way.faults for way in ways)
    named = {f"database: {kind}": count for kind, count in near.items()}
    return Counter({**named, **{f"client: {kind}": count for kind, count in far.items()}})


def _socket(running: Server) -> str:
    parts = conninfo_to_dict(running.owner_conninfo)
    return f"{parts['host']}/.s.PGSQL.{parts['port']}"
