"""What do the shipped halves say: six ways to decide, four ways to evaluate?"""

from __future__ import annotations

from typing import Any, Final

_HALF_OF_ALL: Final = {"base": "all_deputies", "op": "gt", "num": 1, "den": 2}
_TWO_THIRDS_DUE: Final = {"num": 2, "den": 3, "op": "ge", "of": "due"}

# 县级票决 (§5): machine-read totals, two thirds present, more than half of all deputies, the first by approvals.
_COUNTY_BALLOT: Final[dict[str, Any]] = {
    "quorum": _TWO_THIRDS_DUE,
    "method": "paper_secret",
    "count_method": "reader_totals",
    "collected_in": "plenary",
    "style": "approve_each",
    "rank_aggregation": None,
    "selection_rule": "at_most",
    "unmarked_means": "abstain",
    "blank_ballot": "valid",
    "duplicate_mark": "count_once",
    "illegible": "item_void",
    "threshold": _HALF_OF_ALL,
    "extra_gates": [],
    "ranking": "approvals_desc",
    "mode": "top_k",
    "tie_break": "revote_tied",
    "max_reballots": 1,
    "if_still_tied": "presidium",
    "shortfall": "accept_fewer",
    "revote_surplus": None,
    "shortfall_min_share": None,
    "spot_audit": "off",
    "recount_margin": None,
    "papers_clause": None,
}
_TOWNSHIP_BALLOT: Final[dict[str, Any]] = _COUNTY_BALLOT | {"count_method": "manual_totals"}
# 贵阳 (§5.7): deputies' 票选 feeds a 决定 that follows; who votes and which quorum were not found, so none is required.
_GUIYANG_BALLOT: Final[dict[str, Any]] = _COUNTY_BALLOT | {
    "quorum": None,
    "count_method": "manual_totals",
    "style": "select_k",
    "blank_ballot": "invalid",
    "threshold": None,
    "if_still_tied": "leave_open",
}
# A street has no presidium: what a second ballot leaves tied is left to 党工委, which confirms the list.
_STREET_BALLOT: Final[dict[str, Any]] = _TOWNSHIP_BALLOT | {"if_still_tied": "leave_open"}
# 上海杨浦 (§1.2): one vote on the whole report, so every item stands for itself.
_REPORT_BALLOT: Final[dict[str, Any]] = _COUNTY_BALLOT | {"mode": "itemwise"}

BALLOT_PRESETS: Final[dict[str, dict[str, Any]]] = {
    "county": _COUNTY_BALLOT,
    "township": _TOWNSHIP_BALLOT,
    "guiyang": _GUIYANG_BALLOT,
    "street": _STREET_BALLOT,
}

_COUNTY: Final[dict[str, Any]] = {
    "level": "county",
    "labels": {"ballot": "表决票", "body": None, "presidium": None},
    "decision_mode": "congress_ballot",
    "solicitation": {
        "organiser": "government",
        "start": "Y-1 Q3",
        "min_days": 7,
        "channels": [],
        "feedback": "individual",
        "reserve_library": True,
    },
    "screening": {
        "criteria": [],
        "negative_list": [],
        "exclude_upper_level": True,
        "cost_required": True,
        "pre_screen_vote": None,
    },
    "candidate": {
        "surplus_min_ratio": {"num": 1, "den": 5},
        "allow_equal": False,
        "review_steps": ["gov_exec", "party_committee", "sc_preview"],
        "publicity_days": 5,
        "allow_cross_year": True,
        "materials_lead_days": 7,
        "order": "as_submitted",
        "final_list_by": "session_presidium",
    },
    "ballot": _COUNTY_BALLOT,
    "evidence": {
        "signed_sheet": "block",
        "allotment": "owe",
        "payment": "owe",
        "acceptance": "owe",
        "decision": "block",
    },
    "publication": {
        "candidates": "with_amounts",
        "votes": "none",
        "order": "candidate",
        "not_selected": "hide",
        "hall": "list",
        "evaluation": "grades",
        "findings": "closed",
        "proposals": "counts",
        "money": "by_project",
        "survey": "summary",
        "papers_min_repeat": 3,
    },
    "implementation": {
        "report_frequency": "month",
        "plan_due_days": 30,
        # The published ledgers keep 到位 and 拨付 apart and print 拨付 ÷ 到位 (xuancheng-2013-08), so 拨付 is what was paid.
        "disbursed_means": "unit_to_payee",
        "paid_rate_base": "received",
        "late_after_days": 7,
        "major_change": {"investment_pct": 20, "deadline_days": 30, "content_or_site": True, "targets_pct": 10},
        "minor_change_filing": True,
        "approver": {
            "county": "standing_committee",
            "township": "congress",
            "street": "street_party_committee",
            "clause": None,
        },
        "report_to_next_session": True,
        "report_due_days": 10,
        "investment_behind_points": 15,
        "disbursement_behind_points": 30,
        "unchanged_reports": 3,
        "deadline_near_days": 30,
    },
    "lights": {
        "scheme": "five_color",
        "red_below": 30,
        "blue": "accepted",
        "orange_below": 60,
        "yellow_below": 90,
        "green_within": 5,
        "yellow_within": 15,
    },
    "supervision": {
        "groups": "per_project",
        "group_size": 10,
        "link_presidium_member": False,
        "report": "quarter",
        "problem_deadline_days": 30,
    },
    "opinions": {"draft_days": 3, "reply_months": 3},
    "follow_up": {"plan_days": 15, "rectify_days": 90, "re_evaluate": True, "if_still_bad": "inquiry"},
    "micro": {"max_amount": None, "decision": "immediate"},
    "rounding": {"percent_digits": 1, "mode": "half_up"},
    "archive": {"result": "permanent", "process": "30y", "not_adopted": "10y", "ballots_days_after_session": 30},
}


