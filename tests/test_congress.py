"""Which registrations, terms, changes of the roll and rules does a congress take, and which does it refuse?"""

from __future__ import annotations

from datetime import date
from typing import Any, get_args

import pytest

from domain.canonical import canonical_bytes
from domain.congress.commands import AdoptProfile, BeginTerm, ChangeRoll, RegisterCongress
from domain.congress.decider import CONGRESS
from domain.congress.events import CongressRegistered, ProfileAdopted, RollChanged, RollReason, TermBegun
from domain.congress.refusals import (
    DeputiesOutOfRange,
    NothingDiffers,
    ProfileOfOtherLevel,
    RollAgainstReason,
    RollDiffers,
    TermNotBegun,
    TermNotNext,
    UnknownLabel,
)
from domain.congress.state import Congress
from domain.congress.usecases import USE_CASES
from domain.divisions import DivisionFault, DivisionLevel, DivisionUnknown, Level
from domain.profile import check_profile, compose, to_json
from domain.profile.refusals import UnknownKey, WrongValue
from domain.refusals import AlreadyExists, Faults, NotFound, OutOfOrder, Refusal
from domain.streams import congress_id
from domain.texts import UnfitText
from tests.given import envelope, given

REGISTERED = CongressRegistered(code="990101", level="county", name="示例县人民代表大会")
TERM = TermBegun(term=17, began_on="2022-01-10", deputies=327)
BEGUN = (REGISTERED, TERM)
COUNTY: dict[str, Any] = to_json(check_profile(compose("county", "sc_evaluation")))


# Registration


def test_a_congress_is_registered_under_its_code() -> None:
    command = RegisterCongress(code="990101", level="county", name="示例县人民代表大会")
    given(CONGRESS).when(command).then(REGISTERED)


def test_local_names_are_kept() -> None:
    labels = {"division": "苏木", "body": "示例苏木人民代表大会", "presidium": "示例苏木人大主席团"}
    command = RegisterCongress(code="990101101", level="township", name="示例苏木人民代表大会", labels=labels)
    after = given(CONGRESS).when(command).and_then()
    assert after.state == Congress(
        code="990101101",
        level="township",
        name="示例苏木人民代表大会",
        labels=labels,
        deputies=0,
        profiles={},
        units={},
    )


@pytest.mark.parametrize(
    ("code", "level", "reason"),
    [
        ("9901010", "county", DivisionFault),
        ("", "county", DivisionFault),
        ("九九〇一〇一", "county", DivisionFault),
        ("980101", "county", DivisionUnknown),
        ("990101101", "county", DivisionLevel),
        ("990101", "township", DivisionLevel),
        ("990101001", "township", DivisionLevel),
        ("990101101", "street", DivisionLevel),
    ],
)
def test_a_code_of_the_wrong_form_or_level_is_refused(code: str, level: Level, reason: type[Refusal]) -> None:
    command = RegisterCongress(code=code, level=level, name="示例人民代表大会")
    given(CONGRESS).when(command).refused(reason, pointer="/code")


@pytest.mark.parametrize("code", ["990101", "990101000000"])
def test_the_padded_code_of_lists_is_the_same_congress(code: str) -> None:
    command = RegisterCongress(code=code, level="county", name="示例县人民代表大会")
    given(CONGRESS).when(command).then(REGISTERED)
    begin = next(use_case.begins for use_case in USE_CASES if use_case.command is RegisterCongress)
    assert begin is not None
    assert begin(command) == congress_id("990101")


def test_a_congress_is_registered_once() -> None:
    command = RegisterCongress(code="990101", level="county", name="另一个示例县")
    given(CONGRESS, REGISTERED).when(command).refused(AlreadyExists, "990101已经登记为示例县人民代表大会")


def test_all_faults_of_a_registration_are_reported_at_once() -> None:
    command = RegisterCongress(code="9901", level="county", name=" ", labels={"body": "", "leader/chair": "主席"})
    outcome = given(CONGRESS).when(command)
    outcome.refused(DivisionLevel, pointer="/code")
    outcome.refused(UnfitText, "请填写", pointer="/name")
    outcome.refused(UnfitText, "请填写", pointer="/labels/body")
    outcome.refused(UnknownLabel, "“leader/chair”", pointer="/labels/leader~1chair")


@pytest.mark.parametrize("name", ["示例县\n人大", " 示例县", "示例县\u200b", "示例\x00县", "示例\ud800县"])
def test_a_name_with_characters_that_nobody_sees_is_refused(name: str) -> None:
    command = RegisterCongress(code="990101", level="county", name=name)
    fault = given(CONGRESS).when(command).refused(UnfitText, "不可见字符", pointer="/name")
    assert fault.detail.isprintable()


def test_nothing_happens_to_a_congress_that_is_not_registered() -> None:
    given(CONGRESS).when(BeginTerm(term=1, began_on=date(2022, 1, 10), deputies=60)).refused(NotFound)


# Terms


