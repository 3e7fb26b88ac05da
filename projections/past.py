"""How did a row stand at the end of a day, by everything that had happened by then?

A position says what was known; a day says what had happened, whenever it was typed. So the rows of a day are not found in the tables:
the events of the streams behind them are folded again, in the order of the log, without those that happened later.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from domain.events import Recorded
from projections.model import ReadModel
from projections.versions import fold_batch


def rows_on(model: ReadModel, histories: Iterable[Iterable[Recorded]], day: date) -> dict[str, dict[str, Any]]:
    """The listed rows by key after the events of these streams that happened by the end of `day`."""
    batch = sorted(
        (each for each in _happened(histories, str(day)) if model.touches(each)), key=lambda each: each.position
    )
    found = fold_batch(model, batch, {}, lambda _key: None).now
    held = {key: version.row for key, version in found.items() if version.row is not None}
    return {
        key: model.join(row, {part: held[part] for part in row.get("parts", ()) if part in held})
        for key, row in held.items()
        if found[key].congress
    }


def _happened(histories: Iterable[Iterable[Recorded]], day: str) -> Iterator[Recorded]:
    """The events of the streams that had begun, without those that happened later."""
    for history in histories:
        for recorded in history:
            if recorded.envelope.effective_on <= day:
                yield recorded
            elif recorded.originator_version == 1:
                # What was taken over may have reports from before its beginning here; that day the ledger knew nothing of it.
                break
