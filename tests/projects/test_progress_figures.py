"""Which figures can a progress report state, beside those before and after it, and which are refused?"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from domain.texts import UnfitText
from projects.commands.progress import ReturnReport
from projects.events.values import Amounts, Brief
from projects.measures import Figures, Plan, money_flags, rates
from projects.refusals.common import NamedMoreThanOnce
from projects.refusals.progress import (
    AboveLaterReport,
    FallNotThere,
    FallUnexplained,
    SourcesAboveReceived,
    SubItemsAboveWhole,
    YearAboveStart,
)
from projects.states.figures import say_figure, say_place
from tests.given import Given
from tests.projects.reporting import SUB_ITEMS, ask, confirmed, done, month, on, part, running, split, stands, target

NEXT = on("2024-05-06")


def reported(**fields: Any) -> Given[Any]:
    """The project after its report of March."""
    return done(running(), month("2024-03", **fields))


# A place, what March said, what April says below it.
FALLS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    **{
        f"start.{name}_fen": ({"start": {name: 100}}, {"start": {name: 99}})
        for name in ("allotted", "received", "paid", "completed")
    },
    **{
        f"year.{name}_fen": ({"start": {}, "year": {name: 100}}, {"start": {}, "year": {name: 99}})
        for name in ("allotted", "received", "paid", "completed")
    },
    "target:1": ({"targets": target("4.3")}, {"targets": target("4.299999")}),
    "physical_percent": ({"physical_percent": 46}, {"physical_percent": 45}),
    "source:county": (
        {"start": {"received": 100}, "received_by_source": split(county=60)},
        {"start": {"received": 100}, "received_by_source": split(county=59)},
    ),
    "sub_item:1.completed_fen": (
        {"start": {"completed": 100}, "sub_items": (part("1", 60),)},
        {"start": {"completed": 100}, "sub_items": (part("1", 59),)},
    ),
    "sub_item:1.target:1": ({"sub_items": (part("1", done_="2"),)}, {"sub_items": (part("1", done_="1.5"),)}),
}


@pytest.mark.parametrize("place", FALLS)
def test_a_figure_below_the_last_report_needs_its_reason(place: str) -> None:
    before, below = FALLS[place]
    march = reported(**before)
    refused = ask(march, month("2024-04", **below), NEXT).refused(FallUnexplained, place, pointer="/falls")
    assert refused.numbers == {"place": place}
    ask(march, month("2024-04", **below, falls={place: " "}), NEXT).refused(UnfitText, pointer="/falls")
    done(march, month("2024-04", **below, falls={place: "审减"}), NEXT)


@pytest.mark.parametrize("place", FALLS)
def test_the_same_figure_again_is_no_fall_and_needs_no_reason(place: str) -> None:
    before, _ = FALLS[place]
    done(reported(**before), month("2024-04", **before), NEXT)
    ask(reported(**before), month("2024-04", **before, falls={place: "更正"}), NEXT).refused(
        FallNotThere, pointer="/falls"
    )


@pytest.mark.parametrize("place", FALLS)
def test_a_month_without_the_figure_does_not_hide_the_fall(place: str) -> None:
    before, below = FALLS[place]
    silent = done(reported(**before), month("2024-04", start={}, narrative="正常推进"), NEXT)
    ask(silent, month("2024-05", **below), on("2024-06-03")).refused(FallUnexplained, place)


@pytest.mark.parametrize("place", FALLS)
def test_a_late_figure_above_a_later_one_is_refused_until_that_is_corrected(place: str) -> None:
    above, standing = FALLS[place]
    april = done(running(), month("2024-04", **standing), NEXT)
    ask(april, month("2024-03", revises=True, **above), confirmed("2024-05-07")).refused(
        AboveLaterReport, "2024-04", pointer="/period"
    )
    corrected = done(april, month("2024-04", revises=True, **above), confirmed("2024-05-07"))
    done(corrected, month("2024-03", revises=True, **above), confirmed("2024-05-08"))


@pytest.mark.parametrize("place", FALLS)
def test_a_correction_upwards_is_free_where_the_later_report_said_why_it_fell(place: str) -> None:
    before, below = FALLS[place]
    fell = done(reported(**before), month("2024-04", **below, falls={place: "审减"}), NEXT)
    done(fell, month("2024-03", revises=True, **before), confirmed("2024-05-07"))


def test_a_reason_for_a_figure_that_nobody_knows_is_refused() -> None:
    ask(running(), month(falls={"start.received_fen": "审减"})).refused(FallNotThere)
    ask(running(), month(falls={"随便/写": "审减"})).refused(FallNotThere, pointer="/falls")


def test_a_source_left_out_of_the_split_has_fallen_to_nothing() -> None:
    march = reported(start={"received": 100}, received_by_source=split(county=60, city=40))
    now = month("2024-04", start={"received": 100}, received_by_source=split(county=100))
    ask(march, now, NEXT).refused(FallUnexplained, "市级到位资金")
    done(march, month("2024-04", start={"received": 120}), NEXT)


def test_a_level_that_is_to_stay_low_may_fall_and_rise() -> None:
    march = reported(targets=target("4.1", "2"))
    april = done(march, month("2024-04", targets=target("3.57", "2")), NEXT)
    done(april, month("2024-05", targets=target("4.4", "2")), on("2024-06-03"))


def test_the_years_figures_begin_anew_with_the_year_and_those_since_the_start_go_on() -> None:
    both = running(years=(2024, 2025))
    december = done(both, month("2024-12", year={"paid": 500}, start={"paid": 500}), on("2025-01-03"))
    january = month("2025-01", year={"paid": 20}, start={"paid": 520})
    done(december, january, on("2025-02-03"))
    ask(december, month("2025-01", year={"paid": 20}, start={"paid": 20}), on("2025-02-03")).refused(
        FallUnexplained, "开工以来支付"
    )
    # December corrected upwards is held against the year's figures of its own year alone.
    after = done(december, january, on("2025-02-03"))
    again = month("2024-12", year={"paid": 515}, start={"paid": 515}, revises=True)
    done(after, again, confirmed("2025-02-04"))


def test_what_was_printed_when_the_project_was_taken_over_is_the_first_figure() -> None:
    state = running(origin="taken_over")
    progress = type(stands(state).progress)(printed=Amounts(paid_fen=30_000), printed_on="2024-03-31")
    taken = running(origin="taken_over", progress=progress)
    ask(taken, month(start={"paid": 299})).refused(FallUnexplained, "300元")
    done(taken, month(start={"paid": 300}))
    # A report of a month before those figures is not held against them.
    done(taken, month("2024-02", start={"paid": 200}), on("2024-04-03"))


@pytest.mark.parametrize("name", ["allotted", "received", "paid", "completed"])
def test_the_year_is_part_of_what_there_was_since_the_start(name: str) -> None:
    ask(running(), month(year={name: 101}, start={name: 100})).refused(YearAboveStart, pointer=f"/year/{name}_fen")
    done(running(), month(year={name: 100}, start={name: 100}))
    march = reported(start={name: 100})
    ask(march, month("2024-04", year={name: 101}, start={}), NEXT).refused(YearAboveStart)


def test_paid_above_received_is_recorded_and_flagged_not_refused() -> None:
    state = stands(done(running(), month(start={"received": 100, "paid": 130, "completed": 140})))
    start = state.progress.counting[0].stated.start
    figures = Figures(received=start.received_fen, paid=start.paid_fen, completed=start.completed_fen)
    found = rates(figures, Plan(original=None), paid_base="received", disbursed_means="unit_to_payee", digits=1)
    assert [(flag.kind, flag.amount) for flag in money_flags(figures, found)] == [
        ("paid_above_received", 3_000), ("payable", 1_000), ("rate_over_100", 13_000),
    ]  # fmt: skip


def test_the_split_by_source_is_not_more_than_what_arrived() -> None:
    ask(running(), month(start={"received": 100}, received_by_source=split(county=60, city=41))).refused(
        SourcesAboveReceived, "101元", pointer="/received_by_source"
    )
    ask(running(), month(received_by_source=split(county=0))).refused(SourcesAboveReceived, "没有报")
    done(running(), month(start={"received": 100}, received_by_source=split(county=60)))
    twice = (*split(county=1), *split(county=1))
    ask(running(), month(start={"received": 100}, received_by_source=twice)).refused(NamedMoreThanOnce)


def test_sub_items_are_not_more_than_the_whole() -> None:
    ask(running(), month(start={"completed": 100}, sub_items=(part("1", 60), part("2", 41)))).refused(
        SubItemsAboveWhole, "101元", pointer="/sub_items"
    )
    ask(running(), month(sub_items=(part("1", 1),))).refused(SubItemsAboveWhole, "0元")
    done(running(), month(start={"completed": 100}, sub_items=(part("1", 60), part("2", 40))))


def test_a_sub_item_that_this_report_leaves_out_still_counts() -> None:
    march = reported(start={"completed": 100}, sub_items=(part("1", 60),))
    ask(march, month("2024-04", start={"completed": 110}, sub_items=(part("2", 51),)), NEXT).refused(
        SubItemsAboveWhole, "111元"
    )
    done(march, month("2024-04", start={}, sub_items=(part("2", 40),)), NEXT)


def test_a_returned_report_is_no_figure_to_fall_from() -> None:
    march = reported(start={"paid": 900})
    returned = done(march, ReturnReport(period="2024-03", reason="多报"), on("2024-04-05"))
    done(returned, month("2024-03", start={"paid": 90}), on("2024-04-08"))


def test_a_sub_item_that_an_adjustment_took_away_weighs_no_more() -> None:
    march = stands(reported(start={"completed": 100}, sub_items=(part("1", 60), part("2", 40))))
    brief = Brief(title="示例", nature="construction", sub_items=SUB_ITEMS[:1])
    left = running(progress=march.progress, brief=brief)
    fall = {"start.completed_fen": "子项2终止，按审定数核减"}
    done(left, month("2024-04", start={"completed": 70}, falls=fall), NEXT)


@pytest.mark.parametrize(
    ("place", "figure", "said"),
    [
        ("year.paid_fen", 123_400, "本年支付1234元"),
        ("start.completed_fen", 10**12, "开工以来完成投资100亿元"),
        ("source:special_bond", 100, "专项债到位资金1元"),
        ("target:2", 43, "目标任务243"),
        ("physical_percent", 46, "形象进度46%"),
        ("sub_item:2.completed_fen", 100, "子项2完成投资1元"),
        ("sub_item:2.target:1", 7, "子项2目标任务17"),
    ],
)
def test_every_place_has_its_name(place: str, figure: int, said: str) -> None:
    assert say_place(place) + say_figure(place, Fraction(figure)) == said


def test_a_correction_that_takes_a_figure_away_may_leave_no_later_fall_behind() -> None:
    state = done(running(), month("2024-02", start={"paid": 100}), on("2024-03-04"))
    state = done(state, month("2024-03", start={"paid": 50}, falls={"start.paid_fen": "审减"}))
    state = done(state, month("2024-04", start={"paid": 60}), NEXT)
    silent = month("2024-03", start={}, narrative="更正为未报", revises=True)
    ask(state, silent, confirmed("2024-05-07")).refused(AboveLaterReport, "开工以来支付累计100元")


def test_a_correction_of_a_part_may_not_break_a_later_whole() -> None:
    state = reported(start={"completed": 100}, sub_items=(part("1", 60),))
    state = done(state, month("2024-04", start={"completed": 100}, sub_items=(part("2", 40),)), NEXT)
    again = month("2024-03", start={"completed": 100}, sub_items=(part("1", 61),), revises=True)
    ask(state, again, confirmed("2024-05-07")).refused(SubItemsAboveWhole, "2024-04会对不上", pointer="/period")
    grown = month("2024-04", start={"completed": 101}, sub_items=(part("1", 61), part("2", 40)), revises=True)
    done(done(state, grown, confirmed("2024-05-07")), again, confirmed("2024-05-08"))


def test_a_later_report_that_was_broken_before_does_not_forbid_to_correct_another_figure() -> None:
    state = done(running(), month("2024-02", start={"paid": 100}), on("2024-03-04"))
    state = done(state, month("2024-03", start={"paid": 50}, falls={"start.paid_fen": "审减"}))
    state = done(state, month("2024-04", start={"paid": 60}), NEXT)
    # Returned, March leaves April below February without a reason; that is shown, and does not stand in the way of February.
    state = done(state, ReturnReport(period="2024-03", reason="没有依据"), on("2024-05-07"))
    done(state, month("2024-02", start={"paid": 100, "received": 200}, revises=True), confirmed("2024-05-08"))
