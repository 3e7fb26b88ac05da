"""What is a year report made of: the year's facts as its readers may see them, and the sources of its numbers?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from api.paper.words.facts import Facts
from api.paper.words.report.sources import Sources
from domain.events import Event
from domain.profile import Profile, to_json
from projections.ledger.said import stands_in
from projections.model import ReadModel, Row
from projections.models import PROJECTS
from projections.publication import Audience, listed, project_as_seen, published


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """One congress's year for one audience, `inside` or `public`; everything in it was already let through."""

    facts: Facts
    profile: Profile
    audience: Audience
    sources: Sources

    @property
    def inside(self) -> bool:
        """Whether the reader works with the ledger."""
        return self.audience == "inside"

    @property
    def number(self) -> int:
        """The project year."""
        return self.facts.year

    @property
    def day(self) -> date:
        """As of which day."""
        return self.facts.day

    def rows(self, model: ReadModel) -> list[Row]:
        """The rows of a model, as this audience may see them."""
        found = self.facts.read(model)
        if self.inside:
            return list(found)
        settings = to_json(self.profile.publication)
        if model is PROJECTS:
            # Positions tell the events of a project apart while figures are worked out; none of them is printed.
            return [project_as_seen(row, settings) for row in found if listed(row, settings)]
        return [{**self.seen(row), "stream": row["stream"]} for row in found if listed(row, settings)]

    def seen(self, row: Row) -> dict[str, Any]:
        """One row as this audience may see it."""
        return published(row, self.audience, to_json(self.profile.publication))

    def projects(self) -> list[Row]:
        """The projects that stand in the year."""
        return [row for row in self.rows(PROJECTS) if row.get("standing") and stands_in(row, self.number)]

    def told(self, stream: str, *kinds: type[Event]) -> list[tuple[int | None, str]]:
        """Positions and days of the events of a stream that are of these kinds."""
        return [
            (recorded.position, recorded.envelope.effective_on)
            for recorded in self.facts.history(stream)
            if isinstance(recorded.event, kinds)
        ]


def year_for(facts: Facts, audience: Audience) -> Year:
    """The year's facts for an audience."""
    return Year(facts=facts, profile=facts.profile(), audience=audience, sources=Sources(told=audience == "inside"))


def acts(rows: Iterable[Row], *names: str) -> list[tuple[int | None, str]]:
    """Positions and days of the last acts of these names on rows that keep their acts."""
    found = [[act for act in row["acts"] if act["act"] in names] for row in rows]
    return [(each[-1].get("position"), each[-1]["on"]) for each in found if each]


def together(*many: Sequence[tuple[int | None, str]]) -> list[tuple[int | None, str]]:
    """Sources of several sides."""
    return [each for one in many for each in one]
