"""How is a congress's year said in the standard for infrastructure projects, OC4IDS 0.9.5?

One project package a congress and year, with every project that stands in its 台账. Amounts are in yuan. The ids of projects have the
prefix `minsheng-` and the code under which the congress was first registered, so they stay when it is renamed or takes another
code. What the standard has no field for stands beside it under `minsheng`: the standing in our words, and what is withheld.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

import orjson

from api.opendata.oc4ids_documents import documents_of
from api.opendata.oc4ids_money import budget_of, completion_of
from api.opendata.oc4ids_progress import forecasts_of, metrics_of
from api.opendata.oc4ids_values import at, kept_if
from api.opendata.taken import INSIDE_ONLY, Taken, withheld_of
from domain.refusals import NotFound
from projections.ledger.said import chosen, stands_in
from projections.model import Row
from projections.models import PROJECTS, SATISFACTION
from projections.words.years import LINKS

VERSION: Final = "0.9"
STATUS: Final[Mapping[str, str]] = {
    "chosen": "preparation",
    "running": "implementation",
    "suspended": "implementation",
    "completed": "completion",
    "accepted": "completion",
    "terminated": "cancelled",
}
"""Our standings as phases; the standard knows no accepted and no suspended project, which `minsheng` says beside it."""
ALWAYS_WITHHELD: Final = ("未经审核的进度报告不公布", "附件只列按公开归档的")
GAZETTEER: Final = "GB/T 2260"

Value = dict[str, Any]
Reached = Callable[[int], None]


def project_package(taken: Taken, reached: Reached = lambda _: None) -> bytes:
    """The bytes of the package; `reached` is told how many projects are written. Raises `NotFound` where there are none."""
    rows = projects_of(taken)
    if not rows:
        raise NotFound(f"{taken.name}{taken.year}年度还没有已确定的项目。")
    evaluations = [each for each in taken.rows(SATISFACTION) if each.get("project_year") == taken.year]
    projects = []
    for number, row in enumerate(rows, start=1):
        projects.append(_project(taken, row, evaluations))
        reached(number)
    withheld = () if taken.inside else (*withheld_of((*rows, *evaluations)), *ALWAYS_WITHHELD)
    note = f"{INSIDE_ONLY}。" if taken.inside else f"没有公布的：{'；'.join(withheld) or '无'}。"
    package = {
        "uri": f"urn:minsheng:{taken.first_code}:{taken.year}:{taken.position}",
        "version": VERSION,
        "publishedDate": taken.recorded_at,
        "publisher": {"name": taken.name, "scheme": GAZETTEER, "uid": taken.code},
        "minsheng": {**taken.said(), "withheld": list(withheld), "description": taken.sentence() + note},
        "projects": projects,
    }
    return orjson.dumps(package, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def projects_of(taken: Taken) -> list[Row]:
    """The projects of the year as the audience may see them."""
    return [row for row in chosen(taken.rows(PROJECTS)) if stands_in(row, taken.year)]


def project_id(taken: Taken, number: str) -> str:
    """The id of a project in every package: minsheng-990101-2024-01."""
    return f"minsheng-{taken.first_code}-{number}"


def _project(taken: Taken, row: Row, evaluations: Iterable[Row]) -> Value:
    brief = row["now"]["brief"]
    return kept_if(
        {
            "id": project_id(taken, row["project"]),
            "language": "zh",
            "updated": taken.recorded_at,
            "identifiers": list(_identifiers(taken, row)),
            "title": row["title"],
            "description": brief["content"],
            "status": STATUS[row["standing"]],
            "purpose": brief["stage_goal"],
            "benefits": [{"description": brief["beneficiaries"]}] if brief["beneficiaries"] else [],
            "additionalClassifications": _classified(row),
            "period": _period(row),
            "implementationPeriod": kept_if(
                {"startDate": at(_on(row["assigned"])), "endDate": at(brief["deadline_on"])}
            ),
            "locations": list(_locations(brief["places"])),
            "publicAuthority": _authority(row),
            "parties": list(_parties(taken, row)),
            "budget": budget_of(row),
            "completion": completion_of(row),
            "forecasts": list(forecasts_of(row)),
            "metrics": list(metrics_of(row, evaluations)),
            "milestones": list(_milestones(row, taken.day.isoformat())),
            "documents": list(documents_of(taken, row)),
            "relatedProjects": list(_related(taken, row)),
            "minsheng": _beside(row),
        }
    )


def _beside(row: Row) -> Value:
    names = (
        "standing",
        "standing_word",
        "origin",
        "origin_word",
        "nature_word",
        "carried_over",
        "adjustments",
        "withheld",
    )
    said = {name: row[name] for name in names if name in row}
    return {
        **said,
        "carried_over": bool(row["carried_over"]),
        "adjustments": len(row["adjustments"]) + len(row["minor"]),
        "years": row["years"],
    }


def _identifiers(taken: Taken, row: Row) -> Iterator[Value]:
    brief = row["now"]["brief"]
    yield {"id": row["project"], "scheme": f"minsheng-{taken.first_code}"}
    yield {"id": row["stream"], "scheme": "minsheng-stream"}
    for name, scheme in (("investment_code", "CN-investment-project"), ("budget_code", "CN-budget-item")):
        if brief.get(name):
            yield {"id": brief[name], "scheme": scheme}


def _classified(row: Row) -> list[Value]:
    return [{"scheme": "minsheng-category", "id": row["category"]}] if row["category"] else []


def _period(row: Row) -> Value:
    """From the choice to the deadline that stands."""
    return kept_if({"startDate": at(_on(row["promise"])), "endDate": at(row["now"]["brief"]["deadline_on"])})


def _locations(places: Iterable[Row]) -> Iterator[Value]:
    for number, place in enumerate(places, start=1):
        code = place["division"]
        gazetteer = {"gazetteer": {"scheme": GAZETTEER, "identifiers": [code]}} if code else {}
        yield {"id": str(number), "description": place["name"], **gazetteer}


def _authority(row: Row) -> Value:
    return {"id": f"unit-{row['unit']}", "name": row["unit_names"].get(row["unit"], row["unit"])} if row["unit"] else {}


def _parties(taken: Taken, row: Row) -> Iterator[Value]:
    """The unit that answers for it, those that help, and the congress that watches over it."""
    for unit, name in sorted(row["unit_names"].items()):
        role = "publicAuthority" if unit == row["unit"] else "cooperatingUnit"
        yield {"id": f"unit-{unit}", "name": name, "roles": [role]}
    identifier = {"scheme": GAZETTEER, "id": taken.code, "legalName": taken.name}
    yield {"id": "congress", "name": taken.name, "identifier": identifier, "roles": ["independentMonitor"]}


def _milestones(row: Row, day: str) -> Iterator[Value]:
    """Of the newest plan of each year; one that is over and was not met is said to be so."""
    newest = {plan["year"]: plan for plan in row["filed"]}
    for year, plan in sorted(newest.items()):
        for each in plan["milestones"]:
            met = _on(each["met"])
            late = bool(each["due_on"]) and each["due_on"] < day
            yield kept_if(
                {
                    "id": f"{year}-{each['id']}",
                    "title": each["name"],
                    "type": "delivery",
                    "dueDate": at(each["due_on"]),
                    "dateMet": at(met),
                    "status": "met" if met else "notMet" if late else "scheduled",
                }
            )


def _related(taken: Taken, row: Row) -> Iterator[Value]:
    """Links to other projects, by the id that each has in the package of its own congress."""
    for number, link in enumerate(row["links"], start=1):
        other, code = link["other"], link["other_code"]
        own = code in ("", taken.code)
        named = project_id(taken, other) if own else f"minsheng-{code}-{other}"
        yield {
            "id": str(number),
            "scheme": "minsheng",
            "identifier": named if other else link["other_title"],
            "relationship": f"minsheng-{link['kind']}",
            "title": link["other_title"] or LINKS[link["kind"]],
        }


def _on(deed: Row | None) -> str:
    return str(deed["on"]) if deed else ""