def test_the_first_term_recorded_may_be_any() -> None:
    command = BeginTerm(term=17, began_on=date(2022, 1, 10), deputies=327)
    given(CONGRESS, REGISTERED).when(command).then(TERM)


def test_the_next_term_follows() -> None:
    command = BeginTerm(term=18, began_on=date(2027, 1, 12), deputies=330)
    after = given(CONGRESS, *BEGUN).when(command, envelope(on="2027-01-12")).and_then().state
    assert (after.term, after.term_began_on, after.deputies) == (18, "2027-01-12", 330)


@pytest.mark.parametrize("term", [16, 17, 19, 0, -1, 10**30])
def test_a_term_cannot_be_left_out_or_repeated(term: int) -> None:
    command = BeginTerm(term=term, began_on=date(2024, 1, 1), deputies=330)
    given(CONGRESS, *BEGUN).when(command).refused(TermNotNext, "应为第18届", pointer="/term")


@pytest.mark.parametrize("term", [0, -3, 1000])
def test_the_first_term_is_at_least_the_first(term: int) -> None:
    command = BeginTerm(term=term, began_on=date(2024, 1, 1), deputies=330)
    given(CONGRESS, REGISTERED).when(command).refused(TermNotNext, "第1届至第999届之间", pointer="/term")


@pytest.mark.parametrize("day", [date(2022, 1, 9), date(2022, 1, 10)])
def test_a_term_begins_after_the_one_before(day: date) -> None:
    command = BeginTerm(term=18, began_on=day, deputies=330)
    given(CONGRESS, *BEGUN).when(command).refused(OutOfOrder, "第17届始于2022年1月10日", pointer="/began_on")


def test_a_term_is_not_recorded_as_begun_before_its_first_day() -> None:
    command = BeginTerm(term=18, began_on=date(2024, 1, 19), deputies=330)
    given(CONGRESS, *BEGUN).when(command, envelope(on="2024-01-18")).refused(
        OutOfOrder, "2024年1月19日", "/effective_on"
    )


@pytest.mark.parametrize("deputies", [0, -1, 10_000, 10**400])
def test_a_congress_has_at_least_one_deputy_and_not_ten_thousand(deputies: int) -> None:
    command = BeginTerm(term=18, began_on=date(2024, 1, 1), deputies=deputies)
    given(CONGRESS, *BEGUN).when(command).refused(DeputiesOutOfRange, "1至9999人", pointer="/deputies")


@pytest.mark.parametrize("deputies", [1, 9_999])
def test_the_bounds_of_the_number_of_deputies_are_allowed(deputies: int) -> None:
    command = BeginTerm(term=18, began_on=date(2024, 1, 1), deputies=deputies)
    assert given(CONGRESS, *BEGUN).when(command).and_then().state.deputies == deputies


# The roll


@pytest.mark.parametrize(
    ("reason", "after"),
    [("by_election", 329), ("resigned", 326), ("terminated", 325), ("transferred", 326), ("died", 326)],
)
def test_the_roll_changes_by_election_and_by_leaving(reason: RollReason, after: int) -> None:
    command = ChangeRoll(before=327, after=after, reason=reason)
    changed = given(CONGRESS, *BEGUN).when(command).then(RollChanged(before=327, after=after, reason=reason))
    assert changed.state.deputies == after


def test_every_reason_was_tried() -> None:
    assert set(get_args(RollReason)) == {"by_election", "resigned", "terminated", "transferred", "died"}


def test_a_roll_that_differs_from_what_is_known_is_refused_with_both_numbers() -> None:
    command = ChangeRoll(before=325, after=324, reason="resigned")
    fault = given(CONGRESS, *BEGUN).when(command).refused(RollDiffers, pointer="/before")
    assert fault.detail == "登记的在任代表为327人，填报的变动前人数为325人。"
    assert fault.numbers == {"left": 327, "right": 325}


def test_changes_of_the_roll_build_on_one_another() -> None:
    known = RollChanged(before=327, after=326, reason="died")
    again = ChangeRoll(before=326, after=327, reason="by_election")
    given(CONGRESS, *BEGUN, known).when(again).then(RollChanged(before=326, after=327, reason="by_election"))


@pytest.mark.parametrize(("reason", "after"), [("by_election", 326), ("resigned", 328), ("died", 330)])
def test_a_reason_that_contradicts_the_numbers_is_refused(reason: RollReason, after: int) -> None:
    command = ChangeRoll(before=327, after=after, reason=reason)
    given(CONGRESS, *BEGUN).when(command).refused(RollAgainstReason, f"由327人变为{after}人", pointer="/reason")


def test_a_roll_that_stays_as_it_is_is_no_change() -> None:
    command = ChangeRoll(before=327, after=327, reason="by_election")
    given(CONGRESS, *BEGUN).when(command).refused(NothingDiffers, "都是327人", pointer="/after")


