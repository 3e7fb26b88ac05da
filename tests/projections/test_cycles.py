"""Does the row of a year of work say which steps happened when, what is missing for the next, and how the lists changed?"""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.congress.events import ProfileAdopted
from domain.profile import check_profile, compose, to_json
from domain.streams import cycle_id, inspection_id, report_id
from projections.models import CYCLES
from projections.publication import published
from projections.reading import Reading
from projects.events import cycles as c
from projects.events import followups as f
from projects.events import projects as p
from projects.events.inspections import InspectionHeld, InspectionPlanned
from projects.events.reports import ReportDeliberated, ReportPlanned
from tests.projections.kit import folded, held, rebuilt, running, versions
from tests.projections.steps import (
    BALLOT,
    CHOSEN,
    COUNTED,
    DRAWN_UP,
    FINAL,
    LEFT,
    LINES,
    OWN,
    PATH,
    row_of,
    statuses,
    year,
)
from tests.projections.test_reading import reading_of
from tests.projections.years import COUNTY, HOME, Year
from voting.events.rounds import RoundVoided

STAGES = [
    (0, "ooooooooooo", "尚未登记征集。"),
    (1, "rooooooooo", "征集到2023年10月13日为止，尚未登记结束。"),
    (2, "doooooooooo", "尚未初定候选项目：须先经政府常务会议、党委会议、常委会预审。"),
    (3, "ddooooooooo", "第1批名单尚未公示，至少5天（自然日）。"),
    (4, "ddroooooooo", "第1批名单公示到2023年12月12日为止，尚未登记结束。"),
    (5, "dddoooooooo", "第1批名单尚未由政府提请审议。"),
    (6, "ddddooooooo", "第1批正式候选项目尚未确定，由大会主席团确定。"),
    (7, "dddddoooooo", "第1批名单尚未票决。"),
    (10, "dddddrooooo", "第1批名单正在票决。"),
    (11, "ddddddooooo", "第1批票决结果尚未公告。"),
    (14, "dddddddoooo", "确定的1项中，尚未交办1项：2024-03。"),
    (16, "dddddddd" + "roo", "尚未测评实施完成情况。"),
]


@pytest.mark.parametrize(("until", "letters", "missing"), STAGES)
def test_each_step_is_shown_when_it_happened_and_the_next_is_missing(until: int, letters: str, missing: str) -> None:
    row = row_of(year(until))
    assert statuses(row).startswith(letters.rstrip("o"))
    assert set(statuses(row)[len(letters.rstrip("o")) :]) <= {"o"}
    assert missing in row["missing"]


def test_steps_carry_their_first_and_last_day() -> None:
    steps = {step["word"]: (step["on"], step["to"]) for step in row_of(year())["steps"]}
    assert steps["征集"] == ("2023-09-04", "2023-10-13")
    assert steps["公示"] == ("2023-12-06", "2023-12-12")
    assert steps["票决"] == ("2024-01-18", "2024-01-18")
    assert steps["公告"] == ("2024-01-19", "2024-01-19")
    assert steps["交办"] == ("2024-02-08", "2024-02-08")


def test_both_lists_stand_side_by_side_with_every_change() -> None:
    (batch,) = row_of(year())["batches"]
    assert [
        (
            line["project"],
            line["preliminary"] and line["preliminary"]["place"],
            line["final"] and line["final"]["place"],
        )
        for line in batch["lines"]
    ] == [("2024-03", None, 1), ("2024-01", 1, 2), ("2024-02", 2, None)]
    assert [[change["kind_word"] for change in line["changes"]] for line in batch["lines"]] == [["增加"], [], ["取消"]]
    assert [line["chosen"] for line in batch["lines"]] == [True, False, None]
    assert (batch["seats"], batch["rounds"], batch["order_changed"]) == (1, [str(BALLOT)], None)
    assert batch["preliminary"]["steps"][0]["body_word"] == "政府"


def test_another_order_is_said_once_for_the_list() -> None:
    order = c.ListChange(project="", kind="order", reason="按类别", before="2024-01、2024-02", after="2024-02、2024-01")
    begun = year(6)
    begun.add(OWN, "2024-01-17", replace(FINAL, items=LINES[1::-1], changes=(order,)))
    (batch,) = row_of(begun)["batches"]
    assert batch["order_changed"]["reason"] == "按类别"
    assert [line["changes"] for line in batch["lines"]] == [[], []]


