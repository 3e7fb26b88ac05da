"""What stands in the 进度台账: a block a project, its sub-items and targets in the lines of the block, and all of them together below?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from api.layouts import PROGRESS
from api.tables.asked import Asked
from api.tables.book import Block, Cell, Cells, Head, Sheet, heads_of, number, share, some, wan
from api.tables.sums import summed_up
from projections.ledger.figures import NAMES
from projections.ledger.lines import Line, Together, line, summed
from projections.ledger.rates import Share
from projections.ledger.said import chosen, disbursed, newest, stands_in
from projections.ledger.targets import Done
from projections.model import Row
from projections.models import PROJECTS
from projections.publication.projects import MONEY_WITHHELD

BARE: Final = (
    "number",
    "total",
    "plan",
    "allotted",
    "received",
    "paid",
    "completed",
    "rate",
    "progress",
    "unit",
    "light",
)
"""The columns that every 进度台账 has."""
PERIOD: Final = Head(name="period", text="报告期", bare=True)
START: Final = frozenset(f"start_{name}" for name in NAMES)
MONEY: Final = frozenset({"total", "plan", "rate", "sub_completed", *NAMES, *START})
NOT_REPORTED: Final = "未报"
CHECKED: Final = "只写审核过的进度报告。"
UNKNOWN: Final = "空格是还不知道的，不是0；合计只加已知的。"
VOUCHERS: Final = {"allotted": "allotment_numbers", "paid": "payment_numbers"}


def progress(asked: Asked) -> tuple[Sheet, ...]:
    """The table of the year's projects as of the day."""
    seen = asked.seen(PROJECTS)
    rows = [row for row in chosen(seen.rows) if stands_in(row, asked.year)]
    found = [line(row, asked.year, asked.day) for row in rows]
    hidden = MONEY if MONEY_WITHHELD in seen.withheld else frozenset[str]()
    blocks = tuple(_block(asked, place, *each) for place, each in enumerate(zip(found, rows, strict=True), 1))
    whole = summed(found, rows)
    return (
        Sheet(
            tab="进度台账",
            title=asked.title("项目进度台账"),
            heads=tuple(_heads(rows, found, hidden)),
            blocks=blocks,
            total=_total(whole, blocks) if found and not hidden else None,
            notes=(
                *(f"{said}。" for said in seen.withheld),
                *([] if hidden else _notes(rows, found, whole)),
                *([CHECKED] if asked.public else []),
            ),
            in_wan=not hidden,
        ),
    )


def _heads(rows: Sequence[Row], found: Sequence[Line], hidden: frozenset[str]) -> Iterator[Head]:
    """The layout's, 支付 under the name that the rules give it; 开工累计 where it is not the year's, the reporting period at the end."""
    without = hidden | {"disbursed"} | (START if all(map(_begun_this_year, found)) else frozenset())
    for head in heads_of(PROGRESS, *(name for name in BARE if name not in hidden), without=without):
        yield (
            replace(head, text=PROGRESS.column("disbursed").head) if head.name == "paid" and _means_paid(rows) else head
        )
    yield PERIOD


def _means_paid(rows: Sequence[Row]) -> bool:
    """Whether the rules mean by 拨付 what the unit paid out."""
    return bool(rows) and disbursed(rows[0]) == "paid"


def _begun_this_year(one: Line) -> bool:
    return one.since_start.figures == one.year_to_date.figures


def _block(asked: Asked, place: int, one: Line, row: Row) -> Block:
    report = newest(row, asked.year)
    said: Row = report.said if report else {}
    return Block(
        cells={
            "serial": place,
            "number": one.project,
            "title": one.title,
            "total": wan(one.total.fen, one.total_text),
            "plan": wan(one.plan.fen),
            **{name: wan(one.year_to_date.of(name).fen) for name in NAMES},
            "rate": _completed(one.rates),
            **_by_source(said),
            **{f"start_{name}": wan(one.since_start.of(name).fen) for name in NAMES},
            "progress": share(None if one.physical_percent is None else str(one.physical_percent)),
            "narrative": some(said.get("narrative", "")),
            **_vouchers(said),
            "problems": some(one.problems),
            "next_steps": some(one.next_steps),
            "falls": "；".join(dict.fromkeys(said.get("falls", {}).values())) or None,
            "unit": some(one.unit_name),
            "light": some(one.light_word),
            "period": f"{one.period}（{one.checked}）" if one.checked == "未审核" else one.period or NOT_REPORTED,
        },
        parts=tuple(_parts(one)),
    )


def _parts(one: Line) -> Iterator[Cells]:
    """A line for every target of the project, then for every sub-item with its targets: it begins in the line that names it."""
    yield from map(_target, one.targets)
    for part in one.sub_items:
        own: Mapping[str, Cell] = {"sub_item": part.title, "sub_completed": wan(part.completed.fen)}
        aims = [_target(each) for each in part.targets] or [{}]
        yield {**own, **aims[0]}
        yield from aims[1:]


def _target(each: Done) -> Cells:
    return {
        "target": each.name,
        "target_done": None if each.done is None else number(each.done),
        "target_rate": share(each.percent),
    }


def _by_source(said: Row) -> Cells:
    return {f"received_{part['source']}": wan(part["amount_fen"]) for part in said.get("received_by_source", ())}


def _vouchers(said: Row) -> Cells:
    vouchers = said.get("vouchers", ())
    numbers = {of: [each["number"] for each in vouchers if each["of"] == of] for of in VOUCHERS}
    return {name: "、".join(dict.fromkeys(numbers[of])) or None for of, name in VOUCHERS.items()}


def _completed(shares: Iterable[Share]) -> Cell:
    """投资完成率 against the plan as it stands."""
    found = [each.percent for each in shares if each.name == "completed"]
    return share(found[-1]) if found else None


def _total(whole: Together, blocks: tuple[Block, ...]) -> Cells:
    names = ("total", "plan", *NAMES, *(f"start_{name}" for name in NAMES))
    return {**summed_up(blocks, names), "rate": _completed(whole.rates)}


def _notes(rows: Sequence[Row], found: Sequence[Line], whole: Together) -> Iterator[str]:
    if silent := whole.projects - whole.reported:
        yield f"共{whole.projects}项，本年已报{whole.reported}项，未报{silent}项。"
    if any(None in (one.plan.fen, *(one.year_to_date.of(name).fen for name in NAMES)) for one in found):
        yield UNKNOWN
    if any(whole.year_to_date.of(name).fen is not None for name in NAMES):
        same = "，没有另列的开工累计与本年累计相同" if all(map(_begun_this_year, found)) else ""
        means = "付给收款人的（支付）" if _means_paid(rows) else "拨到单位的（到位）"
        yield f"资金和完成投资是本年累计{same}；本人大的办法所说的拨付是{means}；完成率＝完成投资÷年度计划投资。"
