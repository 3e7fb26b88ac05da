"""Is a promise changed only by whom the rules name, in order, and never beyond what was asked?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from domain.calendar import NotADay
from domain.money import MoneyNegative
from domain.quantities import QuantityUnreadable
from domain.refusals import DecidedByMissing, NotFound, OutOfOrder
from domain.texts import UnfitText
from projects.commands import adjustments as a
from projects.events.adjustments import (
    AdjustmentAnnounced,
    AdjustmentDecided,
    AdjustmentHeard,
    AdjustmentRequested,
    Changed,
    MinorChangeFiled,
)
from projects.events.projects import AcceptanceReturned, ProjectAccepted, ProjectCompleted
from projects.events.values import SubItem, Target
from projects.refusals import adjustments as r
from projects.refusals.common import AlreadyRecorded, NoRules, NotNow
from projects.refusals.projects import DeadlineBeforeYear, PartsAboveWhole
from projects.states.projects import Running, Suspended, Terminated
from tests.given import Given
from tests.projects.adjusting import (
    BRIEF,
    COUNTY,
    TOWN,
    ask,
    began,
    changed,
    chosen,
    decision,
    file,
    goal,
    home,
    request,
    running,
)

LATER = changed(deadline_on="2024-12-20", deadline_text="2024年12月20日")
SOONER = changed(deadline_on="2024-12-10", deadline_text="2024年12月10日")
MOVED = Changed(field="deadline", before="2024年10月底（2024年10月31日）", after="2024年12月20日")
LESS = goal(1, "48")
ANNOUNCE = a.AnnounceAdjustment(number=1, announcement="公告（第9号）", medium="示例县人大网站")
HEAR = a.HearAdjustment(number=1, meeting="示例县第十七届人民代表大会第四次会议")
STREET = home("street")
PRESIDIUM = {"county": "standing_committee", "township": "township_presidium", "clause": "第十五条"}
BY_PRESIDIUM = home("township", implementation={"approver": PRESIDIUM})


def asked(kind: Any = "adjust", of: Given[Any] | None = None, on: str = "2024-07-15") -> Given[Any]:
    return request(of or running(), LATER if kind == "adjust" else None, on, kind).and_then()


def adjusted() -> Given[Any]:
    return decision(asked()).and_then()


def announce(of: Given[Any], on: str = "2024-08-02", body: Any = "standing_committee", **more: Any) -> Any:
    return ask(of, replace(ANNOUNCE, **more.pop("stated", {})), on, body, **more)


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


# Deciding


def test_the_body_agrees_and_the_brief_stands_while_the_promise_stays() -> None:
    now = decision(asked(), words="同意推迟").then(
        AdjustmentDecided(
            number=1, outcome="adjusted", brief=LATER, owed_to_session=True, changes=(MOVED,),
            document="示人常〔2024〕14号", words="同意推迟",
        )
    )  # fmt: skip
    assert (now.state.brief, now.state.promise.brief, now.state.promise.deadline) == (LATER, BRIEF, "2024年10月底")


@pytest.mark.parametrize(
    ("under", "right", "named"),
    [
        (COUNTY, "standing_committee", "由人大常委会决定"),
        (TOWN, "congress", "由人民代表大会决定"),
        (BY_PRESIDIUM, "township_presidium", "由乡镇人大主席团决定"),
        (STREET, "street_party_committee", "由街道党工委决定"),
    ],
    ids=["county", "town", "presidium", "street"],
)
def test_an_adjustment_by_the_wrong_body_is_refused_and_the_right_one_named(under: Any, right: Any, named: str) -> None:
    waiting = request(running(), LATER, under=under).and_then()
    bodies: tuple[Any, ...] = ("government", "congress", "standing_committee", "township_presidium", "street_council")
    for body in bodies:
        if body != right:
            decision(waiting, body=body, under=under).refused(r.WrongAdjustingBody, named, "/decided_by/body")
    decision(waiting, body=None, under=under).refused(DecidedByMissing)
    assert decision(waiting, body=right, under=under).events


@pytest.mark.parametrize(
    ("under", "body", "outcome", "owed"),
    [
        (COUNTY, "standing_committee", "adjusted", True),
        (COUNTY, "standing_committee", "refused", False),
        (home(implementation={"report_to_next_session": False}), "standing_committee", "adjusted", False),
        (
            home(implementation={"approver": {"county": "congress", "township": "congress"}}),
            "congress",
            "adjusted",
            False,
        ),
        (TOWN, "congress", "adjusted", False),
        (STREET, "street_party_committee", "adjusted", False),
    ],
    ids=["county", "refused", "not reported", "congress", "town", "street"],
)
def test_it_is_owed_to_the_next_session_where_another_body_changed_what_the_congress_chose(
    under: Any, body: Any, outcome: str, *, owed: bool
) -> None:
    now = decision(request(running(), LATER, under=under).and_then(), outcome, body=body, under=under).and_then()
    assert now.state.adjustments.by_number[0].owed is owed


def test_an_adjustment_is_decided_once_after_it_was_asked_for() -> None:
    decision(running()).refused(NotFound, "没有第1项提请", "/number")
    decision(asked(), number=0).refused(NotFound)
    decision(asked(), number=10**30).refused(NotFound, "过大的数")
    decision(asked(), on="2024-07-14").refused(OutOfOrder, "早于提请")
    decision(adjusted(), on="2024-08-30").refused(AlreadyRecorded, "2024年7月30日")


@pytest.mark.parametrize("kind", ["adjust", "suspend", "resume", "terminate"])
@pytest.mark.parametrize("outcome", ["adjusted", "suspended", "resumed", "terminated", "refused"])
def test_the_outcome_is_what_was_asked_for_or_a_refusal(kind: str, outcome: str) -> None:
    halted = decision(asked("suspend"), "suspended").and_then()
    waiting = request(halted, kind="resume", on="2024-08-20").and_then() if kind == "resume" else asked(kind)
    told = decision(waiting, outcome, number=len(waiting.state.adjustments.by_number), on="2024-08-30")
    if outcome in (
        "refused",
        {"adjust": "adjusted", "suspend": "suspended", "resume": "resumed"}.get(kind, "terminated"),
    ):
        assert told.events
    else:
        told.refused(r.OutcomeUnfit, pointer="/outcome")


def test_a_suspended_project_is_resumed_or_terminated_and_nothing_else() -> None:
    halted = decision(asked("suspend"), "suspended").and_then()
    assert isinstance(halted.state.standing, Suspended)
    for kind in ("adjust", "suspend"):
        request(halted, LATER if kind == "adjust" else None, "2024-08-20", kind).refused(NotNow, "暂缓实施")
    file(halted, LESS, "2024-08-20").refused(NotNow)
    request(running(), kind="resume").refused(NotNow, "暂缓实施的项目才能提请恢复实施")
    resumed = decision(
        request(halted, kind="resume", on="2024-09-01").and_then(), "resumed", on="2024-09-20", number=2
    ).and_then()
    assert isinstance(resumed.state.standing, Running)
    ended = decision(
        request(halted, kind="terminate", on="2024-09-01").and_then(), "terminated", on="2024-09-20", number=2
    ).and_then()
    assert isinstance(ended.state.standing, Terminated)


def test_a_terminated_project_takes_nothing_but_announcing_and_hearing() -> None:
    ended = decision(asked("terminate"), "terminated").and_then()
    for kind in ("adjust", "suspend", "resume", "terminate"):
        request(ended, LATER if kind == "adjust" else None, "2024-09-01", kind).refused(NotNow, "终止实施")
    file(ended, LESS, "2024-09-01").refused(NotNow)
    heard = ask(announce(ended).and_then(), HEAR, "2025-01-09", "congress").and_then()
    assert not heard.state.adjustments.by_number[0].owed


def test_what_was_accepted_meanwhile_can_only_be_refused() -> None:
    done = ("2024-07-20", ProjectCompleted()), ("2024-07-25", ProjectAccepted(accepted_by="示例县发展和改革局"))
    waiting = asked()
    state = running(("2024-07-15", waiting.state.adjustments.by_number[0].asked), *done)
    decision(state).refused(NotNow, "已验收")
    assert decision(state, "refused").events


def test_a_completed_project_is_not_suspended_even_where_it_was_asked_for_before() -> None:
    event = asked("suspend").state.adjustments.by_number[0].asked
    completed = running(("2024-07-15", event), ("2024-07-20", ProjectCompleted()))
    decision(completed, "suspended").refused(NotNow)
    back = running(
        ("2024-07-15", event), ("2024-07-20", ProjectCompleted()), ("2024-07-22", AcceptanceReturned(reason="缺护栏"))
    )
    assert decision(back, "suspended").events


def test_the_body_may_decide_less_than_was_asked_and_the_changes_are_worked_out_anew() -> None:
    (event,) = decision(asked(), brief=SOONER).events
    assert isinstance(event, AdjustmentDecided)
    assert (event.brief, event.changes) == (SOONER, (replace(MOVED, after="2024年12月10日"),))


@pytest.mark.parametrize(
    ("brief", "pointer"),
    [
        (changed(deadline_on="2024-12-21", deadline_text="2024年12月21日"), "/brief/deadline_on"),
        (changed(LATER, total_fen=5_100_000_000), "/brief/total_fen"),
        (changed(LATER, sources=()), "/brief/total_fen"),
        (changed(LATER, title="别的项目"), "/brief/title"),
        (changed(LATER, content="别的内容"), "/brief/content"),
        (changed(LATER, places=()), "/brief/places"),
        (changed(LATER, targets=BRIEF.targets[:1]), "/brief/targets"),
        (changed(LATER, sub_items=BRIEF.sub_items[:1]), "/brief/sub_items"),
    ],
)
def test_the_body_does_not_decide_beyond_what_was_asked(brief: Any, pointer: str) -> None:
    decision(asked(), brief=brief).refused(r.DecidedBeyondAsked, "超出了提请的范围", pointer)


def test_to_decide_what_stands_is_to_refuse() -> None:
    decision(asked(), brief=BRIEF).refused(r.BriefUnchanged)


@pytest.mark.parametrize("kind", ["adjust", "suspend"])
def test_a_brief_comes_only_with_an_adjustment(kind: str) -> None:
    outcome = "refused" if kind == "adjust" else "suspended"
    decision(asked(kind), outcome, brief=SOONER).refused(r.BriefNotAdjusted, pointer="/brief")


def test_a_decision_says_its_papers_and_words_in_clean_text() -> None:
    outcome = decision(asked(), document="a\nb", words=" ")
    outcome.refused(UnfitText, pointer="/document")
    outcome.refused(UnfitText, pointer="/words")


# Announcing and reporting


def test_a_decision_is_announced_once_by_the_supervising_body_after_it_was_taken() -> None:
    announced = announce(adjusted()).then(
        AdjustmentAnnounced(number=1, announcement="公告（第9号）", medium="示例县人大网站")
    )
    announce(announced).refused(AlreadyRecorded, "2024年8月2日")
    announce(adjusted(), on="2024-07-29").refused(OutOfOrder, "早于决定")
    announce(adjusted(), body="government").refused(r.WrongAdjustingBody, "由人大常委会决定")
    announce(asked()).refused(NotNow, "还没有决定")
    announce(running()).refused(NotFound)
    announce(adjusted(), stated={"announcement": ""}).refused(UnfitText, pointer="/announcement")
    announce(adjusted(), stated={"medium": ""}).refused(UnfitText, pointer="/medium")


def test_a_township_decides_in_its_congress_and_announces_by_its_presidium() -> None:
    decided = decision(request(running(), LATER, under=TOWN).and_then(), body="congress", under=TOWN).and_then()
    announce(decided, body="congress", under=TOWN).refused(r.WrongAdjustingBody, "乡镇人大主席团")
    announced = announce(decided, body="township_presidium", under=TOWN).and_then()
    ask(announced, HEAR, "2025-01-09", "congress", under=TOWN).refused(r.NotOwedToSession)


def test_the_paper_of_the_decision_comes_before_the_announcement_where_the_rules_ask_for_it() -> None:
    bare = decision(asked(), document="").and_then()
    announce(bare).refused(r.DecisionPaperMissing, pointer="/document")
    assert announce(bare, stated={"document": "示人常〔2024〕14号"}).events
    owing = home(evidence={"decision": "owe"})
    assert announce(bare, under=owing).events


def test_the_full_session_hears_what_is_owed_to_it_once() -> None:
    heard = ask(adjusted(), HEAR, "2025-01-09", "congress").then(
        AdjustmentHeard(number=1, meeting="示例县第十七届人民代表大会第四次会议")
    )
    ask(heard, HEAR, "2025-01-09", "congress").refused(AlreadyRecorded, "2025年1月9日")
    ask(adjusted(), HEAR, "2024-07-29", "congress").refused(OutOfOrder)
    ask(adjusted(), HEAR, "2025-01-09", "standing_committee").refused(r.WrongAdjustingBody, "由人民代表大会决定")
    ask(adjusted(), replace(HEAR, meeting=""), "2025-01-09", "congress").refused(UnfitText, pointer="/meeting")
    ask(asked(), HEAR, "2025-01-09", "congress").refused(NotNow)
    ask(decision(asked(), "refused").and_then(), HEAR, "2025-01-09", "congress").refused(r.NotOwedToSession)


def test_a_chosen_project_is_adjusted_before_it_is_assigned() -> None:
    now = decision(request(chosen(), LATER, "2024-01-25").and_then(), on="2024-02-01").and_then()
    assert now.state.brief == LATER
