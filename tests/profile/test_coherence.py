"""Is every contradiction found where it stands, and nothing else called one?"""

from __future__ import annotations

from typing import Any

import pytest

from domain.profile import DECISION_HALVES, Evaluation, Profile, Weights, check_profile
from domain.profile.coherence import CONTRADICTIONS
from domain.profile.evaluation import EvaluationQuorum
from domain.profile.refusals import ProfileFault
from domain.refusals import Faults
from tests.profile.places import whole

ALL = {"base": "all_deputies", "op": "gt", "num": 1, "den": 1}
THREE_HALVES = {"base": "valid", "op": "ge", "num": 3, "den": 2}
PAPERS = {"count_method": "papers", "papers_clause": "第十二条"}
RESIDENTS = {"evaluators": "residents", "where": "survey", "base": "valid", "quorum": None}
APPROVER = {"county": "standing_committee", "township": "congress"}

# The half, its differences, and what must be found: nothing more, nothing less.
CASES: dict[str, tuple[str, dict[str, Any], list[tuple[str, str]]]] = {
    "a street that decides": (
        "street", {"decision_mode": "congress_ballot", "candidate": {"final_list_by": "session_presidium"}},
        [("/decision_mode", "street_poll_only")],
    ),
    "a county that merely polls": (
        "county", {"decision_mode": "street_poll", "ballot": {"if_still_tied": "lot"}, "candidate": {"final_list_by": "street_npc_office"}},
        [("/decision_mode", "street_poll_only")],
    ),
    "an election's paper": ("county", {"labels": {"ballot": "选票"}}, [("/labels/ballot", "ballot_name")]),
    "a street's 票决票": ("street", {"labels": {"ballot": "票决票"}}, [("/labels/ballot", "ballot_name")]),
    "a county's 票选票": ("county", {"labels": {"ballot": "票选票"}}, [("/labels/ballot", "ballot_name")]),
    "a street's congress": (
        "street", {"labels": {"body": "示例街道人民代表大会", "presidium": "主席团"}},
        [("/labels/body", "street_names"), ("/labels/presidium", "street_names")],
    ),
    "a town's standing committee": (
        "township",
        {
            "decision_mode": "sc_vote", "solicitation": {"organiser": "standing_committee"},
            "ballot": {"shortfall": "defer_to_sc", "if_still_tied": "lot"}, "follow_up": {"if_still_bad": "inquiry"},
            "evaluation": {"evaluators": "sc_members", "where": "sc_meeting"}, "implementation": {"report_to_next_session": True},
            "candidate": {"final_list_by": "chairpersons_meeting"},
        },
        [
            (f"/{place}", "no_standing_committee")
            for place in (
                "decision_mode", "solicitation/organiser", "ballot/shortfall", "evaluation/evaluators",
                "follow_up/if_still_bad", "implementation/report_to_next_session",
            )
        ],
    ),
    "a council's presidium": (
        "street", {"ballot": {"tie_break": "presidium", "if_still_tied": "presidium", "shortfall": "presidium_decides"}},
        [("/ballot/tie_break", "no_presidium"), ("/ballot/if_still_tied", "no_presidium"), ("/ballot/shortfall", "no_presidium")],
    ),
    "a county presidium between sessions": (
        "county", {"supervision": {"link_presidium_member": True}},
        [("/supervision/link_presidium_member", "presidium_not_permanent")],
    ),
    "a town list fixed by a session's presidium": (
        "township", {"candidate": {"final_list_by": "session_presidium"}}, [("/candidate/final_list_by", "final_list_body")],
    ),
    "a county list fixed by the government": (
        "county", {"candidate": {"final_list_by": "government"}}, [("/candidate/final_list_by", "final_list_body")],
    ),
    "a town's preview by a standing committee": (
        "township", {"candidate": {"review_steps": ["gov_exec", "sc_preview"]}},
        [("/candidate/review_steps/1", "review_step_body")],
    ),
    "adjustments decided by those who ask for them": (
        "county",
        {"implementation": {"approver": {"county": "government", "township": "government", "street": "government"}}},
        [(f"/implementation/approver/{level}", "adjustment_approver") for level in ("county", "township", "street")],
    ),
    "a town presidium that adjusts without a clause": (
        "township", {"implementation": {"approver": APPROVER | {"township": "township_presidium"}}},
        [("/implementation/approver/township", "adjustment_approver")],
    ),
    "a report with ballot rules": (
        "report_only", {"ballot": DECISION_HALVES["county"]["ballot"]}, [("/ballot", "ballot_or_report")],
    ),
    "a ballot without rules": ("county", {"ballot": None}, [("/ballot", "ballot_or_report")]),
    "item by item, and yet a choice": (
        "county", {"ballot": {"mode": "itemwise", "threshold": None, "selection_rule": "exactly", "style": "choose_one_variant"}},
        [
            ("/candidate/allow_equal", "itemwise_rules"), ("/ballot/threshold", "itemwise_rules"),
            ("/ballot/selection_rule", "itemwise_rules"), ("/ballot/style", "itemwise_rules"),
        ],
    ),
    "a report among the first ten": ("report_vote", {"ballot": {"mode": "top_k"}}, [("/ballot/mode", "report_vote_itemwise")]),
    "a congress without a quorum": ("county", {"ballot": {"quorum": None}}, [("/ballot/quorum", "quorum_missing")]),
    "more than all": (
        "county", {"ballot": {"threshold": ALL, "extra_gates": [THREE_HALVES | {"group": "all"}], "quorum": {"num": 4, "den": 3}}},
        [(f"/ballot/{place}", "share_out_of_reach") for place in ("quorum", "threshold", "extra_gates/0")],
    ),
    "a re-ballot above the whole": (
        "county", {"ballot": {"shortfall": "revote_remaining", "shortfall_min_share": {"num": 4, "den": 3}}},
        [("/ballot/shortfall_min_share", "share_out_of_reach")],
    ),
    "keypads read by a machine": ("county", {"ballot": {"method": "electronic_secret"}}, [("/ballot/count_method", "counting_way")]),
    "papers counted by keypads": ("county", {"ballot": {"count_method": "keypad_totals"}}, [("/ballot/count_method", "counting_way")]),
    "hands kept as papers": ("county", {"ballot": PAPERS | {"method": "show_of_hands"}}, [("/ballot/count_method", "counting_way")]),
    "papers kept without a clause": (
        "county", {"ballot": {"count_method": "papers"}}, [("/ballot/papers_clause", "papers_without_clause")],
    ),
    "a spot audit of sums": ("county", {"ballot": {"spot_audit": {"papers": 20}}}, [("/ballot/spot_audit", "papers_without_clause")]),
    "a blank paper that should be full": (
        "county", {"ballot": {"selection_rule": "exactly", "blank_ballot": "valid"}}, [("/ballot/blank_ballot", "blank_ballot_valid")],
    ),
    "a blank paper that should be marked": (
        "county", {"ballot": {"unmarked_means": "invalid"}}, [("/ballot/blank_ballot", "blank_ballot_valid")],
    ),
    "silence approves beside a choice": (
        "county", {"ballot": {"style": "select_k", "unmarked_means": "approve"}}, [("/ballot/unmarked_means", "unmarked_approves")],
    ),
    "silence approves beside a full paper": (
        "county", {"ballot": {"selection_rule": "exactly", "unmarked_means": "approve"}},
        [("/ballot/unmarked_means", "unmarked_approves")],
    ),
    "ranks nobody adds up": ("county", {"ballot": {"style": "rank"}}, [("/ballot/rank_aggregation", "style_rules")]),
    "ranks nobody writes": (
        "county", {"ballot": {"rank_aggregation": "sum_of_ranks"}}, [("/ballot/rank_aggregation", "style_rules")],
    ),
    "a choice without a number": (
        "county", {"ballot": {"style": "select_k", "selection_rule": "unlimited"}}, [("/ballot/selection_rule", "style_rules")],
    ),
    "re-ballots foreseen and forbidden": (
        "county", {"ballot": {"max_reballots": 0, "shortfall": "revote_remaining"}},
        [("/ballot/max_reballots", "no_reballot_left")] * 2,
    ),
    "rules of a ballot never held": (
        "county", {"ballot": {"revote_surplus": 0.2, "shortfall_min_share": {"num": 1, "den": 3}}},
        [("/ballot/revote_surplus", "shortfall_rules"), ("/ballot/shortfall_min_share", "shortfall_rules")],
    ),
    "a council's delegations": ("street", {"ballot": {"collected_in": "delegations"}}, [("/ballot/collected_in", "no_delegations")]),
    "members who grade in a plenary": ("county", {"evaluation": {"where": "plenary"}}, [("/evaluation/where", "evaluators_place")]),
    "a council that grades for a county": (
        "county", {"evaluation": {"evaluators": "street_council", "where": "street_council"}},
        [("/evaluation/evaluators", "evaluators_level")],
    ),
    "a street's plenary": (
        "street", {"evaluation": {"evaluators": "deputies", "where": "plenary"}}, [("/evaluation/where", "evaluators_level")],
    ),
    "a survey with members": (
        "county",
        {"evaluation": {"evaluators": "residents", "where": "survey", "rate_base": "attending"}},
        [(f"/evaluation/{key}", "survey_base") for key in ("base", "rate_base", "quorum")],
    ),
    "grades beyond reach": (
        "county",
        {
            "evaluation": {
                "quorum": {"num": 2, "den": 1},
                "thresholds": {"satisfied": {"num": 1, "den": 1, "op": "gt"}, "acceptable": {"num": 3, "den": 2}},
            }
        },
        [(f"/evaluation/{key}", "grade_out_of_reach") for key in ("quorum", "thresholds/satisfied", "thresholds/acceptable")],
    ),
    "the best grade put right": (
        "county", {"evaluation": {"rectify_on": ["不满意", "满意"]}}, [("/evaluation/rectify_on/1", "rectify_on_grade")],
    ),
    "abstentions put right": (
        "county", {"evaluation": {"grades": ["满意", "基本满意", "不满意", "不了解"], "rectify_on": ["不了解"]}},
        [("/evaluation/rectify_on/0", "rectify_on_grade")],
    ),
    "a column that is not there": (
        "county", {"evaluation": {"unmarked": "abstain"}}, [("/evaluation/unmarked", "unmarked_without_abstain")],
    ),
    "weights of 110": (
        "county", {"evaluation": {"composite_weights": {"public": 60, "leaders": 40, "online": 10}}},
        [("/evaluation/composite_weights", "weights_sum")],
    ),
    "a plan after the end": ("county", {"follow_up": {"plan_days": 91}}, [("/follow_up/plan_days", "follow_up_order")]),
    "still bad without another look": (
        "county", {"follow_up": {"re_evaluate": False}}, [("/follow_up/if_still_bad", "follow_up_order")],
    ),
    "an orange light below the red one": ("county", {"lights": {"red_below": 61}}, [("/lights/orange_below", "lights_out_of_order")]),
    "a yellow light below the orange one": ("county", {"lights": {"yellow_below": 59}}, [("/lights/yellow_below", "lights_out_of_order")]),
    "a yellow gap inside the green one": ("county", {"lights": {"yellow_within": 4}}, [("/lights/yellow_within", "lights_out_of_order")]),
    "a start in words": ("county", {"solicitation": {"start": "三季度"}}, [("/solicitation/start", "solicitation_start")]),
    "a thirteenth month": ("county", {"solicitation": {"start": "Y-1 13"}}, [("/solicitation/start", "solicitation_start")]),
    "kept out and let in": (
        "county", {"screening": {"negative_list": ["ILLEGAL"]}}, [("/screening/exclude_upper_level", "upper_level_projects")],
    ),
    "let in and kept out": (
        "county", {"screening": {"negative_list": ["UPPER_LEVEL_ASSIGNED"], "exclude_upper_level": False}},
        [("/screening/exclude_upper_level", "upper_level_projects")],
    ),
    "hidden votes in an order and on a screen": (
        "county", {"publication": {"order": "votes", "hall": "votes"}},
        [("/publication/order", "hidden_votes_shown"), ("/publication/hall", "hidden_votes_shown")],
    ),
    "votes of hidden projects": ("county", {"publication": {"votes": "all"}}, [("/publication/votes", "hidden_votes_shown")]),
    "an order that tells hidden votes": (
        "county", {"publication": {"votes": "selected", "order": "votes", "not_selected": "show"}},
        [("/publication/order", "hidden_votes_shown")],
    ),
    "votes of a report": (
        "report_only", {"publication": {"votes": "selected"}}, [("/publication/votes", "no_votes_to_publish")],
    ),
}  # fmt: skip

