"""Do the sums of the 台账 hold however they are made, and does every figure name the event behind it?"""

from __future__ import annotations

from datetime import date
from typing import Any, get_args
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.streams import project_id
from projections.ledger.figures import NAMES, Four
from projections.ledger.lines import lines, summed
from projections.ledger.spending import By, spending
from projects.events import progress as g
from projects.events import projects as p
from projects.events.values import Amounts, Place, SourceAmount
from projects.measures import Disbursed
from tests.projections.years import COUNTY, HOME, W, Year, brief, money

DAY = date(2024, 12, 31)


def fen(four: Four) -> list[int | None]:
    return [four.of(name).fen for name in NAMES]


def test_a_line_has_the_years_own_figures_and_each_names_its_report() -> None:
    year = Year()
    own = year.chosen()
    year.report(own, "2024-03", "2024-04-02", money(500, 400, 300, 350))
    at = year.report(own, "2024-04", "2024-05-02", money(None, 450, 320, 420), physical_percent=40)
    (line,) = lines(year.rows(), 2024, DAY)
    assert fen(line.year_to_date) == [500 * W, 450 * W, 320 * W, 420 * W]
    assert line.year_to_date.received.behind[0].position == at
    assert line.year_to_date.allotted.behind[0].on == "2024-04-02", "what April does not say is known from March"
    assert (line.period, line.checked, line.physical_percent) == ("2024-04", "已审核", 40)
    assert {share.word: share.percent for share in line.rates} == {
        "下达率": "50.0",
        "到位率": "45.0",
        "拨付率": "71.1",
        "投资完成率": "42.0",
    }
    assert {event.stream for share in line.rates for event in share.behind} == {str(own)}


def test_a_returned_report_counts_no_more_and_the_version_before_it_counts_again() -> None:
    year = Year()
    own = year.chosen()
    first = year.report(own, "2024-03", "2024-04-02", money(500, 400, 300, 350))
    year.report(own, "2024-03", "2024-04-09", money(900, 900, 900, 900), accept=False, revises=True)
    assert fen(lines(year.rows(), 2024, DAY)[0].year_to_date)[0] == 900 * W
    year.add(own, "2024-04-10", g.ReportReturned(period="2024-03", reason="与凭证不符"))
    line = lines(year.rows(), 2024, DAY)[0]
    assert fen(line.year_to_date)[0] == 500 * W
    assert line.year_to_date.allotted.behind[0].position == first


def test_a_project_carried_over_stands_in_both_years_with_the_figures_of_each() -> None:
    year = Year()
    own = year.chosen(about=brief(cross_year=True, deadline_on="2025-06-30"))
    year.report(own, "2024-12", "2025-01-05", money(500, 400, 300, 350))
    year.add(
        own, "2025-01-10", p.ProjectCarriedOver(from_year=2024, to_year=2025, reached="主体完工"), body="government"
    )
    year.add(own, "2025-02-01", p.AnnualPlanSet(year=2025, amount_fen=600 * W), body="government")
    year.report(own, "2025-02", "2025-03-03", money(100, 90, 80, 70), start=money(600, 490, 380, 420))
    (of_2024,), (of_2025,) = lines(year.rows(), 2024, DAY), lines(year.rows(), 2025, date(2025, 3, 31))
    assert fen(of_2024.year_to_date) == fen(of_2024.since_start) == [500 * W, 400 * W, 300 * W, 350 * W]
    assert fen(of_2025.year_to_date) == [100 * W, 90 * W, 80 * W, 70 * W]
    assert fen(of_2025.since_start) == [600 * W, 490 * W, 380 * W, 420 * W]
    assert (of_2024.plan.fen, of_2025.plan.fen) == (1000 * W, 600 * W)
    assert (of_2024.carried_over, of_2025.carried_over) == (False, True)
    assert lines(year.rows(), 2026, DAY) == ()


def test_what_a_take_over_prints_is_known_from_its_day_on() -> None:
    year, own = Year(), project_id(str(COUNTY), 2023, 1)
    printed = Amounts(allotted_fen=400 * W, received_fen=400 * W)
    taken = p.ProjectTakenOver(**HOME, project_year=2023, number=1, brief=brief(), document="示例文件", standing="running", printed=printed, figures_on="2024-05-31")  # fmt: skip
    year.add(own, "2024-06-03", taken)
    year.add(
        own, "2024-06-03", p.ProjectCarriedOver(from_year=2023, to_year=2024, reached="主体完工"), body="government"
    )
    year.report(own, "2024-03", "2024-06-10", money(100, 100, 50, 50))
    (of_2023,), (of_2024,) = lines(year.rows(), 2023, DAY), lines(year.rows(), 2024, DAY)
    assert fen(of_2023.since_start) == [None, None, None, None]
    assert fen(of_2024.since_start) == [400 * W, 400 * W, 50 * W, 50 * W]
    year.report(own, "2024-06", "2024-07-03", money(450, 450, 200, 200))
    assert fen(lines(year.rows(), 2024, DAY)[0].since_start) == [450 * W, 450 * W, 200 * W, 200 * W]


