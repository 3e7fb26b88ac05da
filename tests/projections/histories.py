"""Which histories are folded into all read models: the demonstration's year, generated years, and whatever was tried at random?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from random import Random
from typing import Final, cast

from api.demo.play import play
from domain.events import Recorded
from domain.people import People, PersonKeys
from domain.storage import Ledger
from tests.memory import Memory
from tests.projections import random_sessions as sessions
from tests.projections import solicited
from tests.projections.kit import Log
from tests.projections.random_years import random_year
from tests.projections.watched import supervised_at_random
from tests.scenarios import congress
from tests.seeds.history import acts, recorded
from tests.seeds.places import seats

SMALL: Final = seats(1, 1, {"county": 2, "township": 1})
WILD: Final[tuple[Callable[[Random], Log], ...]] = (
    lambda rng: sessions.at_random(rng).log,
    lambda rng: solicited.at_random(rng, congress()).desk.log,
    lambda rng: supervised_at_random(rng).log,
    lambda rng: random_year(rng).log,
)


def at_random(rng: Random) -> Log:
    """A generated year of a banner and a township, or its beginning, among whatever else is tried in other congresses."""
    year = list(recorded(acts(rng.getrandbits(32), SMALL, years=1)))
    return _interleaved(rng, year[: rng.randint(50, len(year))], rng.choice(WILD)(rng).events)


def _interleaved(rng: Random, *histories: Sequence[Recorded]) -> Log:
    """One log of histories of different congresses, each in its own order."""
    log, left = Log(), [list(reversed(history)) for history in histories if history]
    while left:
        history = rng.choice(left)
        log.take([history.pop()])
        left = [one for one in left if one]
    return log


@cache
def demonstration() -> Log:
    """The demonstration's year of 示例县 and 示例镇."""
    memory, log = Memory(), Log()
    ledger = cast("Ledger", memory)
    play(ledger, People(ledger, PersonKeys(Path(), {"0" * 16: bytes(32)})), lambda: None)
    log.take(memory.events)
    return log
