"""Which figures of a year are drawn, as what: from what the doors answered to specs for `static/charts.js`?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from projects.measures import LIGHTS

Row = Mapping[str, Any]
Spec = dict[str, Any]
GRADES: Final = (("满意", "green"), ("基本满意", "yellow"), ("不满意", "red"))
NAMES: Final = ("received", "paid", "completed")
WAN: Final = 1_000_000
"""Fen in 万元."""


def funnel(stages: Iterable[Row]) -> Spec:
    """征集→候选→选定→完成, as bars from the widest to the narrowest."""
    shown = [each for each in stages if each["count"] is not None]
    values = [each["count"] for each in shown]
    return {
        "kind": "bar",
        "horizontal": True,
        "whole": True,
        "unit": "项",
        "categories": [each["word"] for each in shown],
        "series": [{"name": "项", "values": values}],
    }


def running(groups: Iterable[Row]) -> list[dict[str, Any]]:
    """The months of a year with what each brought, and what had come by its end; None until somebody says a figure."""
    found, sums = list[dict[str, Any]](), dict[str, int | None](dict.fromkeys(NAMES))
    for each in groups:
        for name in NAMES:
            fen = each["year_to_date"][name]["fen"]
            if fen is not None:
                sums[name] = (sums[name] or 0) + fen
        found.append({"name": month(each["name"]), "reported": each["reported"], "own": each["year_to_date"], **sums})
    return found


def by_month(months: Iterable[Row], plan: Row) -> Spec:
    """What was received, paid and completed by the end of each month of the year, against the year's plan, in 万元."""
    shown = list(months)
    words = {"completed": ("完成投资", "navy"), "paid": ("支付", "rust"), "received": ("到位", "grey")}
    series = [
        {"name": word, "colour": colour, "values": [wan(each[name]) for each in shown]}
        for name, (word, colour) in words.items()
    ]
    if plan["fen"] is not None:
        series.append({"name": "年度计划", "colour": "moss", "values": [wan(plan["fen"])] * len(shown)})
    return {"kind": "line", "unit": "万元", "categories": [each["name"] for each in shown], "series": series}


def lights(counted: Mapping[str, Counter[str]]) -> Spec:
    """How many projects stand under which light, by unit or by place."""
    names = list(counted)
    used = [light for light in LIGHTS if any(counted[name][light] for name in names)]
    return {
        "kind": "bar",
        "horizontal": True,
        "stacked": True,
        "whole": True,
        "categories": names,
        "series": [
            {"name": LIGHTS[light], "colour": light, "values": [counted[name][light] for name in names]}
            for light in used
        ],
    }


def by_light(lines: Iterable[Row], names: Mapping[str, Sequence[str]]) -> dict[str, Counter[str]]:
    """The lights of a year's projects under each name; `names`: those of each project by its stream."""
    found: dict[str, Counter[str]] = {}
    for line in lines:
        if line["light"]:
            for name in names[line["stream"]]:
                found.setdefault(name, Counter())[line["light"]] += 1
    return dict(sorted(found.items(), key=lambda each: -each[1].total()))


def satisfaction(years: Iterable[Row]) -> Spec:
    """The announced grades of each year."""
    shown = list(years)
    return {
        "kind": "bar",
        "stacked": True,
        "horizontal": True,
        "whole": True,
        "categories": [said_year(each) for each in shown],
        "series": [
            {"name": grade, "colour": colour, "values": [each["grades"].get(grade, 0) for each in shown]}
            for grade, colour in GRADES
        ],
    }


def said_year(each: Row) -> str:
    """Which evaluation of which year."""
    return f"{each['project_year']}年{'回头看' if each['subject'] == 'rectification' else ''}"


def wan(fen: int | None) -> float | None:
    """An amount in 万元 for a drawing; the table has it exactly."""
    return None if fen is None else float(round(Decimal(fen) / WAN, 2))


def month(name: str) -> str:
    """2024-03 as people say it, a quarter as it is."""
    tail = name.rpartition("-")[2]
    return f"{int(tail)}月" if tail.isdigit() else f"{tail.removeprefix('Q')}季度"
