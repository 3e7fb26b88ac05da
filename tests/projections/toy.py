"""Which read model is small enough to see what the machinery around it does?"""

from __future__ import annotations

from uuid import UUID, uuid5

from domain.congress.events import UnitMerged, UnitRegistered, UnitRenamed
from domain.events import Recorded
from projections.model import ReadModel, Rows
from tests.projections.kit import Log

POISON = "毒"
NAMESPACE = UUID(int=7)


def _registered(rows: Rows, recorded: Recorded, event: UnitRegistered) -> None:
    if event.name == POISON:
        raise ValueError(event.name)
    key = str(recorded.originator_id)
    before = rows.get(key) or {"count": 0, "sum": 0}
    # The number of the unit stands for a vote: whoever counts one twice, or misses one, gets another sum.
    rows.put(
        key, {"count": before["count"] + 1, "sum": before["sum"] + int(event.unit), "parts": [f"{key}#last"]}, "990101"
    )
    rows.put(f"{key}#last", {"unit": event.unit})


def _renamed(rows: Rows, recorded: Recorded, event: UnitRenamed) -> None:
    key = str(recorded.originator_id)
    row = rows.get(key)
    if row is not None:
        rows.put(key, dict(row), event.name)


def _merged(rows: Rows, recorded: Recorded, _event: UnitMerged) -> None:
    rows.remove(str(recorded.originator_id))


def _keys(recorded: Recorded) -> tuple[str, str]:
    return str(recorded.originator_id), f"{recorded.originator_id}#last"


TOY = ReadModel(
    name="toy",
    version=1,
    folds={UnitRegistered: _registered, UnitRenamed: _renamed, UnitMerged: _merged},
    keys=_keys,
)


def stream(number: int) -> UUID:
    return uuid5(NAMESPACE, str(number))


def vote(number: int) -> UnitRegistered:
    return UnitRegistered(unit=str(number), name=f"示例{number}")


def log_of(events: int, streams: int = 5) -> Log:
    log = Log()
    for number in range(events):
        log.append(stream(number % streams), vote(number))
    return log
