"""Is every value of a profile checked, and is every fault named with its place?"""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.profile import (
    Profile,
    Share,
    ballot_preset,
    check_ballot,
    check_evaluation,
    check_profile,
    evaluation_preset,
    recorded_profile,
    to_json,
)
from domain.profile.coherence import Contradiction
from domain.refusals import Faults, Refusal
from tests.profile.places import PAIRS, Path, places, pointer, replaced, well_formed, whole

HALVES = [decision for decision, _ in PAIRS]
PLACES = [(half, path, value) for half in dict.fromkeys(HALVES) for path, value in places(whole(half))]
# Parameters that came in with a default, so that a profile recorded before them is still one.
OPTIONAL: set[Path] = {
    ("publication", "papers_min_repeat"),
    ("ballot", "papers_clause"),
    *(("implementation", key) for key in (
        "report_due_days", "investment_behind_points", "disbursement_behind_points", "unchanged_reports",
        "deadline_near_days",
    )),
    *(("lights", key) for key in ("orange_below", "yellow_below", "green_within", "yellow_within")),
}  # fmt: skip
SHARES = {"surplus_min_ratio", "revote_surplus", "shortfall_min_share"}


def wrong_types(path: Path, value: Any) -> st.SearchStrategy[Any]:
    """Values that no rule of this kind can have."""
    text, number = st.text(), st.integers()
    others: dict[type, st.SearchStrategy[Any]] = {
        bool: text | number | st.none(),
        int: text | st.booleans() | st.floats(),  # some may be null
        str: number | st.booleans() | st.lists(text),
        list: text | number | st.booleans() | st.none(),
        dict: text | st.booleans() | st.lists(number) if path[-1] in SHARES else text | number | st.lists(number),
        type(None): st.lists(number),
    }
    return others[type(value)]


def faults(data: Any, at: str = "") -> list[tuple[str, str]]:
    with pytest.raises(Faults) as refused:
        check_profile(data, at)
    assert all(fault.detail.endswith(("。", "？")) for fault in refused.value.faults)
    return [(fault.pointer, fault.code) for fault in refused.value.faults]


def tried(data: Any) -> tuple[Profile | None, tuple[Refusal, ...]]:
    try:
        return check_profile(data), ()
    except Faults as refused:
        return None, refused.faults


@pytest.mark.parametrize("half", dict.fromkeys(HALVES))
def test_a_value_of_a_wrong_type_is_the_only_fault_found_wherever_it_stands(half: str) -> None:
    surely_wrong: dict[type, Any] = {bool: "true", int: "3", str: 7, list: "甲", dict: "甲", type(None): []}
    for path, value in places(whole(half)):
        found = faults(replaced(whole(half), path, surely_wrong[type(value)]))
        assert [place for place, _ in found] == [pointer(path)]


@given(st.sampled_from(PLACES), st.data())
def test_a_random_mistyped_value_is_the_only_fault_found(place: tuple[str, Path, Any], data: st.DataObject) -> None:
    half, path, value = place
    found = faults(replaced(whole(half), path, data.draw(wrong_types(path, value))))
    assert [place for place, _ in found] == [pointer(path)]


@pytest.mark.parametrize("half", dict.fromkeys(HALVES))
def test_an_unknown_key_is_refused_wherever_a_rule_may_stand(half: str) -> None:
    data = whole(half)
    groups: list[Path] = [(), *(path for path, value in places(data) if isinstance(value, dict))]
    for group in groups:
        found = faults(replaced(data, (*group, "quorumm"), 1))
        assert found == [(f"{pointer(group)}/quorumm", "unknown_parameter")]


@pytest.mark.parametrize("half", dict.fromkeys(HALVES))
def test_a_section_and_a_key_left_out_are_named(half: str) -> None:
    data = whole(half)
    for path, _ in places(data):
        if len(path) == 1 or (len(path) == 2 and path not in OPTIONAL):
            lacking = whole(half)
            inner = lacking if len(path) == 1 else lacking[str(path[0])]
            del inner[str(path[-1])]
            assert faults(lacking) == [(pointer(path), "missing_parameter")]


def test_a_parameter_with_a_default_may_be_left_out() -> None:
    data = whole()
    for section, key in OPTIONAL:
        del data[str(section)][key]
    del data["ballot"]["quorum"]["op"]
    assert check_profile(data) == check_profile(whole())


@given(well_formed())
def test_reading_back_what_was_written_is_the_identity(profile: Profile) -> None:
    data = to_json(profile)
    assert recorded_profile(data) == profile
    assert to_json(recorded_profile(data)) == data


@given(well_formed())
def test_a_well_formed_profile_is_taken_as_it_is_or_contradicts_itself_at_a_place_that_exists(profile: Profile) -> None:
    data = to_json(profile)
    there = {pointer(path) for path, _ in places(data)}
    taken, refused = tried(data)
    assert all(isinstance(fault, Contradiction) and fault.pointer in there for fault in refused)
    assert taken is None or tried(to_json(taken)) == (taken, ())


