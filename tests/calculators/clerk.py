"""What would a clerk get who reads every paper aloud, with CALCULATORS.md in hand and no cleverness at all?"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

ORDER = ["blank", "over_marked", "under_marked", "duplicate_mark", "unmarked"]
ORDER += ["illegible", "torn", "identifiable", "other"]


def read_aloud(case: dict[str, Any], rules: dict[str, Any]) -> dict[str, Any]:
    """The answer of the contract without `rules`, `notices` and the sentences, for a lawful case of papers."""
    names = case["candidates"]
    votes = {name: {"for": 0, "against": 0, "abstain": 0, "not_pressed": 0} for name in names}
    reasons: list[str] = []
    valid = 0
    for paper in case["papers"]:
        for _ in range(paper.get("count", 1)):
            reason = paper.get("spoiled") or _invalid(paper["marks"], names, case["seats"], rules)
            if reason:
                reasons.append(reason)
                continue
            valid += 1
            for name in names:
                votes[name][_mark(paper["marks"], name, rules)] += 1
    collected = valid + len(reasons)
    answer = _decide(case, rules, votes, valid, collected)
    answer["papers"] = {
        "collected": collected,
        "valid": valid,
        "invalid": len(reasons),
        "by_reason": {reason: reasons.count(reason) for reason in ORDER if reason in reasons},
    }
    return answer


def _invalid(marks: Any, names: list[str], seats: int, rules: dict[str, Any]) -> str | None:
    approved = {name for name in names if (marks.get(name) == "for" if isinstance(marks, dict) else name in marks)}
    found = set()
    if not marks and rules["blank_ballot"] == "invalid":
        found.add("blank")
    if rules["selection_rule"] != "unlimited" and len(approved) > seats:
        found.add("over_marked")
    if rules["selection_rule"] == "exactly" and len(approved) < seats:
        found.add("under_marked")
    if rules["duplicate_mark"] == "invalid" and isinstance(marks, list) and len(marks) != len(approved):
        found.add("duplicate_mark")
    if rules["unmarked_means"] == "invalid" and any(name not in marks for name in names):
        found.add("unmarked")
    return next((reason for reason in ORDER if reason in found), None)


def _mark(marks: Any, name: str, rules: dict[str, Any]) -> str:
    if name not in marks:
        return "for" if rules["unmarked_means"] == "approve" else "abstain"
    return str(marks[name]) if isinstance(marks, dict) else "for"


def _required(base: int, share: dict[str, Any]) -> int:
    """Try the numbers of votes one after another until one fulfils the share."""
    votes = 1
    while True:
        part = Fraction(votes) - Fraction(base * share["num"], share["den"])
        if part > 0 or (part == 0 and share["op"] == "ge"):
            return votes
        votes += 1


def _decide(
    case: dict[str, Any], rules: dict[str, Any], votes: dict[str, dict[str, int]], valid: int, collected: int
) -> dict[str, Any]:
    names, seats, quorum = case["candidates"], case["seats"], rules["quorum"]
    due, present, issued = case.get("due"), case.get("present"), case.get("issued")
    held = None
    if quorum:
        needed = None if due is None else _required(due, quorum)
        met = None if needed is None or present is None else present >= needed
        held = {"required": needed, "present": present, "met": met}
    bar = rules["threshold"]
    bases = {"all_deputies": due, "attending": present, "collected": collected, "valid": valid}
    base = bases[bar["base"]] if bar else None
    required = None if bar is None or base is None else _required(base, bar)
    passed = {
        name: True if bar is None else None if required is None else votes[name]["for"] >= required for name in names
    }
    if issued is not None and collected > issued:
        outcome, status = "void", dict.fromkeys(names, "not_decided")
    elif held and held["met"] is False:
        outcome, status = "no_quorum", dict.fromkeys(names, "not_decided")
    else:
        outcome, status = _choose(names, seats, rules, votes, passed)
    selected = [name for name in names if status[name] == "selected"]
    tied = [name for name in names if status[name] == "tied"]
    left = seats - len(selected)
    return {
        "outcome": outcome,
        "selected": selected,
        "tied": {"candidates": tied, "seats": left} if tied else None,
        "open_seats": 0 if tied else max(0, left),
        "quorum": held,
        "items": [
            {
                "candidate": name,
                **votes[name],
                "rank": 1 + sum(votes[other]["for"] > votes[name]["for"] for other in names),
                "required": required,
                "passed": passed[name],
                "status": status[name],
            }
            for name in names
        ],
    }


def _choose(
    names: list[str],
    seats: int,
    rules: dict[str, Any],
    votes: dict[str, dict[str, int]],
    passed: dict[str, bool | None],
) -> tuple[str, dict[str, str]]:
    if rules["mode"] == "itemwise":
        words = {True: "selected", False: "below_threshold", None: "not_decided"}
        return "decided", {name: words[passed[name]] for name in names}
    status = {name: "below_threshold" if passed[name] is False else "not_selected" for name in names}
    waiting = [name for name in names if passed[name] is not False]
    if len(waiting) < seats:
        outcome = "decided" if rules["shortfall"] == "accept_fewer" else "shortfall"
        return outcome, status | dict.fromkeys(waiting, "selected")
    # Seat those with the most approvals together, as long as all of them find a seat.
    while seats > 0 and waiting:
        most = max(votes[name]["for"] for name in waiting)
        best = [name for name in waiting if votes[name]["for"] == most]
        if len(best) > seats and rules["tie_break"] != "expand":
            return "tied", status | dict.fromkeys(best, "tied")
        status |= dict.fromkeys(best, "selected")
        seats -= len(best)
        waiting = [name for name in waiting if name not in best]
    return "decided", status