GOOD: dict[str, tuple[str, dict[str, Any]]] = {
    "exactly, without saying what a blank paper is": ("county", {"ballot": {"selection_rule": "exactly"}}),
    "item by item, with an equal list": (
        "township", {"ballot": {"mode": "itemwise", "unmarked_means": "approve"}, "candidate": {"allow_equal": True}},
    ),
    "papers with their clause": ("county", {"ballot": PAPERS | {"spot_audit": {"papers": 20}}}),
    "keypads": ("county", {"ballot": {"method": "electronic_secret", "count_method": "keypad_totals"}}),
    "hands": ("township", {"ballot": {"method": "show_of_hands"}}),
    "the double gate of 石鼓": (
        "street",
        {
            "ballot": {
                "extra_gates": [
                    {"base": "attending", "op": "gt", "num": 1, "den": 2, "group": "deputies"},
                    {"base": "attending", "op": "gt", "num": 2, "den": 3, "group": "all"},
                ]
            }
        },
    ),
    "the ranks of 力洋镇": (
        "township",
        {"ballot": {"style": "rank", "rank_aggregation": "sum_of_ranks"}, "candidate": {"surplus_min_ratio": 1.0}},
    ),
    "a standing committee that votes": (
        "county",
        {"decision_mode": "sc_vote", "ballot": {"if_still_tied": "lot"}, "candidate": {"final_list_by": "chairpersons_meeting"}},
    ),
    "a city": ("county", {"level": "city"}),
    "a street's 票选票": ("street", {"labels": {"ballot": "票选票"}}),
    "a town presidium that adjusts under a clause": (
        "township",
        {"implementation": {"approver": APPROVER | {"township": "township_presidium", "clause": "办法第二十条"}}},
    ),
    "a survey": ("county", {"evaluation": RESIDENTS}),
    "all votes of all projects, in their order": (
        "county", {"publication": {"votes": "all", "order": "votes", "not_selected": "show", "hall": "votes"}},
    ),
    "weights of 镇海": ("county", {"evaluation": {"composite_weights": {"public": 60, "leaders": 30, "online": 10}}}),
    "a start in July": ("county", {"solicitation": {"start": "Y-1 07"}}),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_a_contradiction_is_found_where_it_stands(case: str) -> None:
    half, given, expected = CASES[case]
    with pytest.raises(Faults) as refused:
        check_profile(whole(half, **given))
    assert [(fault.pointer, fault.code) for fault in refused.value.faults] == expected
    assert all(fault.detail.endswith("。") and fault.detail != fault.title for fault in refused.value.faults)


def test_every_contradiction_has_an_example() -> None:
    shown = {code for _, _, expected in CASES.values() for _, code in expected}
    assert {reason.code for reason in CONTRADICTIONS} == shown


@pytest.mark.parametrize("case", GOOD)
def test_what_congresses_really_do_is_taken(case: str) -> None:
    half, given = GOOD[case]
    assert isinstance(check_profile(whole(half, **given)), Profile)


def test_every_code_and_every_title_stands_for_one_reason() -> None:
    reasons = list(_below(ProfileFault))
    assert len({reason.code for reason in reasons}) == len(reasons)
    assert all(reason.title and reason.__doc__ for reason in reasons)


def test_members_of_a_standing_committee_need_more_than_half_of_themselves() -> None:
    rules: Evaluation = check_profile(whole(evaluation={"quorum": None})).evaluation
    assert rules.quorum == EvaluationQuorum(num=1, den=2, op="gt", of="members")
    assert check_profile(whole("township", evaluation={"quorum": None})).evaluation.quorum is None


def test_weights_left_out_are_nothing() -> None:
    rules = check_profile(whole(evaluation={"composite_weights": {"deputies": 100}})).evaluation
    assert rules.composite_weights == Weights(public=0, deputies=100, leaders=0, online=0)


def _below(kind: type[ProfileFault]) -> list[type[ProfileFault]]:
    return [each for direct in kind.__subclasses__() for each in (direct, *_below(direct))]
