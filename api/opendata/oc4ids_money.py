"""What does a project cost, as promised, as planned year by year, by sources, and at its end?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from api.opendata.oc4ids_values import at, end_of, kept_if, yuan
from projections.model import Row
from projects.measures import SOURCES

Value = dict[str, Any]


def budget_of(row: Row) -> Value:
    """The amount on the ballot (else the total that stands), the annual plans and the sources; empty where no money is published."""
    promise, brief = row["promise"] or {}, row["now"]["brief"]
    promised = promise.get("amount_fen")
    fen = promised if promised is not None else brief["total_fen"]
    described = "票面金额" if promised is not None else "总投资"
    text = promise.get("amount_text") or brief["total_text"]
    return kept_if(
        {
            "description": (f"{described}（{text}）" if text else described) if fen is not None else "",
            "amount": yuan(fen) if fen is not None else None,
            "approvalDate": at(promise.get("on", "")) if fen is not None else "",
            "budgetBreakdowns": list(_breakdowns(row)),
        }
    )


def completion_of(row: Row) -> Value:
    """When it was finished and what it cost in the end: the final accounts, else the audited settlement."""
    ended = row["completed"] or row["accepted"]
    if ended is None:
        return {}
    last = row["final_accounts"] or row["settlement"]
    fen = last["amount_fen"] if last else None
    named = {target["id"]: target for target in row["now"]["brief"]["targets"]}
    done = ((named.get(each["target"]), each["done"]) for each in (row["completed"] or {}).get("targets", ()))
    return kept_if(
        {
            "endDate": at(ended["on"]),
            "endDateDetails": f"{row['accepted']['on']}验收" if row["accepted"] else "",
            "finalValue": yuan(fen) if fen is not None else None,
            "finalValueDetails": ("竣工财务决算" if row["final_accounts"] else "结算审核") if fen is not None else "",
            "finalScope": "；".join(f"{target['name']}{figure}{target['unit']}" for target, figure in done if target),
        }
    )


def _breakdowns(row: Row) -> Iterator[Value]:
    stands = {year: plans[-1] for year, plans in sorted(row["annual"].items()) if plans[-1]["amount_fen"] is not None}
    if stands:
        yield {"id": "annual", "description": "年度计划", "budgetBreakdown": [_year(*each) for each in stands.items()]}
    for year, plan in stands.items():
        if plan["sources"]:
            yield {
                "id": f"sources-{year}",
                "description": f"{year}年度计划的资金来源",
                "budgetBreakdown": list(_sources(plan["sources"])),
            }
    if row["now"]["brief"]["sources"]:
        sources = list(_sources(row["now"]["brief"]["sources"]))
        yield {"id": "sources", "description": "总投资的资金来源", "budgetBreakdown": sources}


def _year(year: str, plan: Row) -> Value:
    return {
        "id": year,
        "description": f"{year}年度计划",
        "amount": yuan(plan["amount_fen"]),
        "period": {"startDate": at(f"{year}-01-01"), "endDate": end_of(f"{year}-12-31")},
        "approvalDate": at(plan["on"]),
    }


def _sources(sources: Iterable[Row]) -> Iterator[Value]:
    for number, each in enumerate(sources, start=1):
        name = SOURCES.get(each["source"], each["source"])
        yield {"id": f"{number}-{each['source']}", "description": name, "amount": yuan(each["amount_fen"])}
