"""Is a promise changed only by whom the rules name, in order, and never beyond what was asked?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from domain.calendar import NotADay
from domain.money import MoneyNegative
from domain.quantities import QuantityUnreadable
from domain.refusals import DecidedByMissing, OutOfOrder
from domain.texts import UnfitText
from projects.commands import adjustments as a
from projects.events.adjustments import (
    AdjustmentRequested,
    Changed,
    MinorChangeFiled,
)
from projects.events.projects import ProjectAccepted, ProjectCompleted
from projects.events.values import SubItem, Target
from projects.refusals import adjustments as r
from projects.refusals.common import NoRules, NotNow
from projects.refusals.projects import DeadlineBeforeYear, PartsAboveWhole
from tests.projects.adjusting import (
    BRIEF,
    COUNTY,
    LATER,
    LESS,
    MOVED,
    TOWN,
    ask,
    asked,
    began,
    changed,
    decision,
    file,
    goal,
    home,
    request,
    running,
)

# Minor changes


def test_a_minor_change_is_filed_and_stands_from_then_on() -> None:
    now = file(running(), LESS, document="示政办函〔2024〕31号").then(
        MinorChangeFiled(
            brief=LESS, changes=(Changed(field="targets", before="改造公路50公里", after="改造公路48公里"),),
            reason="设计优化", profile_version=1, document="示政办函〔2024〕31号",
        )
    )  # fmt: skip
    assert now.state.brief == LESS
    assert now.state.promise.brief == BRIEF


@pytest.mark.parametrize(
    ("brief", "sentence", "pointer"),
    [
        (
            changed(total_fen=6_000_000_001),
            "总投资与承诺相比由5000万元改为60000000.01元，变动超过20%",
            "/brief/total_fen",
        ),
        (changed(total_fen=None), "由5000万元改为无", "/brief/total_fen"),
        (LATER, "完成时限与承诺相比由2024年10月31日改为2024年12月20日，推迟超过30天", "/brief/deadline_on"),
        (changed(deadline_on=""), "由2024年10月31日改为2024年10月底", "/brief/deadline_on"),
        (changed(content="提升改造农村公路。"), "改变了项目内容或者实施地点", "/brief/content"),
        (changed(places=()), "改变了项目内容或者实施地点", "/brief/content"),
        (goal(1, "44"), "由“改造公路50公里”改为“改造公路44公里”，减少超过10%", "/brief/targets"),
        (goal(2, None), "由“每公里造价不超过100万元”改为“无”", "/brief/targets"),
    ],
)
def test_a_major_change_merely_filed_is_refused_with_the_body_that_decides_it(
    brief: Any, sentence: str, pointer: str
) -> None:
    refused = file(running(), brief).refused(r.MajorChangeMerelyFiled, sentence, pointer)
    assert refused.detail.endswith("属于重大调整，须由政府提请人大常委会决定。")


def test_everything_that_makes_a_change_major_is_said_at_once() -> None:
    brief = changed(LATER, total_fen=9_000_000_000, targets=())
    outcome = file(running(), brief, under=TOWN)
    for pointer in ("/brief/total_fen", "/brief/deadline_on", "/brief/targets"):
        outcome.refused(r.MajorChangeMerelyFiled, "须由政府提请人民代表大会决定", pointer)


def test_a_chain_of_minor_changes_is_measured_against_the_promise() -> None:
    once = file(running(), changed(total_fen=5_900_000_000)).and_then()
    file(once, changed(total_fen=6_100_000_000), "2024-05-10").refused(r.MajorChangeMerelyFiled, "与承诺相比")
    file(once, changed(total_fen=4_100_000_000), "2024-05-10").refused(PartsAboveWhole)
    assert file(once, changed(total_fen=5_950_000_000), "2024-05-10").and_then().state.brief.total_fen == 5_950_000_000


def test_where_the_rules_know_no_filing_everything_is_asked_for() -> None:
    strict = home(implementation={"minor_change_filing": False})
    file(running(), LESS, under=strict).refused(r.NoMinorFiling)
    event = request(running(), LESS, under=strict).events[0]
    assert isinstance(event, AdjustmentRequested)
    assert event.crossed == ()


def test_a_minor_change_says_why_in_clean_text() -> None:
    outcome = ask(running(), a.FileMinorChange(brief=LESS, reason=" ", document="a\nb"), "2024-04-10", "government")
    outcome.refused(UnfitText, pointer="/reason")
    outcome.refused(UnfitText, pointer="/document")


def test_a_minor_change_is_filed_by_the_government_alone() -> None:
    asked_for = a.FileMinorChange(brief=LESS, reason="设计优化")
    ask(running(), asked_for, "2024-04-10", "standing_committee").refused(r.WrongAdjustingBody, "由政府决定")
    ask(running(), asked_for, "2024-04-10").refused(DecidedByMissing, "政府")


def test_nothing_is_decided_under_a_congress_without_rules() -> None:
    file(running(), LESS, under=replace(COUNTY, profiles={})).refused(NoRules)


# What may be changed, and when


def test_a_draft_is_revised_and_not_adjusted() -> None:
    file(began(), LESS).refused(NotNow, "现在拟提")
    request(began(), LATER).refused(NotNow, "才能提请调整")


def test_a_project_that_is_accepted_is_not_adjusted_any_more() -> None:
    done = ("2024-11-20", ProjectCompleted()), ("2024-12-10", ProjectAccepted(accepted_by="示例县发展和改革局"))
    file(running(*done), LESS, "2024-12-20").refused(NotNow, "已验收")
    request(running(*done), kind="terminate", on="2024-12-20").refused(NotNow)
    assert file(running(done[0]), LESS, "2024-12-01").events


def test_nothing_is_changed_before_it_was_chosen_or_before_the_change_before_it() -> None:
    file(running(), LESS, "2024-01-17").refused(OutOfOrder, "早于确定")
    once = file(running(), LESS, "2024-04-10").and_then()
    file(once, goal(1, "49"), "2024-04-09").refused(OutOfOrder, "早于上一次调整")
    request(once, LATER, "2024-04-09").refused(OutOfOrder)
    request(running(), kind="suspend", on="2024-02-07").refused(OutOfOrder, "早于已交办")


def test_a_decision_moves_the_day_from_which_the_next_change_goes_on_and_a_refusal_does_not() -> None:
    request(decision(asked()).and_then(), BRIEF, "2024-07-29").refused(OutOfOrder, "早于上一次调整")
    assert request(decision(asked(), "refused").and_then(), goal(1, "40"), "2024-07-20").events


def test_what_is_entered_late_keeps_its_day() -> None:
    late = ("2024-11-20", ProjectCompleted())
    assert decision(asked(of=running(late))).and_then().state.brief == LATER


def test_a_brief_that_changes_nothing_is_refused() -> None:
    file(running(), BRIEF).refused(r.BriefUnchanged, pointer="/brief")
    request(running(), BRIEF).refused(r.BriefUnchanged)
    request(running(), changed(targets=BRIEF.targets[::-1])).refused(r.BriefUnchanged)


def test_a_brief_must_be_fit_to_stand_for_ever() -> None:
    unfit = changed(title=" ", total_fen=-1)
    outcome = file(running(), unfit)
    outcome.refused(UnfitText, pointer="/brief/title")
    outcome.refused(MoneyNegative, pointer="/brief/total_fen")
    request(running(), changed(total_fen=1)).refused(PartsAboveWhole)
    request(running(), changed(deadline_on="2023-12-31")).refused(DeadlineBeforeYear, "2024年度")
    request(running(), changed(deadline_on="2024-02-30")).refused(NotADay)
    request(running(), goal(1, "1e9")).refused(QuantityUnreadable)


def test_what_stands_wrong_since_it_was_taken_over_need_not_be_put_right() -> None:
    printed = changed(total_fen=4_000_000_000, sources=())
    assert file(running(brief=printed), replace(printed, category="交通")).events
    merged = {**COUNTY.units, "02": replace(COUNTY.units["02"], merged_into="01")}
    assert file(running(), LESS, under=replace(COUNTY, units=merged)).events


def test_the_units_are_not_changed_by_adjusting() -> None:
    file(running(), changed(unit="03")).refused(r.UnitNotAdjusted, pointer="/brief/unit")
    file(running(), changed(cooperating=())).refused(r.UnitNotAdjusted, pointer="/brief/cooperating")
    parts = (BRIEF.sub_items[0], replace(BRIEF.sub_items[1], unit="03"))
    file(running(), changed(sub_items=parts)).refused(r.UnitNotAdjusted, pointer="/brief/sub_items/1/unit")
    new = changed(sub_items=(*BRIEF.sub_items, SubItem(id="3", title="南片", unit="03")))
    assert file(running(), new).events


@pytest.mark.parametrize(
    ("ids", "fits"),
    [
        (("1", "2"), True), (("2",), True), (("1", "2", "3"), True), (("2", "1"), True), (("2", "3"), True),
        (("1", "2", "4"), False), (("1", "1"), False), (("1", "x"), False), (("1", "03"), False), (("", "2"), False),
        (("1", "3", "3"), False), (("1", "3", "4"), True),
    ],
)  # fmt: skip
def test_targets_keep_their_numbers_and_new_ones_go_to_the_end(ids: tuple[str, ...], *, fits: bool) -> None:
    known = {target.id: target for target in BRIEF.targets}
    targets = tuple(known.get(id_, Target(id=id_, name="安装护栏", unit="米", planned="1")) for id_ in ids)
    outcome = request(running(), changed(LATER, targets=targets))
    if fits:
        assert outcome.events
    else:
        outcome.refused(r.NumbersNotKept)


def test_sub_items_and_their_targets_keep_their_numbers_too() -> None:
    east, west = BRIEF.sub_items
    moved = (east, replace(west, id="5"))
    request(running(), changed(sub_items=moved)).refused(r.NumbersNotKept, pointer="/brief/sub_items/1/id")
    inside = (replace(east, targets=(replace(east.targets[0], id="2", name="种树"),)), west)
    assert request(running(), changed(sub_items=inside)).events
    wrong = (replace(east, targets=(replace(east.targets[0], id="7"),)), west)
    request(running(), changed(sub_items=wrong)).refused(r.NumbersNotKept, pointer="/brief/sub_items/0/targets/0/id")


def test_a_number_that_was_dropped_comes_back_for_the_same_thing_only() -> None:
    dropped = decision(request(running(), goal(1, None)).and_then()).and_then()
    assert request(dropped, BRIEF, "2024-09-01").events
    other = changed(targets=(replace(BRIEF.targets[0], name="新建公路"), BRIEF.targets[1]))
    request(dropped, other, "2024-09-01").refused(r.NumbersNotKept, "新增的接着编为3")


# Asking


def test_what_is_asked_for_keeps_the_thresholds_that_it_crosses() -> None:
    brief = changed(LATER, total_fen=7_000_000_000)
    (event,) = request(running(), brief, budget_effect="县级财政追加2000万元", document="示政〔2024〕22号").events
    assert event == AdjustmentRequested(
        number=1, kind="adjust", brief=brief, changes=(Changed(field="amount", before="5000万元", after="7000万元"), MOVED),
        crossed=("investment_pct", "deadline_days"), reason="连续强降雨", profile_version=1,
        budget_effect="县级财政追加2000万元", document="示政〔2024〕22号",
    )  # fmt: skip


@pytest.mark.parametrize("kind", ["suspend", "terminate"])
def test_to_suspend_or_to_terminate_changes_no_brief_and_needs_a_reason(kind: str) -> None:
    (event,) = request(running(), kind=kind).events
    assert (event.brief, event.changes, event.crossed) == (BRIEF, (), ())  # type: ignore[attr-defined] # as requested
    request(running(), kind=kind, reason=" ").refused(UnfitText, pointer="/reason")
    request(running(), LATER, kind=kind).refused(r.BriefNotAdjusted, pointer="/brief")


def test_asking_says_everything_that_is_wrong_at_once() -> None:
    outcome = request(running(), reason="", document=" x", budget_effect=" ")
    outcome.refused(r.BriefMissing, pointer="/brief")
    for pointer in ("/reason", "/document", "/budget_effect"):
        outcome.refused(UnfitText, pointer=pointer)


def test_one_thing_is_asked_for_at_a_time() -> None:
    request(asked(), goal(1, "40"), "2024-07-20").refused(r.AdjustmentOpen, "第1项提请还没有决定")
    file(asked(), LESS, "2024-07-20").refused(r.AdjustmentOpen)
    refused = decision(asked(), "refused").and_then()
    (event,) = request(refused, LATER, "2024-08-20").events
    assert event.number == 2  # type: ignore[attr-defined] # as requested


def test_the_government_asks_and_nobody_else() -> None:
    command = a.RequestAdjustment(kind="suspend", reason="连续强降雨")
    ask(running(), command, "2024-07-15", "congress").refused(r.WrongAdjustingBody, "由政府决定")
