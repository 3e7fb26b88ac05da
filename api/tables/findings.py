"""What stands in the 问题清单, with the 责任清单 and the 整改清单 beside it: found what, who puts it right by when, and what was done?"""

from __future__ import annotations

from typing import Final

from api.layouts import FINDINGS as LAYOUT
from api.tables.asked import Asked
from api.tables.book import Block, Cell, Cells, Head, Sheet, day, heads_of, listed_words, some
from projections.model import Row
from projections.models import FINDINGS, PROJECTS

WITHHELD: Final = {
    "none": "按现行规则，不公布问题。",
    "counts": "按现行规则，不公布问题。",
    "closed": "问题销号以后公布。",
}
BARE: Final = ("number", "unit", "due_on")
DONE: Final = (
    Head(name="measures", text="整改措施", kind="prose", bare=True),
    Head(name="result", text="完成情况", kind="prose", bare=True),
    Head(name="status", text="整改状态", kind="choice", bare=True),
    Head(name="closed_on", text="销号日期", kind="day", bare=True),
    Head(name="conclusion", text="销号结论", kind="prose"),
)
NAMES: Final = Head(name="names", text="所涉项目名称", bare=True)


def findings(asked: Asked) -> tuple[Sheet, ...]:
    """What was found in the year, and what of earlier years was still open when it began, by number."""
    titles = {row["project"]: row["title"] for row in asked.seen(PROJECTS).rows}
    rows = [row for row in asked.seen(FINDINGS).rows if _stands_in(row, asked.year)]
    rows.sort(key=lambda row: str(row["says"]))
    blocks = tuple(Block(cells={"serial": place, **_cells(row, titles)}) for place, row in enumerate(rows, 1))
    before, after = _split(heads_of(LAYOUT, *BARE))
    return (
        Sheet(
            tab="问题责任整改清单",
            title=asked.title("项目问题清单、责任清单、整改清单"),
            heads=(*before, NAMES, *after, *DONE),
            blocks=blocks,
            notes=_said(asked),
        ),
    )


def _said(asked: Asked) -> tuple[str, ...]:
    said = WITHHELD.get(asked.publication["findings"], "") if asked.public else ""
    return (said,) if said else ()


def _stands_in(row: Row, year: int) -> bool:
    closed = next((act["on"] for act in reversed(row["acts"]) if act["act"] == "closed"), "")
    return bool(row["year"] == year or (row["year"] < year and (row["status"] != "closed" or closed[:4] >= str(year))))


def _split(heads: tuple[Head, ...]) -> tuple[tuple[Head, ...], tuple[Head, ...]]:
    place = 1 + next(place for place, head in enumerate(heads) if head.name == "projects")
    return heads[:place], heads[place:]


def _cells(row: Row, titles: dict[str, str]) -> Cells:
    last = {act["act"]: act for act in row["acts"]}
    answered, closed = last.get("answered", {}), last.get("closed", {}) if row["status"] == "closed" else {}
    found: dict[str, Cell] = {
        "number": row["says"],
        "projects": listed_words(row["projects"]),
        "names": listed_words(titles.get(number, "") for number in row["projects"]),
        "matter": row["matter"],
        "source": row["source_word"],
        "found_on": day(row["found_on"]),
        "place": some(row["place"]),
        "unit": some(row["unit_name"]),
        "due_on": day(row["due_on"]),
    }
    return {
        **found,
        "measures": some(answered.get("measures", "")),
        "result": some(answered.get("result", "")),
        "status": row["status_word"],
        "closed_on": day(closed.get("on", "")),
        "conclusion": some(closed.get("conclusion", "")),
    }
