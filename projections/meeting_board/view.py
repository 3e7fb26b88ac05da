"""How is a meeting shown as one, from the rows that it is kept in?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from domain.actors import BODIES
from projections.meeting_board.missing import missing, quorum_of
from projections.model import Row
from projections.words.sessions import (
    EVALUATION_STATUSES,
    OUTCOMES,
    SUBJECTS,
    round_kind_word,
    round_status_word,
    sitting_word,
)


def shown(head: Row, parts: Mapping[str, Row]) -> dict[str, Any]:
    """A meeting with its rounds and evaluations and what is missing before a ballot; what has not happened is None or empty."""
    rules = next((part for key, part in parts.items() if "#rules" in key), None)
    opinions: list[Row] = next((part["opinions"] for key, part in parts.items() if key.endswith("#opinions")), [])
    rounds = _with_their_announcement([_round(parts[key], rules) for key in head["rounds"] if key in parts])
    row = {
        "kind": "meeting",
        **head,
        "body_word": BODIES[head["body"]],
        "word": rules["word"] if rules else "票决",
        "sittings": [{**sitting, "word": sitting_word(sitting)} for sitting in head["sittings"]],
        "attendance": [_heads(counted, rules) for counted in head["attendance"]],
        "opinions": opinions,
        "rounds": rounds,
        "evaluations": [_evaluation(parts[key]) for key in head["evaluations"] if key in parts],
        "publication": rules["publication"] if rules else None,
        "missing": missing(head, rounds, rules),
    }
    del row["parts"]
    return row


def _heads(counted: Row, rules: Row | None) -> dict[str, Any]:
    """One count of heads, with what it means for the quorum of a ballot."""
    return {**counted, "word": sitting_word(counted["sitting"]), "quorum": quorum_of(counted, rules)}


def _round(row: Row, rules: Row | None) -> dict[str, Any]:
    word, announcement = (rules["word"], rules["announcement_word"]) if rules else ("票决", "公告")
    result = row.get("result")
    return {
        "declared_on": None,
        "announced_on": None,
        "settled": None,
        "reballot": None,
        **row,
        "result": result,
        "kind_word": round_kind_word(row["round_kind"], word),
        "status_word": round_status_word(row["status"], announcement),
        "outcome_word": OUTCOMES[result["outcome"]] if result else None,
    }


def _with_their_announcement(rounds: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Whether each round's result is public: announced itself, or as a re-ballot with the round that called it."""
    public: dict[str, bool] = {}
    for row in rounds:
        caller = row["previous"] if row["round_kind"] in ("tie_break", "shortfall") else row["called_by"]
        row["public"] = public[row["round"]] = row["announced_on"] is not None or public.get(caller, False)
    return rounds


def _evaluation(row: Row) -> dict[str, Any]:
    return {
        "declared_on": None,
        "announced_on": None,
        "grades": None,
        **row,
        "public": row.get("announced_on") is not None,
        "subject_word": SUBJECTS[row["subject"]],
        "status_word": EVALUATION_STATUSES[row["status"]],
    }
