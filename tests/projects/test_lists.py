"""Is a batch's list drawn up, reviewed, publicised and submitted as the rules ask?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from domain.refusals import DecidedByMissing, NoSuchNumber, NotFound, OutOfOrder, WrongBody
from domain.texts import UnfitText
from projects.commands import cycles as c
from projects.events import cycles as e
from projects.refusals.common import AlreadyRecorded, ListEmpty, NamedMoreThanOnce, NotNow, PeriodReversed
from projects.refusals.cycles import NotListable, NotPublicised, OnAnotherList, PublicityTooShort, ReviewStepsDiffer
from projects.states.projects import Accepted, Chosen, NotChosen, Running, Standing, Suspended, Terminated
from tests.given import envelope
from tests.projects import years
from tests.projects.years import (
    BALLOT,
    BY_GOVERNMENT,
    DRAW_UP,
    NUMBERS,
    PUBLICISE,
    STEPS,
    SUBMIT,
    SUBMITTED_ON,
    naming,
    project,
    under,
)


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
