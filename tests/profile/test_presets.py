"""Do the shipped halves say what CALCULATORS.md and the parameter set say, and are they handed out safely?"""

from __future__ import annotations

from typing import Any

import pytest

from domain.profile import (
    BALLOT_PRESETS,
    DECISION_HALVES,
    EVALUATION_PRESETS,
    WORDS,
    Profile,
    announcement_word,
    ballot_preset,
    ballot_rules,
    check_ballot,
    check_evaluation,
    check_profile,
    compose,
    differences,
    evaluation_preset,
    to_json,
    vote_word,
    with_rules,
)
from domain.profile.refusals import NoBallot, UnknownPreset
from tests.profile.places import PAIRS, places, whole


def test_the_presets_are_those_of_the_contract() -> None:
    assert list(BALLOT_PRESETS) == ["county", "township", "guiyang", "street"]
    assert list(EVALUATION_PRESETS) == [
        "sc_evaluation", "congress_evaluation", "delegation_evaluation", "council_evaluation",
    ]  # fmt: skip
    assert list(DECISION_HALVES) == ["county", "township", "guiyang", "street", "report_only", "report_vote"]


def test_the_county_ballot_is_the_one_of_the_contract() -> None:
    expected = {
        "quorum": {"num": 2, "den": 3, "of": "due", "op": "ge"},
        "threshold": {"base": "all_deputies", "op": "gt", "num": 1, "den": 2},
        "count_method": "reader_totals",
        "style": "approve_each",
        "selection_rule": "at_most",
        "unmarked_means": "abstain",
        "blank_ballot": "valid",
        "mode": "top_k",
        "tie_break": "revote_tied",
        "spot_audit": "off",
        "recount_margin": None,
    }
    assert {key: ballot_preset()[key] for key in expected} == expected


def test_towns_and_streets_count_by_hand_and_nobody_audits() -> None:
    assert ballot_preset("township")["count_method"] == ballot_preset("street")["count_method"] == "manual_totals"
    assert {(each["spot_audit"], each["recount_margin"]) for each in BALLOT_PRESETS.values()} == {("off", None)}


def test_the_rule_of_zhenhai_is_the_one_of_the_contract() -> None:
    expected = {
        "base": "all_members",
        "half_is": "pass",
        "rate_base": "valid",
        "percent_digits": 2,
        "rounding": "half_up",
    }
    assert {key: evaluation_preset()[key] for key in expected} == expected


@pytest.mark.parametrize("name", BALLOT_PRESETS)
def test_a_ballot_preset_has_every_key_and_reads_back_as_itself(name: str) -> None:
    assert to_json(check_ballot(ballot_preset(name))) == ballot_preset(name)


@pytest.mark.parametrize("name", EVALUATION_PRESETS)
def test_an_evaluation_preset_has_every_key_and_reads_back_as_itself(name: str) -> None:
    assert to_json(check_evaluation(evaluation_preset(name))) == evaluation_preset(name)


@pytest.mark.parametrize(("decision", "evaluation"), PAIRS)
def test_halves_that_belong_together_make_a_profile(decision: str, evaluation: str) -> None:
    data = compose(decision, evaluation)
    assert to_json(check_profile(data)) == data
    assert list(data) == list(to_json(check_profile(data)))


def test_congresses_publish_what_the_catalogue_ships() -> None:
    shipped = {
        "candidates": "with_amounts",
        "votes": "none",
        "order": "candidate",
        "not_selected": "hide",
        "hall": "list",
    }
    shipped |= {
        "evaluation": "grades",
        "findings": "closed",
        "proposals": "counts",
        "money": "by_project",
        "survey": "summary",
    }
    for decision in ("county", "township"):
        assert compose(decision)["publication"] == shipped | {"papers_min_repeat": 3}


def test_a_profile_holds_no_decimals() -> None:
    assert all(not isinstance(value, float) for decision, _ in PAIRS for _, value in places(whole(decision)))