def test_a_list_drawn_up_or_fixed_again_remembers_where_the_old_one_stands() -> None:
    begun = year(5)
    position = begun.add(OWN, "2023-12-24", DRAWN_UP)
    (batch,) = row_of(begun)["batches"]
    assert (len(batch["drafts"]), batch["publicised"], batch["preliminary"]["position"]) == (1, None, position)
    again = year(7)
    first = row_of(again)["batches"][0]["final"]["position"]
    again.add(OWN, "2024-01-17", replace(FINAL, seats=2))
    (batch,) = row_of(again)["batches"]
    assert (batch["seats"], batch["final"]["replaced"]) == (2, [{"on": "2024-01-17", "position": first}])


def test_a_second_batch_waits_for_its_own_steps() -> None:
    begun = year()
    begun.add(OWN, "2024-06-01", replace(DRAWN_UP, batch=2))
    row = row_of(begun)
    assert row["missing"] == ["第2批名单尚未公示，至少5天（自然日）。"]
    assert statuses(row) == "ddrrrrrdroo"
    assert [step["status"] for step in row["batches"][0]["steps"]] == ["done"] * 6


def test_a_void_round_and_a_correction_take_the_ballot_back() -> None:
    begun = year(12)
    begun.add(BALLOT, "2024-01-19", replace(COUNTED, selected=("2024-01",), cause="correction"))
    assert statuses(row_of(begun)).startswith("dddddro")
    begun.add(BALLOT, "2024-01-19", RoundVoided(reason="示例"))
    assert statuses(row_of(begun)).startswith("dddddoo")


def test_evaluation_and_second_look_close_the_year() -> None:
    begun = year()
    begun.graded(2024, "2025-01-09", {"2024-03": "dissatisfied"})
    row = row_of(begun)
    assert statuses(row) == "ddddddddrdn"
    assert row["missing"] == ["各步均已办完，可以登记年度工作结束。"]
    owed = f.FollowUpOwed(
        number=1, cause="grade", plan_due_on="2025-01-24", rectify_due_on="2025-04-09", re_evaluate=True
    )
    begun.add(CHOSEN, "2025-01-09", owed)
    row = row_of(begun)
    assert statuses(row) == "ddddddddrdr"
    assert row["missing"] == ["尚有1项回头看没有办结：2024-03。"]
    begun.add(CHOSEN, "2025-06-20", f.FollowUpClosed(number=1, conclusion="整改到位"))
    begun.add(OWN, "2025-06-30", c.CycleClosed(summary="全部办完"))
    row = row_of(begun)
    assert (statuses(row), row["missing"]) == ("d" * 11, [])
    assert row["steps"][-1]["to"] == "2025-06-20"


def test_inspections_and_reports_of_the_year_are_supervision() -> None:
    begun = year(15)
    inspection, report = inspection_id(str(COUNTY), 2024, 1), report_id(str(COUNTY), 2024, 1)
    planned = InspectionPlanned(**HOME, year=2024, number=1, kind="inspection", title="视察", planned_on="2024-05-01")
    heard = ReportPlanned(
        **HOME, year=2024, number=1, kind="mid_year", title="年中报告", heard_by="standing_committee", due_on="2024-07-31",
        completion_year=2024,
    )  # fmt: skip
    begun.add(inspection, "2024-04-01", planned)
    begun.add(report, "2024-04-01", heard)
    assert statuses(row_of(begun))[8] == "o"
    begun.add(inspection, "2024-05-02", InspectionHeld(count=9, summary="示例"))
    begun.add(report, "2024-08-02", ReportDeliberated(meeting="示例会议"))
    step = row_of(begun)["steps"][8]
    assert (step["status"], step["on"], step["to"]) == ("running", "2024-05-02", "2024-08-02")


def test_a_changed_group_keeps_its_first_day() -> None:
    begun = year()
    changed = c.SupervisionGroupChanged(
        group="1", name="第一小组", projects=("2024-03",), reason="换人", members=("p-2",)
    )
    begun.add(OWN, "2024-06-01", changed)
    (group,) = row_of(begun)["groups"]
    assert (group["formed_on"], group["members"], group["reason"]) == ("2024-03-01", ["p-2"], "换人")


def test_where_nothing_is_balloted_the_list_is_listed() -> None:
    begun = year(5)
    profile = to_json(check_profile(compose("report_only", "sc_evaluation")))
    begun.add(COUNTY, "2024-01-02", ProfileAdopted(version=2, profile=profile, document="示例"))
    begun.add(OWN, "2024-01-17", replace(FINAL, seats=2), body="government")
    row = row_of(begun)
    assert [(step["word"], step["status"]) for step in row["steps"][4:7]] == [
        ("确定", "done"), ("票决", "not_needed"), ("列入", "open")
    ]  # fmt: skip
    assert row["missing"] == ["第1批项目尚未列入年度民生实事。"]
    begun.add(OWN, "2024-01-20", c.ProjectsListed(batch=1, projects=("2024-03", "2024-01"), document="示政发1号"))
    for own in (CHOSEN, LEFT):
        begun.add(own, "2024-01-20", p.ProjectListed(batch=1, document="示政发1号"))
    row = row_of(begun)
    assert row["steps"][6]["status"] == "done"
    assert [line["chosen"] for line in row["batches"][0]["lines"]] == [True, True, None]
    assert row["missing"] == ["确定的2项中，尚未交办2项：2024-03、2024-01。"]


