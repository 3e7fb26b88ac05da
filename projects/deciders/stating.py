"""Is what a progress report states fit to stand: its amounts, targets, sub-items, vouchers and texts?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.canonical import to_json
from domain.money import say_amount
from domain.texts import clean, filled, prose, said, shown
from projects.deciders.briefs import unfit_amount, unfit_quantity, unfit_sources
from projects.deciders.checks import each_once
from projects.refusals.progress import (
    NothingReported,
    PhysicalPercentOutOfPlace,
    SourcesAboveReceived,
    UnknownSubItem,
)
from projects.refusals.projects import UnknownTarget

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from domain.refusals import Refusal
    from projects.commands.progress import ReportProgress
    from projects.events.progress import SubItemProgress, Voucher
    from projects.events.values import Amounts, Brief, SourceAmount, Target, TargetDone

WHOLE = 100


def unfit_statement(brief: Brief, asked: ReportProgress) -> Iterator[Refusal]:
    """A fault for everything in a report that could not stand there, whatever was reported before."""
    if not any((to_json(asked.year), to_json(asked.start), asked.targets, asked.sub_items, asked.physical_percent is not None,
                asked.narrative, asked.problems, asked.next_steps, asked.documents, asked.vouchers)):  # fmt: skip
        yield NothingReported("请至少报一个数，或者写明进展。", pointer="/narrative")
    yield from _amounts(asked.year, "/year")
    yield from _amounts(asked.start, "/start")
    yield from _sources(asked.received_by_source, asked.start.received_fen)
    yield from _targets(asked.targets, brief.targets, "/targets")
    yield from _sub_items(asked.sub_items, brief)
    yield from _physical(asked.physical_percent, brief)
    for place, voucher in enumerate(asked.vouchers):
        yield from (fault.at(f"/vouchers/{place}") for fault in unfit_voucher(voucher))
    yield from _once([f"{voucher.of} {voucher.number}" for voucher in asked.vouchers], "/vouchers", "凭证")
    yield from _once(asked.documents, "/documents", "附件")
    yield from _texts(asked)


def unfit_voucher(voucher: Voucher) -> Iterator[Refusal]:
    """A fault for everything that is wrong with one voucher."""
    yield from (*filled(number=voucher.number), *clean(document=voucher.document))
    yield from unfit_amount(voucher.amount_fen, "/amount_fen")


def _texts(asked: ReportProgress) -> Iterator[Refusal]:
    spoken = {"narrative": asked.narrative, "problems": asked.problems, "next_steps": asked.next_steps}
    yield from prose(**{name: text for name, text in spoken.items() if text})
    for place, document in enumerate(asked.documents):
        yield from filled(**{f"documents/{place}": document})
    for reason in asked.falls.values():
        yield from filled(falls=reason)


def _amounts(amounts: Amounts, pointer: str) -> Iterator[Refusal]:
    for name, fen in to_json(amounts).items():
        yield from unfit_amount(fen, f"{pointer}/{name}")


def _sources(parts: Sequence[SourceAmount], received: int | None) -> Iterator[Refusal]:
    yield from unfit_sources(parts, "/received_by_source")
    split = sum(part.amount_fen for part in parts)
    if parts and (received is None or split > received):
        whole = "没有报" if received is None else f"只有{say_amount(received)}"
        yield SourcesAboveReceived(
            f"分来源到位合计{say_amount(split)}，开工累计到位资金{whole}。",
            pointer="/received_by_source",
            split=split,
            received=received,
        )


def _targets(done: Sequence[TargetDone], targets: Sequence[Target], pointer: str) -> Iterator[Refusal]:
    known = {target.id for target in targets}
    for place, one in enumerate(done):
        at = f"{pointer}/{place}"
        if one.target not in known:
            yield UnknownTarget(f"没有编号为“{shown(one.target)}”的目标任务。", pointer=f"{at}/target")
        yield from unfit_quantity(one.done, f"{at}/done")
        yield from (fault.at(at) for fault in clean(counted_by=one.counted_by, document=one.document))
    yield from _once([one.target for one in done], pointer, "目标任务")


def _sub_items(items: Sequence[SubItemProgress], brief: Brief) -> Iterator[Refusal]:
    known = {item.id: item for item in brief.sub_items}
    for place, one in enumerate(items):
        at = f"/sub_items/{place}"
        item = known.get(one.sub_item)
        if item is None:
            yield UnknownSubItem(f"没有编号为“{shown(one.sub_item)}”的子项。", pointer=f"{at}/sub_item")
        else:
            yield from _targets(one.targets, item.targets, f"{at}/targets")
        yield from unfit_amount(one.completed_fen, f"{at}/completed_fen")
        if one.note:
            yield from (fault.at(at) for fault in prose(note=one.note))
    yield from _once([one.sub_item for one in items], "/sub_items", "子项")


def _physical(percent: int | None, brief: Brief) -> Iterator[Refusal]:
    if percent is None:
        return
    if brief.nature != "construction":
        yield PhysicalPercentOutOfPlace(
            "只有工程类项目有形象进度；服务补助类、政策机制类报任务完成情况。", pointer="/physical_percent"
        )
    elif not 0 <= percent <= WHOLE:
        yield PhysicalPercentOutOfPlace(f"形象进度应在0至100之间，现为{said(percent)}。", pointer="/physical_percent")


def _once(names: Sequence[str], pointer: str, what: str) -> Iterator[Refusal]:
    """A fault for every line that repeats an earlier one; there may be none."""
    return each_once(names, pointer, what) if names else iter(())
