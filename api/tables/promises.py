"""What stands in the table 承诺与兑现: what the ballot promised, what was decided since, and what came of it?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from api.tables.asked import Asked
from api.tables.book import Block, Cell, Head, Sheet, day, some, wan
from api.tables.sums import summed_up
from projections.ledger.promises import Between, Delivered, Kept, Terms
from projections.ledger.promises import promises as promises_of
from projections.ledger.targets import Done
from projections.models import PROJECTS
from projections.publication.projects import AMOUNT_WITHHELD, MONEY_WITHHELD

HEADS: Final = (
    Head(name="serial", text="序号", kind="whole", bare=True),
    Head(name="number", text="项目编号", bare=True),
    Head(name="title", text="项目名称", bare=True),
    Head(name="unit", text="责任单位", bare=True),
    Head(name="promised", text="承诺/金额", kind="amount", bare=True),
    Head(name="promised_by", text="承诺/完成时限", kind="day", bare=True),
    Head(name="promised_targets", text="承诺/目标任务", kind="prose", bare=True),
    Head(name="between", text="其间的调整", kind="prose"),
    Head(name="adjusted", text="调整后/金额", kind="amount"),
    Head(name="adjusted_by", text="调整后/完成时限", kind="day"),
    Head(name="adjusted_targets", text="调整后/目标任务", kind="prose"),
    Head(name="standing", text="兑现/进展", kind="choice", bare=True),
    Head(name="completed", text="兑现/完成投资", kind="amount", bare=True),
    Head(name="paid", text="兑现/支付", kind="amount", bare=True),
    Head(name="settled", text="兑现/结算审定", kind="amount"),
    Head(name="done", text="兑现/目标任务", kind="prose", bare=True),
    Head(name="completed_on", text="兑现/完工日期", kind="day", bare=True),
    Head(name="accepted_on", text="兑现/验收日期", kind="day", bare=True),
    Head(name="late", text="晚（天）/比承诺", kind="whole", bare=True),
    Head(name="late_adjusted", text="晚（天）/比调整后", kind="whole"),
)
SPENT: Final = frozenset({"adjusted", "completed", "paid", "settled"})


def promises(asked: Asked) -> tuple[Sheet, ...]:
    """The year's projects, promise and delivery side by side; amounts since the start."""
    seen = asked.seen(PROJECTS)
    hidden = (SPENT if MONEY_WITHHELD in seen.withheld else frozenset()) | (
        frozenset({"promised"}) if AMOUNT_WITHHELD in seen.withheld else frozenset()
    )
    found = promises_of(seen.rows, asked.year, asked.day)
    blocks = tuple(Block(cells={"serial": place, **_cells(one)}) for place, one in enumerate(found, 1))
    sums = [name for name in ("promised", "completed", "paid") if name not in hidden]
    return (
        Sheet(
            tab="承诺与兑现",
            title=asked.title("项目承诺与兑现表"),
            heads=tuple(head for head in HEADS if head.name not in hidden),
            blocks=blocks,
            total=summed_up(blocks, sums) if blocks and sums else None,
            notes=(*(f"{said}。" for said in seen.withheld), *(_NOTES if blocks else ())),
            in_wan=bool(sums),
        ),
    )


_NOTES: Final = ("完成投资、支付和目标任务是开工以来累计；晚几天，完工的算到完工那天，没有完工的算到截至的那天。",)


def _cells(one: Kept) -> Mapping[str, Cell]:
    adjusted = {} if one.adjusted is None else _terms("adjusted", one.adjusted)
    late = None if one.adjusted is None else one.delivered.days_late_adjusted
    return {
        "number": one.project,
        "title": one.title,
        "unit": some(one.unit_name),
        **_terms("promised", one.promised),
        "between": "\n".join(map(_between, one.between)) or None,
        **adjusted,
        **_delivered(one.delivered),
        "late_adjusted": late,
    }


def _terms(name: str, terms: Terms) -> Mapping[str, Cell]:
    return {
        name: wan(terms.amount.fen, terms.amount_text),
        f"{name}_by": some(terms.deadline_text) or day(terms.deadline_on),
        f"{name}_targets": "\n".join(terms.targets) or None,
    }


def _between(each: Between) -> str:
    """县人大常委会决定调整：完成时限由…改为…（征地）公告第8号，已向大会报告."""
    changes = "、".join(f"{change.before}改为{change.after}" for change in each.changes)
    heard = {True: "，已向大会报告", False: "，还没有向大会报告", None: ""}[each.heard]
    return (
        f"{each.body_word}{each.outcome_word or each.kind_word}：{changes}（{each.reason}）{each.announcement}{heard}"
    )


def _delivered(done: Delivered) -> Mapping[str, Cell]:
    return {
        "standing": done.standing_word,
        "completed": wan(done.completed.fen),
        "paid": wan(done.paid.fen),
        "settled": wan(done.settled.fen),
        "done": _done(done.targets),
        "completed_on": day(done.completed_on),
        "accepted_on": day(done.accepted_on),
        "late": done.days_late,
    }


def _done(targets: Iterable[Done]) -> str | None:
    """新增停车位612个."""
    return (
        "\n".join(f"{each.name}{'未报' if each.done is None else f'{each.done}{each.unit}'}" for each in targets)
        or None
    )
