"""Do the rows of findings, inspections and reports say what happened, to everybody what he may see, live as rebuilt?"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import date
from random import Random
from typing import Any
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.events import Erased
from domain.refusals import NotFound
from projections.findings import FINDINGS
from projections.inspections import INSPECTIONS
from projections.model import ReadModel
from projections.reports import REPORTS
from projections.sentences import tell
from projects.commands import findings as f
from projects.commands import inspections as i
from projects.commands import reports as r
from projects.deciders.findings import FINDING
from projects.deciders.inspections import INSPECTION
from projects.deciders.reports import REPORT
from projects.states import findings, inspections, reports
from tests.projections.kit import folded
from tests.projections.play import Ledger
from tests.projections.test_folds import Touched
from tests.projections.watched import (
    BODY,
    DEPUTY,
    OTHER,
    at,
    county,
    heard,
    inspected,
    recording,
    replied,
    settled,
    supervised_at_random,
)

MODELS: tuple[ReadModel, ...] = (FINDINGS, INSPECTIONS, REPORTS)
SEEDED = st.randoms(use_true_random=True)
STATUSES: dict[type, str] = {
    findings.Unassigned: "unassigned",
    findings.Rectifying: "rectifying",
    findings.Answered: "answered",
    findings.Accepted: "accepted",
    findings.Closed: "closed",
    inspections.Planned: "planned",
    inspections.Held: "held",
    inspections.CalledOff: "called_off",
    reports.Planned: "planned",
    reports.Submitted: "submitted",
    reports.Deliberated: "deliberated",
    reports.ReplyOwed: "reply_owed",
    reports.Replied: "replied",
    reports.Judged: "judged",
    reports.Closed: "closed",
}


def rows_of(ledger: Ledger, model: ReadModel) -> dict[str, dict[str, Any]]:
    return folded(model, ledger.log.events).shown(model)


def row_of(ledger: Ledger, model: ReadModel, own: UUID) -> dict[str, Any]:
    return rows_of(ledger, model)[str(own)]


def acts(row: dict[str, Any]) -> list[tuple[str, str]]:
    return [(act["word"], act["on"]) for act in row["acts"]]


def a_finding(setting: str = "closed") -> tuple[Ledger, UUID, UUID]:
    ledger = Ledger()
    congress = county(ledger, setting)
    inspected(ledger, congress)
    return ledger, congress, ledger.do(recording(congress, inspection="2024视-001"), at("2024-05-22"))


def test_a_finding_says_where_it_stands_and_every_act_names_its_event() -> None:
    ledger, _, own = a_finding()
    settled(ledger, own, late=True)
    row = row_of(ledger, FINDINGS, own)
    assert (row["says"], row["found_on"], row["projects"], row["inspection"]) == (
        "2024问-001",
        "2024-05-20",
        ["2024-01"],
        "2024视-001",
    )
    assert (row["status_word"], row["unit_name"], row["due_on"], row["source_word"]) == (
        "已销号",
        "示例县教育局",
        "2024-06-23",
        "视察",
    )
    assert acts(row) == [
        ("问题登记", "2024-05-22"),
        ("交办", "2024-05-24"),
        ("整改答复", "2024-07-03"),
        ("认可整改", "2024-07-10"),
        ("销号", "2024-07-11"),
    ]
    assert row["acts"][2]["late_days"] == 10
    for act in row["acts"]:
        recorded = ledger.log.events[act["position"] - 1]
        assert (str(recorded.originator_id), recorded.envelope.effective_on) == (str(own), act["on"])


def test_a_row_says_until_when_somebody_owes_what_comes_next() -> None:
    ledger, _, own = a_finding()
    assert row_of(ledger, FINDINGS, own)["owed_on"] == "", "nobody was asked yet"
    ledger.do(f.AssignFinding(unit="01"), at("2024-05-24"), own)
    ledger.do(f.PressFinding(reason="没有答复"), at("2024-06-20"), own)
    ledger.do(f.EscalateFinding(reason="没有答复"), at("2024-06-22", body=BODY), own)
    row = row_of(ledger, FINDINGS, own)
    assert row["owed_on"] == "2024-06-23", "pressing and escalating prolong nothing"
    assert (row["pressed"], row["escalated"]) == (1, True)
    ledger.do(f.AnswerFinding(measures="接通", result="好了"), at("2024-07-03"), own)
    assert row_of(ledger, FINDINGS, own)["owed_on"] == "", "now the others wait"


def test_what_was_entered_late_shows_both_days() -> None:
    ledger, _, own = a_finding()
    typed = replace(at("2024-05-24"), at="2024-06-01T02:00:00.000000Z")
    ledger.do(f.AssignFinding(unit="01"), typed, own)
    row = row_of(ledger, FINDINGS, own)
    assert [(act["on"], act["recorded_on"], act["late"]) for act in row["acts"]] == [
        ("2024-05-22", "2024-01-18", False),
        ("2024-05-24", "2024-06-01", True),
    ]


def test_a_finding_that_came_back_owes_another_answer() -> None:
    ledger, _, own = a_finding()
    settled(ledger, own)
    ledger.do(f.ReopenFinding(reason="又积水"), at("2024-09-30"), own)
    row = row_of(ledger, FINDINGS, own)
    assert (row["status"], row["open"], row["owed_on"], row["units"]) == ("rectifying", True, "2024-10-30", ["01"])
    ledger.do(f.AnswerFinding(measures="清淤", result="好了"), at("2024-10-10"), own)
    assert row_of(ledger, FINDINGS, own)["acts"][-1]["late_days"] == 0
    ledger.do(f.ReturnAnswer(reason="没清完"), at("2024-10-12", two=True), own)
    assert row_of(ledger, FINDINGS, own)["owed_on"] == "2024-11-11"


def test_an_inspection_says_what_was_planned_seen_and_suggested() -> None:
    ledger = Ledger()
    congress = county(ledger)
    own = inspected(ledger, congress, projects=("2024-01", "2024-02"))
    opinions = i.HandOverInspectionOpinions(to="示例县人民政府", opinions=("接通排水沟",))
    ledger.do(opinions, at("2024-05-24"), own)
    row = row_of(ledger, INSPECTIONS, own)
    assert (row["says"], row["kind_word"], row["status_word"], row["group"]) == (
        "2024视-001",
        "视察",
        "已进行",
        "第一监督小组",
    )
    assert acts(row) == [("视察安排", "2024-05-10"), ("视察进行", "2024-05-20"), ("视察意见转交", "2024-05-24")]
    assert (row["acts"][1]["participants"], row["acts"][2]["opinions"]) == ([DEPUTY, OTHER], ["接通排水沟"])
    off = ledger.do(
        i.PlanInspection(congress=str(congress), planned_on=date(2024, 6, 20), kind="research", title="调研"),
        at("2024-06-01"),
    )
    assert row_of(ledger, INSPECTIONS, off)["owed_on"] == "2024-06-20"
    ledger.do(i.CallOffInspection(reason="大雨"), at("2024-06-19"), off)
    row = row_of(ledger, INSPECTIONS, off)
    assert (row["status_word"], row["open"], row["owed_on"]) == ("已取消", False, "")


def test_a_report_says_item_by_item_what_was_asked_and_answered() -> None:
    ledger = Ledger()
    own = heard(ledger, county(ledger))
    assert row_of(ledger, REPORTS, own)["opinions"] == []
    replied(ledger, own)
    row = row_of(ledger, REPORTS, own)
    assert (row["says"], row["kind_word"], row["heard_by_word"], row["status_word"], row["units"]) == (
        "2024报-001",
        "完成情况",
        "人大常委会",
        "已办结",
        ["01"],
    )
    assert [act["late_days"] for act in row["acts"] if "late_days" in act] == [3, 5, 0]
    assert [act["verdict_word"] for act in row["acts"] if act["act"] == "judged"] == ["不满意", "满意"]
    (first, second) = row["opinions"]
    assert (first["id"], first["text"], [reply["text"] for reply in first["replies"]]) == (
        "1",
        "查明原因",
        ["管线迁改所致"] * 2,
    )
    assert [reply["on"] for reply in second["replies"]] == ["2025-04-02", "2025-06-20"]


def test_a_report_owes_what_the_government_owes() -> None:
    ledger = Ledger()
    congress = county(ledger)
    plan = r.PlanReport(
        congress=str(congress), due_on=date(2024, 7, 20), kind="mid_year", title="年中报告", heard_by=BODY
    )
    own = ledger.do(plan, at("2024-06-01"))
    assert row_of(ledger, REPORTS, own)["owed_on"] == "2024-07-20"
    ledger.do(r.SubmitReport(document="甲"), at("2024-07-22"), own)
    assert row_of(ledger, REPORTS, own)["owed_on"] == ""


@settings(max_examples=60)
@given(rng=SEEDED)
def test_rows_stand_where_the_deciders_stand_and_every_event_is_told(rng: Random) -> None:
    ledger = supervised_at_random(rng)
    for model, decider in ((FINDINGS, FINDING), (INSPECTIONS, INSPECTION), (REPORTS, REPORT)):
        for key, row in rows_of(ledger, model).items():
            history = [one for one in ledger.log.events if str(one.originator_id) == key]
            state = decider.fold(history)
            assert state is not None
            assert row["status"] == STATUSES[type(state.stage)]
            assert (row["says"], row["owed_on"]) == (
                state.says,
                getattr(state.stage, "due_on", getattr(state.stage, "planned_on", row["owed_on"])),
            )
            assert [act["position"] for act in row["acts"]] == [one.position for one in history]
            assert [one.sentence.partition("。")[1] for one in tell(history)] == ["。"] * len(history)


@settings(max_examples=40)
@given(rng=SEEDED)
def test_every_row_that_a_fold_touches_was_named_beforehand(rng: Random) -> None:
    history = supervised_at_random(rng).log.events
    for model in MODELS:
        rows = Touched()
        for recorded in history:
            rows.keys.clear()
            model.fold(rows, recorded)
            assert rows.keys <= set(model.keys(recorded))


@settings(max_examples=30)
@given(rng=SEEDED)
def test_what_was_lawfully_erased_breaks_no_row(rng: Random) -> None:
    events = supervised_at_random(rng).log.events
    erasable = [n for n, one in enumerate(events) if not getattr(one.event, "DECIDES", True)]
    for place in rng.sample(erasable, min(len(erasable), 4)):
        event = events[place].event
        events[place] = replace(events[place], event=event if isinstance(event, Erased) else Erased(event.TOPIC))
    for model in MODELS:
        folded(model, events).shown(model)
    for decider in (FINDING, INSPECTION, REPORT):
        for stream in {one.originator_id for one in events}:
            with suppress(NotFound):  # what began with an erased event is not found any more
                decider.fold(one for one in events if one.originator_id == stream)
