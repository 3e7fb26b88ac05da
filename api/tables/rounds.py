"""What stands in the 计票表 of each round of the ballot: the papers above, the votes of every candidate, and who is in?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from api.layouts import KEYPAD
from api.tables.asked import Asked
from api.tables.book import Block, Cell, Cells, Head, Sheet, heads_of
from domain.calendar import say_day
from projections.model import Row
from projections.models import ROUND_RESULTS

VOTES: Final = ("for", "against", "abstain", "not_pressed")
RANK: Final = Head(name="rank", text="名次", kind="whole")
CHOSEN: Final = Head(name="chosen", text="结果", kind="choice", bare=True)
NOT_PUBLISHED: Final = "不公布"
OF_PAPERS: Final = (("issued", "发出"), ("collected", "收回"))
OF_SHEET: Final = (("valid", "有效"), ("invalid", "无效"))


def rounds(asked: Asked) -> tuple[Sheet, ...]:
    """A sheet for each round of the year, in the order in which they were held."""
    rows = [row for row in asked.seen(ROUND_RESULTS).rows if row["project_year"] == asked.year]
    rows.sort(key=lambda row: (row["batch"], row["number"]))
    return tuple(map(_sheet, rows)) or (_none(asked),)


def _none(asked: Asked) -> Sheet:
    return Sheet(tab="计票表", title=asked.title("项目计票表"), heads=(*heads_of(KEYPAD), CHOSEN), blocks=())


def _sheet(row: Row) -> Sheet:
    word, items = row.get("word", "票决"), row.get("items", [])
    known = {name for item in items for name in VOTES if item.get(name) is not None}
    kind = row.get("kind_word") or "补录"
    heads = (head for head in heads_of(KEYPAD, "number") if head.name not in VOTES or head.name in known)
    return Sheet(
        tab=f"第{row['batch']}批第{row['number']}轮",
        title=f"{row['meeting_title']}民生实事项目{word}计票表（{kind}）",
        above=_papers(row),
        heads=(*heads, RANK, CHOSEN),
        blocks=tuple(Block(cells=_cells(row, place, item, known)) for place, item in enumerate(items, 1)),
        notes=tuple(_notes(row)),
    )


def _cells(row: Row, place: int, item: Mapping[str, Any], known: set[str]) -> Cells:
    """A candidate; where others' votes are published and its own are not, that is said. One of a past ballot has no number here."""
    votes: dict[str, Cell] = {name: item.get(name, NOT_PUBLISHED) for name in known}
    chosen = {True: f"{row.get('word', '票决')}确定", False: "未获确定", None: None}[item.get("selected")]
    return {
        "serial": place,
        "number": None if row["taken_over"] else item["candidate"],
        "title": item["title"],
        **votes,
        "rank": item.get("rank"),
        "chosen": chosen,
    }


def _papers(row: Row) -> str:
    """应到代表327人，实到314人；发出表决票314张，收回314张；有效314张，无效0张；已公告。."""
    heads, papers = row.get("attendance") or {}, row.get("papers") or {}
    people = [
        f"{word}{heads[name]}人" for name, word in (("due", "应到"), ("present", "实到")) if heads.get(name) is not None
    ]
    given = [f"{word}{papers[name]}张" for name, word in OF_PAPERS if papers.get(name) is not None]
    counted = [f"{word}{row[name]}张" for name, word in OF_SHEET if row.get(name) is not None]
    seats = [f"应选{row['seats']}项"] if row.get("seats") is not None else []
    stands = [row["status_word"]] if row.get("status_word") else []
    said = "；".join("，".join(part) for part in (seats, people, given, counted, stands) if part)
    return f"{said}。" if said else ""


def _notes(row: Row) -> Iterator[str]:
    if row.get("status") == "void":
        yield "本轮已作废。"
    for both in row.get("corrections", ()):
        if "what" in both:
            yield f"{say_day(both['on'])}更正：{both['what']}由{both['before']}改为{both['after']}（{both['reason']}）。"
        else:
            yield f"{say_day(both['on'])}有更正；{both['withheld']}。"
    yield from row.get("contradictions", ())
    yield from (f"{said}。" for said in row.get("withheld", ()))
