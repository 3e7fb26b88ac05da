"""What does `minsheng grade` answer: one evaluation's rows, graded under given rules?"""

from __future__ import annotations

from typing import Any, Final

from api.calculators.answers import Answered, answer
from api.calculators.faults import Fault
from api.calculators.reader import Reader
from api.calculators.rules import read_rules
from api.calculators.tally import notice_object, quorum_object
from domain.profile import EVALUATION_PRESETS, Evaluation, check_evaluation, to_json
from voting.grading import Graded, GradedItem, Row, Sheet
from voting.grading import grade as grade_sheet

KEYS: Final = ("preset", "members", "present", "items", "rules")
COUNTS: Final = ("satisfied", "basically_satisfied", "dissatisfied", "abstain", "invalid")


def grade(data: bytes) -> Answered:
    """Grade the sheet that `data` holds, as CALCULATORS.md says, and answer with exactly its keys."""
    return answer(data, _compute)


def _compute(document: Any, faults: list[Fault]) -> dict[str, Any]:
    sheet, rules = read_sheet(document, Reader(faults))
    return _answer(grade_sheet(sheet, rules), rules)


def read_sheet(document: Any, reader: Reader) -> tuple[Sheet, Evaluation]:
    """The sheet and the whole section of rules; raises Malformed with all faults of the document."""
    members = reader.members(document, (), KEYS, required=("items",))
    everybody, present = (reader.known_integer(members, name) for name in ("members", "present"))
    entries = reader.entries(members.get("items", []), ("items",))
    if members.get("items") == []:
        reader.fault(("items",), "empty", "没有任何测评项目。")
    rows = tuple(_row(entry, index, reader) for index, entry in enumerate(entries))
    first: dict[str, int] = {}
    for index, row in enumerate(rows):
        if first.setdefault(row.item, index) != index and row.item:
            reader.fault(("items", index, "item"), "item_twice", "测评项目重复。")
    rules = read_rules(members, reader, EVALUATION_PRESETS, "sc_evaluation", check_evaluation)
    reader.refuse()
    assert rules is not None
    return Sheet(rows=rows, members=everybody, present=present), rules


def _row(value: Any, index: int, reader: Reader) -> Row:
    """One row; missing counts are 0."""
    at = ("items", index)
    members = reader.members(value, at, ("item", *COUNTS), required=("item",))
    name = reader.name(members["item"], (*at, "item")) if "item" in members else None
    counts = [reader.integer(members.get(key, 0), (*at, key)) or 0 for key in COUNTS]
    return Row(
        item=name or "",
        satisfied=counts[0],
        basically_satisfied=counts[1],
        dissatisfied=counts[2],
        abstain=counts[3],
        invalid=counts[4],
    )


def _answer(graded: Graded, rules: Evaluation) -> dict[str, Any]:
    return {
        "items": [_item(item) for item in graded.items],
        "quorum": quorum_object(graded.quorum),
        "rules": to_json(rules),
        "notices": [notice_object(notice) for notice in graded.notices],
    }


def _item(item: GradedItem) -> dict[str, Any]:
    """One graded row; `required` is what 满意 asks for, `because` says what 基本满意 does where that differs."""
    return {
        "item": item.item,
        "grade": item.grade,
        "base": item.base,
        "required": item.required,
        "satisfied_rate": item.satisfied_rate,
        "acceptable_rate": item.acceptable_rate,
        "because": item.because,
    }
