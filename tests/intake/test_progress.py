"""Does the monthly ledger of an office become reports with the figures that it means?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from domain.canonical import to_json
from domain.profile import compose
from projects.events.progress import ProgressReported
from tests.api.kit import CLERK, COUNTY, Caller
from tests.api.office import Office
from tests.api.years import brief
from tests.intake.lines import Desk, Row, lines, million
from tests.intake.test_taken import codes, said

ROAD = "示例县农村公路提升"


@pytest.fixture
def desk(reading_api: Caller) -> Desk:
    """示例县, which came to the ledger in June 2024 with a road and a school."""
    office = Office(reading_api, CLERK).on("2022-01-10")
    congress = office.begin("/congresses", {"code": COUNTY, "level": "county", "name": "示例县人民代表大会"})
    office.do(f"/congresses/{congress}/units", {"unit": "01", "name": "示例县交通运输局"})
    office.do(f"/congresses/{congress}/profiles", {"profile": compose("county", "sc_evaluation")})
    office.numbers["congress"] = congress
    parts = [{"id": "1", "title": "示例一路", "targets": [{"id": "1", "name": "里程", "unit": "公里", "planned": "8"}]}]
    for each in (brief(ROAD, sub_items=parts), brief("示例县中小学午休设施", nature="service")):
        taken_over = {
            "congress": congress, "project_year": 2024, "document": "示人发〔2024〕5号", "standing": "running", "brief": each,
            "selected_on": "2024-01-10", "selected_how": "票决",
        }  # fmt: skip
        office.on("2024-02-01").begin("/past-projects", taken_over, second=True)
    return Desk(office=office.on("2024-04-05"), choices={"period": "2024-03"})


def reported(desk: Desk, position: int) -> ProgressReported:
    event = desk.office.api.desk.ledger.read_log(position - 1, 1)[0].event
    assert isinstance(event, ProgressReported)
    return event


def march(desk: Desk, **values: Any) -> ProgressReported:
    """The report of March for the road."""
    taken = desk.take("progress", lines({"title": ROAD, **values}))
    assert said(taken) == {5: "2024-01 2024-03"}, codes(taken)
    return reported(desk, taken.position)


def test_cumulative_figures_stand_as_they_are_and_what_is_since_the_start_follows(desk: Desk) -> None:
    event = march(desk, received=million(400), paid=million(300), completed=million(350))
    assert (event.period, event.year, event.start) == ("2024-03", event.year, event.year)
    assert (event.year.received_fen, event.year.paid_fen, event.year.completed_fen) == (
        400_000_000,
        300_000_000,
        350_000_000,
    )
    assert event.year.allotted_fen is None


def test_figures_of_the_month_are_added_to_those_of_the_year(desk: Desk) -> None:
    march(desk, completed=million(350))
    desk.choices, desk.own_figures = {"period": "2024-04"}, frozenset({"completed"})
    desk.office.on("2024-05-05")
    taken = desk.take(
        "progress", lines({"title": ROAD, "completed": million(50), "received": million(500)}), file="april"
    )
    event = reported(desk, taken.position)
    assert (event.year.completed_fen, event.year.received_fen, event.start.completed_fen) == (
        400_000_000,
        500_000_000,
        400_000_000,
    )


def test_what_was_done_in_earlier_years_stays_in_what_is_since_the_start(desk: Desk) -> None:
    march(desk, completed=million(350), start_completed=million(850))
    desk.choices = {"period": "2024-04"}
    desk.office.on("2024-05-05")
    event = reported(
        desk, desk.take("progress", lines({"title": ROAD, "completed": million(400)}), file="april").position
    )
    assert (event.year.completed_fen, event.start.completed_fen) == (400_000_000, 900_000_000)


@pytest.mark.parametrize(("means", "name"), [("treasury_to_unit", "received_fen"), ("unit_to_payee", "paid_fen")])
def test_the_column_of_disbursed_money_means_what_the_rules_say(desk: Desk, means: str, name: str) -> None:
    congress = desk.office.numbers["congress"]
    sections = compose("county", "sc_evaluation")
    rules = {"implementation": {**sections["implementation"], "disbursed_means": means}}
    if sections["implementation"]["disbursed_means"] != means:
        desk.office.do(f"/congresses/{congress}/profiles", {"profile": compose("county", "sc_evaluation", rules)})
    event = march(desk, disbursed=million(200))
    assert to_json(event.year) == {name: 200_000_000}


def test_two_columns_that_say_the_same_must_say_the_same_figure(desk: Desk) -> None:
    means = compose("county", "sc_evaluation")["implementation"]["disbursed_means"]
    other = {"treasury_to_unit": "received", "unit_to_payee": "paid"}[means]
    taken = desk.take("progress", lines({"title": ROAD, "disbursed": million(200), other: million(201)}))
    assert codes(taken) == {5: [("two_figures", f"/{other}")]}
    assert march(desk, disbursed=million(200), **{other: million(200)}).year.completed_fen is None


def test_a_fall_is_refused_until_the_line_says_why(desk: Desk) -> None:
    march(desk, paid=million(300), completed=million(350))
    desk.choices = {"period": "2024-04"}
    desk.office.on("2024-05-05")
    fallen: Row = {"title": ROAD, "paid": million(290), "completed": million(340)}
    taken = desk.take("progress", lines(fallen), file="april")
    assert codes(taken) == {
        5: [
            ("fall_unexplained", f"/{place}_fen")
            for place in ("year/paid", "year/completed", "start/paid", "start/completed")
        ]
    }
    assert "请在“下降原因”一列写明理由" in taken.outcomes[0].faults[0].detail
    event = reported(desk, desk.take("progress", lines({**fallen, "falls": "审减10万元"}), file="april2").position)
    assert event.falls == {
        "year.paid_fen": "审减10万元", "year.completed_fen": "审减10万元", "start.paid_fen": "审减10万元", "start.completed_fen": "审减10万元",
    }  # fmt: skip


def test_progress_of_construction_is_a_percentage_and_of_others_words(desk: Desk) -> None:
    event = march(desk, progress="85%", narrative="主体完工")
    assert (event.physical_percent, event.narrative) == (85, "主体完工")
    taken = desk.take("progress", lines({"title": "示例县中小学午休设施", "progress": "完成85%"}), file="school")
    event = reported(desk, taken.position)
    assert (event.physical_percent, event.narrative) == (None, "完成85%")


def test_targets_and_sub_items_are_found_by_their_names(desk: Desk) -> None:
    part: Row = {
        "sub_line": "x",
        "sub_item": "示例一路",
        "sub_completed": million(100),
        "target": "里程",
        "target_done": "4.3",
    }
    table = lines({"title": ROAD, "completed": million(350), "target_done": "12"}, part)
    event = reported(desk, desk.take("progress", table).position)
    assert [(each.target, each.done) for each in event.targets] == [("1", "12")]
    assert [(each.sub_item, each.completed_fen, each.targets[0].done) for each in event.sub_items] == [
        ("1", 100_000_000, "4.3")
    ]
    desk.choices = {"period": "2024-04"}
    desk.office.on("2024-05-05")
    for wrong, place in (
        ({"sub_item": "示例三路"}, "/sub_items/0/sub_item"),
        ({"target": "桥梁"}, "/sub_items/0/targets/0/target"),
    ):
        taken = desk.take("progress", lines({"title": ROAD}, {**part, **wrong}), file=place)
        assert codes(taken) == {5: [("part_not_found", place)]}


def test_vouchers_and_sources_come_with_the_amounts(desk: Desk) -> None:
    event = march(
        desk, allotted=million(500), received=million(400), paid=million(300), received_county=million(150), received_central=million(250),
        allotment_numbers=("示财建〔2024〕5号",), payment_numbers=("支-001", "支-002"),
    )  # fmt: skip
    assert [(each.of, each.number) for each in event.vouchers] == [
        ("allotted", "示财建〔2024〕5号"),
        ("paid", "支-001"),
        ("paid", "支-002"),
    ]
    assert [(each.source, each.amount_fen) for each in event.received_by_source] == [
        ("central", 250_000_000),
        ("county", 150_000_000),
    ]


def test_a_project_is_found_by_its_number_before_its_name_and_none_twice(desk: Desk) -> None:
    taken = desk.take(
        "progress",
        lines({"title": "公路提升", "number": "2024-01", "narrative": "开工"}, {"title": ROAD, "narrative": "开工"}),
    )
    assert codes(taken) == {6: [("line_twice", "/title")]}
    assert taken.notices == ("第5行：2024-01在台账里是《示例县农村公路提升》，表里写的是《公路提升》，按编号登记。",)
    assert codes(desk.take("progress", lines({"title": "没有的"}), file="none")) == {
        5: [("project_not_found", "/title")]
    }


def test_a_month_that_was_reported_is_not_reported_again_from_another_file(desk: Desk) -> None:
    march(desk, completed=million(350))
    taken = desk.take("progress", lines({"title": ROAD, "completed": million(360)}), file="again")
    assert codes(taken) == {5: [("period_not_next", "/period")]}


def test_what_the_table_says_otherwise_of_the_project_is_said_and_not_recorded(desk: Desk) -> None:
    stated: Row = {"total": million(9000), "plan": million(500), "unit": "示例县交通局"}
    (one,) = lines({"title": ROAD, "completed": million(350)})
    taken = desk.take("progress", [replace(one, stated=stated)])
    assert taken.notices == (
        "第5行：总投资表里是9000万元，台账是1000万元，以台账为准。",
        "第5行：责任单位表里是“示例县交通局”，台账是“示例县交通运输局”，以台账为准。",
    )
    (same,) = lines({"title": "示例县中小学午休设施", "completed": million(350)})
    assert (
        desk.take("progress", [replace(same, stated={"total": million(1000), "unit": "01"})], file="same").notices == ()
    )
