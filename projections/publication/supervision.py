"""What of a finding, an inspection and a special report may be seen outside?

Who raised a finding and who took part in an inspection is seen by nobody outside, whatever the settings are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from projections.model import Row
from projections.publication.settings import kept

PLACE: Final = ("kind", "congress", "code", "congress_name", "level")
FINDING: Final = (
    *PLACE, "says", "year", "projects", "source", "source_word", "matter", "place", "found_on", "unit_name", "due_on", "status",
    "status_word",
)  # fmt: skip
FINDING_ACTS: Final = {
    "recorded": (),
    "assigned": (),
    "answered": ("measures", "result", "late_days"),
    "closed": ("conclusion",),
}
INSPECTION: Final = (
    *PLACE, "says", "year", "inspection_kind", "kind_word", "title", "projects", "status", "status_word",
)  # fmt: skip
INSPECTION_ACTS: Final = {"held": ("count", "places")}
REPORT: Final = (
    *PLACE, "says", "year", "report_kind", "kind_word", "title", "heard_by", "heard_by_word", "completion_year",
    "candidates_year", "projects", "status", "status_word",
)  # fmt: skip
REPORT_ACTS: Final = {
    "submitted": ("late_days",),
    "deliberated": ("meeting", "decided_by"),
    "opinions_issued": ("number", "reply_due_on"),
    "replied": ("late_days",),
    "judged": ("verdict", "verdict_word", "again_by", "decided_by"),
    "closed": ("conclusion",),
}
ACT: Final = ("act", "word", "on", "recorded_on", "late")


def finding_listed(row: Row, settings: Row) -> bool:
    """Whether outsiders find the finding at all."""
    shown: str = settings["findings"]
    return shown == "all" or (shown == "closed" and not row["open"])


def public_finding(row: Row, settings: Row) -> dict[str, Any]:
    """A finding as everybody may see it."""
    if finding_listed(row, settings):
        return {**kept(row, FINDING), "acts": _acts(row["acts"], FINDING_ACTS), "withheld": []}
    said = "问题销号以后公布" if settings["findings"] == "closed" else "按现行规则，不公布问题"
    return {**kept(row, PLACE), "withheld": [said]}


def inspection_listed(row: Row) -> bool:
    """Before it was held an inspection is nobody's business outside: whom it finds unprepared it finds as they are."""
    return bool(row["status"] == "held")


def public_inspection(row: Row) -> dict[str, Any]:
    """An inspection as everybody may see it: that it was held, where; what was seen there is told as findings."""
    if not inspection_listed(row):
        return {**kept(row, PLACE), "withheld": ["视察进行以后公布"]}
    return {
        **kept(row, INSPECTION),
        "acts": _acts(row["acts"], INSPECTION_ACTS),
        "withheld": ["不公布参加人员和视察意见"],
    }


def report_listed(row: Row) -> bool:
    """Whether the report was deliberated; from then on it is public with what came of it."""
    return any(act["act"] == "deliberated" for act in row["acts"])


def public_report(row: Row) -> dict[str, Any]:
    """A report as everybody may see it: 审议意见 and 研究处理情况 are for the public (监督法)."""
    if not report_listed(row):
        return {**kept(row, PLACE), "withheld": ["报告审议以后公布"]}
    opinions = [
        {
            **kept(item, ("id", "text", "projects")),
            "replies": [kept(reply, ("text", "on")) for reply in item["replies"]],
        }
        for item in row["opinions"]
    ]
    return {**kept(row, REPORT), "opinions": opinions, "acts": _acts(row["acts"], REPORT_ACTS), "withheld": []}


def _acts(acts: Iterable[Row], public: Mapping[str, tuple[str, ...]]) -> list[dict[str, Any]]:
    return [kept(act, (*ACT, *public[act["act"]])) for act in acts if act["act"] in public]
