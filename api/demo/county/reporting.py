"""What did the units of 示例县 report every month of 2024, and what did the government's office say to it?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from api.demo.county.briefs import CHOSEN, WAN
from api.demo.county.carrying import completed_on
from api.demo.county.lists import chosen_brief
from api.demo.county.money import ALLOTTED, CUT, ON, YEARS, amounts, amounts_on
from api.demo.county.names import CONGRESS, project
from api.demo.steps import Script
from domain.documents.commands import FileDocument
from domain.streams import document_id
from projects.commands.progress import AcceptReport, FileVoucher, ReportProgress, ReturnReport
from projects.deciders.projects import PROJECT
from projects.events.progress import SubItemProgress, Voucher
from projects.events.values import Amounts, SourceAmount, TargetDone

MONTHS: Final = range(2, 13)
LAST: Final = 12
# What of each target was done by the end of the year; of 09's second one nothing is known before November.
DONE: Final = {
    1: (612,), 2: (12, 18750), 3: (3, 3050, 7), 4: (320,), 5: (6,), 6: (46,), 7: (8,), 8: (3184,), 9: (400,), 10: (7,),
}  # fmt: skip
COUNTED: Final = {(3, LAST): {"2": {"counted_by": "示例县教育局", "document": "2024年秋季学期新增学位核定表"}}}
"""Who counted what, on which list."""
USABLE: Final = {11: "78", 12: "81"}
JOBLESS: Final = ("3.4", "3.4", "3.4", "3.3", "3.3", "3.3", "3.3", "3.2", "3.2", "3.2", "3.2")
# 形象进度 at the end of 2024 of the two that go on, of the whole project.
PHYSICAL: Final = {3: 38, 6: 57}
GOING_ON: Final = 49
"""What goes on into the next year is under construction until then."""
SCANNED: Final = "9c1f" * 16
"""The hash of a payment voucher that is filed."""
SCHOOLS: Final = 70
"""Percent of 03's investment that goes into its schools."""
# Entered on another day than the 4th, or reported late.
ENTERED: Final = {(7, 9): "2024-10-22T09:00", (9, 7): "2024-08-26T09:00"}
HAPPENED: Final = {(7, 9): "2024-10-04"}
RETURNED: Final = (6, 5)
NO_PAYMENT_VOUCHERS: Final = (9, 10)


def report_monthly(script: Script) -> None:
    """进度报告 and their check, February to December, and January to May of the next year for the two that go on."""
    for number in CHOSEN:
        for month in MONTHS:
            _month(script, number, month)
    for number, months in ON.items():
        for month in range(1, len(months) + 1):
            _next_year(script, number, month)
    here = script.on(PROJECT, project(2))
    again = replace(monthly(2, 3), narrative="主管网已开工3个村，更正3月所报的施工村数。", revises=True)
    here("2024-05-10T09:00", again, two=True, role="unit")(
        "2024-05-13T09:00", AcceptReport(period="2024-03"), role="government"
    )
    late = Voucher(
        of="paid", number="示例财支〔2024〕0912号", amount_fen=amounts(9, LAST).paid_fen, document=str(document_id(CONGRESS, SCANNED)),
    )  # fmt: skip
    script.begin("2025-02-19T16:00", FileDocument(
        congress=CONGRESS, sha256=SCANNED, kind="payment", title="示例县公共充电设施支付凭证", media_type="application/pdf", size=218_624,
        number="示例财支〔2024〕0912号", dated_on=date(2024, 12, 27),
    ))  # fmt: skip
    script.on(PROJECT, project(9))("2025-02-20T09:00", FileVoucher(voucher=late), role="unit", happened="2025-01-17")


def monthly(number: int, month: int) -> ReportProgress:
    """The report of one project for one month of 2024."""
    now, brief = amounts(number, month), chosen_brief(number)
    done = done_by(number, month)
    cut = CUT.get((number, month))
    return ReportProgress(
        period=f"2024-{month:02}", year=now, start=now, targets=_targets(number, month), sub_items=_sub_items(number, month, now),
        received_by_source=_by_source(brief.sources, now.received_fen or 0) if month % 3 == 0 else (),
        physical_percent=done * PHYSICAL.get(number, 100) // 100 if brief.nature == "construction" else None,
        narrative=_words(brief.nature, min(done, GOING_ON) if number in PHYSICAL else done), vouchers=tuple(_vouchers(number, month)),
        falls={f"{scope}.completed_fen": cut[1] for scope in ("year", "start")} if cut else {},
    )  # fmt: skip


