"""Does every profile let the right bodies decide, and no others?"""

from __future__ import annotations

from typing import Any

import pytest

from domain.actors import BODIES
from domain.profile import ACTS, Act, bodies_at, body_for, check_profile, compose, step_bodies
from tests.profile.places import PAIRS, whole

# Columns: county, township, street, 贵阳, 报告制. Sources: events.md "Bodies and people", rules.md §1.2, §5.5, §5.7, M-10.
WHO: dict[Act, tuple[str, str, str, str, str]] = {
    "preliminary_list": ("government",) * 5,
    "submitted": ("government",) * 5,
    "final_list": ("session_presidium", "township_presidium", "street_npc_office", "chairpersons_meeting", "government"),
    "method_proposed": (
        "session_presidium", "township_presidium", "street_npc_office", "chairpersons_meeting session_presidium", "",
    ),
    "method_adopted": ("congress", "congress", "street_council", "congress standing_committee", ""),
    "scrutineers_passed": ("congress", "congress", "street_council", "congress standing_committee", ""),
    "tellers_named": (
        "session_presidium", "township_presidium", "street_npc_office", "chairpersons_meeting session_presidium", "",
    ),
    "ballot": ("congress", "congress", "street_council", "congress standing_committee", ""),
    "reballot_called": (
        "session_presidium", "township_presidium", "street_npc_office", "chairpersons_meeting session_presidium", "",
    ),
    "tie_resolved": (
        "session_presidium", "township_presidium", "street_npc_office", "chairpersons_meeting session_presidium", "",
    ),
    "shortfall_resolved": (
        "session_presidium", "township_presidium", "street_npc_office", "chairpersons_meeting session_presidium", "",
    ),
    "declared": (
        "session_presidium", "township_presidium", "street_npc_office", "chairpersons_meeting session_presidium", "",
    ),
    "resolution": ("", "", "", "standing_committee congress", ""),
    "confirmation": ("", "", "street_party_committee", "", ""),
    "announced": (
        "session_presidium", "township_presidium", "street_npc_office street_party_committee",
        "standing_committee session_presidium", "",
    ),
    "adjustment_requested": ("government",) * 5,
    "adjustment_decided": (
        "standing_committee", "congress", "street_party_committee", "standing_committee", "standing_committee",
    ),
    "adjustment_announced": (
        "standing_committee", "township_presidium", "street_npc_office", "standing_committee", "standing_committee",
    ),
    "minor_change_filed": ("government",) * 5,
    "report_heard": (
        "standing_committee chairpersons_meeting congress", "township_presidium congress", "street_npc_office street_council",
        "standing_committee chairpersons_meeting congress", "standing_committee chairpersons_meeting congress",
    ),
    "opinions_issued": (
        "standing_committee delegation", "township_presidium delegation", "street_npc_office",
        "standing_committee delegation", "standing_committee delegation",
    ),
    "evaluation": ("standing_committee", "congress", "street_council", "standing_committee", "standing_committee"),
    "evaluation_announced": (
        "standing_committee", "township_presidium", "street_npc_office", "standing_committee", "standing_committee",
    ),
    "follow_up_opened": (
        "standing_committee", "township_presidium", "street_npc_office", "standing_committee", "standing_committee",
    ),
    "follow_up_escalated": (
        "standing_committee", "congress", "street_npc_office", "standing_committee", "standing_committee",
    ),
}  # fmt: skip
COLUMNS = ("county", "township", "street", "guiyang", "report_only")


@pytest.mark.parametrize("act", ACTS)
def test_each_act_is_decided_by_the_bodies_of_the_catalogue(act: Act) -> None:
    found = tuple(" ".join(body_for(check_profile(whole(half)), act)) for half in COLUMNS)
    assert found == WHO[act]


@pytest.mark.parametrize(("decision", "evaluation"), PAIRS)
def test_nobody_decides_who_does_not_exist_at_the_level(decision: str, evaluation: str) -> None:
    profile = check_profile(compose(decision, evaluation))
    assert {body for act in ACTS for body in body_for(profile, act)} <= set(bodies_at(profile)) <= set(BODIES)


def test_an_act_that_nobody_knows_is_our_own_mistake() -> None:
    with pytest.raises(KeyError):
        body_for(check_profile(whole()), "crowned")  # type: ignore[arg-type] # a typing error of ours


@pytest.mark.parametrize(
    ("half", "differences", "act", "bodies"),
    [
        ("township", {"evaluation": {"where": "delegations"}}, "evaluation", ("congress", "delegation")),
        ("township", {"evaluation": {"where": "supervision_group"}}, "evaluation", ("township_presidium",)),
        ("county", {"evaluation": {"evaluators": "deputies", "where": "plenary"}}, "evaluation_announced",
         ("session_presidium", "standing_committee")),
        ("county", {"evaluation": {"evaluators": "residents", "where": "survey", "base": "valid", "quorum": None}},
         "evaluation", ()),
        ("county", {"ballot": {"shortfall": "defer_to_sc"}}, "shortfall_resolved", ("standing_committee",)),
        ("county", {"implementation": {"approver": {"county": "congress", "township": "congress"}}}, "adjustment_decided",
         ("congress",)),
        ("county", {"implementation": {"minor_change_filing": False}}, "minor_change_filed", ()),
        ("county", {"follow_up": {"if_still_bad": None}}, "follow_up_escalated", ()),
        ("county", {"follow_up": {"if_still_bad": "questioning"}}, "follow_up_escalated", ("congress",)),
        ("report_vote", {}, "resolution", ("congress",)),
    ],
)  # fmt: skip
def test_a_rule_moves_an_act_to_another_body(half: str, differences: Any, act: Act, bodies: tuple[str, ...]) -> None:
    assert body_for(check_profile(whole(half, **differences)), act) == bodies


def test_a_standing_committee_that_votes_decides_everything_itself() -> None:
    chairs: dict[str, Any] = {
        "candidate": {"final_list_by": "chairpersons_meeting"},
        "ballot": {"if_still_tied": "leave_open"},
    }
    profile = check_profile(whole(decision_mode="sc_vote", **chairs))
    assert body_for(profile, "ballot") == body_for(profile, "announced") == ("standing_committee",)
    assert body_for(profile, "method_proposed") == ("chairpersons_meeting",)


def test_a_town_that_polls_first_decides_by_its_own_congress() -> None:
    profile = check_profile(whole("township", decision_mode="ballot_plus_resolution"))
    assert body_for(profile, "resolution") == body_for(profile, "ballot") == ("congress",)
    assert body_for(profile, "announced") == ("township_presidium",)


def test_a_review_step_stands_behind_a_body_of_the_level() -> None:
    county, street = check_profile(whole()), check_profile(whole("street"))
    assert step_bodies(county, "consultation") == ("working_office", "chairpersons_meeting")
    assert step_bodies(street, "consultation") == ("street_npc_office",)
    assert step_bodies(street, "sc_preview") == ()
