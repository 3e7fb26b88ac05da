"""What of a project may be seen outside: the promise, what is checked of its progress, its money, its grades?

A project comes out as a row of the same shape with less in it, so that whatever is computed of it shows no more than this: reports that
were checked, amounts where money is published, grades where grades are.
"""

from __future__ import annotations

from typing import Any, Final

from projections.model import Row
from projections.publication.settings import kept, without_positions
from projections.words.years import CHOSEN

PROJECT: Final = (
    "kind", "stream", "project", "title", "category", "nature_word", "congress", "code", "congress_name", "level", "project_year",
    "years", "origin", "origin_word", "standing", "standing_word", "way", "unit", "unit_names", "rules", "carried_over",
)  # fmt: skip
DEED: Final = ("on", "recorded_on", "position", "decided_by")
BRIEF: Final = (
    "title", "nature", "category", "content", "places", "unit", "cooperating", "targets", "sub_items", "deadline_on",
    "deadline_text", "cross_year", "stage_goal", "beneficiaries",
)  # fmt: skip
BRIEF_MONEY: Final = ("total_fen", "total_text", "sources")
NO_BRIEF_MONEY: Final[dict[str, Any]] = {"total_fen": None, "total_text": "", "sources": []}
WITH_AMOUNTS: Final = ("amount", "sub_items")
TERMS: Final = ("deadline_on", "deadline_text", "targets")
REPORT: Final = ("targets", "physical_percent", "status")
NO_AMOUNTS: Final = dict.fromkeys(("allotted_fen", "received_fen", "paid_fen", "completed_fen"))
MONEY_WITHHELD: Final = "按本人大的办法，不公布项目资金"
AMOUNT_WITHHELD: Final = "按本人大的办法，不公布候选项目的金额"
GRADES_WITHHELD: Final = "按本次会议测评办法，不公布测评结果"


def project_listed(row: Row, settings: Row) -> bool:
    """Whether outsiders find the project: from its choice on, and one that was not chosen only where those are shown."""
    return row["standing"] in CHOSEN or (row["standing"] == "not_chosen" and settings["not_selected"] == "show")


def public_project(row: Row, settings: Row) -> dict[str, Any]:
    """A project as everybody may see it."""
    seen: dict[str, Any] = without_positions(project_as_seen(row, settings))
    return seen


def project_as_seen(row: Row, settings: Row) -> dict[str, Any]:
    """The same with the positions of its events, which whatever is computed of it needs to tell them apart."""
    if not project_listed(row, settings):
        return {**kept(row, ("kind", "congress", "code", "congress_name", "level")), "withheld": ["项目确定以后公布"]}
    money = settings["money"] == "by_project"
    amounts = settings["candidates"] == "with_amounts"
    grades = [grade for grade in row["grades"] if grade["published"] != "none"]
    return {
        **_hidden(row),
        **kept(row, PROJECT),
        "drafted": _brief(row["drafted"], money=amounts),
        "now": _brief(row["now"], money=money),
        "promise": _promise(row["promise"], amounts=amounts),
        "taken_over": _taken_over(row["taken_over"], money=money),
        "assigned": _deed(row["assigned"], "unit", "unit_name"),
        "annual": {year: [_plan(plan, money=money) for plan in plans] for year, plans in row["annual"].items()},
        "filed": [_filed(plan) for plan in row["filed"]],
        "reports": [
            {"period": each["period"], "versions": _versions(each["versions"], money=money)} for each in row["reports"]
        ],
        "minor": [_change(change, money=money) for change in row["minor"]],
        "adjustments": [_adjustment(change, money=money) for change in row["adjustments"] if change["decided"]],
        "completed": _deed(row["completed"], "targets"),
        "accepted": _deed(row["accepted"], "accepted_by", "unmet"),
        "settlement": _deed(row["settlement"], "amount_fen") if money else None,
        "final_accounts": _deed(row["final_accounts"], "amount_fen") if money else None,
        "links": [_deed(link, "kind", "other", "other_title", "other_code") for link in row["links"]],
        "grades": grades,
        "withheld": _withheld(row, settings, grades=bool(grades)),
    }


def _hidden(row: Row) -> dict[str, Any]:
    """What is a list or nothing inside is an empty list or nothing outside, unless it is named."""
    return {name: [] if isinstance(value, list) else None for name, value in row.items()}


