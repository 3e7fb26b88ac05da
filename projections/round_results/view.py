"""How is a round shown as one, from the rows that it is kept in?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from projections.model import Row
from projections.papers import shown_papers
from projections.words.sessions import round_kind_word, round_status_word
from voting.states.figures import item_of, spoken

NOTHING_YET: dict[str, Any] = {
    "result": None,
    "counted_on": None,
    "settled": None,
    "declared": None,
    "resolution": None,
    "confirmed": None,
    "announced": None,
    "announced_with": None,
    "voided": None,
    "reballot": None,
    "next": [],
    "superseded": [],
    "sheets": [],
    "audits": [],
}


def shown(head: Row, parts: Mapping[str, Row]) -> dict[str, Any]:
    """A round with everything that is known of it; what has not happened is None or empty."""
    if head["status"] == "taken_over":
        return {"kind": "round", "taken_over": True, "status_word": round_status_word("taken_over", ""), **head}
    found = {name.rsplit("#", 1)[1]: part for name, part in parts.items()}
    fixed, sheet = found["opened"], found.get("count", {})
    row = {"kind": "round", "taken_over": False, **fixed, **NOTHING_YET, **head}
    selected = _selected(row)
    row |= {
        "kind_word": round_kind_word(fixed["round_kind"], fixed["word"]),
        "status_word": round_status_word(head["status"], fixed["announcement_word"]),
        "papers": shown_papers(head),
        "selected": selected,
        "open_seats": None if selected is None else max(0, fixed["seats"] - len(selected)),
        "items": _items(row, sheet, selected),
        "corrections": _corrections(fixed["candidates"], sheet.get("corrections", ())),
        "recounts": sheet.get("recounts", []),
    }
    names = ("method", "valid", "invalid", "invalid_by_reason", "because", "rule", "quorum", "notices", "agrees")
    row |= {name: sheet.get(name) for name in names}
    for internal in ("parts", "words", "archived", "destroyed"):
        row.pop(internal, None)
    return row


def _selected(row: Row) -> list[str] | None:
    """Who is in, by the count and by what was settled after it, in the order of the ballot; None before the count."""
    result, settled = row["result"], row["settled"]
    if result is None or row["status"] == "void":
        return None
    chosen = {*result["selected"], *(settled["selected"] if settled else ())}
    return [candidate["id"] for candidate in row["candidates"] if candidate["id"] in chosen]


def _open(row: Row) -> set[str]:
    """Those of whom it is not known yet whether they are in: the tied, or everybody left over, until that is settled."""
    result = row["result"]
    if result is None or row["settled"] or result["outcome"] == "decided":
        return set()
    left = {candidate["id"] for candidate in row["candidates"]} - set(result["selected"])
    return set(result["tied"]) if result["outcome"] == "tied" else left


def _items(row: Row, sheet: Row, selected: list[str] | None) -> list[dict[str, Any]]:
    undecided = _open(row)
    figures = {line["candidate"]: line for line in sheet.get("figures", ())}
    counted = {item["candidate"]: item for item in sheet.get("items", ())}
    return [
        {
            "candidate": candidate["id"],
            "title": candidate["title"],
            "amount_fen": candidate["amount_fen"],
            "deadline": candidate["deadline"],
            **_votes(figures.get(candidate["id"], {})),
            **_standing(counted.get(candidate["id"], {})),
            "selected": None if selected is None or candidate["id"] in undecided else candidate["id"] in selected,
        }
        for candidate in row["candidates"]
    ]


def _votes(line: Row) -> dict[str, Any]:
    return {
        "for": line.get("votes_for"),
        "against": line.get("votes_against"),
        "abstain": line.get("votes_abstain"),
        "not_pressed": line.get("not_pressed"),
    }


def _standing(item: Row) -> dict[str, Any]:
    return {name: item.get(name) for name in ("rank", "required", "passed", "status", "rule", "because")}


def _corrections(candidates: Iterable[Row], corrections: Iterable[Row]) -> list[dict[str, Any]]:
    titles = {candidate["id"]: candidate["title"] for candidate in candidates}
    return [{**both, "what": spoken(both["field"], titles), "item": item_of(both["field"])} for both in corrections]
