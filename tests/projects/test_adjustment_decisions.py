"""Is an adjustment decided by the body that the rules name, never beyond what was asked, and announced and reported after it?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from domain.refusals import DecidedByMissing, NotFound, OutOfOrder
from domain.texts import UnfitText
from projects.commands import adjustments as a
from projects.events.adjustments import (
    AdjustmentAnnounced,
    AdjustmentDecided,
    AdjustmentHeard,
)
from projects.events.projects import AcceptanceReturned, ProjectAccepted, ProjectCompleted
from projects.refusals import adjustments as r
from projects.refusals.common import AlreadyRecorded, NotNow
from projects.states.projects import Running, Suspended, Terminated
from tests.given import Given
from tests.projects.adjusting import (
    BRIEF,
    COUNTY,
    LATER,
    LESS,
    MOVED,
    TOWN,
    ask,
    asked,
    changed,
    chosen,
    decision,
    file,
    home,
    request,
    running,
)

SOONER = changed(deadline_on="2024-12-10", deadline_text="2024年12月10日")
ANNOUNCE = a.AnnounceAdjustment(number=1, announcement="公告（第9号）", medium="示例县人大网站")
HEAR = a.HearAdjustment(number=1, meeting="示例县第十七届人民代表大会第四次会议")
STREET = home("street")
PRESIDIUM = {"county": "standing_committee", "township": "township_presidium", "clause": "第十五条"}
BY_PRESIDIUM = home("township", implementation={"approver": PRESIDIUM})


def adjusted() -> Given[Any]:
    return decision(asked()).and_then()


def announce(of: Given[Any], on: str = "2024-08-02", body: Any = "standing_committee", **more: Any) -> Any:
    return ask(of, replace(ANNOUNCE, **more.pop("stated", {})), on, body, **more)


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
