"""Is what one progress report states fit to stand: targets, amounts, texts, vouchers?"""

from __future__ import annotations

from typing import Any

import pytest

from domain.money import LARGEST_FEN, MoneyNegative, MoneyTooLarge
from domain.quantities import QuantityTooLarge, QuantityUnreadable
from domain.refusals import Refusal
from projects.events.progress import SubItemProgress, Voucher
from projects.events.values import Amounts, Brief, TargetDone
from projects.refusals.common import NamedMoreThanOnce
from projects.refusals.progress import (
    NothingReported,
    PhysicalPercentOutOfPlace,
    SourcesAboveReceived,
    UnknownSubItem,
    VoucherMissing,
)
from projects.refusals.projects import UnknownTarget
from tests.projects.reporting import TARGETS, ask, done, month, on, part, running, split, target
from tests.scenarios import congress

NEXT = on("2024-05-06")


def test_targets_and_sub_items_are_those_of_the_project() -> None:
    ask(running(), month(targets=target("1", "3"))).refused(UnknownTarget, pointer="/targets/0/target")
    ask(running(), month(sub_items=(part("3"),))).refused(UnknownSubItem, pointer="/sub_items/0/sub_item")
    ask(running(), month(sub_items=(part("2", done_="1"),))).refused(
        UnknownTarget, pointer="/sub_items/0/targets/0/target"
    )
    ask(running(), month(targets=(*target("1"), *target("2")))).refused(NamedMoreThanOnce, pointer="/targets/1")
    ask(running(), month(sub_items=(part("1"), part("1")))).refused(NamedMoreThanOnce, pointer="/sub_items/1")


@pytest.mark.parametrize("quantity", ["4.30", "-1", "", "1e3", "七千", "nan"])
def test_a_quantity_that_cannot_be_read_is_refused_with_its_place(quantity: str) -> None:
    ask(running(), month(targets=target(quantity))).refused(QuantityUnreadable, pointer="/targets/0/done")
    items = (SubItemProgress(sub_item="1", targets=target(quantity)),)
    ask(running(), month(sub_items=items)).refused(QuantityUnreadable, pointer="/sub_items/0/targets/0/done")


def test_a_quantity_beyond_all_counting_is_refused() -> None:
    ask(running(), month(targets=target("9" * 40))).refused(QuantityTooLarge, pointer="/targets/0/done")


@pytest.mark.parametrize("percent", [-1, 101, 10**30])
def test_the_work_of_a_construction_project_is_between_0_and_100_percent(percent: int) -> None:
    ask(running(), month(physical_percent=percent)).refused(PhysicalPercentOutOfPlace, pointer="/physical_percent")


@pytest.mark.parametrize("nature", ["service", "policy"])
def test_what_is_not_built_has_no_percentage_of_work(nature: str) -> None:
    brief = Brief(title="示例服务", nature=nature, targets=TARGETS)  # type: ignore[arg-type] # one of the natures
    ask(running(brief=brief), month(physical_percent=50)).refused(PhysicalPercentOutOfPlace, "工程类")


@pytest.mark.parametrize("scope", ["year", "start"])
def test_an_amount_that_the_ledger_cannot_hold_is_refused_with_its_place(scope: str) -> None:
    for fen, reason in ((-1, MoneyNegative), (LARGEST_FEN + 1, MoneyTooLarge), (10**400, MoneyTooLarge)):
        amounts: dict[str, Any] = {"year": Amounts(), "start": Amounts(), scope: Amounts(paid_fen=fen)}
        asked = month(start={}, narrative="有数")
        asked = type(asked)(period=asked.period, narrative="有数", **amounts)
        ask(running(), asked).refused(reason, pointer=f"/{scope}/paid_fen")
    ask(running(), month(sub_items=(part("1", -1),))).refused(MoneyNegative, pointer="/sub_items/0/completed_fen")


def test_a_report_says_something() -> None:
    ask(running(), month(start={})).refused(NothingReported)
    done(running(), month(start={}, narrative="因雨停工，没有进展。"))
    done(running(), month(start={}, year={"paid": 0}))
    done(running(), month(start={}, physical_percent=0))


@pytest.mark.parametrize(
    ("fields", "pointer"),
    [
        ({"narrative": "看不见\u200b"}, "/narrative"),
        ({"problems": " 前面有空格"}, "/problems"),
        ({"next_steps": "字" * 20_001}, "/next_steps"),
        ({"documents": ("",)}, "/documents/0"),
        ({"documents": ("甲", "甲")}, "/documents/1"),
        ({"vouchers": (Voucher(of="paid", number=""),)}, "/vouchers/0/number"),
        ({"vouchers": (Voucher(of="paid", number="1", document="\t"),)}, "/vouchers/0/document"),
        ({"vouchers": (Voucher(of="paid", number="1", amount_fen=-1),)}, "/vouchers/0/amount_fen"),
        ({"vouchers": (Voucher(of="paid", number="1"),) * 2}, "/vouchers/1"),
        ({"targets": (TargetDone(target="1", done="1", counted_by=" "),)}, "/targets/0/counted_by"),
        ({"sub_items": (SubItemProgress(sub_item="1", note=" "),)}, "/sub_items/0/note"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_texts_and_papers_that_say_nothing_are_refused_with_their_place(fields: dict[str, Any], pointer: str) -> None:
    refusal = ask(running(), month(**fields)).refusal
    assert isinstance(refusal, Refusal)
    assert refusal.pointer == pointer


def test_everything_that_is_wrong_with_a_report_is_found_at_once() -> None:
    outcome = ask(running(), month(targets=target("x", "9"), physical_percent=300, received_by_source=split(county=1)))
    for reason in (UnknownTarget, QuantityUnreadable, PhysicalPercentOutOfPlace, SourcesAboveReceived):
        outcome.refused(reason)


PAPERS_FIRST = congress(differences={"evidence": {"allotment": "block", "payment": "block"}})


@pytest.mark.parametrize("name", ["allotted", "paid"])
def test_where_the_rules_ask_for_the_paper_first_a_rise_comes_with_it(name: str) -> None:
    rise: dict[str, Any] = {"start": {name: 100}}
    ask(running(), month(**rise), of=PAPERS_FIRST).refused(VoucherMissing, pointer="/vouchers")
    voucher = Voucher(of=name, number="示财建〔2024〕17号")  # type: ignore[arg-type] # one of the three
    march = done(running(), month(**rise, vouchers=(voucher,)), of=PAPERS_FIRST)
    done(march, month("2024-04", **rise), NEXT, of=PAPERS_FIRST)
    done(running(), month(**rise))