def test_a_year_taken_over_shows_what_its_document_says_and_misses_nothing() -> None:
    begun = Year()
    own = cycle_id(str(COUNTY), 2022)
    taken = c.CycleTakenOver(
        **HOME, project_year=2022, document="示例报告", figures=(c.Printed(name="征集", value="118件"),)
    )
    begun.add(own, "2024-05-20", taken)
    row = folded(CYCLES, begun.log.events).shown(CYCLES)[str(own)]
    assert (row["taken_over"], row["missing"], row["figures"]) == (True, [], [{"name": "征集", "value": "118件"}])
    assert "figures" not in published(row, "public")


@pytest.mark.parametrize("until", range(len(PATH) + 1))
def test_the_public_sees_a_list_once_it_is_out_and_a_result_once_it_is_announced(until: int) -> None:
    row = published(row_of(year(until)), "public")
    said = str(row)
    assert ("示例项目2" in said) == (until >= 4)
    assert ("示例项目3" in said) == (until >= 7)
    steps = {step["step"]: step["status"] for step in row["steps"]}
    assert (steps["ballot"] == "done") == (until >= 12)
    assert steps["ballot"] in ("open", "done")
    for secret in ("示例意见", "p-1", "代表团提出", "chosen", "follow_up", "missing"):
        assert secret not in said


def test_the_public_sees_amounts_only_where_the_rules_let_them_out() -> None:
    shown = published(row_of(year()), "public")
    assert shown["batches"][0]["lines"][0]["final"]["amount_fen"] == 300
    hidden = published(row_of(year(differences={"publication": {"candidates": "list"}})), "public")
    assert "amount" not in str(hidden)
    assert hidden["withheld"] == ["按现行规则，候选项目只公布名单，不公布金额"]


def at_random(rng: Random) -> Year:
    """A year whose steps come in any order that their own stream allows, with some twice and some never."""
    begun = year(0)
    ahead = [
        list(steps) for steps in ([s for s in PATH if s[0] == own] for own in (OWN, BALLOT, CHOSEN, LEFT)) if steps
    ]
    while ahead := [steps for steps in ahead if steps]:
        steps = rng.choice(ahead)
        stream, on, event = steps.pop(0)
        begun.add(stream, on, event)
        if (
            isinstance(event, c.PreliminaryListDrawnUp | c.FinalListFixed | c.SupervisionGroupFormed)
            and rng.random() < 0.3
        ):
            begun.add(stream, on, event)
        if rng.random() < 0.1:
            begun.graded(2024, "2025-01-09", {"2024-03": "satisfied"}, number=rng.randint(1, 10**6))
    return begun


@pytest.mark.parametrize("batch", [1, 7, 2000])
@settings(max_examples=3, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rng=st.randoms(use_true_random=True))
def test_a_rebuild_equals_what_was_served_live_and_every_past_position_stands(
    reading_database: str, batch: int, rng: Random
) -> None:
    log = at_random(rng).log
    empty = type(log)()
    rebuilt(reading_database, [CYCLES], empty)
    with running(reading_database, [CYCLES], empty, batch=batch) as (_, waiting):
        for recorded in log.events:
            empty.take([recorded])
        assert waiting.wait_for(len(log.events), 60, ["cycles"])
        live = versions(reading_database, "cycles")
    rebuilt(reading_database, [CYCLES], log)
    assert versions(reading_database, "cycles") == live
    reading: Reading = reading_of(reading_database)
    for at in (rng.randint(0, len(log.events)), len(log.events)):
        rows = folded(CYCLES, log.events[:at])
        assert held(reading_database, "cycles", at) == rows.rows
        assert {each.key: each.row for each in reading.rows(CYCLES, as_of=at, limit=100)} == rows.shown(CYCLES)


def test_a_fold_touches_no_row_that_it_did_not_name() -> None:
    begun = year()
    begun.graded(2024, "2025-01-09", {"2024-03": "satisfied"})
    rows = folded(CYCLES, [])
    for recorded in begun.log.events:
        before = dict(rows.rows)
        CYCLES.fold(rows, recorded)
        changed = {key for key, row in rows.rows.items() if before.get(key) != row}
        assert changed <= set(CYCLES.keys(recorded))
