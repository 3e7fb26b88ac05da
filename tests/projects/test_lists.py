"""Is a batch's list drawn up, publicised, submitted and fixed as the rules ask, and never changed without a reason?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from domain.profile import DECISION_HALVES, compose
from domain.refusals import DecidedByMissing, NoSuchNumber, NotFound, OutOfOrder, WrongBody
from domain.texts import UnfitText
from projects.commands import cycles as c
from projects.events import cycles as e
from projects.refusals.common import AlreadyRecorded, ListEmpty, NamedMoreThanOnce, NotNow, PeriodReversed
from projects.refusals.cycles import (
    CategoriesMixed,
    ChangeUnexplained,
    ListStands,
    NotByReport,
    NothingChanged,
    NotListable,
    NotPublicised,
    OnAnotherList,
    PublicityTooShort,
    ReviewStepsDiffer,
    SeatsOutOfList,
    TooFewCandidates,
)
from projects.states.projects import (
    Accepted,
    Chosen,
    NotChosen,
    Running,
    Standing,
    Suspended,
    Terminated,
)
from tests.given import envelope
from tests.projects import years
from tests.projects.years import BY_GOVERNMENT, DRAW_UP, FIX, NUMBERS, PUBLICISE, STEPS, SUBMIT, naming, project, under
from tests.scenarios import congress

BY_PRESIDIUM = envelope(on="2024-01-17", body="session_presidium")
SUBMITTED_ON = envelope(on="2024-01-05", body="government", how="meeting_decision")
REPORTED = replace(congress(), profiles={1: compose("report_only", "sc_evaluation", {})})
BALLOT = c.BallotList(batch=1, round="round-1")


def test_a_county_fixes_its_list_after_review_publicity_and_submission() -> None:
    final = years.fixed().state.batches[1].final
    assert (final.on, final.by, final.said.seats, len(final.said.items)) == ("2024-01-17", "session_presidium", 10, 12)
    assert final.said.changes == ()


def test_a_line_says_what_the_brief_of_its_project_says_that_day() -> None:
    brief: dict[str, Any] = {
        "title": "示例公路",
        "content": "改造32公里",
        "total_fen": 5,
        "total_text": "约5分",
        "deadline_on": "2024-12-31",
    }
    asked = replace(DRAW_UP, items=("2024-01", "2024-02"))
    worded = project(2, deadline_on="2024-12-31", deadline_text="2024年底")
    (event,) = years.opened().when(naming(asked, project(1, **brief), worded), BY_GOVERNMENT).events
    assert isinstance(event, e.PreliminaryListDrawnUp)
    first, second = event.items
    assert first == e.Listed(
        project="2024-01",
        title="示例公路",
        content="改造32公里",
        amount_fen=5,
        amount_text="约5分",
        deadline="2024-12-31",
    )
    assert (second.amount_fen, second.deadline) == (200_000_000, "2024年底")


def test_the_preliminary_list_is_the_governments() -> None:
    years.opened().when(naming(DRAW_UP), envelope(on="2023-12-22")).refused(DecidedByMissing)
    years.opened().when(naming(DRAW_UP), envelope(on="2023-12-22", body="congress")).refused(WrongBody)


@pytest.mark.parametrize(
    "steps",
    [(), STEPS[:2], (*STEPS, STEPS[0]), (STEPS[1], STEPS[0], STEPS[2]), (STEPS[0], STEPS[0], STEPS[2])],
)
def test_the_steps_of_review_are_those_of_the_rules_in_their_order(steps: tuple[c.Review, ...]) -> None:
    years.opened().when(naming(replace(DRAW_UP, steps=steps)), BY_GOVERNMENT).refused(
        ReviewStepsDiffer, "政府常务会议、党委会议、常委会预审", "/steps"
    )


def test_each_step_is_taken_by_its_body_and_not_before_the_one_before_it() -> None:
    wrong = (STEPS[0], replace(STEPS[1], body="government", on=date(2023, 11, 21), meeting=" "), STEPS[2])
    outcome = years.opened().when(naming(replace(DRAW_UP, steps=wrong)), BY_GOVERNMENT)
    outcome.refused(WrongBody, "党委会议由党委进行，不由政府进行", "/steps/1/body")
    outcome.refused(OutOfOrder, "早于上一步（2023年11月22日）", "/steps/1/on")
    outcome.refused(UnfitText, pointer="/steps/1/meeting")
    early = replace(DRAW_UP, steps=(replace(STEPS[0], on=date(2023, 8, 31)), *STEPS[1:]))
    years.opened().when(naming(early), BY_GOVERNMENT).refused(OutOfOrder, pointer="/steps/0/on")
    years.opened().when(naming(DRAW_UP), envelope(on="2023-12-20", body="government", how="meeting_decision")).refused(
        OutOfOrder, "初定名单", "/effective_on"
    )


def test_every_project_on_a_list_is_known_named_once_and_free() -> None:
    states: tuple[Standing, ...] = (
        Chosen("2024-01-19"),
        Running("x"),
        Accepted("x"),
        Terminated("x"),
        Suspended("x", Running("x")),
    )
    taken = [project(number, standing) for number, standing in enumerate(states, start=1)]
    asked = replace(DRAW_UP, items=(*NUMBERS[:6], "2024-06", "2024-99", "没有", "2024-006"))
    outcome = years.opened().when(naming(asked, *taken), BY_GOVERNMENT)
    for place in range(5):
        outcome.refused(NotListable, "已经确定", f"/items/{place}")
    outcome.refused(NamedMoreThanOnce, pointer="/items/6")
    for place in (7, 8, 9):
        outcome.refused(NotFound, pointer=f"/items/{place}")
    years.opened().when(naming(replace(DRAW_UP, items=())), BY_GOVERNMENT).refused(ListEmpty, pointer="/items")


def test_a_project_of_a_later_year_or_drafted_or_revised_after_the_list_does_not_stand_on_it() -> None:
    later = replace(project(1), project_year=2025)
    asked = c.WithProjects(
        asked=replace(DRAW_UP, items=("2025-01",)), congress=years.COUNTY, projects={"2025-01": later}
    )
    years.opened().when(asked, BY_GOVERNMENT).refused(NotListable, "2025年度")
    revised = replace(project(1), brief_on="2023-12-23")
    years.opened().when(naming(DRAW_UP, revised), BY_GOVERNMENT).refused(OutOfOrder, pointer="/items/0")
    years.opened().when(naming(DRAW_UP, project(2, NotChosen("2023-12-23"))), BY_GOVERNMENT).refused(
        OutOfOrder, pointer="/items/1"
    )


@pytest.mark.parametrize("batch", [0, -1, 3, 1000, 10**400])
def test_batches_are_numbered_without_a_gap(batch: int) -> None:
    years.drawn_up().when(naming(replace(DRAW_UP, batch=batch)), BY_GOVERNMENT).refused(NoSuchNumber, pointer="/batch")


def test_a_list_is_drawn_up_anew_until_it_is_submitted_and_publicised_again() -> None:
    again = years.publicised().when(naming(replace(DRAW_UP, items=NUMBERS[:11])), BY_GOVERNMENT).and_then()
    assert len(again.state.batches[1].preliminary.items) == 11
    again.when(under(SUBMIT), SUBMITTED_ON).refused(NotPublicised)
    years.submitted().when(naming(DRAW_UP), BY_GOVERNMENT).refused(NotNow, "提请")


def test_a_second_batch_in_the_same_year_is_normal_but_not_with_projects_that_wait_in_the_first() -> None:
    june = envelope(on="2024-06-01", body="government", how="meeting_decision")
    second = replace(DRAW_UP, batch=2)
    years.fixed().when(naming(second), june).refused(OnAnotherList, "第1批", "/items/0")
    voted = years.fixed().when(BALLOT, envelope(on="2024-01-18")).and_then()
    left = (project(11, NotChosen("2024-01-19")), project(12, NotChosen("2024-01-19")))
    voted.when(naming(replace(second, items=NUMBERS[10:]), *left), june).and_then()


def test_a_list_is_publicised_for_as_many_calendar_days_as_the_rules_ask() -> None:
    drawn_up = years.drawn_up()
    short = replace(PUBLICISE, to_on=date(2023, 12, 9))
    refused = drawn_up.when(under(short), envelope(on="2023-12-22")).refused(PublicityTooShort, "自然日", "/to_on")
    assert refused.numbers == {"days": 4, "required": 5}
    wrong = replace(PUBLICISE, from_on=date(2023, 11, 21), to_on=date(2023, 11, 1), medium="", document=" ")
    outcome = drawn_up.when(under(wrong), envelope(on="2023-12-22"))
    outcome.refused(PeriodReversed, pointer="/to_on")
    outcome.refused(OutOfOrder, "2023年11月22日", "/from_on")
    outcome.refused(UnfitText, pointer="/medium")
    outcome.refused(UnfitText, pointer="/document")
    drawn_up.when(under(replace(PUBLICISE, batch=2)), envelope(on="2023-12-22")).refused(NotFound, pointer="/batch")


def test_publicity_happens_once_ends_once_and_not_before_its_last_day() -> None:
    begun = years.drawn_up().when(under(PUBLICISE), envelope(on="2023-12-22")).and_then()
    begun.when(under(PUBLICISE), envelope(on="2023-12-22")).refused(AlreadyRecorded)
    begun.when(c.EndPublicity(batch=1), envelope(on="2023-12-09")).refused(OutOfOrder)
    empty = e.Objection(matter="", settled=" ")
    outcome = begun.when(c.EndPublicity(batch=1, objections=(empty,)), envelope(on="2023-12-22"))
    outcome.refused(UnfitText, pointer="/objections/0/matter")
    outcome.refused(UnfitText, pointer="/objections/0/settled")
    years.drawn_up().when(c.EndPublicity(batch=1), envelope(on="2023-12-22")).refused(NotNow)
    years.publicised().when(c.EndPublicity(batch=1), envelope(on="2023-12-26")).refused(NotNow)


def test_the_government_submits_once_after_publicity_to_a_body_that_can_deal_with_it() -> None:
    years.drawn_up().when(under(SUBMIT), SUBMITTED_ON).refused(NotPublicised)
    publicised = years.publicised()
    publicised.when(under(SUBMIT), envelope(on="2024-01-05", body="standing_committee")).refused(WrongBody)
    publicised.when(under(SUBMIT), envelope(on="2023-12-09", body="government", how="meeting_decision")).refused(
        OutOfOrder
    )
    wrong = replace(SUBMIT, submitted_to="party_committee", document="")
    outcome = publicised.when(under(wrong), SUBMITTED_ON)
    outcome.refused(WrongBody, "不能提请党委", "/submitted_to")
    outcome.refused(UnfitText, pointer="/document")
    years.submitted().when(under(SUBMIT), SUBMITTED_ON).refused(AlreadyRecorded)
    years.submitted().when(under(PUBLICISE), SUBMITTED_ON).refused(AlreadyRecorded)


def test_the_final_list_is_fixed_by_the_body_of_the_rules_after_the_submission() -> None:
    years.publicised().when(naming(FIX), BY_PRESIDIUM).refused(NotNow, "提请")
    submitted = years.submitted()
    submitted.when(naming(FIX), envelope(on="2024-01-17", body="standing_committee")).refused(WrongBody, "大会主席团")
    submitted.when(naming(FIX), envelope(on="2024-01-17")).refused(DecidedByMissing)
    submitted.when(naming(FIX), envelope(on="2024-01-04", body="session_presidium")).refused(OutOfOrder)
    submitted.when(naming(replace(FIX, batch=2)), BY_PRESIDIUM).refused(NotFound, pointer="/batch")
    submitted.when(naming(replace(FIX, document=" ")), BY_PRESIDIUM).refused(UnfitText, pointer="/document")


@pytest.mark.parametrize("seats", [0, -1, 13, 10**400])
def test_there_are_one_seat_at_least_and_no_more_than_candidates(seats: int) -> None:
    years.submitted().when(naming(replace(FIX, seats=seats)), BY_PRESIDIUM).refused(SeatsOutOfList, pointer="/seats")


def test_candidates_are_as_many_more_than_seats_as_the_rules_ask() -> None:
    refused = years.submitted().when(naming(replace(FIX, seats=11)), BY_PRESIDIUM).refused(TooFewCandidates)
    assert refused.numbers == {"candidates": 12, "required": 14}
    equal = congress(differences={"candidate": {"allow_equal": True}})
    begun = years.submitted(equal)
    begun.when(naming(replace(FIX, seats=12), of=equal), BY_PRESIDIUM).and_then()
    begun.when(naming(replace(FIX, seats=11), of=equal), BY_PRESIDIUM).refused(TooFewCandidates)


def test_a_list_ordered_by_category_names_each_category_in_one_place() -> None:
    sorted_ = congress(differences={"candidate": {"order": "by_category"}})
    mixed = [project(number, category="交通" if number % 2 else "教育") for number in range(1, 13)]
    begun = years.submitted(sorted_)
    begun.when(naming(FIX, *mixed, of=sorted_), BY_PRESIDIUM).refused(CategoriesMixed, "交通", "/items/2")
    halves = [project(number, category="交通" if number < 7 else "教育") for number in range(1, 13)]
    begun.when(naming(FIX, *halves, of=sorted_), BY_PRESIDIUM).and_then()


def test_every_difference_from_the_preliminary_list_needs_a_reason() -> None:
    items = ("2024-02", "2024-01", *NUMBERS[2:11], "2024-13")
    new = (project(1, title="示例公路"), project(3, total_fen=1), project(4, deadline_text="年底"), project(13))
    outcome = years.submitted().when(
        naming(replace(FIX, items=items), *new, project(5, content="改造6个小区")), BY_PRESIDIUM
    )
    for kind, place in (("renamed", 1), ("amount", 2), ("deadline", 3), ("content", 4), ("added", 11)):
        fault = outcome.refused(ChangeUnexplained, pointer=f"/items/{place}")
        assert fault.numbers == {"project": items[place], "kind": kind}
    outcome.refused(ChangeUnexplained, "2024-12取消", "/changes")
    outcome.refused(ChangeUnexplained, "顺序变动", "/changes")


def test_an_explained_difference_is_recorded_with_both_sides() -> None:
    changes = (
        c.Explained(project="2024-01", kind="amount", reason="代表团建议压缩规模"),
        c.Explained(project="2024-12", kind="dropped", reason="上级安排实施"),
        c.Explained(kind="order", reason="按类别排列"),
    )
    items = ("2024-02", "2024-01", *NUMBERS[2:11])
    less = project(1, total_fen=90_000_000, total_text="约90万元")
    asked = naming(replace(FIX, items=items, seats=9, changes=changes), less)
    (event,) = years.submitted().when(asked, BY_PRESIDIUM).events
    assert isinstance(event, e.FinalListFixed)
    assert event.changes == (
        e.ListChange(
            project="2024-01", kind="amount", reason="代表团建议压缩规模", before="100万元", after="约90万元（90万元）"
        ),
        e.ListChange(project="2024-12", kind="dropped", reason="上级安排实施", before="示例项目12"),
        e.ListChange(
            project="", kind="order", reason="按类别排列",
            before="、".join(NUMBERS[:11]), after="、".join(items),
        ),
    )  # fmt: skip


def test_a_change_that_there_is_not_or_twice_or_without_words_is_refused() -> None:
    changes = (
        c.Explained(project="2024-01", kind="renamed", reason="更准确"),
        c.Explained(project="2024-77", kind="added", reason=""),
        c.Explained(project="2024-77", kind="added", reason="好"),
        c.Explained(kind="order", reason="好"),
    )
    outcome = years.submitted().when(naming(replace(FIX, changes=changes)), BY_PRESIDIUM)
    outcome.refused(NothingChanged, "2024-01更名", "/changes/0")
    outcome.refused(UnfitText, pointer="/changes/1/reason")
    outcome.refused(NamedMoreThanOnce, pointer="/changes/2")
    outcome.refused(NothingChanged, pointer="/changes/3")


def test_a_list_is_fixed_again_only_until_it_went_on_the_ballot() -> None:
    fixed = years.fixed()
    dropped = c.Explained(project="2024-12", kind="dropped", reason="条件不成熟")
    shorter = naming(replace(FIX, items=NUMBERS[:11], seats=9, changes=(dropped,)))
    again = fixed.when(shorter, BY_PRESIDIUM).and_then()
    assert again.state.batches[1].final.said.seats == 9
    fixed.when(shorter, envelope(on="2024-01-16", body="session_presidium")).refused(OutOfOrder)
    voted = fixed.when(BALLOT, envelope(on="2024-01-18")).then(e.ListBalloted(batch=1, round="round-1"))
    voted.when(shorter, envelope(on="2024-01-18", body="session_presidium")).refused(ListStands)


def test_a_list_goes_on_the_ballot_once_a_round_and_not_before_it_is_fixed() -> None:
    years.submitted().when(BALLOT, envelope(on="2024-01-18")).refused(NotNow)
    fixed = years.fixed()
    fixed.when(BALLOT, envelope(on="2024-01-16")).refused(OutOfOrder)
    fixed.when(replace(BALLOT, batch=2), envelope(on="2024-01-18")).refused(NotFound)
    voted = fixed.when(BALLOT, envelope(on="2024-01-18")).and_then()
    voted.when(BALLOT, envelope(on="2024-01-18")).then()
    voted.when(replace(BALLOT, round="round-2"), envelope(on="2024-01-19")).then(
        e.ListBalloted(batch=1, round="round-2")
    )


def test_a_project_stands_on_a_final_list_until_it_was_decided_about() -> None:
    assert not years.submitted().state.on_final_list("2024-01")
    state = years.fixed().state
    assert state.on_final_list("2024-01")
    assert not state.on_final_list("2024-13")
    assert not state.on_final_list("2024-01", unchosen_on="2024-01-19")


def test_under_a_report_the_government_lists_without_submission_or_ballot() -> None:
    publicised = years.publicised(REPORTED)
    by_government = envelope(on="2024-01-17", body="government", how="meeting_decision")
    publicised.when(naming(replace(FIX, seats=11), of=REPORTED), by_government).refused(SeatsOutOfList, "项数12")
    listing = under(c.ListProjects(batch=1, document="示政发〔2024〕1号"), REPORTED)
    publicised.when(listing, by_government).refused(NotNow)
    years.drawn_up(REPORTED).when(naming(replace(FIX, seats=12), of=REPORTED), by_government).refused(NotPublicised)
    early = envelope(on="2023-12-24", body="government", how="meeting_decision")
    fixed = publicised.when(naming(replace(FIX, seats=12), of=REPORTED), by_government).and_then()
    fixed.when(listing, early).refused(OutOfOrder)
    fixed.when(listing, envelope(on="2024-01-18")).refused(DecidedByMissing)
    fixed.when(under(c.ListProjects(batch=1, document=""), REPORTED), by_government).refused(UnfitText)
    listed = fixed.when(listing, by_government).then(
        e.ProjectsListed(batch=1, projects=NUMBERS, document="示政发〔2024〕1号")
    )
    listed.when(listing, by_government).refused(ListStands)
    listed.when(BALLOT, envelope(on="2024-01-20")).refused(ListStands)
    listed.when(naming(replace(FIX, seats=12), of=REPORTED), by_government).refused(ListStands)


def test_a_report_that_is_voted_on_as_a_whole_leaves_no_project_out() -> None:
    whole = replace(years.COUNTY, profiles={1: compose("report_vote", differences={})})
    begun = years.submitted(whole)
    begun.when(naming(replace(FIX, seats=11), of=whole), BY_PRESIDIUM).refused(SeatsOutOfList, "项数12")
    begun.when(naming(replace(FIX, seats=12), of=whole), BY_PRESIDIUM).and_then()


def test_where_there_is_a_ballot_the_government_does_not_list_by_itself() -> None:
    years.fixed().when(under(c.ListProjects(batch=1, document="x")), BY_GOVERNMENT).refused(NotByReport)


@pytest.mark.parametrize("half", DECISION_HALVES)
def test_every_way_to_decide_can_take_its_submission_somewhere(half: str) -> None:
    of = replace(years.COUNTY, profiles={1: compose(half, differences={})})
    begun = years.publicised(of)
    takers: list[str] = []
    for body in ("congress", "standing_committee", "street_council", "session_presidium"):
        outcome = begun.when(under(replace(SUBMIT, submitted_to=body), of), SUBMITTED_ON)
        takers += [body] if outcome.refusal is None else []
    assert takers
