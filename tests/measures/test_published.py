"""Do the measures print what offices published of their investment and their targets, case by case?"""

from __future__ import annotations

import json
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from domain.money import parse_amount
from projects.measures import Aim, Figures, Plan, left_without_source, met, percent_of, rates, target_percent

PUBLISHED = json.loads(
    (Path(__file__).parent.parent / "data" / "published_cases.json").read_text(encoding="utf-8"), parse_float=Decimal
)
INVESTMENT = {case["id"]: case for case in PUBLISHED["investment"]}
TARGETS = {case["id"]: case for case in PUBLISHED["targets"]}


def fen(printed: Decimal | int) -> int:
    """亿元 as printed, in fen."""
    return parse_amount(f"{printed}亿元").fen


def rate(name: str, figures: Figures, plan: int | None = None, **chosen: Any) -> str | None:
    """The one rate of this name."""
    rules: dict[str, Any] = {"paid_base": "received", "disbursed_means": "unit_to_payee", "digits": 1}
    (found,) = (one for one in rates(figures, Plan(original=plan), **rules | chosen) if one.name == name)
    return found.percent


def test_ninghai_2013_completed_more_than_its_annual_plan_and_is_not_clamped() -> None:
    case = INVESTMENT["ninghai-2013"]
    completed = Figures(completed=fen(case["completed"]))
    assert rate("completed", completed, fen(case["annual_plan"])) == str(case["expect"]["completion_pct"]) == "105.6"
    # Of the whole investment it is another figure: the base is printed with the rate.
    assert rate("completed", completed, fen(case["total"])) == "48.7"


def test_chongqing_2015h1_completed_what_its_sources_sum_to() -> None:
    case = INVESTMENT["chongqing-2015h1"]
    completed = fen(case["completed"])
    assert rate("completed", Figures(completed=completed), fen(case["annual_plan"])) == str(
        case["expect"]["completion_pct"]
    )
    parts = [fen(part) for part in case["sources"].values()]
    assert case["expect"]["sources_sum_to_completed"] is True
    assert left_without_source(completed, parts) == 0
    assert left_without_source(completed, parts[:-1]) == fen(case["sources"]["其他"])


def test_ordos_2025_has_an_amount_and_no_plan_so_it_has_no_rate() -> None:
    case = INVESTMENT["ordos-2025"]
    assert (case["projects"], fen(case["completed"])) == (558, 301_200_000_000)
    assert rate("completed", Figures(completed=fen(case["completed"]))) is None


def test_xuancheng_2013_08_printed_received_of_the_plan_and_paid_of_what_was_received() -> None:
    case = INVESTMENT["xuancheng-2013-08"]
    figures = Figures(received=fen(case["received"]), paid=fen(case["paid"]))
    assert rate("paid", figures, paid_base=case["expect"]["paid_rate_base"]) == str(case["published"]["paid_rate"])
    # The plan was not printed; the one that follows from 到位率 93.9 % does not give 97.3 % as 拨付率.
    plan = round(figures.received / Fraction("0.939"))  # type: ignore[operator] # given above
    assert rate("received", figures, plan) == str(case["published"]["received_of_annual_plan"])
    assert rate("paid", figures, plan, paid_base="annual_plan") == "91.4"


def test_sichuan_2015_04_printed_paid_of_the_plan() -> None:
    case = INVESTMENT["sichuan-2015-04"]
    figures = Figures(allotted=fen(case["allotted"]), paid=fen(case["paid"]))
    published = case["published"]
    # The plan was not printed: every plan that gives both printed rates lies between these, and 拨付率 is of the plan.
    low = Fraction(fen(case["paid"]), 1) / Fraction("0.2715")
    high = Fraction(fen(case["paid"]), 1) / Fraction("0.2705")
    for plan in (int(low) + 1, round((low + high) / 2), int(high)):
        chosen = {"paid_base": case["expect"]["paid_rate_base"]}
        assert rate("paid", figures, plan, **chosen) == str(published["paid_of_plan"])
        assert rate("allotted", figures, plan, digits=0) == str(published["allotted_of_plan"])


@pytest.mark.parametrize("name", TARGETS["meishan-2019"]["rows"])
def test_meishan_2019_printed_every_target_half_up_and_unclamped(name: str) -> None:
    planned, done, printed = TARGETS["meishan-2019"]["rows"][name]
    aim = Aim(id="1", planned=Fraction(planned), done=Fraction(done))
    assert target_percent(aim, 1) == str(printed)
    assert met(aim) is True


def test_meishan_2019_has_a_rate_of_unemployment_that_is_met_without_a_percentage() -> None:
    planned, done, printed = TARGETS["meishan-2019"]["at_most"]["登记失业率"]
    aim = Aim(id="6", planned=Fraction(planned), done=Fraction(done), at_most=True)
    assert met(aim) is True
    assert target_percent(aim, 1) is printed is None


def test_huichang_2023_10_had_done_26_of_65() -> None:
    case = TARGETS["huichang-2023-10"]
    assert percent_of(Fraction(case["done"], case["items"]), 0) == str(case["expect"]["percent"])


def test_every_published_case_of_these_kinds_has_a_test() -> None:
    assert set(INVESTMENT) == {
        "ninghai-2013", "chongqing-2015h1", "ordos-2025", "xuancheng-2013-08", "sichuan-2015-04"
    }  # fmt: skip
    assert set(TARGETS) == {"meishan-2019", "huichang-2023-10"}