@pytest.mark.parametrize(("decision", "evaluation"), PAIRS)
def test_checking_what_was_checked_changes_nothing(decision: str, evaluation: str) -> None:
    profile = check_profile(whole(decision) | {"evaluation": evaluation_preset(evaluation)})
    assert check_profile(to_json(profile)) == profile


def test_all_faults_are_found_at_once_contradictions_included() -> None:
    data = whole(ballot={"mode": "itemwise", "method": "voice"}, evaluation={"unmarked": "abstain"}, colour="red")
    data["candidate"]["publicity_days"] = -1
    assert sorted(faults(data, "/profile")) == [
        ("/profile/ballot/method", "parameter_value"),
        ("/profile/candidate/allow_equal", "itemwise_rules"),
        ("/profile/candidate/publicity_days", "parameter_range"),
        ("/profile/colour", "unknown_parameter"),
        ("/profile/evaluation/unmarked", "unmarked_without_abstain"),
    ]


def test_nothing_is_said_about_rules_that_rest_on_a_broken_one() -> None:
    broken = whole("street", level="village", ballot={"if_still_tied": "presidium"})
    assert faults(broken) == [("/level", "parameter_value")]


@pytest.mark.parametrize("data", [None, [], "county", 7, True])
def test_what_is_no_object_is_no_profile(data: Any) -> None:
    assert faults(data, "/profile") == [("/profile", "parameter_type")]


BEYOND: dict[str, tuple[str, Any, str]] = {
    "a tenth re-ballot": ("max_reballots", 10, "parameter_range"),
    "a number too long to print": ("max_reballots", 10**5000, "parameter_range"),
    "no votes apart": ("recount_margin", 0, "parameter_range"),
    "an empty clause": ("papers_clause", "", "parameter_length"),
    "an endless clause": ("papers_clause", "条" * 201, "parameter_length"),
    "a blank before": ("papers_clause", " 第九条", "parameter_value"),
    "two lines": ("papers_clause", "第九条\n第十条", "parameter_value"),
    "half a character": ("papers_clause", "\ud800", "parameter_value"),
    "a sixth gate": ("extra_gates", [{}] * 6, "parameter_length"),
    "a share too fine": ("revote_surplus", 0.123456789, "parameter_range"),
    "no number": ("revote_surplus", float("nan"), "parameter_range"),
    "no end": ("revote_surplus", float("inf"), "parameter_range"),
    "below nothing": ("revote_surplus", -0.2, "parameter_range"),
    "a share too long to print": ("revote_surplus", 10**5000, "parameter_range"),
}


@pytest.mark.parametrize("case", BEYOND)
def test_bounds_are_kept(case: str) -> None:
    key, value, code = BEYOND[case]
    with pytest.raises(Faults) as refused:
        check_ballot(ballot_preset() | {key: value})
    assert [(fault.pointer, fault.code) for fault in refused.value.faults] == [(f"/rules/{key}", code)]


def test_an_entry_given_twice_is_refused_at_the_second() -> None:
    data = whole(candidate={"review_steps": ["gov_exec", "party_committee", "gov_exec"]})
    assert faults(data) == [("/candidate/review_steps/2", "parameter_repeated")]


@given(st.integers(0, 9999), st.integers(0, 4))
def test_a_decimal_share_is_read_as_printed(digits: int, places_after: int) -> None:
    value = float(f"{digits}e-{places_after}")
    rules = check_ballot(ballot_preset() | {"revote_surplus": value})
    share = rules.revote_surplus
    assert share is not None
    assert share.num * 10**places_after == digits * share.den


def test_the_surplus_of_the_parameter_set_is_one_fifth() -> None:
    profile = check_profile(whole(candidate={"surplus_min_ratio": 0.20}))
    assert profile.candidate.surplus_min_ratio == Share(num=1, den=5)


def test_a_pointer_escapes_what_rfc_6901_asks_for() -> None:
    assert faults(whole(**{"a/b~c": 1})) == [("/a~1b~0c", "unknown_parameter")]


def test_the_calculators_are_given_rules_that_contradict_one_another() -> None:
    rules = check_ballot(ballot_preset() | {"mode": "itemwise", "threshold": None, "selection_rule": "exactly"})
    assert (rules.mode, rules.threshold, rules.blank_ballot) == ("itemwise", None, "valid")


@pytest.mark.parametrize("check", [check_ballot, check_evaluation])
def test_a_section_may_stand_anywhere_in_what_was_handed_in(check: Any) -> None:
    with pytest.raises(Faults) as refused:
        check({"nothing": 1}, "/lines/3/rules")
    assert all(fault.pointer.startswith("/lines/3/rules/") for fault in refused.value.faults)


def test_a_message_names_the_rule_in_a_clerks_words_and_proposes_the_likely_key() -> None:
    with pytest.raises(Faults) as refused:
        check_ballot(ballot_preset() | {"quorom": None, "threshold": {"base": "all", "op": "gt", "num": 1, "den": 2}})
    assert [fault.detail for fault in refused.value.faults] == [
        "“票决规则”（ballot）里没有参数“quorom”。是不是“quorum”？",
        "票决规则的“通过门槛”（ballot.threshold.base）只能是all_deputies、attending、collected、valid，现为“all”。",
    ]
