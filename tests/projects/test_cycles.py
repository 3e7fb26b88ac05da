"""Does a year of work come from its opening to its end, one step after the other?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from domain.congress.refusals import CongressMergedAway
from domain.refusals import AlreadyExists, NoSuchNumber, NotFound, OutOfOrder, SamePerson, SecondPersonMissing
from domain.texts import UnfitText
from projects.commands import cycles as c
from projects.deciders.cycles import CYCLE
from projects.events import cycles as e
from projects.refusals.common import ListEmpty, NamedMoreThanOnce, NoRules, NotNow, PeriodReversed
from projects.refusals.cycles import (
    ChannelNotAllowed,
    CycleIsClosed,
    CycleWasTakenOver,
    FeedbackIndividually,
    NotTheOrganiser,
    ReceivedImpossible,
    SolicitationTooShort,
    TooEarlyForYear,
)
from tests.given import CHAIR, CLERK, envelope, given
from tests.projects import years
from tests.projects.years import CONGRESS_ID, COUNTY, under
from tests.scenarios import congress

OPEN = c.OpenCycle(congress=CONGRESS_ID, project_year=2024)
SEPTEMBER = envelope(on="2023-09-01")
SOLICIT = c.OpenSolicitation(
    organiser="government", from_on=date(2023, 9, 4), to_on=date(2023, 10, 13), channels=("public_online",)
)
TAKE_OVER = c.TakeOverCycle(congress=CONGRESS_ID, project_year=2022, document="示例县2022年民生实事完成情况报告")
NOTICES = congress(differences={"solicitation": {"feedback": "both"}})
NOTICE = c.PublishFeedbackNotice(covers=("2024征-001", "2024征-002"), medium="示例县政府网站", document="公告")


def test_the_mode_of_decision_is_that_of_the_newest_rules() -> None:
    newest = replace(COUNTY, profiles={**COUNTY.profiles, 2: congress("city").profiles[1]})
    event = e.CycleOpened(
        congress=CONGRESS_ID, code="990101", congress_name="示例县", level="county", project_year=2024,
        decision_mode="ballot_plus_resolution", profile_version=2,
    )  # fmt: skip
    given(CYCLE).when(under(OPEN, newest), SEPTEMBER).then(event)


def test_there_is_one_year_of_work_for_each_project_year() -> None:
    years.opened().when(under(OPEN), SEPTEMBER).refused(AlreadyExists, "2024年度")
    years.opened().when(under(TAKE_OVER), envelope(second=CHAIR)).refused(AlreadyExists)


def test_a_congress_without_rules_or_merged_away_begins_no_year() -> None:
    given(CYCLE).when(under(OPEN, replace(COUNTY, profiles={})), SEPTEMBER).refused(NoRules)
    given(CYCLE).when(under(OPEN, replace(COUNTY, merged_into="x")), SEPTEMBER).refused(CongressMergedAway)


@pytest.mark.parametrize("year", [0, -1, 2042, 1948, 2200, 10**400])
def test_a_year_that_there_cannot_be_or_far_ahead_is_refused(year: int) -> None:
    reason = TooEarlyForYear if year == 2042 else NoSuchNumber
    given(CYCLE).when(under(replace(OPEN, project_year=year)), SEPTEMBER).refused(reason, pointer="/project_year")


def test_nothing_happens_in_a_year_that_was_not_opened_or_before_it() -> None:
    given(CYCLE).when(under(SOLICIT), SEPTEMBER).refused(NotFound)
    years.opened().when(under(SOLICIT), envelope(on="2023-08-31")).refused(OutOfOrder)


def test_a_solicitation_runs_once_at_a_time_and_another_may_follow() -> None:
    running = years.opened().when(under(SOLICIT), SEPTEMBER).and_then()
    running.when(under(SOLICIT), SEPTEMBER).refused(NotNow)
    ended = running.when(c.CloseSolicitation(received=136), envelope(on="2023-10-13")).then(
        e.SolicitationClosed(received=136)
    )
    ended.when(c.CloseSolicitation(), envelope(on="2023-10-14")).refused(NotNow)
    ended.when(under(replace(SOLICIT, to_on=date(2024, 5, 1))), envelope(on="2024-05-01")).and_then()


def test_a_solicitation_does_not_end_before_its_last_day() -> None:
    running = years.opened().when(under(SOLICIT), SEPTEMBER).and_then()
    running.when(c.CloseSolicitation(), envelope(on="2023-10-12")).refused(OutOfOrder)
    years.opened().when(c.CloseSolicitation(), envelope(on="2023-10-13")).refused(NotNow)


@pytest.mark.parametrize("received", [-1, 10**6 + 1, 10**400])
def test_a_number_received_that_cannot_be_is_refused(received: int) -> None:
    running = years.opened().when(under(SOLICIT), SEPTEMBER).and_then()
    running.when(c.CloseSolicitation(received=received), envelope(on="2023-10-13")).refused(
        ReceivedImpossible, pointer="/received"
    )


def test_first_and_last_day_of_the_window_count() -> None:
    week = replace(SOLICIT, to_on=date(2023, 9, 10))
    years.opened().when(under(week), SEPTEMBER).and_then()
    refused = years.opened().when(under(replace(week, to_on=date(2023, 9, 9))), SEPTEMBER).refused(SolicitationTooShort)
    assert refused.numbers == {"days": 6, "required": 7}


def test_everything_wrong_with_a_solicitation_is_said_at_once() -> None:
    narrow = congress(differences={"solicitation": {"channels": ["mail"]}})
    asked = c.OpenSolicitation(
        organiser="joint", from_on=date(2025, 10, 13), to_on=date(2025, 9, 4), channels=("phone", "phone"), notice=" "
    )
    outcome = years.opened(narrow).when(under(asked, narrow), SEPTEMBER)
    outcome.refused(NotTheOrganiser, "不由政府和人大共同组织", "/organiser")
    outcome.refused(PeriodReversed, pointer="/to_on")
    outcome.refused(TooEarlyForYear, pointer="/from_on")
    outcome.refused(ChannelNotAllowed, pointer="/channels/0")
    outcome.refused(NamedMoreThanOnce, pointer="/channels/1")
    outcome.refused(UnfitText, pointer="/notice")


@pytest.mark.parametrize(
    ("from_on", "to_on"), [(date(2022, 12, 31), date(2023, 2, 1)), (date(2024, 12, 1), date(2025, 1, 1))]
)
def test_a_window_outside_the_year_and_the_one_before_is_refused(from_on: date, to_on: date) -> None:
    asked = replace(SOLICIT, from_on=from_on, to_on=to_on)
    years.opened().when(under(asked), SEPTEMBER).refused(TooEarlyForYear)


def test_a_window_may_end_inside_the_project_year() -> None:
    years.opened().when(under(replace(SOLICIT, to_on=date(2024, 2, 5))), SEPTEMBER).and_then()


def test_one_notice_answers_many_proposals_where_the_rules_allow_it() -> None:
    years.opened().when(under(NOTICE), SEPTEMBER).refused(FeedbackIndividually)
    begun = years.opened(NOTICES)
    begun.when(under(NOTICE, NOTICES), SEPTEMBER).then(
        e.FeedbackNoticePublished(covers=NOTICE.covers, medium=NOTICE.medium, document="公告")
    )
    silent = replace(NOTICE, covers=(), medium="", document="")
    outcome = begun.when(under(silent, NOTICES), SEPTEMBER)
    outcome.refused(ListEmpty, pointer="/covers")
    outcome.refused(UnfitText, pointer="/medium")
    outcome.refused(UnfitText, pointer="/text")
    twice = replace(NOTICE, covers=("2024征-001", "2024征-001", "2024-01"))
    outcome = begun.when(under(twice, NOTICES), SEPTEMBER)
    outcome.refused(NamedMoreThanOnce, pointer="/covers/1")
    outcome.refused(NotFound, pointer="/covers/2")


def test_a_past_year_is_taken_over_by_two_people_from_a_document_and_without_rules() -> None:
    without = replace(COUNTY, profiles={})
    given(CYCLE).when(under(TAKE_OVER, without)).refused(SecondPersonMissing)
    given(CYCLE).when(under(TAKE_OVER, without), envelope(second=replace(CHAIR, ref=CLERK.ref))).refused(SamePerson)
    given(CYCLE).when(under(TAKE_OVER, without), envelope(second=CHAIR)).then(
        e.CycleTakenOver(
            congress=CONGRESS_ID, code="990101", congress_name="示例县", level="county", project_year=2022,
            document=TAKE_OVER.document,
        )
    )  # fmt: skip
    empty = replace(TAKE_OVER, document="", figures=(e.Printed(name="", value=""),), notes=" ")
    outcome = given(CYCLE).when(under(empty, without), envelope(second=CHAIR))
    for pointer in ("/document", "/notes", "/figures/0/name", "/figures/0/value"):
        outcome.refused(UnfitText, pointer=pointer)


def test_a_year_that_was_taken_over_takes_no_step_of_a_year() -> None:
    taken = given(CYCLE).when(under(TAKE_OVER), envelope(second=CHAIR)).and_then()
    steps: tuple[Any, ...] = (
        under(SOLICIT), years.naming(years.DRAW_UP), years.naming(years.FIX), under(years.SUBMIT), under(years.PUBLICISE),
        c.CloseSolicitation(), c.EndPublicity(batch=1), c.BallotList(batch=1, round="r"), c.CloseCycle(),
        under(c.ListProjects(batch=1, document="x")), under(NOTICE),
    )  # fmt: skip
    for step in steps:
        taken.when(step).refused(CycleWasTakenOver)


def test_a_year_is_closed_once_and_takes_nothing_more() -> None:
    closed = years.fixed().when(c.CloseCycle(summary="全部完成"), envelope(on="2025-01-31")).and_then()
    for step in (c.CloseCycle(), under(SOLICIT), c.BallotList(batch=1, round="r"), years.naming(years.FIX)):
        closed.when(step, envelope(on="2025-02-01")).refused(CycleIsClosed, "2025年1月31日")


def test_a_year_is_not_closed_before_its_last_step() -> None:
    years.fixed().when(c.CloseCycle(), envelope(on="2024-01-16")).refused(OutOfOrder, "最后一步")
    outcome = years.fixed().when(c.CloseCycle(summary=" ", document=" "), envelope(on="2024-02-01"))
    outcome.refused(UnfitText, pointer="/summary")
    outcome.refused(UnfitText, pointer="/document")