def test_congresses_that_mean_different_things_by_disbursed_have_no_rate_of_it_together() -> None:
    years = [Year(differences={"implementation": {"disbursed_means": each}}) for each in get_args(Disbursed)]
    rows = []
    for number, year in enumerate(years, start=1):
        year.report(year.chosen(number), "2024-03", "2024-04-02", money(500, 400, 300, 350))
        rows += year.rows()
    together = summed(lines(rows, 2024, DAY), rows)
    assert [share.word for share in together.rates] == ["下达率", "到位率", "投资完成率"]
    assert "拨付率" in [share.word for share in summed(lines(rows[:1], 2024, DAY), rows[:1]).rates]


def test_a_plan_that_was_adjusted_gives_each_rate_against_both() -> None:
    year = Year()
    own = year.chosen()
    year.add(own, "2024-08-01", p.AnnualPlanSet(year=2024, amount_fen=500 * W, reason="核减"), body="government")
    year.report(own, "2024-09", "2024-10-02", money(500, 500, 500, 528))
    (line,) = lines(year.rows(), 2024, DAY)
    assert (line.original_plan.fen, line.plan.fen) == (1000 * W, 500 * W)
    completed = {share.of_word: share.percent for share in line.rates if share.name == "completed"}
    assert completed == {"原年度计划": "52.8", "调整后年度计划": "105.6"}
    assert {flag.word for flag in line.flags} >= {"应付未付", "投资完成率超过100%"}


def test_what_was_typed_late_says_so() -> None:
    year = Year()
    own = year.chosen()
    year.add(own, "2024-03-31", g.ProgressReported(period="2024-03", year=money(1, 1, 1, 1), start=money(1, 1, 1, 1)), recorded="2024-06-03")  # fmt: skip
    (line,) = lines(year.rows(), 2024, DAY)
    (event,) = line.year_to_date.paid.behind
    assert (event.on, event.recorded_on, event.late) == ("2024-03-31", "2024-06-03", True)
    assert not line.promised.behind[0].late


AMOUNT = st.one_of(st.none(), st.integers(0, 10**9))
REPORT = st.builds(
    Amounts, allotted_fen=AMOUNT, received_fen=AMOUNT, paid_fen=AMOUNT, completed_fen=AMOUNT
)  # figures that fall are recorded too, with a reason
PROJECT = st.fixed_dictionaries({
    "unit": st.sampled_from(["01", "02", "03"]),
    "category": st.sampled_from(["教育", "交通", ""]),
    "places": st.lists(
        st.sampled_from([Place(name="示例镇", division="990101101"), Place(name="示例乡")]), max_size=2, unique=True
    ).map(tuple),
    "plan": st.one_of(st.none(), st.integers(1, 10**9)),
    "reports": st.lists(st.tuples(REPORT, st.integers(0, 10**9), st.booleans()), max_size=5),
})  # fmt: skip


def played(projects: list[dict[str, Any]]) -> Year:
    year = Year()
    for number, about in enumerate(projects, 1):
        kinds = {name: about[name] for name in ("unit", "category", "places")}
        own: UUID = year.chosen(number, brief(**kinds), plan=about["plan"])
        for month, (amounts, county, returned) in enumerate(about["reports"], 1):
            split = (SourceAmount(source="county", amount_fen=county),)
            period, on = f"2024-{month:02}", f"2024-{month + 1:02}-03"
            year.report(own, period, on, amounts, accept=False, received_by_source=split)
            if returned:
                year.add(own, on, g.ReportReturned(period=period, reason="示例原因"))
    return year


@settings(max_examples=60)
@given(st.lists(PROJECT, max_size=5))
def test_however_the_money_is_grouped_the_groups_sum_to_the_lines(projects: list[dict[str, Any]]) -> None:
    found = played(projects).rows()
    whole = summed(lines(found, 2024, DAY), found)
    assert whole.projects == len(projects)
    for by in get_args(By):
        grouped = spending(found, 2024, by)
        sums = [sum((group.year_to_date.of(name).fen or 0) for group in grouped.groups) for name in NAMES]
        if by != "source":
            assert sums == [amount or 0 for amount in fen(whole.year_to_date)] == [each or 0 for each in fen(grouped.total.year_to_date)]  # fmt: skip
        if by != "month":
            assert sum(group.plan.fen or 0 for group in grouped.groups) == (whole.plan.fen or 0) == (grouped.total.plan.fen or 0)  # fmt: skip
            received = [group.since_start.received.fen or 0 for group in grouped.groups]
            assert sum(received) == (whole.since_start.received.fen or 0) == (grouped.total.since_start.received.fen or 0)  # fmt: skip
        if by in ("unit", "category", "place"):
            assert sorted(stream for group in grouped.groups for stream in group.streams) == sorted(row["stream"] for row in found)  # fmt: skip


@settings(max_examples=30)
@given(st.lists(PROJECT, max_size=4))
def test_behind_every_amount_stand_events_that_say_it(projects: list[dict[str, Any]]) -> None:
    year = played(projects)
    events = {recorded.position: recorded for recorded in year.log.events}
    for line in lines(year.rows(), 2024, DAY):
        amounts = [line.promised, line.total, line.plan, *(line.year_to_date.of(name) for name in NAMES)]
        for amount in amounts:
            assert (amount.fen is None) == (amount.behind == ())
            for event in amount.behind:
                assert str(events[event.position or 0].originator_id) == event.stream == line.stream
                assert events[event.position or 0].envelope.effective_on == event.on
        for name in NAMES:
            for event in line.year_to_date.of(name).behind:
                said = events[event.position or 0].event
                assert isinstance(said, g.ProgressReported)
                assert getattr(said.year, f"{name}_fen") == line.year_to_date.of(name).fen
