"""What is a table made from, as its readers may see it?

`inside` is what `minsheng ledger` shows; `public` is what the reads over HTTP show to everybody, and says what is withheld.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from api.desk import Desk
from api.extract import Audience, Extract, extract
from api.tables.book import Taken
from domain.calendar import say_day
from projections.congresses import profile_key
from projections.model import ReadModel, Row
from projections.models import CONGRESSES
from projections.publication import listed, project_as_seen, published, settings_of

ASSEMBLY: Final = "人民代表大会"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """Rows as the audience may see them, and in whose words the rest of them is withheld."""

    rows: tuple[dict[str, Any], ...]
    withheld: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A congress's year on a day; `publication` are its newest rules of what is published."""

    congress: str
    year: int
    day: date
    audience: Audience
    publication: Row
    rows_of: Callable[[ReadModel], list[dict[str, Any]]]
    taken: Taken

    @property
    def public(self) -> bool:
        """Whether everybody may read what is made."""
        return self.audience == "public"

    def title(self, what: str) -> str:
        """示例县2026年度民生实事项目进度台账（截至2026年3月31日）."""
        place = self.congress.removesuffix(ASSEMBLY)
        return f"{place}{self.year}年度民生实事{what}（截至{say_day(self.day)}）"

    def seen(self, model: ReadModel) -> Seen:
        """The rows of a read model that this audience finds, each as it may see it."""
        rows = self.rows_of(model)
        if not self.public:
            return Seen(rows=tuple(rows))
        shown = [_shown(row) for row in rows if listed(row)]
        withheld = dict.fromkeys(said for row in shown for said in row.get("withheld", ()))
        return Seen(rows=tuple(shown), withheld=tuple(withheld))


def _shown(row: Row) -> dict[str, Any]:
    """A row as everybody may see it; a project with the positions of its events, by which its figures are told apart."""
    return project_as_seen(row, settings_of(row, None)) if row["kind"] == "project" else published(row, "public")


def ask(  # noqa: PLR0913 - what a command line names
    desk: Desk, audience: Audience, code: str, *, year: int | None = None, as_of: str = "", day: date | None = None
) -> Asked:
    """The year of the congress under `code` (see `api.extract`) for an audience.

    Raises `NotFound`, `NotYet`, `PastUnknown`.
    """
    return asked_of(extract(desk, code, year, as_of, day, audience=audience), audience)


def asked_of(found: Extract, audience: Audience) -> Asked:
    """The year of an extract for an audience."""
    tree = found.tree
    return Asked(
        congress=found.name,
        year=found.year,
        day=found.days.day,
        audience=audience,
        publication=settings_of({}, _publication(found)),
        rows_of=found.rows,
        taken=Taken(
            congress=found.name,
            position=tree.size,
            day=found.days.day,
            root=tree.range().root().hex(),
            algorithm=tree.algorithm,
        ),
    )


def _publication(extract: Extract) -> Row | None:
    """What the congress's newest rules say of publication, None where it has adopted none."""
    if not extract.row["profiles"]:
        return None
    version = extract.row["profiles"][-1]["version"]
    part = extract.days.reading.part(CONGRESSES, profile_key(extract.stream, version), extract.days.as_of)
    found: Row | None = None if part is None else part["profile"]["publication"]
    return found
