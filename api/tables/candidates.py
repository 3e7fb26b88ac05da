"""What stands in the 候选项目一览表: the final list where it is fixed, else the preliminary one, in its order?

Outside nobody sees more of a candidate than its line in the list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from api.layouts import CANDIDATES as LAYOUT
from api.tables.asked import Asked
from api.tables.book import Block, Cell, Cells, Head, Sheet, day, heads_of, listed_words, number, some, wan
from api.tables.sums import summed_up
from projections.model import Row
from projections.models import CYCLES, PROJECTS

BATCH: Final = Head(name="batch", text="批次", kind="whole")
LIST: Final = ("serial", "number", "title", "content", "total", "deadline")
BARE: Final = ("number", "total", "unit", "target", "target_planned", "target_unit")
DAY: Final = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")


def candidates(asked: Asked) -> tuple[Sheet, ...]:
    """The lists of the year, one batch after the other."""
    cycles = asked.seen(CYCLES)
    listed = [each for row in cycles.rows if row["project_year"] == asked.year for each in _listed(row)]
    rows = {} if asked.public else {row["project"]: row for row in asked.seen(PROJECTS).rows}
    several = len({batch for batch, _, _ in listed}) > 1
    blocks = [_block(rows.get(name), batch if several else None, name, side) for batch, name, side in listed]
    if not listed and not asked.public:
        drafted = [row for row in rows.values() if row["project_year"] == asked.year and row["standing"] == "drafted"]
        blocks = [_block(row, None, row["project"], {}) for row in drafted]
    blocks = [replace(block, cells={"serial": place, **block.cells}) for place, block in enumerate(blocks, 1)]
    # The amounts are all that may be withheld of a list.
    amounts = not cycles.withheld
    return (
        Sheet(
            tab="候选项目一览表",
            title=asked.title("候选项目一览表"),
            heads=_heads(asked, amounts=amounts),
            blocks=tuple(blocks),
            total=summed_up(blocks, ("total",)) if blocks and amounts else None,
            notes=tuple(f"{said}。" for said in cycles.withheld),
            in_wan=amounts,
        ),
    )


def _heads(asked: Asked, *, amounts: bool) -> tuple[Head, ...]:
    if not asked.public:
        return (*heads_of(LAYOUT, *BARE), BATCH)
    heads = (replace(head, bare=True) for head in heads_of(LAYOUT) if head.name in LIST)
    return (*(head for head in heads if amounts or head.name != "total"), BATCH)


def _listed(cycle: Row) -> Iterator[tuple[int, str, Row]]:
    """Every line of the lists: its batch, its project, and what the list says of it."""
    for batch in cycle["batches"]:
        side = "final" if any(line["final"] for line in batch["lines"]) else "preliminary"
        yield from ((batch["batch"], line["project"], line[side]) for line in batch["lines"] if line[side])


def _block(row: Row | None, batch: int | None, name: str, side: Mapping[str, Any]) -> Block:
    brief = {} if row is None else (row["promise"] or row["now"])["brief"]
    said = {**_of_brief(brief, row), **{key: cell for key, cell in _of_list(side).items() if cell is not None}}
    return Block(cells={"number": name, "batch": batch, **said}, parts=tuple(_parts(brief)))


def _of_list(side: Mapping[str, Any]) -> Mapping[str, Cell]:
    """The line of the list."""
    return {
        "title": some(side.get("title", "")),
        "content": some(side.get("content", "")),
        "total": wan(side.get("amount_fen"), side.get("amount_text", "")),
        "deadline": _deadline(side.get("deadline", "")),
    }


def _deadline(text: str) -> Cell:
    """A list says its deadline in words, or as a day where it has none."""
    return day(text) if DAY.fullmatch(text) else some(text)


def _of_brief(brief: Row, row: Row | None) -> Mapping[str, Cell]:
    if not brief or row is None:
        return {}
    names = row["unit_names"]
    return {
        "title": brief["title"],
        "category": some(brief["category"]),
        "nature": row["nature_word"],
        "content": some(brief["content"]),
        "places": listed_words(place["name"] for place in brief["places"]),
        "total": wan(brief["total_fen"], brief["total_text"]),
        **{f"from_{each['source']}": wan(each["amount_fen"]) for each in brief["sources"]},
        "unit": some(names.get(brief["unit"], brief["unit"])),
        "cooperating": listed_words(names.get(unit, unit) for unit in brief["cooperating"]),
        "deadline": some(brief["deadline_text"]) or day(brief["deadline_on"]),
        "cross_year": "是" if brief["cross_year"] else None,
        **{name: some(brief[name]) for name in ("stage_goal", "beneficiaries", "investment_code", "budget_code")},
        "proposals": listed_words(row["proposals"]),
    }


def _parts(brief: Row) -> Iterator[Cells]:
    """A line for every target, then for every sub-item with its targets: it begins in the line that names it."""
    yield from map(_target, brief.get("targets", ()))
    for part in brief.get("sub_items", ()):
        aims = [_target(each) for each in part["targets"]] or [{}]
        yield {"sub_item": part["title"], "sub_amount": wan(part["amount_fen"]), **aims[0]}
        yield from aims[1:]


def _target(target: Row) -> Cells:
    return {
        "target": target["name"],
        "target_sense": "不超过" if target["sense"] == "at_most" else None,
        "target_planned": number(target["planned"]),
        "target_unit": target["unit"],
    }
