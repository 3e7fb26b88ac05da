"""What stands in the 测评表 of each evaluation: the marks of every item, both rates, and the grade?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from api.tables.asked import Asked
from api.tables.book import Block, Cells, Head, Sheet, share, some
from domain.calendar import say_day
from projections.model import Row
from projections.models import SATISFACTION

HEADS: Final = (
    Head(name="serial", text="序号", kind="whole", bare=True),
    Head(name="number", text="项目编号", bare=True),
    Head(name="title", text="项目名称", bare=True),
    Head(name="unit", text="责任单位"),
    Head(name="satisfied", text="票数/满意", kind="whole"),
    Head(name="basically_satisfied", text="票数/基本满意", kind="whole"),
    Head(name="dissatisfied", text="票数/不满意", kind="whole"),
    Head(name="abstain", text="票数/弃权", kind="whole"),
    Head(name="invalid", text="票数/无效", kind="whole"),
    Head(name="satisfied_rate", text="满意率", kind="percent"),
    Head(name="acceptable_rate", text="满意和基本满意率", kind="percent"),
    Head(name="grade", text="等次", kind="choice", bare=True),
)
COUNTS: Final = ("satisfied", "basically_satisfied", "dissatisfied", "abstain", "invalid")
RATES: Final = ("satisfied_rate", "acceptable_rate")
BASED: Final = "满意率＝满意票÷有效票；满意和基本满意率＝满意、基本满意票合计÷有效票。"


def evaluations(asked: Asked) -> tuple[Sheet, ...]:
    """A sheet for each evaluation of the year's projects, in the order in which they were held."""
    rows = [row for row in asked.seen(SATISFACTION).rows if row["project_year"] == asked.year]
    sheets = tuple(_sheet(place, row) for place, row in enumerate(rows, 1))
    return sheets or (Sheet(tab="测评表", title=asked.title("项目测评表"), heads=HEADS, blocks=()),)


def _sheet(place: int, row: Row) -> Sheet:
    items = row.get("items", [])
    rated = any(item.get(name) is not None for item in items for name in RATES)
    again = "再次测评" if row.get("re_evaluation_of") else "测评"
    return Sheet(
        tab=f"第{place}次测评",
        title=f"{row['meeting_title']}{row['project_year']}年度民生实事项目{row['subject_word']}{again}表",
        above=_heads(row),
        heads=HEADS,
        blocks=tuple(Block(cells=_cells(number, item)) for number, item in enumerate(items, 1)),
        notes=(*([BASED] if rated else []), *_notes(row)),
    )


def _cells(place: int, item: Mapping[str, Any]) -> Cells:
    return {
        "serial": place,
        "number": item["item"],
        "title": item["title"],
        "unit": some(item.get("unit") or ""),
        **{name: item.get(name) for name in COUNTS},
        **{name: share(item.get(name)) for name in RATES},
        "grade": item.get("grade_word") or None,
    }


def _heads(row: Row) -> str:
    papers = row.get("papers") or {}
    people = [
        f"{word}{row[name]}人" for name, word in (("members", "应到"), ("present", "实到")) if row.get(name) is not None
    ]
    given = [
        f"{word}{papers[name]}张"
        for name, word in (("issued", "发出"), ("collected", "收回"))
        if papers.get(name) is not None
    ]
    said = "；".join("，".join(part) for part in (people, given) if part)
    return f"{said}。" if said else ""


def _notes(row: Row) -> Iterator[str]:
    if row.get("status") == "void":
        yield "本次测评已作废。"
    for both in row.get("corrections", ()):
        if "what" in both:
            yield f"{say_day(both['on'])}更正：{both['what']}由{both['before']}改为{both['after']}（{both['reason']}）。"
        else:
            yield f"{say_day(both['on'])}有更正。"
    yield from (f"{said}。" for said in row.get("withheld", ()))
