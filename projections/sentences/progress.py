"""How is what happened to a project's progress, money and explanations 进度 told?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from domain.calendar import say_day
from domain.canonical import to_json
from domain.events import Event
from domain.money import say_amount
from projections.sentences.words import Names, Shown, inline
from projects.events import progress as p
from projects.events.values import Amounts, TargetDone
from projects.measures import ALERTS, AMOUNTS, read_period
from projects.states.figures import say_place

WARNINGS: Final[Mapping[str, str]] = {
    **{str(kind): words for kind, words in ALERTS.items()},
    "problem_overdue": "问题逾期未解决",
    "complaint_spike_12345": "12345投诉集中",
}


def reported(event: p.ProgressReported, names: Names, _shown: Shown) -> str:
    """进度报告."""
    alike = event.year == event.start
    parts = [
        *_amounts("开工以来（即本年）累计" if alike else "本年累计", event.year),
        *([] if alike else _amounts("开工累计", event.start)),
        *_done(event.targets, names),
        *([] if event.physical_percent is None else [f"形象进度{event.physical_percent}%"]),
        *([f"子项{len(event.sub_items)}个"] if event.sub_items else []),
        *([inline(event.narrative)] if event.narrative else []),
        *([f"存在问题：{inline(event.problems)}"] if event.problems else []),
        *(f"{say_place(place)}下降：{reason}" for place, reason in event.falls.items()),
    ]
    act = "更正或者补报" if event.revises else "报告"
    return f"{act}{_period(event.period)}进度：{'；'.join(parts) or '附材料'}"


def returned(event: p.ReportReturned, _names: Names, _shown: Shown) -> str:
    """退回进度报告."""
    return f"退回{_period(event.period)}进度报告：{inline(event.reason)}"


def accepted(event: p.ReportAccepted, _names: Names, _shown: Shown) -> str:
    """进度报告审核通过."""
    return f"{_period(event.period)}进度报告审核通过"


def voucher_filed(event: p.VoucherFiled, _names: Names, _shown: Shown) -> str:
    """补交凭证."""
    voucher = event.voucher
    amount = "" if voucher.amount_fen is None else f"，金额{say_amount(voucher.amount_fen)}"
    return f"补交{AMOUNTS[voucher.of]}凭证{voucher.number}{amount}"


def asked(event: p.ExplanationAsked, _names: Names, _shown: Shown) -> str:
    """要求说明."""
    warning = f"（{WARNINGS[event.alert]}）" if event.alert in WARNINGS else ""
    return f"第{event.number}次要求说明{warning}：“{inline(event.question)}”，{say_day(event.due_on)}以前答复"


def given(event: p.ExplanationGiven, _names: Names, _shown: Shown) -> str:
    """作出说明."""
    return f"对第{event.number}次要求说明作出说明：{inline(event.answer)}"


def _period(text: str) -> str:
    """2024年3月, 2024年第1季度."""
    period = read_period(text)
    if period is None:
        return text
    return f"{period.year}年" + (f"{period.last_month}月" if period.months == 1 else f"第{period.last_month // 3}季度")


def _amounts(scope: str, amounts: Amounts) -> Iterator[str]:
    said = "、".join(f"{AMOUNTS[name.removesuffix('_fen')]}{say_amount(fen)}" for name, fen in to_json(amounts).items())
    if said:
        yield f"{scope}{said}"


def _done(targets: tuple[TargetDone, ...], names: Names) -> Iterator[str]:
    """What of each target is done, named and counted as the project's draft named it."""
    if targets:
        yield "、".join(
            f"{names.titles.get(f'target:{one.target}', f'目标任务{one.target}')}完成{one.done}"
            f"{names.titles.get(f'unit:{one.target}', '')}"
            for one in targets
        )


TELLS: Final[Mapping[type[Event], Any]] = {
    p.ProgressReported: reported,
    p.ReportReturned: returned,
    p.ReportAccepted: accepted,
    p.VoucherFiled: voucher_filed,
    p.ExplanationAsked: asked,
    p.ExplanationGiven: given,
}
