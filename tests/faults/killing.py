"""What is found after the database, the service, the worker or the signer was killed at any moment, over and over?"""

from __future__ import annotations

import random
import time
from typing import Final

from tests.faults.books import Books
from tests.faults.clients import Crowd
from tests.faults.deployment import DATABASE, deployment
from tests.faults.found import Found
from tests.faults.reading import hold_read_models

CLIENTS: Final = 6
# A rebuild of everything takes longer the more there is.
REBUILD_EVERY: Final = 50


def killed(rounds: int, seed: int) -> Found:
    """So many rounds on a log that grows fast, signed to its end in each: run, kill one or two, start again, look."""
    chance, found = random.Random(seed), Found("kill -9 of database, writer and signer", seed)  # noqa: S311 - whom and when
    with deployment(found, "writer", "signer") as (made, running):
        books, checked = Books(found), 0
        made.until_signed(running)
        for _ in range(rounds):
            time.sleep(chance.uniform(0.05, 0.6))
            made.kill(chance.sample((DATABASE, "writer", "signer"), chance.choice((1, 1, 2))))
            made.start()
            made.until_signed(running)
            told = made.written()
            books.look(running.owner_conninfo, told[checked:], open_={}, notes=dict(made.seen))
            checked = found.acknowledged = len(told)
    return found


def served(rounds: int, seed: int) -> Found:
    """So many rounds of an office at work over HTTP: click, kill one or two, look, start again, answer what is open, look."""
    chance, found = random.Random(seed), Found("kill -9 of database, service, worker and signer", seed)  # noqa: S311 - whom and when
    with deployment(found, "service", "worker", "signer") as (made, running):
        books, crowd = Books(found), Crowd.of(CLIENTS, made.port, chance)
        made.until_served()
        for place in range(1, rounds + 1):
            with crowd.at_work():
                time.sleep(chance.uniform(0.05, 0.6))
                made.kill(chance.sample((DATABASE, "service", "worker", "signer"), chance.choice((1, 1, 2))))
                with crowd.paused():
                    made.start()
                    books.look(running.owner_conninfo, crowd.told, open_=crowd.open_, notes=dict(made.seen))
                made.until_served()
            books.look(running.owner_conninfo, crowd.told, open_={}, notes=dict(made.seen))
            if place % REBUILD_EVERY == 0 or place == rounds:
                hold_read_models(found, running)
        books.hold_nothing_else({one.command for one in crowd.told})
        crowd.add_to(found)
        made.until_signed(running)
        books.look(running.owner_conninfo, (), open_={}, notes=dict(made.seen))
    return found
