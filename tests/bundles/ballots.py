"""What follows from the numbers of a round or an evaluation, so that made events agree with each other?

By docs/bundle.md 五, straight down the page: a counter for tests alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True)
class Case:
    """What a count needs beside the reading."""

    rules: Json
    candidates: tuple[str, ...]
    seats: int
    due: int
    present: int
    issued: int | None = None
    collected: int | None = None
    kind: str = "first"


@dataclass(frozen=True)
class Reading:
    """Votes for, against, abstaining and not pressed of each candidate, and how many papers were valid."""

    valid: int
    invalid: int
    votes: Mapping[str, tuple[int, int, int, int]]


def required(base: int, share: Mapping[str, Any]) -> int:
    whole = base * int(share["num"])
    return max(1, -(-whole // int(share["den"])) if share["op"] == "ge" else whole // int(share["den"]) + 1)


def read_papers(case: Case, sealed: Mapping[str, Any]) -> Reading:
    votes = {candidate: [0, 0, 0, 0] for candidate in case.candidates}
    valid, invalid = 0, sum(sealed.get("spoiled", {}).values())
    for pattern in sealed["patterns"]:
        marks, count = pattern["marks"], pattern["count"]
        if _void(case, marks):
            invalid += count
            continue
        valid += count
        for candidate, mark in zip(case.candidates, marks, strict=True):
            votes[candidate][_column(case, mark)] += count
    return Reading(valid, invalid, {candidate: (a, b, c, d) for candidate, (a, b, c, d) in votes.items()})


def _column(case: Case, mark: str) -> int:
    if mark == "-":
        return 0 if case.rules["unmarked_means"] == "approve" else 2
    return {"f": 0, "F": 0, "a": 1, "o": 2, "?": 2}[mark]


def _void(case: Case, marks: str) -> bool:
    rules, written = case.rules, marks.count("f") + marks.count("F")
    return any(
        (
            "?" in marks and rules["illegible"] == "ballot_void",
            set(marks) == {"-"} and rules["blank_ballot"] == "invalid",
            written > case.seats and rules["selection_rule"] != "unlimited",
            written < case.seats and rules["selection_rule"] == "exactly",
            "F" in marks and rules["duplicate_mark"] == "invalid",
            "-" in marks and rules["unmarked_means"] == "invalid",
        )
    )


def count(case: Case, reading: Reading) -> Json:
    """The figures of a `voting:RoundCounted`: outcome, selected, tied, tied_seats, open_seats."""
    collected = case.present if case.collected is None else case.collected
    nobody = {"selected": [], "tied": [], "tied_seats": 0, "open_seats": case.seats}
    if case.issued is not None and collected > case.issued:
        return {"outcome": "void", **nobody}
    if case.rules["quorum"] and case.present < required(case.due, case.rules["quorum"]):
        return {"outcome": "no_quorum", **nobody}
    passed = _passed(case, reading, collected)
    outcome, selected, tied, tied_seats = _chosen(case, reading, passed)
    return {
        "outcome": outcome,
        "selected": [each for each in case.candidates if each in selected],
        "tied": [each for each in case.candidates if each in tied],
        "tied_seats": tied_seats,
        "open_seats": max(0, case.seats - len(selected) - tied_seats),
    }


def _passed(case: Case, reading: Reading, collected: int) -> set[str]:
    threshold = case.rules["threshold"]
    if case.kind == "tie_break":
        threshold = None
    elif case.kind == "shortfall" and case.rules["shortfall_min_share"]:
        base = threshold["base"] if threshold else "valid"
        threshold = {"base": base, "op": "ge", **case.rules["shortfall_min_share"]}
    if threshold is None:
        return set(case.candidates)
    bases = {"all_deputies": case.due, "attending": case.present, "collected": collected, "valid": reading.valid}
    needed = required(bases[threshold["base"]], threshold)
    return {each for each in case.candidates if reading.votes[each][0] >= needed}


def _chosen(case: Case, reading: Reading, passed: set[str]) -> tuple[str, set[str], set[str], int]:
    if case.rules["mode"] == "itemwise":
        return "decided", passed, set(), 0
    if len(passed) < case.seats:
        return ("decided" if case.rules["shortfall"] == "accept_fewer" else "shortfall"), passed, set(), 0
    line = sorted((reading.votes[each][0] for each in passed), reverse=True)[case.seats - 1]
    above = {each for each in passed if reading.votes[each][0] > line}
    level = {each for each in passed if reading.votes[each][0] == line}
    if len(above) + len(level) <= case.seats or case.rules["tie_break"] == "expand":
        return "decided", above | level, set(), 0
    return "tied", above, level, case.seats - len(above)


def grade(rules: Json, members: int, present: int, row: Mapping[str, int]) -> str | None:
    """The grade of one row of an evaluation; None where the rules give none."""
    columns = ("satisfied", "basically_satisfied", "dissatisfied", "abstain")
    base = {"all_members": members, "attending": present, "valid": sum(row[each] for each in columns)}[rules["base"]]
    if not base or (rules["quorum"] and present < required(members, rules["quorum"])):
        return None
    half = {"num": 1, "den": 2, "op": "ge" if rules["half_is"] == "pass" else "gt"}
    shares = rules["thresholds"] or {"satisfied": half, "acceptable": half}
    if row["satisfied"] >= required(base, shares["satisfied"]):
        return "satisfied"
    if row["satisfied"] + row["basically_satisfied"] >= required(base, shares["acceptable"]):
        return "basically_satisfied"
    return "dissatisfied"


def in_order(candidates: Sequence[str], chosen: set[str]) -> list[str]:
    return [each for each in candidates if each in chosen]
