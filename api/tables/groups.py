"""What stands in the 监督小组名单: who watches over which projects, how many they are, and how often they looked?

Who they are is not in the ledger but beside it, by reference; the table counts people and names nobody.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from api.tables.asked import Asked
from api.tables.book import Block, Cells, Head, Sheet, day, listed_words, some
from api.yearly import OF_SUPERVISION
from projections.ledger.said import stands_in
from projections.ledger.supervision import Watch, supervision
from projections.model import Row
from projections.models import CYCLES, PROJECTS

HEADS: Final = (
    Head(name="serial", text="序号", kind="whole", bare=True),
    Head(name="group", text="小组编号", bare=True),
    Head(name="name", text="监督小组", bare=True),
    Head(name="projects", text="监督项目/编号", kind="words", bare=True),
    Head(name="titles", text="监督项目/名称", kind="prose", bare=True),
    Head(name="lead_office", text="牵头工委", bare=True),
    Head(name="linked", text="人员/挂钩主席团成员", kind="whole"),
    Head(name="leader", text="人员/组长", kind="whole"),
    Head(name="members", text="人员/成员", kind="whole"),
    Head(name="formed_on", text="组成日期", kind="day", bare=True),
    Head(name="seen", text="监督情况/看过（次）", kind="whole"),
    Head(name="raised", text="监督情况/提出（条）", kind="whole"),
    Head(name="closed", text="监督情况/销号（条）", kind="whole"),
    Head(name="overdue", text="监督情况/逾期（条）", kind="whole"),
)


def groups(asked: Asked) -> tuple[Sheet, ...]:
    """The groups of the year, and those of earlier years whose projects go on."""
    rows = {model.name: list(asked.seen(model).rows) for model in (PROJECTS, CYCLES)}
    standing = {row["project"]: row["title"] for row in rows[PROJECTS.name] if stands_in(row, asked.year)}
    found = [group for cycle in rows[CYCLES.name] for group in _of_year(cycle, standing, asked.year)]
    watches = [{} for _ in found] if asked.public else list(_watches(asked))
    blocks = tuple(
        Block(cells={"serial": place, **_cells(group, standing), **watch})
        for place, (group, watch) in enumerate(zip(found, watches, strict=True), 1)
    )
    said = ("不公布监督小组的人员。",) if asked.public and blocks else ()
    return (Sheet(tab="监督小组名单", title=asked.title("项目监督小组名单"), heads=HEADS, blocks=blocks, notes=said),)


def _of_year(cycle: Row, standing: dict[str, str], year: int) -> Iterator[Row]:
    for group in cycle["groups"]:
        goes_on = cycle["project_year"] < year and any(each in standing for each in group["projects"])
        if cycle["project_year"] == year or goes_on:
            yield group


def _watches(asked: Asked) -> Iterator[Cells]:
    """How often each group looked, in the same order."""
    rows = {model.name: asked.seen(model).rows for model in OF_SUPERVISION}
    for group in supervision(rows, asked.year, asked.day).groups:
        yield _watched(group.watch)


def _watched(watch: Watch) -> Cells:
    return {
        "seen": watch.seen.number,
        "raised": watch.raised.number,
        "closed": watch.closed.number,
        "overdue": watch.overdue.number,
    }


def _cells(group: Row, titles: dict[str, str]) -> Cells:
    """A group; of people only how many they are, and that only where they may be seen at all."""
    people: Cells = (
        {
            "linked": int(bool(group["linked_member"])) or None,
            "leader": int(bool(group["leader"])) or None,
            "members": len(group["members"]),
        }
        if "members" in group
        else {}
    )
    return {
        "group": group["group"],
        "name": group["name"],
        "projects": listed_words(group["projects"]),
        "titles": listed_words(titles.get(number, "") for number in group["projects"]),
        "lead_office": some(group["lead_office"]),
        "formed_on": day(group["formed_on"]),
        **people,
    }
