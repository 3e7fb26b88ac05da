"""How is an evaluation shown as one, from the rows that it is kept in?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from domain.percent import half_up
from projections.model import Row
from projections.papers import shown_papers
from projections.words.sessions import EVALUATION_STATUSES, SUBJECTS, SURVEYS
from voting.states.figures import spoken

GRADES = ("satisfied", "basically_satisfied", "dissatisfied")
NOTHING_YET: dict[str, Any] = {
    "grades": None,
    "graded_on": None,
    "declared": None,
    "announced": None,
    "voided": None,
    "superseded": [],
    "sheets": [],
    "evaluated_again": [],
}


def shown(head: Row, parts: Mapping[str, Row]) -> dict[str, Any]:
    """An evaluation with everything that is known of it; 满意率 and 满意+基本满意率 stand apart under names of their own."""
    found = {name.rsplit("#", 1)[1]: part for name, part in parts.items()}
    fixed, sheet = found["opened"], found.get("sheet", {})
    row = {"kind": "evaluation", **fixed, **NOTHING_YET, **head}
    titles = {item["id"]: item["title"] for item in fixed["items"]}
    row |= {
        "subject_word": SUBJECTS[fixed["subject"]],
        "status_word": EVALUATION_STATUSES[head["status"]],
        "papers": shown_papers(head),
        "items": _items(fixed, row["grades"] or (), sheet),
        "corrections": [{**both, "what": spoken(both["field"], titles)} for both in sheet.get("corrections", ())],
        "surveys": [_survey(fixed, survey) for survey in found.get("surveys", {}).get("surveys", ())],
    }
    row |= {name: sheet.get(name) for name in ("quorum", "notices", "agrees")}
    for internal in ("parts", "archived", "destroyed", "grades"):
        row.pop(internal, None)
    return row


def _items(fixed: Row, grades: Iterable[Row], sheet: Row) -> list[dict[str, Any]]:
    """What was decided of each item beside what its figures and the rules say."""
    figures = {line["item"]: line for line in sheet.get("figures", ())}
    reasons = {item["item"]: item for item in sheet.get("items", ())}
    decided = {entry["item"]: entry["grade"] for entry in grades}
    words = dict(zip(GRADES, fixed["rules"]["grades"], strict=False))
    names = ("base", "required", "required_acceptable", "satisfied_rate", "acceptable_rate", "rule", "because")
    votes = (*GRADES, "abstain", "invalid")
    return [
        {
            "item": item["id"],
            "title": item["title"],
            "unit": item["unit"],
            "grade": decided.get(item["id"]),
            "grade_word": words.get(decided.get(item["id"]) or ""),
            **{name: figures.get(item["id"], {}).get(name) for name in votes},
            **{name: reasons.get(item["id"], {}).get(name) for name in names},
        }
        for item in fixed["items"]
    ]


def _survey(fixed: Row, survey: Row) -> dict[str, Any]:
    titles = {item["id"]: item["title"] for item in fixed["items"]}
    digits = fixed["rules"]["percent_digits"]
    return {
        **survey,
        "survey_word": SURVEYS[survey["survey"]],
        "items": [_answers(i, titles, digits) for i in survey["items"]],
    }


def _answers(line: Row, titles: Mapping[str, str], digits: int) -> dict[str, Any]:
    """One item's answers with its rates over the valid ones, those without an opinion included."""
    valid = sum(line[name] for name in (*GRADES, "abstain"))
    return {
        **line,
        "title": titles.get(line["item"], line["item"]),
        "satisfied_rate": half_up(line["satisfied"], valid, digits),
        "acceptable_rate": half_up(line["satisfied"] + line["basically_satisfied"], valid, digits),
    }
