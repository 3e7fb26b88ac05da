"""Which small bundle tells just these events?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from tests.bundles import notes
from tests.bundles.ballots import Json
from tests.bundles.notes import LOG, Key
from tests.bundles.recipes import Bundle, Fact, Mark, Recipe, files

BEGAN = datetime(2024, 1, 10, 8, tzinfo=UTC)
SIGNED = BEGAN + timedelta(hours=1)
KEY = Key("示例台账", LOG, bytes(range(32)))
Told = Sequence[tuple[str, str, Json]]
"""Events in order: a word for their stream, the topic, the event."""


def stream(word: str) -> UUID:
    return UUID(bytes=word.encode().ljust(16, b"0")[:16], version=5)


def telling(told: Told, results: Json | None = None, **recipe: Any) -> Bundle:
    """An auditor's bundle of these events, a second apart, signed an hour after the first; `results` beside it."""
    facts = tuple(
        Fact(stream(word), topic, event, BEGAN + timedelta(seconds=place), bytes([place % 256]) * 32)
        for place, (word, topic, event) in enumerate(told)
    )
    nothing: Json = {"rounds": [], "evaluations": [], "projects": []}
    marks = (Mark(len(facts), SIGNED),)
    policy = notes.policy([KEY], [], 0)
    plain = Recipe(
        KEY.name, "sha256", KEY, facts, marks, "auditor", len(facts), policy, results=nothing | (results or {})
    )
    chosen = replace(plain, **recipe)
    return Bundle(chosen, files(chosen), policy)


def ballot(**rules: Any) -> Json:
    """The rules of a ballot, the county's, with others in their place."""
    quorum = {"num": 2, "den": 3, "op": "ge", "of": "due"}
    threshold = {"base": "all_deputies", "op": "gt", "num": 1, "den": 2}
    usual = {"style": "approve_each", "extra_gates": [], "quorum": quorum, "threshold": threshold, "mode": "top_k"}
    marks = {
        "unmarked_means": "abstain",
        "blank_ballot": "valid",
        "duplicate_mark": "count_once",
        "illegible": "item_void",
    }
    after = {"tie_break": "revote_tied", "shortfall": "accept_fewer", "shortfall_min_share": None}
    return {**usual, **marks, **after, "selection_rule": "at_most", **rules}


def opened(ids: Sequence[str] = ("1", "2", "3"), seats: int = 1, **event: Any) -> tuple[str, str, Json]:
    """A round of ten deputies, all present."""
    rules = event.pop("rules", {})
    usual = {
        "kind": "first",
        "repeats": "first",
        "candidates": [{"id": each, "title": each} for each in ids],
        "seats": seats,
        "attendance": {"due": 10, "present": 10},
        "profile": {"ballot": ballot(**rules)},
    }
    return ("round", "voting:RoundOpened", usual | event)


def totals(**votes: int) -> tuple[str, str, Json]:
    """The signed sheet of ten papers: votes for each candidate, written with a letter in front, the rest against."""
    rows = [{"candidate": each[1:], "votes_for": count, "votes_against": 10 - count} for each, count in votes.items()]
    return ("round", "voting:TotalsRecorded", {"method": "manual_totals", "valid": 10, "invalid": 0, "items": rows})


def about(topic: str, **event: Any) -> tuple[str, str, Json]:
    """Another event of the round."""
    return ("round", f"voting:{topic}", event)


def counted(*selected: str, outcome: str = "decided", **event: Any) -> tuple[str, str, Json]:
    return about("RoundCounted", outcome=outcome, selected=list(selected), cause="entry", **event)


def announced(*selected: str) -> list[tuple[str, str, Json]]:
    chosen = list(selected)
    return [
        about("ResultDeclared", selected=chosen),
        about("ResultAnnounced", number="1", medium="示例", selected=chosen),
    ]


def published(*selected: str, **row: Any) -> Json:
    """results.json with the round."""
    return {"rounds": [{"stream": str(stream("round")), "selected": list(selected), **row}]}
