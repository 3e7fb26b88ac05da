"""How much of the append's rate is left when it grows the tree in the same transaction?"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from functools import partial
from uuid import uuid4

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from domain.storage import Append, CommandRow, Guard, Ledger, Roles, body_hash, migrate
from domain.storage.migrate import migrations
from tests.bench.figures import figure, rates
from tests.bench.stores import CLERK, envelope, unit
from tests.postgres_fixture import temporary_server

LEAST = 0.7
ROUNDS = 9
EVENTS = [unit(number) for number in range(100)]
WORK = {
    "one event, one writer": (1, 200, 1),
    "one event, 8 writers": (8, 800, 1),
    "100 events in one command": (1, 20, 100),
}
"""How many writers record how many commands of how many events."""


def bench() -> Iterator[dict[str, object]]:
    """The append as it is against the append of the migrations before the tree."""
    with ledgers() as found:
        for name, (writers, commands, events) in WORK.items():
            with ThreadPoolExecutor(writers) as pool:
                work = {which: partial(_work, pool, ledger, commands, events) for which, ledger in found.items()}
                speeds = rates(work, ROUNDS)
            ratio = speeds["with"] / speeds["without"]
            yield figure(
                f"append with the tree / without, {name}", ratio, f">= {LEAST}", met=ratio >= LEAST,
                **{f"{which}_per_second": round(speed) for which, speed in speeds.items()},
            )  # fmt: skip


@contextmanager
def ledgers() -> Iterator[dict[str, Ledger]]:
    """Two ledgers on one durable server, one of which never learned of the tree."""
    with temporary_server(durable=True) as server, ExitStack() as opened:
        found = {}
        for which in ("with", "without"):
            owner = _database(server.owner_conninfo, which)
            migrate(owner)
            if which == "without":
                _forget_tree(owner)
            found[which] = opened.enter_context(Ledger.at(owner, role=Roles().service))
        yield found


def _database(owner: str, which: str) -> str:
    name = f"{conninfo_to_dict(owner)['dbname']}_{which}"
    with psycopg.connect(owner, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    return make_conninfo(owner, dbname=name)


def _forget_tree(owner: str) -> None:
    """Put the functions back as the first three steps made them."""
    log, _, append = (step.text.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION") for step in migrations()[:3])
    head = log[log.index("CREATE OR REPLACE FUNCTION") : log.index("GRANT SELECT")]
    with psycopg.connect(owner, autocommit=True) as connection:
        connection.execute(b"DROP TRIGGER in_tree ON ledger.event_headers")
        connection.execute(b"ALTER TABLE ledger.log_head DROP CONSTRAINT size_and_tree_fit")
        connection.execute(Roles().written_into(head + append).encode())


def _work(pool: ThreadPoolExecutor, ledger: Ledger, commands: int, events: int) -> int:
    return events * len(list(pool.map(lambda _: _append(ledger, events), range(commands))))


def _append(ledger: Ledger, events: int) -> None:
    key = uuid4()
    row = CommandRow(str(CLERK), str(key), body_hash(key.bytes), b'{"stream":"..."}')
    ledger.append(
        [Append(uuid4(), 0, EVENTS[:events])], envelope=envelope(key), command=row, guards=[Guard(uuid4(), 0)]
    )