def test_whoever_changes_a_preset_changes_his_own_copy() -> None:
    before = compose()
    taken = compose()
    taken["ballot"]["quorum"]["num"] = 1
    taken["candidate"]["review_steps"].append("gov_meeting")
    ballot_preset()["threshold"]["num"] = 9
    given: dict[str, Any] = {"screening": {"criteria": ["普惠性"]}}
    compose(differences=given)["screening"]["criteria"].append("均衡性")
    assert given == {"screening": {"criteria": ["普惠性"]}}
    assert compose() == before


def test_a_difference_replaces_the_whole_value_of_its_key() -> None:
    data = compose(differences={"ballot": {"quorum": {"num": 1, "den": 2}}, "level": "city"})
    assert data["ballot"]["quorum"] == {"num": 1, "den": 2}
    assert (data["level"], data["ballot"]["mode"]) == ("city", "top_k")


def test_exactly_brings_invalid_blank_papers_with_it_unless_told_otherwise() -> None:
    preset = ballot_preset()
    assert with_rules(preset, {"selection_rule": "exactly"})["blank_ballot"] == "invalid"
    assert with_rules(preset, {"selection_rule": "exactly", "blank_ballot": "valid"})["blank_ballot"] == "valid"
    assert with_rules(preset, {"selection_rule": "at_most"})["blank_ballot"] == "valid"


@pytest.mark.parametrize("name", ["country", "", None, ["county"], 7])
def test_a_half_that_is_not_shipped_is_refused_with_those_that_are(name: Any) -> None:
    for ask in (ballot_preset, evaluation_preset, compose):
        with pytest.raises(UnknownPreset, match="可用的是"):
            ask(name)


def test_the_calculators_offer_no_preset_for_a_report() -> None:
    for name in ("report_only", "report_vote"):
        with pytest.raises(UnknownPreset):
            ballot_preset(name)


def test_under_a_report_there_are_no_ballot_rules() -> None:
    with pytest.raises(NoBallot):
        ballot_rules(check_profile(whole("report_only")))
    assert ballot_rules(check_profile(whole("report_vote"))).mode == "itemwise"


def test_every_section_and_every_parameter_has_a_chinese_name() -> None:
    keys = {".".join(map(str, path)) for path, _ in places(whole()) if len(path) <= 2}
    assert keys == set(WORDS)


def test_the_words_of_a_vote_follow_who_decides() -> None:
    said = {half: (vote_word(profile), announcement_word(profile)) for half, profile in _profiles().items()}
    assert said == {
        "county": ("票决", "公告"),
        "township": ("票决", "公告"),
        "guiyang": ("票选", "公告"),
        "street": ("票选", "公布"),
        "report_only": ("报告", "公告"),
        "report_vote": ("票决", "公告"),
    }


def test_differences_name_every_rule_that_differs_and_no_other() -> None:
    changed = {"threshold": {"base": "attending", "op": "gt", "num": 1, "den": 2}, "quorum": None}
    profile = check_profile(compose("guiyang", differences={"level": "city", "ballot": changed}))
    found = differences(profile, compose("guiyang"))
    assert found == {
        "/ballot/threshold": {"old": None, "new": changed["threshold"]},
    }
    lists = compose(differences={"candidate": {"review_steps": ["gov_exec"]}, "ballot": {"max_reballots": 2}})
    assert differences(lists, check_profile(compose())) == {
        "/candidate/review_steps": {"old": ["gov_exec", "party_committee", "sc_preview"], "new": ["gov_exec"]},
        "/ballot/max_reballots": {"old": 1, "new": 2},
    }


def test_a_profile_differs_from_itself_in_nothing() -> None:
    for profile in _profiles().values():
        assert differences(profile, to_json(profile)) == {}


def test_one_and_true_are_not_the_same_rule() -> None:
    assert differences({"a": True}, {"a": 1}) == {"/a": {"old": 1, "new": True}}


def _profiles() -> dict[str, Profile]:
    return {half: check_profile(whole(half)) for half in DECISION_HALVES}
