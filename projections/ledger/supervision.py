"""Who watches over each project, how often was it seen, how many findings were raised about it, and how many are closed?

谁挂钩、谁监督、看过几次、提了几条、销了几条. A finding counts for every project that it names, and for the group that held the inspection
from which it comes; people stand here by reference, so this is for those inside alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from projections.ledger.figures import Events, Row, together
from projections.ledger.said import stands_in
from projections.ledger.todo.item import act


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """How often something happened, and the events that were it."""

    number: int
    behind: Events


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """Inspections held, findings raised, of those closed and overdue on the day."""

    seen: Times
    raised: Times
    closed: Times
    overdue: Times


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchedProject:
    """A project with the names of the groups that watch over it."""

    stream: str
    project: str
    title: str
    groups: tuple[str, ...]
    watch: Watch


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchingGroup:
    """A supervision group 监督小组, or the presidium member who is linked 挂钩 to projects; `behind` is how it came to be as it is."""

    group: str
    name: str
    projects: tuple[str, ...]
    lead_office: str
    linked_member: str
    leader: str
    members: tuple[str, ...]
    watch: Watch
    behind: Events


@dataclass(frozen=True, slots=True, kw_only=True)
class Supervision:
    """A year's projects and its groups."""

    projects: tuple[WatchedProject, ...]
    groups: tuple[WatchingGroup, ...]


def supervision(rows: Mapping[str, Iterable[Row]], year: int, day: date) -> Supervision:
    """The supervision of a year as of a day; `rows` by the name of their read model.

    What goes on from an earlier year is still watched by the groups of that year.
    """
    held = [row for row in rows["inspections"] if row["status"] == "held"]
    findings = list(rows["findings"])
    projects = [row for row in rows["projects"] if stands_in(row, year)]
    standing = {(row["congress"], row["project"]) for row in projects}
    groups = [
        (cycle, group)
        for cycle in rows["cycles"]
        for group in cycle["groups"]
        if cycle["project_year"] == year
        or (cycle["project_year"] < year and any((cycle["congress"], each) in standing for each in group["projects"]))
    ]
    return Supervision(
        projects=tuple(_project(row, groups, held, findings, day) for row in projects),
        groups=tuple(_group(cycle, group, held, findings, day) for cycle, group in groups),
    )


def _project(
    row: Row, groups: Iterable[tuple[Row, Row]], held: Iterable[Row], findings: Iterable[Row], day: date
) -> WatchedProject:
    number, congress = row["project"], row["congress"]

    def names(other: Row) -> bool:
        return other["congress"] == congress and number in other["projects"]

    watching = (group for cycle, group in groups if cycle["congress"] == congress and number in group["projects"])
    return WatchedProject(
        stream=row["stream"],
        project=number,
        title=row["title"],
        groups=tuple(group["name"] for group in watching),
        watch=_watch([each for each in held if names(each)], [each for each in findings if names(each)], day),
    )


def _group(cycle: Row, group: Row, held: Iterable[Row], findings: Iterable[Row], day: date) -> WatchingGroup:
    """An inspection says in words which group held it: by its name or its number."""
    own = [
        row for row in held if row["congress"] == cycle["congress"] and row["group"] in {group["group"], group["name"]}
    ]
    numbers = {row["says"] for row in own}
    raised = [row for row in findings if row["congress"] == cycle["congress"] and row["inspection"] in numbers]
    return WatchingGroup(
        group=group["group"],
        name=group["name"],
        projects=tuple(group["projects"]),
        lead_office=group["lead_office"],
        linked_member=group["linked_member"],
        leader=group["leader"],
        members=tuple(group["members"]),
        watch=_watch(own, raised, day),
        behind=act(cycle, group),
    )


def _watch(held: Sequence[Row], findings: Sequence[Row], day: date) -> Watch:
    late = [row for row in findings if row["owed_on"] and row["owed_on"] < day.isoformat()]
    return Watch(
        seen=_times(held, "held"),
        raised=_times(findings, "recorded"),
        closed=_times([row for row in findings if not row["open"]], "closed"),
        overdue=Times(number=len(late), behind=together(*(act(row, row["acts"][-1]) for row in late))),
    )


def _times(rows: Sequence[Row], name: str) -> Times:
    """The rows, each by the last of its acts of that name."""
    last = [[each for each in row["acts"] if each["act"] == name][-1] for row in rows]
    return Times(number=len(rows), behind=together(*map(act, rows, last)))
