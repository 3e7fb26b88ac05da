"""How does a test take a congress's year out of a log in memory, as `api.opendata.taken.take` takes it out of a database?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from api.bundle.public import public_until
from api.extract import Audience
from api.opendata.taken import Taken, recorded_at, settings_in
from domain.events import Recorded
from domain.merkle import hasher, root_of
from projections.model import ReadModel
from projections.models import CONGRESSES
from tests.bundle.memory import MemorySource


def taken(
    events: Sequence[Recorded],
    code: str,
    year: int = 2024,
    audience: Audience = "public",
    day: date = date(2025, 12, 31),
) -> Taken:
    """The year of the congress under `code` after all these events, or as far as the public may know of them."""
    source = MemorySource(events)
    until = len(events) if audience == "inside" else public_until(source, len(events))
    stream, row = next((key, row) for key, row in source.rows(CONGRESSES, until) if row["code"] == code)
    hash_ = hasher(source.algorithm)

    def rows(model: ReadModel) -> list[dict[str, Any]]:
        found = (each for own in row["codes"] for each in source.rows(model, until, own))
        return [{**shown, "stream": key} for key, shown in found]

    return Taken(
        stream=stream,
        code=code,
        first_code=row["codes"][0],
        name=row["name"],
        year=year,
        day=day,
        position=until,
        root=root_of([header.leaf(hash_) for header in source.headers(0, until)], hash_).hex(),
        algorithm=source.algorithm,
        recorded_at=recorded_at(source, until),
        audience=audience,
        settings=settings_in(source, str(UUID(stream)), until),
        source=source,
        all_rows=rows,
        whole_funnel=lambda: None,
    )
