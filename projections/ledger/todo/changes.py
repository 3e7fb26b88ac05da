"""What do a project's adjustments still ask for: a decision, its announcement, its paper, the report to the next session?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from domain.actors import BODIES
from projections.ledger.figures import Row, behind, rules_of
from projections.ledger.todo.item import Todo, of_project
from projections.words.years import ADJUSTED, ADJUSTMENTS


def of_changes(row: Row, day: date) -> Iterator[Todo]:
    """What is to do about a project's adjustments."""
    for change in row["adjustments"]:
        if change["decided"] is None:
            yield from _undecided(row, change, day)
        else:
            yield from _decided(row, change, day)


def _undecided(row: Row, change: Row, day: date) -> Iterator[Todo]:
    bodies = "或者".join(BODIES[body] for body in (row["rules"] or {}).get("adjusting", ()))
    asked = f"第{change['number']}项提请{ADJUSTMENTS[change['kind']]}"
    words = f"{asked}，由{bodies}决定" if bodies else f"{asked}，尚未决定"
    yield of_project(row, "clerk", "decide_adjustment", words, day, behind=behind(row, change["requested"]))


def _decided(row: Row, change: Row, day: date) -> Iterator[Todo]:
    decided = change["decided"]
    said, told = ADJUSTED[decided["outcome"]], behind(row, decided)
    if change["announced"] is None and decided["outcome"] != "refused":
        yield of_project(row, "clerk", "announce_adjustment", f"已{said}，还没有公布", day, behind=told)
    if not decided["document"] and rules_of(row)["evidence"]["decision"] == "owe":
        yield of_project(row, "clerk", "decision_paper", f"已{said}，决定文件没有归档", day, behind=told)
    if decided["owed_to_session"] and change["heard"] is None:
        words = f"已{said}，须向下次人民代表大会会议报告"
        yield of_project(row, "clerk", "report_to_session", words, day, behind=told)
