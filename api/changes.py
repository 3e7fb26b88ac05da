"""What does everybody read otherwise at the end of one day than at the end of an earlier one, and which events made it so?

Both days are read as everybody may read them, and only what differs between the two is told: what was recorded in between and is
not published, or was not yet at the end, leaves no trace here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from api.desk import Desk
from api.lives import Act, life_of
from api.saying import said_of
from projections.model import ReadModel, Row
from projections.models import (
    CYCLES,
    FINDINGS,
    INSPECTIONS,
    MEETING_BOARD,
    PROJECTS,
    PROPOSALS,
    REPORTS,
    ROUND_RESULTS,
    SATISFACTION,
)
from projections.publication import listed, project_as_seen, published, settings_of, without_positions
from projections.reading import Shown
from projects.numbers import FINDING

COMPARED: Final = (
    CYCLES,
    PROPOSALS,
    MEETING_BOARD,
    ROUND_RESULTS,
    PROJECTS,
    INSPECTIONS,
    FINDINGS,
    REPORTS,
    SATISFACTION,
)
PAGE: Final = 200


@dataclass(frozen=True, slots=True)
class Changes:
    """A congress between two positions."""

    desk: Desk
    congress: str
    after: int
    upto: int

    def found(self) -> Iterator[dict[str, Any]]:
        """What changed, a row each, in the order in which a year goes."""
        for model in COMPARED:
            yield from self._changed(model)

    def _changed(self, model: ReadModel) -> Iterator[dict[str, Any]]:
        for shown in self._rows(model):
            if shown.since <= self.after:
                continue
            then = self.desk.reading.row(model, shown.key, self.after) if self.after else None
            before, after = (_seen(each) for each in (then, shown))
            if after is None or without_positions(before) == without_positions(after):
                continue
            fields = _differing(said_of(before) if before else {}, said_of(after))
            acts = _new(_acts(before), _acts(after))
            if not fields and not acts:
                continue
            yield {
                "kind": after["kind"],
                "stream": shown.key,
                "title": _title(after),
                "project": after.get("project", ""),
                "new": before is None,
                "fields": fields,
                "acts": acts,
            }

    def _rows(self, model: ReadModel) -> Iterator[Shown]:
        place = None
        while page := self.desk.reading.rows(model, congress=self.congress, as_of=self.upto, after=place, limit=PAGE):
            yield from page
            place = page[-1].place


def _acts(row: Row | None) -> list[Act]:
    return [] if row is None else life_of(row)


def _new(before: list[Act], after: list[Act]) -> list[Act]:
    return [each for each in after if each not in before]


def _seen(shown: Shown | None) -> Row | None:
    """A row as everybody may see it, None where he does not find it; a project so that figures can be computed of it."""
    if shown is None or not listed(shown.row):
        return None
    row = {"stream": shown.key, **shown.row}
    return project_as_seen(row, settings_of(row, None)) if row["kind"] == "project" else published(row, "public")


def _title(row: Row) -> str:
    match row["kind"]:
        case "finding":
            return FINDING.say(row["year"], row["number"]) if "number" in row else str(row["says"])
        case "cycle":
            return f"{row['project_year']}年度工作"
        case "round":
            return f"{row['project_year']}年度{row.get('kind_word', '票决')}"
        case "evaluation":
            return f"{row['project_year']}年度{row['subject_word']}测评"
        case _:
            return str(row.get("title") or row.get("says") or "")


def _differing(before: dict[str, str], after: dict[str, str]) -> list[dict[str, str]]:
    return [
        {"word": word, "before": before.get(word, ""), "after": after.get(word, "")}
        for word in dict.fromkeys((*before, *after))
        if before.get(word, "") != after.get(word, "")
    ]
