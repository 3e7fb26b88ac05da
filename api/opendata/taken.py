"""Of what is a file of open data made: which congress and year, as of where in the log, and for whom?

What is for the public is taken as of the last position before the first event of a ballot that is not announced, as a public
bundle is: so the file can name its position and its root, and neither says how far a count has come. Whatever is read of it is
shown as `projections.publication` shows it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

import orjson

from api.bundle.source import LedgerSource, Source
from api.desk import Desk
from api.extract import AUDIENCES, Audience, Extract, extract
from domain.calendar import say_day
from domain.congress.events import ContentErased, ProfileAdopted
from domain.events import Erased
from domain.refusals import NotFound
from projections.model import ReadModel, Row
from projections.models import CYCLES, PROJECTS
from projections.proposals import read_funnel
from projections.publication import listed, project_as_seen, published, settings_of

INSIDE_ONLY: Final = "本文件供内部使用，没有按公开范围筛选，不得公开"


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A congress's year as `audience` may see it, as it stood on `day`, of what was recorded up to `position`.

    `first_code` is the division code under which the congress was registered, which never changes; `root` the root of the tree of
    that size in hex, `recorded_at` when its last event was recorded; `settings` what the newest rules publish; `all_rows` answers
    the rows of a read model whole, each with its `stream`.
    """

    stream: str
    code: str
    first_code: str
    name: str
    year: int
    day: date
    position: int
    root: str
    algorithm: str
    recorded_at: str
    audience: Audience
    settings: Row
    source: Source
    all_rows: Callable[[ReadModel], Sequence[Row]]
    whole_funnel: Callable[[], Row | None]

    @property
    def inside(self) -> bool:
        """Whether nothing is withheld."""
        return self.audience == "inside"

    def rows(self, model: ReadModel) -> list[dict[str, Any]]:
        """The rows that the audience finds, as it may see them, each with its `stream`.

        Projects keep the positions of their events, which whatever is computed of them needs; no file gives those out.
        """
        rows = self.all_rows(model)
        if self.inside:
            return [dict(row) for row in rows]
        return [{**_seen(model, row), "stream": row["stream"]} for row in rows if listed(row)]

    def funnel(self) -> Row | None:
        """The year's funnel of proposals as the audience may see it; None where there was no solicitation."""
        found = self.whole_funnel()
        if found is None or self.inside:
            return found
        return published({"kind": "proposal_funnel", **found}, "public", self.settings)

    def said(self) -> dict[str, Any]:
        """What every file says of itself, in the words of machines."""
        return {
            "congress": self.code,
            "name": self.name,
            "year": self.year,
            "on": self.day.isoformat(),
            "position": self.position,
            "root": self.root,
            "algorithm": self.algorithm,
            "recordedAt": self.recorded_at,
            "audience": self.audience,
        }

    def sentence(self) -> str:
        """The same in a sentence."""
        until = f"按台账第{self.position}号为止的登记，树根（{self.algorithm}）{self.root}"
        return f"{self.name}{self.year}年度，截至{say_day(self.day)}；{until}；供{AUDIENCES[self.audience]}使用。"

    def owns(self, stream: UUID) -> bool:
        """Whether a stream is the congress's own: its first event names it, or whoever erased that event does."""
        first = next(iter(self.source.history(stream, self.position)))
        if not isinstance(first.event, Erased):
            return str(stream) == self.stream or getattr(first.event, "congress", "") == self.stream
        erased = self.source.recorded([ContentErased.TOPIC], self.position)
        return any(
            one.stream == self.stream and first.position in one.event.positions
            for one in erased
            if isinstance(one.event, ContentErased)
        )


def take(  # noqa: PLR0913, PLR0917 - what a command line names, in its order
    desk: Desk,
    code: str,
    year: int | None = None,
    as_of: str = "",
    day: date | None = None,
    audience: Audience = "public",
) -> Taken:
    """The congress under `code` and its year (see `api.extract`), for the public unless asked for otherwise.

    Raises `NotFound`, `NotYet`, `PastUnknown`.
    """
    found = extract(desk, code, year, as_of, day, audience=audience)
    return _with_a_year(_taken(found, LedgerSource(desk.ledger, desk.reading), audience))


def withheld_of(rows: Iterable[Row]) -> tuple[str, ...]:
    """What is withheld of these rows, each sentence once."""
    return tuple(dict.fromkeys(said for row in rows for said in row.get("withheld", ())))


def _taken(found: Extract, source: Source, audience: Audience) -> Taken:
    days, until = found.days, found.tree.size
    return Taken(
        stream=found.stream,
        code=found.code,
        first_code=found.row["codes"][0],
        name=found.name,
        year=found.year,
        day=days.day,
        position=until,
        root=found.tree.range().root().hex(),
        algorithm=found.tree.algorithm,
        recorded_at=recorded_at(source, until),
        audience=audience,
        settings=settings_in(source, found.stream, until),
        source=source,
        all_rows=found.rows,
        whole_funnel=lambda: read_funnel(days.reading, found.stream, found.year, until),
    )


def recorded_at(source: Source, until: int) -> str:
    """When the last event up to a position was recorded, of those that are not erased, as RFC 3339."""
    for position in range(until, 0, -1):
        (header,) = source.headers(position - 1, position)
        if header.state is not None:
            return str(orjson.loads(header.state)["envelope"]["at"])
    return ""


def settings_in(source: Source, congress: str, until: int) -> Row:
    """What the congress's newest rules publish; what is shipped where it has adopted none."""
    history = source.history(UUID(congress), until)
    adopted = [one.event for one in history if isinstance(one.event, ProfileAdopted)]
    return settings_of({}, adopted[-1].profile["publication"] if adopted else None)


def _with_a_year(taken: Taken) -> Taken:
    """The same, if there is a year of work; raises `NotFound`."""
    years = {row["project_year"] for row in taken.all_rows(CYCLES)}
    years |= {year for row in taken.rows(PROJECTS) for year in row["years"]}
    if taken.year not in years:
        has = f"，登记过的有{'、'.join(f'{year}年度' for year in sorted(years))}" if years else ""
        raise NotFound(f"{taken.name}没有登记过{taken.year}年度的工作{has}。")
    return taken


def _seen(model: ReadModel, row: Row) -> dict[str, Any]:
    return project_as_seen(row, settings_of(row, None)) if model is PROJECTS else published(row, "public")
