"""What of an evaluation may be seen outside?"""

from __future__ import annotations

from typing import Any, Final

from projections.model import Row
from projections.publication.settings import kept, not_announced

HEADING: Final = (
    "kind", "congress", "code", "congress_name", "level", "meeting", "meeting_title", "body", "project_year", "number",
    "subject", "subject_word", "venue", "ballot_name", "re_evaluation_of", "evaluated_again",
)  # fmt: skip
GRADE: Final = ("item", "title", "unit", "grade", "grade_word")
WITHHELD: Final = "按本次会议测评办法，不公布测评票数"
ALL_WITHHELD: Final = "按本次会议测评办法，不公布测评结果"


def public_evaluation(row: Row, settings: Row) -> dict[str, Any]:
    """An evaluation as the public sees it: nothing but its heading before it is published."""
    if row["announced"] is None:
        return {**kept(row, HEADING), "withheld": [not_announced(f"{row['subject_word']}测评", "公布")]}
    return _result(row, settings, settings["evaluation"])


def hall_evaluation(row: Row, settings: Row) -> dict[str, Any]:
    """An evaluation as the hall sees it: the grades once they were declared."""
    if row["declared"] is None:
        heads = kept(row, ("members", "present", "status_word"))
        return {**kept(row, HEADING), **heads, "withheld": [f"{row['subject_word']}测评结果尚未当场宣布"]}
    return _result(row, settings, "counts" if settings["hall"] == "votes" else "grades")


def _result(row: Row, settings: Row, level: str) -> dict[str, Any]:
    shown = {
        **kept(row, (*HEADING, "status", "status_word", "opened_on", "members", "present")),
        "announced": kept(row["announced"] or {}, ("on", "number", "medium", "document", "decided_by")) or None,
        "declared": kept(row["declared"] or {}, ("on",)) or None,
        "items": [],
        "corrections": [kept(both, ("on",)) for both in row["corrections"]],
        "surveys": [_survey(survey) for survey in row["surveys"]] if settings["survey"] == "summary" else [],
        "withheld": [],
    }
    match level:
        case "counts":
            shown["items"] = row["items"]
            shown["corrections"] = [
                kept(both, ("what", "before", "after", "reason", "on")) for both in row["corrections"]
            ]
            shown |= kept(row, ("quorum", "notices", "rules"))
        case "grades":
            shown["items"] = [kept(item, GRADE) for item in row["items"]]
            shown["withheld"].append(WITHHELD)
        case _:
            shown["withheld"].append(ALL_WITHHELD)
    return shown


def _survey(survey: Row) -> dict[str, Any]:
    rates = [kept(line, ("item", "title", "satisfied_rate", "acceptable_rate")) for line in survey["items"]]
    return {**kept(survey, ("survey", "survey_word", "sample", "responses", "on")), "items": rates}
