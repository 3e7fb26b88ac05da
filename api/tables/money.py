"""What stands in the 资金分单位表: how much is planned, has come, is paid and built, unit by unit?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from api.tables.asked import Asked
from api.tables.book import Block, Cell, Cells, Head, Sheet, share, wan
from api.tables.sums import summed_up
from projections.ledger.figures import NAMES
from projections.ledger.rates import Share
from projections.ledger.said import chosen, disbursed, stands_in
from projections.ledger.spending import Group, spending
from projections.model import Row
from projections.models import PROJECTS
from projections.publication.projects import MONEY_WITHHELD

RATES: Final = {"allotted": "下达率", "received": "到位率", "paid": "拨付率", "completed": "投资完成率"}
UNITS: Final = (
    Head(name="serial", text="序号", kind="whole", bare=True),
    Head(name="unit", text="承办单位", bare=True),
    Head(name="projects", text="项目数", kind="whole", bare=True),
    Head(name="reported", text="已报项目数", kind="whole", bare=True),
)


def money(asked: Asked) -> tuple[Sheet, ...]:
    """The units with the money of their projects; nothing but how many these are, where money is not published."""
    seen = asked.seen(PROJECTS)
    hidden = MONEY_WITHHELD in seen.withheld
    rows = [row for row in chosen(seen.rows) if stands_in(row, asked.year)]
    spent = spending(rows, asked.year, "unit")
    blocks = tuple(
        Block(cells={"serial": place, "unit": group.name, **_cells(group, hidden=hidden)})
        for place, group in enumerate(spent.groups, 1)
    )
    return (
        Sheet(
            tab="资金分单位表",
            title=asked.title("项目资金分单位表"),
            heads=(*UNITS, *([] if hidden else _heads(rows))),
            blocks=blocks,
            total=_total(spent.total, blocks, hidden=hidden) if blocks else None,
            notes=(
                *(f"{said}。" for said in seen.withheld),
                *([] if hidden or not rows else [_based(spent.total.rates)]),
            ),
            in_wan=not hidden,
        ),
    )


def _heads(rows: Sequence[Row]) -> Iterable[Head]:
    paid = "拨付" if rows and disbursed(rows[0]) == "paid" else "支付"
    words = {
        "plan": "年度计划投资",
        "allotted": "下达资金",
        "received": "到位资金",
        "paid": f"{paid}资金",
        "completed": "完成投资",
    }
    yield from (Head(name=name, text=word, kind="amount", bare=True) for name, word in words.items())
    yield from (Head(name=f"{name}_rate", text=word, kind="percent", bare=True) for name, word in RATES.items())


def _cells(group: Group, *, hidden: bool) -> Cells:
    counts: dict[str, Cell] = {"projects": len(group.streams), "reported": group.reported}
    if hidden:
        return counts
    amounts: dict[str, Cell] = {name: wan(group.year_to_date.of(name).fen) for name in NAMES}
    return {**counts, "plan": wan(group.plan.fen), **amounts, **_rates(group.rates)}


def _rates(shares: Iterable[Share]) -> Cells:
    """Each rate against the plan as it stands, the last where there are two."""
    return {f"{each.name}_rate": share(each.percent) for each in shares}


def _total(whole: Group, blocks: tuple[Block, ...], *, hidden: bool) -> Cells:
    counts: dict[str, Cell] = {"projects": len(whole.streams), "reported": whole.reported}
    return counts if hidden else {**counts, **summed_up(blocks, ("plan", *NAMES)), **_rates(whole.rates)}


def _based(shares: Iterable[Share]) -> str:
    """What is divided by what."""
    said = dict.fromkeys(f"{each.word}＝{each.amount_word}÷{each.of_word}" for each in shares)
    return f"金额是本年累计；{'；'.join(said)}。"