def _county_but(**sections: Any) -> dict[str, Any]:
    """The county half with some sections, or some keys of a section, in other words."""
    return _COUNTY | {
        name: {**_COUNTY[name], **given} if isinstance(given, dict) and name != "ballot" else given
        for name, given in sections.items()
    }


DECISION_HALVES: Final[dict[str, dict[str, Any]]] = {
    "county": _COUNTY,
    "township": _county_but(
        level="township",
        candidate={"review_steps": ["gov_exec", "party_committee"], "final_list_by": "township_presidium"},
        ballot=_TOWNSHIP_BALLOT,
        # The township congress decides an adjustment itself, so there is nothing to report to it afterwards (M-10).
        implementation={"report_to_next_session": False},
        supervision={"link_presidium_member": True},
        follow_up={"if_still_bad": "questioning"},
    ),
    "guiyang": _county_but(
        level="city",
        decision_mode="ballot_plus_resolution",
        candidate={"final_list_by": "chairpersons_meeting"},
        ballot=_GUIYANG_BALLOT,
    ),
    "street": _county_but(
        level="street",
        decision_mode="street_poll",
        candidate={"review_steps": ["gov_exec", "party_committee"], "final_list_by": "street_npc_office"},
        ballot=_STREET_BALLOT,
        implementation={"report_to_next_session": False},
        follow_up={"if_still_bad": "report"},
        micro={"decision": "council_vote"},
    ),
    "report_only": _county_but(
        level="city",
        decision_mode="report_only",
        candidate={
            "surplus_min_ratio": {"num": 0, "den": 1},
            "allow_equal": True,
            "review_steps": ["gov_exec", "party_committee"],
            "final_list_by": "government",
        },
        ballot=None,
    ),
    "report_vote": _county_but(
        decision_mode="report_vote",
        candidate={"surplus_min_ratio": {"num": 0, "den": 1}, "allow_equal": True},
        ballot=_REPORT_BALLOT,
    ),
}

# 常委会测评(镇海) (G-02, zhenhai-2021); more than half of all members must attend (B-04).
_SC_EVALUATION: Final[dict[str, Any]] = {
    "evaluators": "sc_members",
    "where": "sc_meeting",
    "unit": "project",
    "quorum": {"num": 1, "den": 2, "op": "gt", "of": "members"},
    "base": "all_members",
    "half_is": "pass",
    "rate_base": "valid",
    "percent_digits": 2,
    "rounding": "half_up",
    "grades": ["满意", "基本满意", "不满意"],
    "unmarked": "exclude",
    "thresholds": None,
    "rectify_on": ["不满意"],
    "composite_weights": None,
    "rectify_below": None,
}
_TWO_THIRDS_OF_MEMBERS: Final = {"num": 2, "den": 3, "op": "ge", "of": "members"}

EVALUATION_PRESETS: Final[dict[str, dict[str, Any]]] = {
    "sc_evaluation": _SC_EVALUATION,
    "congress_evaluation": _SC_EVALUATION
    | {"evaluators": "deputies", "where": "plenary", "quorum": _TWO_THIRDS_OF_MEMBERS},
    # 湖州: the whole congress grades each 子项 while it sits in delegations.
    "delegation_evaluation": _SC_EVALUATION
    | {"evaluators": "deputies", "where": "delegations", "unit": "sub_item", "quorum": _TWO_THIRDS_OF_MEMBERS},
    # 石鼓: below 70 percent there is a second rectification.
    "council_evaluation": _SC_EVALUATION
    | {
        "evaluators": "street_council",
        "where": "street_council",
        "quorum": _TWO_THIRDS_OF_MEMBERS,
        "rectify_below": 70,
    },
}
