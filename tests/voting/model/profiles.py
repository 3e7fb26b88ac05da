"""Under which rules are the sessions played?"""

from __future__ import annotations

from typing import Any

from domain.profile import check_profile, compose

REVOTE = {"shortfall": "revote_remaining"}
PROFILES: dict[str, dict[str, Any]] = {
    "county": compose(),
    "county, the presidium decides": compose(
        differences={"ballot": {"tie_break": "presidium", "shortfall": "presidium_decides"}}
    ),
    "county, all the tied": compose(
        differences={"ballot": REVOTE | {"tie_break": "expand", "revote_surplus": {"num": 1, "den": 2}}}
    ),
    "county, voted on until settled": compose(
        differences={
            "ballot": REVOTE
            | {"max_reballots": 3, "if_still_tied": "lot", "shortfall_min_share": {"num": 1, "den": 3}},
            "evidence": {"signed_sheet": "owe"},
        }
    ),
    "county, left to its committee": compose(
        differences={"ballot": {"shortfall": "defer_to_sc", "threshold": {"base": "valid", "op": "ge", "num": 2, "den": 3}}}
    ),
    "county, keypads": compose(
        differences={
            "ballot": {"method": "electronic_secret", "count_method": "keypad_totals", "if_still_tied": "leave_open"},
            "publication": {"order": "votes", "votes": "selected"},
        }
    ),
    "county, papers kept": compose(
        differences={"ballot": REVOTE | {"count_method": "papers", "papers_clause": "票决办法第×条"}}
    ),
    "county, item by item": compose(
        differences={
            "candidate": {"allow_equal": True},
            "ballot": {"mode": "itemwise", "method": "show_of_hands", "count_method": "manual_totals"},
        }
    ),
    "township": compose("township", "congress_evaluation", {"ballot": {"if_still_tied": "leave_open"}}),
    "street": compose("street", "council_evaluation", {"ballot": REVOTE}),
    "city": compose("guiyang", differences={"ballot": REVOTE | {"max_reballots": 2}}),
}  # fmt: skip

for profile in PROFILES.values():
    check_profile(profile)
