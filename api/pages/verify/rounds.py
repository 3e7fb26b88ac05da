"""How does a reader see a ballot counted again before his eyes, as far as its figures are published?

核验: what was typed from the signed sheet goes through the calculator that anybody may use, under the rules that the round pinned,
and what comes out stands beside what was recorded. Where votes are withheld the page says so, and what can be checked all the same.
"""

from __future__ import annotations

from typing import Any, Final

import orjson

from api.http.reply import Reply
from api.http.route import Call
from api.pages.inside import door, read, send
from api.pages.look import HOME, Crumb, page
from api.pages.routes import shown
from domain.refusals import Refusal

VOTES: Final = ("for", "against", "abstain", "not_pressed")
TALLY: Final = "/calculators/tally"
GRADE: Final = "/calculators/grade"
COUNTS: Final = ("satisfied", "basically_satisfied", "dissatisfied", "abstain", "invalid")


def _round(call: Call) -> Reply:
    row = read(call, "/rounds/{round}", {"round": call.path["round"]})
    titles = {item["candidate"]: item["title"] for item in row.get("items", ())}
    again = _counted_again(call, row)
    return page(
        call,
        "verify/round.html",
        title=f"核验：{row['project_year']}年度{row.get('kind_word') or '往年票决'}",
        crumbs=(Crumb(HOME, "/"), Crumb("核验", "/verify")),
        row=row,
        titles=titles,
        sums=_sums(row),
        again=again,
        same=None if again is None else _same(again, row, titles),
        following=row.get("next", ()),
    )


def _counted_again(call: Call, row: dict[str, Any]) -> dict[str, Any] | None:
    """What the calculator makes of the figures, or its faults; None where not all that it needs is shown to the caller."""
    items, papers = row.get("items", ()), row.get("papers") or {}
    if "rules" not in row or not items or any(item.get("for") is None for item in items) or row.get("invalid") is None:
        return None
    body = {
        "seats": row["seats"],
        "due": row["attendance"]["due"],
        "present": row["attendance"]["present"],
        "issued": papers.get("issued"),
        "collected": papers.get("collected"),
        "candidates": [item["title"] for item in items],
        "totals": {item["title"]: {name: item[name] or 0 for name in VOTES} for item in items},
        "invalid": row["invalid"],
        "rules": row["rules"],
        **({"preset": "street"} if row["word"] != "票决" else {}),
    }
    return _answered(call, TALLY, {name: value for name, value in body.items() if value is not None})


def _answered(call: Call, path: str, body: dict[str, Any]) -> dict[str, Any]:
    try:
        found: dict[str, Any] = orjson.loads(send(call, door("POST", path), {}, body).content)
    except Refusal as refused:
        return {"errors": [{"message": refused.detail}]}
    return found


def _same(again: dict[str, Any], row: dict[str, Any], titles: dict[str, str]) -> bool:
    """Whether the count came out as it was recorded."""
    result = row.get("result") or {}
    return (
        "errors" not in again
        and again["outcome"] == result.get("outcome")
        and set(again["selected"]) == {titles[each] for each in result.get("selected", ()) if each in titles}
    )


def _sums(row: dict[str, Any]) -> list[dict[str, Any]]:
    """For each item the sum of its marks, which must be the valid papers."""
    return [
        {**item, "sum": sum(item[name] or 0 for name in VOTES), "fits": _sum(item) == row.get("valid")}
        for item in row.get("items", ())
        if item.get("for") is not None
    ]


def _sum(item: dict[str, Any]) -> int:
    return sum(item[name] or 0 for name in VOTES)


def _evaluation(call: Call) -> Reply:
    row = read(call, "/evaluations/{evaluation}", {"evaluation": call.path["evaluation"]})
    again = _graded_again(call, row)
    recorded = {item["title"]: item["grade"] for item in row.get("items", ())}
    found = {item["item"]: item["grade"] for item in again["items"]} if again and "items" in again else {}
    return page(
        call,
        "verify/evaluation.html",
        title=f"核验：{row['project_year']}年度{row['subject_word']}测评",
        crumbs=(Crumb(HOME, "/"), Crumb("核验", "/verify")),
        row=row,
        again=again,
        same=None if again is None else found == recorded,
    )


def _graded_again(call: Call, row: dict[str, Any]) -> dict[str, Any] | None:
    items = row.get("items", ())
    if "rules" not in row or not items or any(item.get("satisfied") is None for item in items):
        return None
    body = {
        "members": row["members"],
        "present": row["present"],
        "items": [{"item": item["title"], **{name: item[name] for name in COUNTS}} for item in items],
        "rules": row["rules"],
    }
    return _answered(call, GRADE, body)


ROUTES: Final = (
    shown("/verify/rounds/{round}", "核验一轮票决", _round),
    shown("/verify/evaluations/{evaluation}", "核验一次测评", _evaluation),
)