def _withheld(row: Row, settings: Row, *, grades: bool) -> list[str]:
    said = [] if settings["money"] == "by_project" else [MONEY_WITHHELD]
    said += [] if settings["candidates"] == "with_amounts" else [AMOUNT_WITHHELD]
    return [*said, *([GRADES_WITHHELD] if row["grades"] and not grades else [])]


def _deed(said: Row | None, *names: str) -> dict[str, Any] | None:
    return None if said is None else kept(said, (*DEED, *names))


def _brief(said: Row, *, money: bool) -> dict[str, Any]:
    return {**kept(said, DEED), "brief": _of_brief(said["brief"], money=money)}


def _of_brief(brief: Row, *, money: bool) -> dict[str, Any]:
    parts = [{**part, **({} if money else {"amount_fen": None})} for part in brief["sub_items"]]
    amounts = kept(brief, BRIEF_MONEY) if money else NO_BRIEF_MONEY
    return {**kept(brief, BRIEF), "sub_items": parts, **amounts}


def _promise(promise: Row | None, *, amounts: bool) -> dict[str, Any] | None:
    if promise is None:
        return None
    printed = kept(promise, ("amount_fen", "amount_text")) if amounts else {"amount_fen": None, "amount_text": ""}
    said = kept(promise, (*DEED, "round", "announcement", "batch", "deadline"))
    return {**said, **printed, "brief": _of_brief(promise["brief"], money=amounts)}


def _taken_over(taken: Row | None, *, money: bool) -> dict[str, Any] | None:
    said = _deed(taken, "document", "standing", "selected_on", "selected_how", "figures_on", "printed")
    return said if said is None or money else {**said, "printed": None}


def _plan(plan: Row, *, money: bool) -> dict[str, Any]:
    amounts = kept(plan, ("amount_fen", "sources")) if money else {"amount_fen": None, "sources": []}
    return {**kept(plan, (*DEED, "year", "targets", "reason")), **amounts}


def _filed(plan: Row) -> dict[str, Any]:
    milestones = [
        {**kept(each, ("id", "name", "due_on")), "met": _deed(each["met"]), "missed": []} for each in plan["milestones"]
    ]
    return {**kept(plan, (*DEED, "year")), "milestones": milestones}


def _versions(versions: list[Row], *, money: bool) -> list[dict[str, Any]]:
    """The newest version that was checked; what is not checked is not published."""
    checked = [version for version in versions if version["status"] == "accepted"][-1:]
    return [_version(version, money=money) for version in checked]


def _version(version: Row, *, money: bool) -> dict[str, Any]:
    parts = [
        {**kept(part, ("sub_item", "targets")), "completed_fen": part["completed_fen"] if money else None}
        for part in version["sub_items"]
    ]
    amounts = (
        kept(version, ("year", "start", "received_by_source"))
        if money
        else {"year": NO_AMOUNTS, "start": NO_AMOUNTS, "received_by_source": []}
    )
    return {**kept(version, (*DEED, *REPORT)), **amounts, "sub_items": parts, "vouchers": []}


def _change(change: Row, *, money: bool) -> dict[str, Any]:
    """A change with what it changes; the words of a changed amount are an amount too, and those of a sub-item name its own."""
    changes = [each for each in change["changes"] if money or each["field"] not in WITH_AMOUNTS]
    return {**kept(change, (*DEED, "reason")), "changes": changes, "to": _to(change["to"], money=money)}


def _adjustment(change: Row, *, money: bool) -> dict[str, Any]:
    asked, decided = change["requested"], change["decided"]
    return {
        **kept(change, ("number", "kind")),
        "requested": {**_change(asked, money=money), "crossed": asked["crossed"]},
        "decided": {
            **kept(decided, (*DEED, "outcome", "owed_to_session")),
            "to": _to(decided["to"], money=money),
        },
        "announced": _deed(change["announced"], "announcement", "medium"),
        "heard": _deed(change["heard"]),
    }


def _to(terms: Row, *, money: bool) -> dict[str, Any]:
    return {
        **kept(terms, TERMS),
        **(kept(terms, ("total_fen", "total_text")) if money else {"total_fen": None, "total_text": ""}),
    }
