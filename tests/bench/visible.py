"""How soon is what was written seen in a read model?"""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter
from uuid import uuid4

from api.desk import Desk, desk_on
from domain.congress.events import CongressRegistered
from domain.events import Event
from domain.storage import Append
from domain.streams import congress_id
from projections.models import CONGRESSES
from tests.bench.figures import figure
from tests.bench.stores import envelope, stores, unit

WRITES = 200
LIMIT_MS = 10.0
HOME = congress_id("990101")
BEGUN = CongressRegistered(code="990101", level="county", name="示例县人民代表大会")


def bench() -> Iterator[dict[str, object]]:
    """Milliseconds from the answer of a command until its row is there, by a worker in the same process, one write after another."""
    with (
        stores() as found,
        tempfile.TemporaryDirectory() as folder,
        desk_on(found.ledger, Path(folder) / "person.key", work=True) as desk,
    ):
        _seen(desk, 0, BEGUN, patience_s=60)
        seconds = [_seen(desk, number, unit(number)) for number in range(1, WRITES + 1)]
    median = statistics.median(seconds) * 1000
    yield figure(
        "write visible in a read model, median", median / LIMIT_MS, f"<= {LIMIT_MS:g} ms", met=median <= LIMIT_MS,
        milliseconds=median, one_in_twenty_over_ms=statistics.quantiles(seconds, n=20)[-1] * 1000,
    )  # fmt: skip


def _seen(desk: Desk, version: int, event: Event, patience_s: float = 10) -> float:
    receipt = desk.ledger.append([Append(HOME, version, [event])], envelope=envelope(uuid4()), command=None)
    began = perf_counter()
    assert desk.waiting.wait_for(receipt.position, patience_s, [CONGRESSES.name])
    return perf_counter() - began
