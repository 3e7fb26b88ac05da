"""How is a project shown as one, from the rows that it is kept in?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from projections.model import Row
from projections.projects.parts import OWN, key, rules_key, units_key
from projections.words.years import NATURES, ORIGINS, STANDINGS
from projects.numbers import whole

NOTHING_YET: Final[dict[str, Any]] = {
    "promise": None, "not_chosen": [], "annual": {}, "filed": [], "minor": [], "adjustments": [], "asked": [], "vouchers": [],
    "looks": [], "completed": None, "accepted": None, "returned": [], "carried_over": [], "settlement": None,
    "final_accounts": None, "handed_over": [], "surplus": [], "links": [],
}  # fmt: skip
CHANGE: Final[dict[str, Any]] = {"kind": "", "requested": None, "decided": None, "announced": None, "heard": None}
LOOK: Final[dict[str, Any]] = {
    "owed": None, "plan": None, "reported": [], "inspected": [], "reevaluated": [], "escalated": [], "closed": None,
}  # fmt: skip
GRADES: Final = ("satisfied", "basically_satisfied", "dissatisfied")


def shown(head: Row, parts: Mapping[str, Row]) -> dict[str, Any]:
    """A project with everything that is known of it; what has not happened is None or empty."""
    stream = head["stream"]
    found: dict[str, Any] = {**NOTHING_YET}
    for part in OWN:
        found |= parts.get(key(stream, part), {})
    rules = parts.get(rules_key(head["congress"]))
    row = {"kind": "project", **head, **found, **_named(head, found["now"]["brief"], parts)}
    row |= {
        "standing_word": STANDINGS[head["standing"]],
        "origin_word": ORIGINS.get(head["origin"] or "", ""),
        "adjustments": [{**CHANGE, **change} for change in found["adjustments"]],
        "looks": [{**LOOK, **look} for look in found["looks"]],
        "reports": sorted(_reports(stream, parts), key=lambda report: str(report["period"])),
        "grades": sorted(_grades(head, parts), key=lambda grade: int(grade["position"])),
        "rules": rules,
        "publication": rules["publication"] if rules else None,
    }
    del row["parts"]
    return row


def _named(head: Row, brief: Row, parts: Mapping[str, Row]) -> dict[str, Any]:
    """What it is called, what kind it is, and which unit answers for it today, with the names of all units that it mentions."""
    units = (parts.get(units_key(head["congress"])) or {"units": {}})["units"]
    assigned = head["assigned"]
    unit = _today(assigned["unit"] if assigned else brief["unit"], units)
    mentioned = {unit, *brief["cooperating"], *(item["unit"] for item in brief["sub_items"])} - {""}
    return {
        "title": brief["title"],
        "category": brief["category"],
        "nature_word": NATURES[brief["nature"]],
        "unit": unit,
        "unit_names": {number: units.get(number, {}).get("name") or number for number in sorted(mentioned)},
    }


def _today(unit: str, units: Row) -> str:
    """The unit that goes on where one was merged into another."""
    seen = {unit}
    while (into := units.get(unit, {}).get("merged_into", "")) and into not in seen:
        seen.add(into)
        unit = into
    return unit


def _reports(stream: str, parts: Mapping[str, Row]) -> Iterator[Row]:
    """Every reporting period with every version of its report."""
    own = {key(stream, part) for part in OWN}
    for name, part in parts.items():
        if name.startswith(f"{stream}#") and name not in own:
            yield part


def _grades(head: Row, parts: Mapping[str, Row]) -> Iterator[dict[str, Any]]:
    """Every announced grade of the project and of its sub-items; `stream` is the evaluation's."""
    for name, evaluation in parts.items():
        if "#" in name or evaluation["announced"] is None:
            continue
        grades = {graded["item"]: graded["grade"] for graded in evaluation["announced"]["grades"]}
        words = dict(zip(GRADES, evaluation["words"], strict=False))
        about = ("project_year", "number", "subject", "body", "meeting_title", "re_evaluation_of", "published")
        when = ("on", "recorded_on", "position")
        for item in evaluation["items"]:
            if whole(item["id"]) == head["project"]:
                grade = grades.get(item["id"])
                yield {
                    "stream": name,
                    **{field: evaluation[field] for field in about},
                    "item": item["id"],
                    "title": item["title"],
                    "grade": grade,
                    "grade_word": words.get(grade or "", "未评定"),
                    **{field: evaluation["announced"][field] for field in when},
                }
