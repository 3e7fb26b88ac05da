"""Who may decide, who stands beside whom as the second person, and what must an act say of its day and its count?"""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.actors import BODIES, decided_by, not_before, two_people, unfit_envelope
from domain.calendar import say_day
from domain.events import Body, Decision, Person, Role
from domain.refusals import DecidedByMissing, OutOfOrder, SamePerson, SecondPersonMissing, WrongBody
from tests.given import CHAIR, CLERK, ENVELOPE, envelope


def test_every_body_has_a_chinese_name() -> None:
    assert set(BODIES) == set(get_args(Body))
    assert len(set(BODIES.values())) == len(BODIES)


@pytest.mark.parametrize("body", get_args(Body))
def test_the_body_named_for_an_act_may_decide_it(body: Body) -> None:
    assert decided_by(envelope(body=body), "通过票决办法", {body}).body == body


def test_an_act_of_a_body_needs_to_say_who_decided_it() -> None:
    with pytest.raises(DecidedByMissing, match="通过票决办法是人民代表大会的决定") as refused:
        decided_by(envelope(), "通过票决办法", {"congress"})
    assert refused.value.pointer == "/decided_by"


def test_another_body_may_not_decide_and_both_are_named() -> None:
    with pytest.raises(WrongBody, match="公告由大会主席团、乡镇人大主席团决定，不由政府决定") as refused:
        decided_by(envelope(body="government"), "公告", ("session_presidium", "township_presidium"))
    assert refused.value.pointer == "/decided_by/body"
    assert refused.value.numbers == {"body": "government"}


def test_two_different_people_stand_behind_a_correction() -> None:
    assert two_people(envelope(second=CHAIR), "更正") == CHAIR


def test_a_missing_second_person_is_asked_for() -> None:
    with pytest.raises(SecondPersonMissing, match="更正需要两个人") as refused:
        two_people(envelope(), "更正")
    assert refused.value.pointer == "/approved_by"


def test_the_same_person_in_another_role_is_not_a_second_one() -> None:
    with pytest.raises(SamePerson, match="不能是同一个人") as refused:
        two_people(envelope(second=replace(CLERK, role="chair")), "更正")
    assert refused.value.pointer == "/approved_by/ref"


@given(st.dates(), st.dates())
def test_an_act_is_refused_exactly_when_its_day_is_earlier(act: object, earlier: object) -> None:
    on, before = str(act), str(earlier)
    if on >= before:
        not_before(envelope(on=on), "公告", "宣布结果", before)
    else:
        with pytest.raises(OutOfOrder, match=f"公告的日期（{say_day(on)}）早于宣布结果（{say_day(before)}）"):
            not_before(envelope(on=on), "公告", "宣布结果", before)


def test_only_those_who_work_on_it_confirm_what_another_typed() -> None:
    refused: tuple[Role, ...] = ("public", "deputy", "unit", "auditor")
    for role in refused:
        with pytest.raises(SecondPersonMissing, match="其他人不能确认"):
            two_people(replace(ENVELOPE, approved_by=Person(ref="other", role=role)), "更正")
    confirming: tuple[Role, ...] = ("chair", "scrutineer")
    for role in confirming:
        second = Person(ref="other", role=role)
        assert two_people(replace(ENVELOPE, approved_by=second), "更正") == second


@pytest.mark.parametrize(
    ("decision", "place"),
    [
        (Decision(body="congress", how="show_of_hands"), "/decided_by/votes_for"),
        (Decision(body="congress", how="keypad", votes_for=3, votes_against=50), "/decided_by/votes_for"),
        (Decision(body="congress", how="secret_ballot", votes_for=50, votes_against=50), "/decided_by/votes_for"),
    ],
)
def test_a_decision_comes_with_its_count_and_was_carried(decision: Decision, place: str) -> None:
    faults = list(unfit_envelope(replace(ENVELOPE, decided_by=decision)))
    assert [fault.pointer for fault in faults] == [place]


def test_a_decision_of_a_meeting_needs_no_count() -> None:
    stated = Decision(body="township_presidium", how="meeting_decision")
    assert list(unfit_envelope(replace(ENVELOPE, decided_by=stated))) == []
