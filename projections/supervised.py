"""How often was a project seen, how many findings were raised about it, and how many are closed?

看过几次、提了几条、销了几条, over the rows of inspections and findings, by project and by supervision group.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from projections.model import Row


@dataclass(frozen=True, slots=True)
class Supervised:
    """Inspections held, findings raised, findings closed."""

    seen: int = 0
    raised: int = 0
    closed: int = 0


def by_project(inspections: Iterable[Row], findings: Iterable[Row]) -> Mapping[str, Supervised]:
    """By the number of the project; what names two projects counts for both."""
    seen = [project for row in inspections if row["status"] == "held" for project in row["projects"]]
    raised = [(project, row) for row in findings for project in row["projects"]]
    return _counted(seen, raised)


def by_group(inspections: Iterable[Row], findings: Iterable[Row]) -> Mapping[str, Supervised]:
    """By the group that went; a finding counts for the group of the inspection from which it comes."""
    held = [row for row in inspections if row["status"] == "held" and row["group"]]
    groups = {(row["congress"], row["says"]): row["group"] for row in held}
    places = ((groups.get((row["congress"], row["inspection"])), row) for row in findings)
    return _counted([row["group"] for row in held], [(group, row) for group, row in places if group])


def _counted(seen: list[str], raised: list[tuple[str, Row]]) -> dict[str, Supervised]:
    names = dict.fromkeys([*seen, *(name for name, _ in raised)])
    return {
        name: Supervised(
            seen.count(name),
            sum(each == name for each, _ in raised),
            sum(each == name and row["status"] == "closed" for each, row in raised),
        )
        for name in names
    }
