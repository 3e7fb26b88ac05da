"""What stands in the 任务分解表: what each project is to reach, by when, by whom, with which money, quarter by quarter?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from api.tables.asked import Asked
from api.tables.book import Block, Cell, Cells, Head, Sheet, day, listed_words, some, wan
from api.tables.sums import summed_up
from domain.calendar import say_day
from domain.money import print_amount
from projections.ledger.said import chosen, planned, plans_of, stands_in
from projections.model import Row
from projections.models import PROJECTS
from projections.publication.projects import MONEY_WITHHELD
from projects.measures import SOURCES, WITHOUT_SOURCE, left_without_source
from projects.states.changes import say_target

QUARTERS: Final = ("一季度", "二季度", "三季度", "四季度")
HEADS: Final = (
    Head(name="serial", text="序号", kind="whole", bare=True),
    Head(name="number", text="项目编号", bare=True),
    Head(name="title", text="项目名称", bare=True),
    Head(name="targets", text="目标任务", kind="prose", bare=True),
    *(Head(name=f"q{place}", text=f"节点/{word}", kind="prose", bare=True) for place, word in enumerate(QUARTERS, 1)),
    Head(name="other", text="节点/其他年度", kind="prose"),
    Head(name="unit", text="责任单位", bare=True),
    Head(name="cooperating", text="配合单位", kind="words"),
    Head(name="total", text="总投资", kind="amount", bare=True),
    Head(name="plan", text="年度计划投资", kind="amount", bare=True),
    Head(name="funds", text="资金安排", kind="prose"),
    Head(name="deadline", text="完成时限", kind="day", bare=True),
    Head(name="measures", text="保障措施", kind="prose"),
)
MONEY: Final = frozenset({"total", "plan", "funds"})


def tasks(asked: Asked) -> tuple[Sheet, ...]:
    """The projects that stand in the year, with the plan of the year that holds."""
    seen = asked.seen(PROJECTS)
    hidden = MONEY if MONEY_WITHHELD in seen.withheld else frozenset[str]()
    rows = [row for row in chosen(seen.rows) if stands_in(row, asked.year)]
    blocks = tuple(Block(cells={"serial": place, **_cells(row, asked.year)}) for place, row in enumerate(rows, 1))
    return (
        Sheet(
            tab="任务分解表",
            title=asked.title("项目任务分解表"),
            heads=tuple(head for head in HEADS if head.name not in hidden),
            blocks=blocks,
            total=summed_up(blocks, ("total", "plan")) if blocks and not hidden else None,
            notes=tuple(f"{said}。" for said in seen.withheld),
            in_wan=not hidden,
        ),
    )


def _cells(row: Row, year: int) -> Cells:
    brief, names = row["now"]["brief"], row["unit_names"]
    filed = [plan for plan in row["filed"] if plan["year"] == year]
    return {
        "number": row["project"],
        "title": row["title"],
        "targets": "\n".join(_targets(row, year)) or None,
        **(_milestones(filed[-1], year) if filed else {}),
        "unit": some(names.get(row["unit"], "")),
        "cooperating": listed_words(names.get(unit, unit) for unit in brief["cooperating"]),
        "total": wan(brief["total_fen"], brief["total_text"]),
        "plan": wan(planned(row, year)[1].fen),
        "funds": _funds(row, year),
        "deadline": some(brief["deadline_text"]) or day(brief["deadline_on"]),
        "measures": some(filed[-1].get("measures", "")) if filed else None,
    }


def _targets(row: Row, year: int) -> Iterator[str]:
    """Every target, and beside it what the year asks for where that is less; those of a sub-item below its name."""
    brief, plans = row["now"]["brief"], plans_of(row, year)
    for_year = {each["id"]: each["planned"] for each in (plans[-1]["targets"] if plans else ())}
    for each in brief["targets"]:
        asked = for_year.get(each["id"], each["planned"])
        yield _said(each) + (f"（本年{asked}{each['unit']}）" if asked != each["planned"] else "")
    for part in brief["sub_items"]:
        yield f"{part['title']}：{'、'.join(map(_said, part['targets']))}".removesuffix("：")


def _said(target: Row) -> str:
    return say_target(target["name"], target["planned"], target["unit"], at_most=target["sense"] == "at_most")


def _milestones(plan: Row, year: int) -> dict[str, Cell]:
    """The milestones under the quarter in which they are due, each on a line."""
    found: dict[str, list[str]] = {}
    for each in plan["milestones"]:
        due = day(each["due_on"])
        name = f"q{(due.month + 2) // 3}" if due and due.year == year else "other"
        said = say_day(due).removeprefix(f"{year}年") if due else ""
        found.setdefault(name, []).append(f"{said}前{each['name']}" if said else each["name"])
    return {name: "\n".join(texts) for name, texts in found.items()}


def _funds(row: Row, year: int) -> str | None:
    """The year's plan by source: 省级4000万元、县级5000万元."""
    plans = plans_of(row, year)
    if not plans or plans[-1]["amount_fen"] is None:
        return None
    parts = [(SOURCES[part["source"]], part["amount_fen"]) for part in plans[-1]["sources"]]
    rest = left_without_source(plans[-1]["amount_fen"], (fen for _, fen in parts))
    if parts and rest:
        parts.append((WITHOUT_SOURCE, rest))
    return listed_words(f"{word}{print_amount(fen)}" for word, fen in parts)
