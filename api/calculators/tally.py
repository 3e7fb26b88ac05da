"""What does `minsheng tally` answer: one ballot's papers or totals, counted under given rules?"""

from __future__ import annotations

from typing import Any

from api.calculators.answers import Answered, answer
from api.calculators.faults import Fault
from api.calculators.reader import Reader
from api.calculators.tally_input import read_tally
from domain.profile import Ballot, to_json
from voting.counting import Count, Item, count
from voting.shares import Notice, Quorum


def tally(data: bytes) -> Answered:
    """Count the case that `data` holds, as CALCULATORS.md says, and answer with exactly its keys."""
    return answer(data, _compute)


def _compute(document: Any, faults: list[Fault]) -> dict[str, Any]:
    case, rules = read_tally(document, Reader(faults))
    return _answer(count(case, rules), rules)


def _answer(counted: Count, rules: Ballot) -> dict[str, Any]:
    box, tied = counted.papers, counted.tied
    return {
        "outcome": counted.outcome,
        "selected": list(counted.selected),
        "tied": {"candidates": list(tied.candidates), "seats": tied.seats} if tied else None,
        "open_seats": counted.open_seats,
        "quorum": quorum_object(counted.quorum),
        "papers": {
            "collected": box.collected,
            "valid": box.valid,
            "invalid": box.invalid,
            "by_reason": box.by_reason,
        },
        "items": [_item(item) for item in counted.items],
        "rules": to_json(rules),
        "notices": [notice_object(notice) for notice in counted.notices],
    }


def _item(item: Item) -> dict[str, Any]:
    return {
        "candidate": item.candidate,
        "for": item.for_,
        "against": item.against,
        "abstain": item.abstain,
        "not_pressed": item.not_pressed,
        "rank": item.rank,
        "required": item.required,
        "passed": item.passed,
        "status": item.status,
        "because": item.because,
    }


def quorum_object(quorum: Quorum | None) -> dict[str, Any] | None:
    """The `quorum` of an answer; null where the rules ask for none."""
    if quorum is None:
        return None
    return {"required": quorum.required, "present": quorum.present, "met": quorum.met}


def notice_object(notice: Notice) -> dict[str, Any]:
    """One of the `notices` of an answer."""
    return {"code": notice.code, "item": notice.item, "message": notice.message}
