"""How is a year of work shown as one, from the rows that it is kept in?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from domain.actors import BODIES
from domain.divisions import LEVEL_NAMES
from domain.profile import VALUES
from projections.cycles.keys import project_key
from projections.cycles.missing import missing
from projections.cycles.steps import steps_of_batch, steps_of_year
from projections.cycles.year import Year
from projections.model import Row
from projections.words.years import CHANGES, DECISION_MODES, ORGANISERS

NOTHING_YET: dict[str, Any] = dict.fromkeys(("publicised", "publicity_ended", "submitted", "final", "listed"))
SIDE = ("title", "content", "amount_fen", "amount_text", "deadline")


def shown(head: Row, parts: Mapping[str, Row]) -> dict[str, Any]:
    """A year with its steps, what is missing for the next, its lists side by side, and its supervision groups."""
    year = _year(head, parts)
    steps, of_batches = steps_of_year(year), [steps_of_batch(year, batch) for batch in year.batches]
    row = {
        "kind": "cycle",
        "document": "",
        "figures": [],
        "notes": "",
        "decision_mode": None,
        "profile_version": None,
        **head,
        "level_word": LEVEL_NAMES[head["level"]],
        "mode_word": DECISION_MODES.get(head.get("decision_mode", "")),
        "solicitations": [
            {**each, "organiser_word": ORGANISERS.get(each.get("organiser", ""))} for each in head["solicitations"]
        ],
        "steps": steps,
        "missing": missing(year, steps, of_batches),
        "batches": [_batch(year, batch, of_batch) for batch, of_batch in zip(year.batches, of_batches, strict=True)],
        "groups": list(year.groups),
        "publication": year.rules["publication"] if year.rules else None,
    }
    del row["parts"]
    return row


def _year(head: Row, parts: Mapping[str, Row]) -> Year:
    found = list(parts.values())
    of = {kind: [row for row in found if row.get("of") == kind] for kind in ("round", "evaluation", "supervision")}
    by_position = {kind: sorted(rows, key=lambda row: row["position"]) for kind, rows in of.items()}
    batches = sorted((row for key, row in parts.items() if "#batch" in key), key=lambda row: row["batch"])
    numbers = {item["project"] for batch in batches if batch.get("final") for item in batch["final"]["items"]}
    streams = {number: project_key(head["congress"], number) for number in sorted(numbers)}
    groups: Mapping[str, Row] = next((row["groups"] for key, row in parts.items() if key.endswith("#groups")), {})
    return Year(
        head=head,
        batches=batches,
        rules=next((row for key, row in parts.items() if key.endswith("#rules")), None),
        groups=list(groups.values()),
        rounds=by_position["round"],
        evaluations=by_position["evaluation"],
        supervision=by_position["supervision"],
        projects={number: parts[stream] for number, stream in streams.items() if stream in parts},
    )


def _batch(year: Year, batch: Row, steps: list[dict[str, Any]]) -> dict[str, Any]:
    final = batch.get("final")
    preliminary = batch["preliminary"]
    steps_taken = [
        {**step, "step_word": VALUES["candidate.review_steps"][step["step"]], "body_word": BODIES[step["body"]]}
        for step in preliminary["steps"]
    ]
    return {
        **NOTHING_YET,
        **batch,
        "preliminary": {**_without(preliminary, "items"), "steps": steps_taken},
        "final": None if final is None else _without(final, "items", "changes"),
        "order_changed": next((_change(each) for each in _changes(final) if each["kind"] == "order"), None),
        "lines": _lines(year, batch),
        "seats": None if final is None else final["seats"],
        "rounds": [each["stream"] for each in year.rounds_of(batch)],
        "steps": steps,
    }


def _lines(year: Year, batch: Row) -> list[dict[str, Any]]:
    """Both lists side by side: in the order of the final one, then what was dropped."""
    final = batch.get("final")
    before = {item["project"]: (place, item) for place, item in enumerate(batch["preliminary"]["items"], 1)}
    after = {} if final is None else {item["project"]: (place, item) for place, item in enumerate(final["items"], 1)}
    return [
        {
            "project": number,
            "stream": project_key(year.head["congress"], number),
            "preliminary": _side(before.get(number)),
            "final": _side(after.get(number)),
            "changes": [_change(change) for change in _changes(final) if change["project"] == number],
            "chosen": year.is_chosen(batch, number) if number in after else None,
        }
        for number in dict.fromkeys([*after, *before])
    ]


def _side(found: tuple[int, Row] | None) -> dict[str, Any] | None:
    if found is None:
        return None
    place, item = found
    return {"place": place, **{name: item[name] for name in SIDE}}


def _changes(final: Row | None) -> list[Row]:
    return [] if final is None else list(final["changes"])


def _change(change: Row) -> dict[str, Any]:
    return {**change, "kind_word": CHANGES[change["kind"]]}


def _without(said: Row, *names: str) -> dict[str, Any]:
    return {name: value for name, value in said.items() if name not in names}
