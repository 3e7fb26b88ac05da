"""How do the tests of the calculators write down a case, ask it and look at the answer?"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from api.calculators import Answered, Calculator, grade, tally

EXAMPLE: dict[str, Any] = {
    "preset": "county",
    "seats": 2,
    "due": 327,
    "present": 314,
    "issued": 314,
    "collected": 314,
    "candidates": ["1", "2", "3", "4"],
    "papers": [
        {"marks": {"1": "for", "2": "for", "3": "against"}, "count": 200},
        {"marks": {"1": "for", "3": "for"}, "count": 113},
        {"spoiled": "illegible", "count": 1},
    ],
    "rules": {"mode": "top_k"},
}
SHEET: dict[str, Any] = {
    "preset": "sc_evaluation",
    "members": 33,
    "present": 29,
    "items": [
        {
            "item": "教育惠民补短强基",
            "satisfied": 28,
            "basically_satisfied": 1,
            "dissatisfied": 0,
            "abstain": 0,
            "invalid": 0,
        }
    ],
    "rules": {
        "base": "all_members",
        "half_is": "pass",
        "rate_base": "valid",
        "percent_digits": 2,
        "rounding": "half_up",
    },
}
LEFT_OUT = object()


def but(document: Mapping[str, Any], **changes: Any) -> dict[str, Any]:
    """The document with some of its top-level keys in other words, or LEFT_OUT."""
    return {key: value for key, value in {**document, **changes}.items() if value is not LEFT_OUT}


def ballot(papers: list[Any], seats: int = 1, candidates: str = "ABC", **known: Any) -> dict[str, Any]:
    """A small case without quorum or threshold."""
    rules = {"quorum": None, "threshold": None, **known.pop("rules", {})}
    return {"seats": seats, "candidates": list(candidates), "papers": papers, "rules": rules, **known}


def ask(calculator: Calculator, document: Any) -> Answered:
    return calculator(document if isinstance(document, bytes) else json.dumps(document).encode())


def computed(document: Any) -> Any:
    """The answer of `tally`, which must compute."""
    answered = ask(tally, document)
    assert (answered.exit_code, answered.status) == (0, 200), answered.content
    return answered.content


def graded(document: Any) -> Any:
    """The answer of `grade`, which must compute."""
    answered = ask(grade, document)
    assert (answered.exit_code, answered.status) == (0, 200), answered.content
    return answered.content


def faults(document: Any, calculator: Calculator = tally) -> list[tuple[str, str]]:
    """Pointer and code of every fault of a malformed document."""
    answered = ask(calculator, document)
    assert (answered.exit_code, answered.status) == (2, 400), answered.content
    content = json.loads(answered.body)
    assert list(content) == ["type", "title", "errors"]
    assert (content["type"], content["title"]) == ("urn:minsheng:malformed", "输入有误")
    for error in content["errors"]:
        assert list(error) == ["pointer", "code", "detail"]
        assert error["detail"].endswith(("。", "？"))
    return [(error["pointer"], error["code"]) for error in content["errors"]]


def laws(document: Any) -> list[tuple[str, str, int, int]]:
    """Pointer, code and both sides of every broken law."""
    answered = ask(tally, document)
    assert (answered.exit_code, answered.status) == (1, 422), answered.content
    content = json.loads(answered.body)
    assert list(content) == ["type", "title", "errors"]
    assert (content["type"], content["title"]) == ("urn:minsheng:law", "数字对不上")
    for error in content["errors"]:
        assert list(error) == ["pointer", "code", "detail", "left", "right"]
        assert error["detail"].endswith("。")
    return [(error["pointer"], error["code"], error["left"], error["right"]) for error in content["errors"]]
