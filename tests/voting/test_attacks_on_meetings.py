"""Can a meeting be made of nobody, of another body, or out of a number that no meeting has?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from domain.congress.refusals import CongressMergedAway
from domain.refusals import NoSuchNumber, WrongBody
from domain.texts import UnfitText
from tests.given import CHAIR, envelope, given
from tests.scenarios import PLENARY, VOTING_DAY, congress, convened, heads
from voting.commands import meetings as m
from voting.commands import rounds as r
from voting.deciders.meetings import MEETING
from voting.deciders.rounds import ROUND
from voting.events.meetings import Delegation, Officer, Sitting
from voting.events.rounds import PrintedItem
from voting.refusals.common import AlreadyDone, NamedTwice
from voting.refusals.figures import LawBroken, NegativeNumber

COUNTY = congress()
PLENARY_DAY = envelope(on=VOTING_DAY, body="congress")
ADOPT = m.MethodOf(asked=m.AdoptMethod(profile_version=1, title="票决办法"), congress=COUNTY)


def convening(of: Any, **changes: Any) -> m.ConveneMeetingOf:
    asked = m.ConveneMeeting(
        congress="c", body="congress", term=17, session=3, title="示例会议", from_on=date(2024, 1, 16), to_on=date(2024, 1, 19)
    )  # fmt: skip
    return m.ConveneMeetingOf(asked=replace(asked, **changes), congress=of)


@pytest.mark.parametrize(
    ("level", "body"),
    [("street", "congress"), ("township", "standing_committee"), ("township", "session_presidium"), ("county", "street_council")],
)  # fmt: skip
def test_a_body_that_the_level_does_not_have_holds_no_meeting(level: Any, body: Any) -> None:
    given(MEETING).when(convening(congress(level), body=body)).refused(WrongBody, "这一层级没有", pointer="/body")


@pytest.mark.parametrize("number", [0, -1, 1000, 2**53 - 1])
def test_terms_and_sessions_are_numbers_that_one_can_count_to(number: int) -> None:
    given(MEETING).when(convening(COUNTY, term=number)).refused(NoSuchNumber, pointer="/term")
    given(MEETING).when(convening(COUNTY, session=number)).refused(NoSuchNumber, pointer="/session")
    sitting = m.HoldSitting(sitting=Sitting(kind="plenary", number=number))
    convened(COUNTY).when(sitting).refused(NoSuchNumber, pointer="/sitting/number")
    explain = m.ExplainCandidates(project_year=2024, batch=number, explained_by="示例县人民政府")
    convened(COUNTY).when(explain).refused(NoSuchNumber, pointer="/batch")


def test_a_congress_that_was_merged_away_meets_no_more() -> None:
    given(MEETING).when(convening(replace(COUNTY, merged_into="x"))).refused(CongressMergedAway)


def test_a_delegation_of_fewer_than_nobody_does_not_make_the_sum_right() -> None:
    parts = (Delegation(name="示例第一代表团", deputies=332), Delegation(name="", deputies=-5))
    outcome = convened(COUNTY).when(m.FormDelegations(delegations=parts), envelope(on="2024-01-10"))
    outcome.refused(NegativeNumber, pointer="/delegations/1/deputies")
    outcome.refused(UnfitText, pointer="/delegations/1/name")


def test_a_method_is_not_proposed_after_it_was_adopted() -> None:
    adopted = convened(COUNTY).when(ADOPT, PLENARY_DAY).and_then()
    propose = m.MethodOf(asked=m.ProposeMethod(profile_version=1), congress=COUNTY)
    adopted.when(propose, envelope(on=VOTING_DAY, body="session_presidium")).refused(AlreadyDone)


def test_the_congresss_method_is_not_adopted_at_a_meeting_of_its_committee() -> None:
    start = given(MEETING).when(convening(COUNTY, body="standing_committee")).and_then()
    start.when(ADOPT, PLENARY_DAY).refused(WrongBody, "这是人大常委会的会议", pointer="/decided_by/body")


def test_officers_are_named_and_nobody_counts_twice() -> None:
    chief, nobody = Officer(person="6f1c0e52-3a7b-4d89-9e14-2b5a7c8d0f31"), Officer(person=" ")
    outcome = convened(COUNTY).when(m.PassScrutineers(chief=nobody, scrutineers=(chief, nobody)), PLENARY_DAY)
    outcome.refused(UnfitText, pointer="/chief/person")
    outcome.refused(UnfitText, pointer="/scrutineers/1/person")
    convened(COUNTY).when(m.NameTellers(chief=chief, tellers=(chief,))).refused(NamedTwice, pointer="/tellers/0/person")


def test_the_roll_of_a_street_council_is_the_streets() -> None:
    street = congress("street", 40)
    held = convened(street).when(m.HoldSitting(sitting=PLENARY)).and_then()
    held.when(heads(street, 3, 3)).refused(LawBroken, "不等于在任40人")


def taking_over(**changes: Any) -> r.TakeOverRoundOf:
    item = PrintedItem(title="示例项目", votes_for=290)
    asked = r.TakeOverRound(
        congress="c", project_year=2023, meeting_title="示例会议", document="公告第3号", items=(item,)
    )
    return r.TakeOverRoundOf(asked=replace(asked, **changes), congress=COUNTY)


def test_a_past_result_has_no_votes_below_nought_and_a_year_that_was() -> None:
    printed = PrintedItem(title="示例项目", votes_for=-1)
    outcome = given(ROUND).when(taking_over(due=-1, items=(printed,), project_year=0, batch=0), envelope(second=CHAIR))
    outcome.refused(NegativeNumber, pointer="/due")
    outcome.refused(NegativeNumber, pointer="/items/0/votes_for")
    outcome.refused(NoSuchNumber, pointer="/project_year")
    outcome.refused(NoSuchNumber, pointer="/batch")


def test_a_ballot_of_this_very_day_is_past_also_after_midnight_in_shanghai() -> None:
    # 16:30 in Greenwich on the 18th is half past midnight on the 19th in Shanghai.
    night = replace(envelope(second=CHAIR), at="2024-01-18T16:30:00.000000Z")
    given(ROUND).when(taking_over(held_on=date(2024, 1, 19)), night).and_then()
