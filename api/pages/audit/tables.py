"""How does an auditor take a year's books home, for a spreadsheet or as CSV?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final
from urllib.parse import quote

from api.http.reply import Reply
from api.http.route import Call, Route
from api.pages.audit.places import AUDITORS, audited
from api.pages.audit.standing import Line, lines_of
from api.pages.audit.year import BOOKS
from api.pages.inside import every, read
from api.pages.places import year_at
from api.pages.routes import shown
from api.tables.asked import Asked, ask
from api.tables.book import Block, Book, Cell, Cells, Head, Sheet, day, some, wan
from api.tables.csvs import written
from api.tables.sums import summed_up
from api.tables.xlsx import workbook

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV: Final = "text/csv; charset=utf-8"
AMOUNTS: Final = (
    ("promised", "票上金额"), ("total", "现行总投资"), ("original_plan", "年度计划/原"), ("plan", "年度计划/现行"),
    ("allotted", "开工以来累计/下达"), ("received", "开工以来累计/到位"), ("paid", "开工以来累计/支付"),
    ("completed", "开工以来累计/完成投资"), ("settled", "结算审定"), ("accounted", "竣工财务决算"), ("surplus", "上缴结余"),
)  # fmt: skip
HEADS: Final = (
    Head(name="number", text="项目编号", bare=True),
    Head(name="title", text="项目名称", bare=True),
    Head(name="unit", text="责任单位", bare=True),
    Head(name="investment_code", text="投资项目代码", bare=True),
    Head(name="budget_code", text="预算项目编码", bare=True),
    *(Head(name=name, text=text, kind="amount", bare=True) for name, text in AMOUNTS),
    Head(name="adjustments", text="调整次数", kind="whole", bare=True),
    Head(name="deadline", text="完成时限", kind="day", bare=True),
    Head(name="completed_on", text="完工日期", kind="day", bare=True),
    Head(name="accepted_on", text="验收日期", kind="day", bare=True),
    Head(name="standing", text="进展", bare=True),
    Head(name="behind", text="出自台账第几号", kind="prose", bare=True),
)


def _book(call: Call) -> tuple[Book, str]:
    congress, year = audited(call), year_at(call)
    code = congress["code"]
    ledger = read(call, "/ledger", congress=code, year=year)
    lines = lines_of(ledger, {row["stream"]: row for row in every(call, "/projects", congress=code)})
    asked = ask(call.desk, "inside", code, year=year, as_of=call.query.get("as_of", ""))
    return Book(sheets=(_sheet(asked, lines),), taken=asked.taken), f"{code}-{year}-audit"


def _sheet(asked: Asked, lines: list[Line]) -> Sheet:
    blocks = tuple(Block(cells=_cells(line)) for line in lines)
    return Sheet(
        tab="审计表",
        title=asked.title("项目审计表"),
        heads=HEADS,
        blocks=blocks,
        total=summed_up(blocks, [name for name, _ in AMOUNTS]) if blocks else None,
        notes=("合同价、概算台账不记；每个数出自台账的哪几号写在最后一列，用接口、页面按号可查。",),
        in_wan=True,
    )


def _cells(line: Line) -> Cells:
    ledger, row = line.ledger, line.row
    figures: dict[str, Any] = {
        **{name: ledger[name] for name in ("promised", "total", "original_plan", "plan", "settled", "accounted")},
        **line.since_start,
        "surplus": line.surplus,
    }
    amounts: dict[str, Cell] = {name: wan(each["fen"]) for name, each in figures.items()}
    positions = sorted({one["position"] for each in figures.values() for one in each["behind"] if one["position"]})
    return {
        "number": line.project,
        "title": line.title,
        "unit": some(ledger["unit_name"]),
        "investment_code": some(ledger["investment_code"]),
        "budget_code": some(ledger["budget_code"]),
        **amounts,
        "adjustments": ledger["adjustments"],
        "deadline": day(ledger["deadline_on"]),
        "completed_on": day((row["completed"] or {}).get("on", "")),
        "accepted_on": day((row["accepted"] or {}).get("on", "")),
        "standing": ledger["standing_word"],
        "behind": "、".join(map(str, positions)) or None,
    }


def _xlsx(call: Call) -> Reply:
    book, name = _book(call)
    return _file(workbook(book), XLSX, f"{name}.xlsx")


def _csv(call: Call) -> Reply:
    book, name = _book(call)
    return _file(written(book), CSV, f"{name}.csv")


def _file(content: bytes, media_type: str, name: str) -> Reply:
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"}
    return Reply(content=content, media_type=media_type, headers=headers)


def _given(path: str, summary: str, handle: Any, media_type: str) -> Route:
    return replace(shown(BOOKS + path, summary, handle, AUDITORS), answer_media_type=media_type)


ROUTES: Final = (
    _given("/books.xlsx", "审计表（XLSX）", _xlsx, XLSX),
    _given("/books.csv", "审计表（CSV）", _csv, CSV),
)