@pytest.mark.parametrize("after", [0, -1, 10**30])
def test_a_roll_beyond_all_bounds_is_refused(after: int) -> None:
    command = ChangeRoll(before=327, after=after, reason="terminated")
    given(CONGRESS, *BEGUN).when(command).refused(DeputiesOutOfRange, pointer="/after")


def test_a_roll_before_beyond_all_bounds_is_refused_without_carrying_the_number_on() -> None:
    command = ChangeRoll(before=10**400, after=326, reason="resigned")
    given(CONGRESS, *BEGUN).when(command).refused(DeputiesOutOfRange, "过大的数", "/before")


def test_without_a_term_there_is_no_roll() -> None:
    command = ChangeRoll(before=0, after=60, reason="by_election")
    given(CONGRESS, REGISTERED).when(command).refused(TermNotBegun, "尚未登记换届")


def test_the_roll_does_not_change_before_its_last_known_day() -> None:
    known = (envelope(on="2023-06-01"), RollChanged(before=327, after=326, reason="resigned"))
    command = ChangeRoll(before=326, after=325, reason="resigned")
    after = given(CONGRESS, *BEGUN, known)
    after.when(command, envelope(on="2023-05-31")).refused(OutOfOrder, "2023年6月1日", pointer="/effective_on")
    after.when(command, envelope(on="2023-06-01")).then(RollChanged(before=326, after=325, reason="resigned"))


# Rules


def test_a_profile_is_adopted_whole_under_the_next_version() -> None:
    first = given(CONGRESS, *BEGUN).when(AdoptProfile(profile=COUNTY, document="〔2024〕3号"))
    changed = {**COUNTY, "candidate": {**COUNTY["candidate"], "publicity_days": 7}}
    second = first.then(ProfileAdopted(version=1, profile=COUNTY, document="〔2024〕3号")).when(
        AdoptProfile(profile=changed)
    )
    after = second.then(ProfileAdopted(version=2, profile=changed)).state
    assert after.profiles == {1: COUNTY, 2: changed}


def test_a_profile_is_recorded_as_it_was_read_and_can_be_stored() -> None:
    shares = {**COUNTY["candidate"], "surplus_min_ratio": 0.2}
    outcome = given(CONGRESS, *BEGUN).when(AdoptProfile(profile={**COUNTY, "candidate": shares}))
    adopted = outcome.events[0]
    assert isinstance(adopted, ProfileAdopted)
    assert adopted.profile["candidate"]["surplus_min_ratio"] == {"num": 1, "den": 5}
    assert canonical_bytes(adopted.profile)


def test_the_same_profile_again_is_no_change() -> None:
    adopted = ProfileAdopted(version=1, profile=COUNTY)
    command = AdoptProfile(profile=COUNTY, document="〔2024〕3号")
    given(CONGRESS, *BEGUN, adopted).when(command).refused(NothingDiffers, "与第1版规则完全相同", pointer="/profile")


def test_the_same_profile_in_other_words_is_no_change() -> None:
    adopted = ProfileAdopted(version=1, profile=COUNTY)
    same = {**COUNTY, "candidate": {**COUNTY["candidate"], "surplus_min_ratio": 0.20}}
    given(CONGRESS, *BEGUN, adopted).when(AdoptProfile(profile=same)).refused(NothingDiffers, pointer="/profile")


def test_going_back_to_earlier_rules_is_a_new_version() -> None:
    other = {**COUNTY, "rounding": {"percent_digits": 2, "mode": "half_up"}}
    history = (*BEGUN, ProfileAdopted(version=1, profile=COUNTY), ProfileAdopted(version=2, profile=other))
    given(CONGRESS, *history).when(AdoptProfile(profile=COUNTY)).then(ProfileAdopted(version=3, profile=COUNTY))


def test_rules_of_another_level_are_refused() -> None:
    town = compose("township", "congress_evaluation")
    fault = (
        given(CONGRESS, *BEGUN).when(AdoptProfile(profile=town)).refused(ProfileOfOtherLevel, pointer="/profile/level")
    )
    assert "县级" in fault.detail
    assert "乡镇" in fault.detail


def test_every_fault_of_a_profile_is_reported_at_once_below_its_place() -> None:
    faulty = compose(
        "township", "congress_evaluation", {"ballot": {"tie_break": "newest_id"}, "lights": {"purple": True}}
    )
    outcome = given(CONGRESS, *BEGUN).when(AdoptProfile(profile=faulty))
    outcome.refused(WrongValue, pointer="/profile/ballot/tie_break")
    outcome.refused(UnknownKey, pointer="/profile/lights/purple")
    outcome.refused(ProfileOfOtherLevel, pointer="/profile/level")


@pytest.mark.parametrize("profile", [{}, {"level": ["county"]}, {"level": {"county": 1}}, {"level": None}], ids=str)
def test_something_else_than_a_profile_is_refused(profile: dict[str, Any]) -> None:
    outcome = given(CONGRESS, *BEGUN).when(AdoptProfile(profile=profile))
    assert isinstance(outcome.refusal, Faults)
    assert outcome.events == ()