def _month(script: Script, number: int, month: int) -> None:
    here, asked = script.on(PROJECT, project(number)), monthly(number, month)
    at = ENTERED.get((number, month)) or f"{_next_month(month)}-{'03' if month == LAST else '04'}T09:{number:02}"
    day = date.fromisoformat(at[:10])
    if (number, month) == RETURNED:
        built = (asked.start.completed_fen or 0) + 500 * WAN
        wrong = replace(asked.start, completed_fen=built)
        here(at, replace(asked, year=wrong, start=wrong), role="unit")
        sent_back = ReturnReport(period=asked.period, reason="完成投资与监理计量相差500万元，请核对后重报。")
        day += timedelta(days=8)
        here(f"{day - timedelta(days=4)}T10:00", sent_back, role="government")
        at = f"{day}T09:00"
    here(at, asked, role="unit", happened=HAPPENED.get((number, month), ""))
    checked = day + timedelta(days=3 if month == LAST else 4)
    here(f"{checked}T10:{number:02}", AcceptReport(period=asked.period), role="government")


def done_by(number: int, month: int) -> int:
    """How much of the year's work was done at the end of a month, in percent: as much as was built, and all once it was completed."""
    on = completed_on(number)
    return 100 if on and on[:7] <= f"2024-{month:02}" else min(YEARS[number].curve[month - 2], 99 if on else 100)


def _next_year(script: Script, number: int, month: int) -> None:
    here = script.on(PROJECT, project(number))
    year, start = amounts_on(number, month)
    physical = PHYSICAL[number] + month * 4
    asked = ReportProgress(
        period=f"2025-{month:02}", year=year, start=start, physical_percent=physical, narrative="续建工程正在施工。",
        targets=(TargetDone(target="1", done=str(DONE[number][0] + month * 4)),) if number == 6 else (),  # noqa: PLR2004 - the roads
        vouchers=tuple(Voucher(of=of, number=f"2025-{number:02}-{month:02}") for of in ("allotted", "paid")),
    )  # fmt: skip
    here(f"2025-{month + 1:02}-05T09:{number:02}", asked, role="unit")
    here(f"2025-{month + 1:02}-09T09:{number:02}", AcceptReport(period=asked.period), role="government")


def _targets(number: int, month: int) -> tuple[TargetDone, ...]:
    done = done_by(number, month)
    known = [str(whole * done // 100) for whole in DONE[number]]
    if number == 8:  # noqa: PLR2004 - the project on jobs
        known.append(JOBLESS[month - 2])
    if number == 9 and month in USABLE:  # noqa: PLR2004 - the chargers
        known.append(USABLE[month])
    counted = COUNTED.get((number, month), {})
    return tuple(
        TargetDone(target=str(place), done=one, **counted.get(str(place), {}))
        for place, one in enumerate(known, start=1)
    )


def _sub_items(number: int, month: int, now: Amounts) -> tuple[SubItemProgress, ...]:
    """03's schools and neighbourhoods."""
    if not chosen_brief(number).sub_items:
        return ()
    schools, places, quarters = (one.done for one in _targets(number, month))
    built = now.completed_fen or 0
    return (
        SubItemProgress(
            sub_item="1", completed_fen=built * SCHOOLS // 100,
            targets=(TargetDone(target="1", done=schools), TargetDone(target="2", done=places)),
        ),
        SubItemProgress(
            sub_item="2", completed_fen=built * (100 - SCHOOLS) // 100, targets=(TargetDone(target="1", done=quarters),)
        ),
    )  # fmt: skip


def _by_source(planned: tuple[SourceAmount, ...], received: int) -> tuple[SourceAmount, ...]:
    """What arrived, split as planned in whole 万元; what the division leaves over is 未分来源."""
    whole = sum(source.amount_fen for source in planned)
    return tuple(replace(source, amount_fen=source.amount_fen * received // whole // WAN * WAN) for source in planned)


def _vouchers(number: int, month: int) -> Iterator[Voucher]:
    """指标文 whenever more is allotted, one 到账凭证 for all, and payment vouchers of every month where they are kept well."""
    place, now = month - 2, amounts(number, month)
    before = amounts(number, month - 1) if place else Amounts(allotted_fen=0, paid_fen=0)
    if place == 0 or ALLOTTED[place] > ALLOTTED[place - 1]:
        rise = (now.allotted_fen or 0) - (before.allotted_fen or 0)
        yield Voucher(of="allotted", number=f"示例财建〔2024〕{number * 10 + place}号", amount_fen=rise)
    if place == 0:
        yield Voucher(of="received", number=f"到账凭证2024-{number:02}")
    rise = (now.paid_fen or 0) - (before.paid_fen or 0)
    if rise and number not in NO_PAYMENT_VOUCHERS:
        yield Voucher(of="paid", number=f"支付凭证2024-{number:02}-{month:02}", amount_fen=rise)


def _words(nature: str, done: int) -> str:
    if nature == "construction":
        steps = (
            (10, "正在办理前期手续和招标。"),
            (50, "全面开工，正在施工。"),
            (100, "主体基本完成，正在收尾。"),
            (101, "已经完工。"),
        )
    else:
        steps = (
            (10, "正在筹备布点。"),
            (50, "部分站点已经开放。"),
            (100, "站点运行正常，任务按计划推进。"),
            (101, "任务已经完成。"),
        )
    return next(words for below, words in steps if done < below)


def _next_month(month: int) -> str:
    return f"2024-{month + 1:02}" if month < LAST else "2025-01"
