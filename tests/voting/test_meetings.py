"""Does a meeting come to the point where a round can be opened, and only in order?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from domain.congress.refusals import TermNotBegun
from domain.refusals import AlreadyExists, DecidedByMissing, NotFound, OutOfOrder, WrongBody
from domain.texts import UnfitText
from tests.given import envelope, given
from tests.scenarios import PLENARY, VOTING_DAY, congress, convened, heads, ready
from voting.commands import meetings as m
from voting.deciders.meetings import MEETING
from voting.events.meetings import AttendanceCounted, Delegation, Officer, ScrutineersPassed, Sitting, SittingHeld
from voting.refusals.common import AlreadyDone, NamedTwice
from voting.refusals.figures import LawBroken, NegativeNumber
from voting.refusals.meetings import DaysReversed, OutsideMeeting, SittingNotHeld, UnknownProfileVersion

COUNTY = congress()
PLENARY_DAY = envelope(on=VOTING_DAY, body="congress")
ADOPT = m.MethodOf(asked=m.AdoptMethod(profile_version=1, title="票决办法"), congress=COUNTY)


def test_a_meeting_pins_the_newest_profile_and_the_deputies_in_office() -> None:
    event = convened(COUNTY).state.convened
    assert (event.profile_version, event.in_office, event.code) == (1, 327, "990101")


def test_a_second_convening_of_the_same_meeting_is_refused() -> None:
    asked = m.ConveneMeeting(
        congress="c",
        body="congress",
        term=17,
        session=3,
        title="再来",
        from_on=date(2024, 1, 16),
        to_on=date(2024, 1, 19),
    )
    convened(COUNTY).when(m.ConveneMeetingOf(asked=asked, congress=COUNTY)).refused(AlreadyExists)


def test_everything_wrong_with_a_convening_is_said_at_once() -> None:
    asked = m.ConveneMeeting(
        congress="c", body="congress", term=17, session=3, title=" ",
        from_on=date(2024, 1, 19), to_on=date(2024, 1, 16), profile_version=7,
    )  # fmt: skip
    of = replace(COUNTY, deputies=0)
    outcome = given(MEETING).when(m.ConveneMeetingOf(asked=asked, congress=of))
    outcome.refused(UnfitText, pointer="/title")
    outcome.refused(DaysReversed, pointer="/to_on")
    outcome.refused(TermNotBegun, pointer="/congress")
    assert outcome.refused(UnknownProfileVersion, pointer="/profile_version").numbers == {"version": 7}


def test_nothing_happens_at_a_meeting_that_was_not_convened() -> None:
    given(MEETING).when(m.HoldSitting(sitting=PLENARY)).refused(NotFound)


def test_delegations_must_add_up_to_the_deputies_in_office() -> None:
    parts = (Delegation(name="示例第一代表团", deputies=200), Delegation(name="示例第二代表团", deputies=126))
    refused = convened(COUNTY).when(m.FormDelegations(delegations=parts), envelope(on="2024-01-10")).refused(LawBroken)
    assert refused.numbers == {"left": 326, "right": 327}


def test_a_delegation_named_twice_is_refused() -> None:
    parts = (Delegation(name="示例代表团", deputies=200), Delegation(name="示例代表团", deputies=127))
    convened(COUNTY).when(m.FormDelegations(delegations=parts), envelope(on="2024-01-16")).refused(NamedTwice)


@pytest.mark.parametrize("on", ["2024-01-15", "2024-01-20"])
def test_a_sitting_outside_the_days_of_the_meeting_is_refused(on: str) -> None:
    convened(COUNTY).when(m.HoldSitting(sitting=PLENARY), envelope(on=on)).refused(
        OutsideMeeting, "2024年1月16日至2024年1月19日"
    )


def test_the_same_sitting_is_recorded_once() -> None:
    held = convened(COUNTY).when(m.HoldSitting(sitting=PLENARY)).then(SittingHeld(sitting=PLENARY))
    held.when(m.HoldSitting(sitting=PLENARY)).refused(AlreadyDone)


def test_an_opinion_of_an_unknown_delegation_is_refused() -> None:
    parts = (Delegation(name="示例代表团", deputies=327),)
    formed = convened(COUNTY).when(m.FormDelegations(delegations=parts), envelope(on="2024-01-16")).and_then()
    formed.when(m.RecordDelegationOpinion(delegation="别的代表团", opinion="同意")).refused(
        NotFound, pointer="/delegation"
    )
    formed.when(m.RecordDelegationOpinion(delegation="示例代表团", opinion="")).refused(UnfitText, pointer="/opinion")
    formed.when(m.RecordDelegationOpinion(delegation="示例代表团", opinion="建议增加农村公路")).and_then()


def test_candidates_are_explained_once_a_batch() -> None:
    explain = m.ExplainCandidates(project_year=2024, explained_by="示例县人民政府")
    explained = convened(COUNTY).when(explain).and_then()
    explained.when(explain).refused(AlreadyDone, pointer="/batch")
    explained.when(replace(explain, batch=2)).and_then()


def test_the_method_is_adopted_by_the_congress_and_nobody_else() -> None:
    convened(COUNTY).when(ADOPT).refused(DecidedByMissing, "人民代表大会", pointer="/decided_by")
    by_presidium = envelope(on=VOTING_DAY, body="session_presidium")
    convened(COUNTY).when(ADOPT, by_presidium).refused(WrongBody, "不由大会主席团决定")
    convened(COUNTY).when(ADOPT, PLENARY_DAY).and_then().when(ADOPT, PLENARY_DAY).refused(AlreadyDone)


def test_the_method_is_not_adopted_before_it_was_proposed() -> None:
    propose = m.MethodOf(asked=m.ProposeMethod(profile_version=1), congress=COUNTY)
    proposed = convened(COUNTY).when(propose, envelope(on="2024-01-18", body="session_presidium")).and_then()
    proposed.when(ADOPT, envelope(on="2024-01-17", body="congress")).refused(OutOfOrder, "早于")


def test_an_unknown_version_of_the_rules_cannot_be_adopted() -> None:
    adopt = m.MethodOf(asked=m.AdoptMethod(profile_version=2, title="票决办法"), congress=COUNTY)
    convened(COUNTY).when(adopt, PLENARY_DAY).refused(UnknownProfileVersion)


def test_scrutineers_are_passed_by_the_meeting_and_tellers_named_without_a_vote() -> None:
    chief = Officer(person="6f1c0e52-3a7b-4d89-9e14-2b5a7c8d0f31", delegation="示例代表团")
    passed = convened(COUNTY).when(m.PassScrutineers(chief=chief), PLENARY_DAY).then(ScrutineersPassed(chief=chief))
    passed.when(m.NameTellers(chief=chief)).and_then()
    convened(COUNTY).when(m.PassScrutineers(chief=chief)).refused(DecidedByMissing)


def test_heads_must_add_up_and_both_sides_are_printed() -> None:
    held = convened(COUNTY).when(m.HoldSitting(sitting=PLENARY)).and_then()
    refused = held.when(heads(COUNTY, 327, 314, on_leave=9, absent=5)).refused(
        LawBroken, "实到314、请假9、缺席5，合计328，与应到327不符", pointer="/due"
    )
    assert refused.numbers == {"left": 327, "right": 328}
    held.when(heads(COUNTY, 327, 314, on_leave=9, absent=4)).then(
        AttendanceCounted(number=1, sitting=PLENARY, due=327, present=314, on_leave=9, absent=4)
    )


@pytest.mark.parametrize("due", [328, 326, 3])
def test_all_deputies_in_office_are_due_neither_more_nor_fewer(due: int) -> None:
    held = convened(COUNTY).when(m.HoldSitting(sitting=PLENARY)).and_then()
    refused = held.when(heads(COUNTY, due, due)).refused(LawBroken, "不等于在任327人", pointer="/due")
    assert refused.numbers == {"left": due, "right": 327}


def test_a_deputy_who_resigned_since_the_convening_is_not_due() -> None:
    held = convened(COUNTY).when(m.HoldSitting(sitting=PLENARY)).and_then()
    since = replace(COUNTY, deputies=326)
    assert held.when(heads(since, 326, 300)).and_then().state.heads.counted.due == 326
    assert held.when(heads(since, 327, 300)).and_then().state.heads.counted.due == 327
    held.when(heads(since, 325, 300)).refused(LawBroken)


def test_negative_heads_are_refused() -> None:
    held = convened(COUNTY).when(m.HoldSitting(sitting=PLENARY)).and_then()
    held.when(heads(COUNTY, 327, 328)).refused(NegativeNumber, pointer="/on_leave")


def test_heads_are_counted_at_a_sitting_that_was_held_and_numbered_anew_each_time() -> None:
    other = Sitting(kind="plenary", number=9)
    first = ready(COUNTY, 314)
    first.when(heads(COUNTY, 327, 314, sitting=other)).refused(SittingNotHeld, pointer="/sitting")
    again = first.when(heads(COUNTY, 327, 314), envelope(on=VOTING_DAY)).and_then()
    assert again.state.heads.counted.number == 2
