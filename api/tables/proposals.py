"""What stands in the 项目库台账: every proposal of the year, what became of it, and when its proposer was answered?

Whoever proposed something is a reference in the ledger; the table says what kind of proposer it was, and never who.
"""

from __future__ import annotations

from typing import Any, Final

from api.layouts import PROPOSALS as LAYOUT
from api.tables.asked import Asked
from api.tables.book import Block, Cells, Head, Sheet, day, heads_of, listed_words, some, wan
from projections.model import Row
from projections.models import PROPOSALS
from projections.publication.proposals import ALL_WITHHELD, NOT_REVIEWED, TEXTS_WITHHELD

PERSONAL: Final = frozenset({"proposer", "phone"})
ENDS: Final = (
    Head(name="verdict", text="论证结论", kind="choice", bare=True),
    Head(name="taken", text="是否入选", kind="choice", bare=True),
    Head(name="reason", text="不入选原因", kind="prose", bare=True),
    Head(name="answered_on", text="答复日期", kind="day", bare=True),
)
PUBLISHED: Final = (
    Head(name="serial", text="序号", kind="whole", bare=True),
    Head(name="number", text="编号", bare=True),
    Head(name="title", text="项目名称", bare=True),
    Head(name="verdict", text="论证结论", kind="choice", bare=True),
)
WITHHELD: Final = {"none": ALL_WITHHELD, "counts": TEXTS_WITHHELD, "reviewed_titles": NOT_REVIEWED}
TAKEN: Final = {"adopted": "是", "reserved": "否", "transferred": "否", "declined": "否"}


def proposals(asked: Asked) -> tuple[Sheet, ...]:
    """The proposals of the year by number."""
    rows = [row for row in asked.seen(PROPOSALS).rows if row["project_year"] == asked.year]
    rows.sort(key=lambda row: str(row["number"]))
    survivors = {row["number"]: row for row in rows}
    blocks = [Block(cells=_public(row) if asked.public else _cells(row, survivors)) for row in rows]
    return (
        Sheet(
            tab="项目库台账",
            title=asked.title("项目库台账"),
            heads=PUBLISHED if asked.public else (*heads_of(LAYOUT, "number", "estimate", without=PERSONAL), *ENDS),
            blocks=tuple(_numbered(blocks)),
            notes=_said(asked) if asked.public else (),
            in_wan=not asked.public,
        ),
    )


def _numbered(blocks: list[Block]) -> list[Block]:
    return [Block(cells={"serial": place, **block.cells}) for place, block in enumerate(blocks, 1)]


def _said(asked: Asked) -> tuple[str, ...]:
    """How many there are, where that is published, and what is not."""
    setting = asked.publication["proposals"]
    received = sum(row["project_year"] == asked.year for row in asked.rows_of(PROPOSALS))
    count = [] if setting == "none" else [f"{asked.year}年度共收到建议项目{received}件。"]
    return (*count, f"{WITHHELD[setting]}。")


def _public(row: Row) -> Cells:
    return {"number": row["number"], "title": row["title"], "verdict": row["status_word"]}


def _cells(row: Row, survivors: dict[str, dict[str, Any]]) -> Cells:
    return {
        **{name: some(row[name]) for name in ("number", "title", "category", "place")},
        **{name: some(row[name]) for name in ("content", "necessity", "feasibility")},
        "channel": row["channel_word"],
        "proposer_kind": row["proposer_word"],
        "estimate": wan(row["estimate_fen"], row["estimate_text"]),
        "received_on": day(row["submitted_on"]),
        "earlier": listed_words(row["earlier"]),
        **_end(row, survivors),
    }


def _end(row: Row, survivors: dict[str, dict[str, Any]]) -> Cells:
    """How it ended, whether it was taken, why not, and when the proposer was told; of what goes on in another, as that one."""
    status, end = row["status"], row["ends"][-1] if row["ends"] else None
    if end is None or status == "open":
        return {"verdict": row["status_word"]}
    last, seen = row, {row["number"]}
    while last["merged_into"] in survivors and last["merged_into"] not in seen:
        seen.add(last["merged_into"])
        last = survivors[last["merged_into"]]
    into = {"merged": f"合并（{row['merged_into']}）", "transferred": f"转办（{end.get('to_word', '')}）"}
    said = (end.get("reason_word", ""), end.get("reason", ""))
    answered = [each["on"] for each in end["feedback"]]
    return {
        "verdict": into.get(status, row["status_word"]),
        "taken": TAKEN.get(last["status"]),
        "reason": some("：".join(filter(None, said))) if TAKEN.get(status) == "否" else None,
        "answered_on": day(answered[0]) if answered else None,
    }
