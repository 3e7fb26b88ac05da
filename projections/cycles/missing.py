"""What is missing for the next step of a year of work?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from domain.actors import BODIES
from domain.calendar import say_day
from domain.profile import VALUES
from projections.cycles.year import Year
from projections.model import Row

STEPS: Final = VALUES["candidate.review_steps"]
PASSED: Final = ("done", "not_needed")


def missing(
    year: Year, steps: Sequence[Mapping[str, Any]], batches: Sequence[Sequence[Mapping[str, Any]]]
) -> list[str]:
    """A sentence for every batch that waits for its next step; where none waits, for the next step of the year."""
    if year.head["closed"] is not None or year.head["taken_over"]:
        return []
    status = {step["step"]: step for step in steps}
    if not year.batches:
        return [*_solicitation(year, status["solicitation"]), _preliminary(year)]
    waiting = [
        _of_batch(year, batch, step["step"])
        for batch, of_batch in zip(year.batches, batches, strict=True)
        if (step := next((each for each in of_batch if each["status"] not in PASSED), None)) is not None
    ]
    return waiting or list(_of_year(year, status))


def _solicitation(year: Year, step: Mapping[str, Any]) -> Iterator[str]:
    if step["status"] == "open":
        yield "尚未登记征集。"
    elif step["status"] == "running":
        yield f"征集到{say_day(year.head['solicitations'][-1]['to_on'])}为止，尚未登记结束。"


def _preliminary(year: Year) -> str:
    steps = "、".join(STEPS[step] for step in year.rules["review_steps"]) if year.rules else ""
    return f"尚未初定候选项目：须先经{steps}。" if steps else "尚未初定候选项目。"


def _of_batch(year: Year, batch: Row, step: str) -> str:
    """What a batch waits for."""
    which = f"第{batch['batch']}批"
    rules = year.rules
    match step:
        case "publicity" if batch.get("publicised") is not None:
            return f"{which}名单公示到{say_day(batch['publicised']['to_on'])}为止，尚未登记结束。"
        case "publicity":
            days = f"，至少{rules['publicity_days']}天（自然日）" if rules else ""
            return f"{which}名单尚未公示{days}。"
        case "submission":
            return f"{which}名单尚未由政府提请审议。"
        case "final":
            by = "、".join(BODIES[body] for body in rules["final_list_by"]) if rules else ""
            return f"{which}正式候选项目尚未确定，由{by}确定。" if by else f"{which}正式候选项目尚未确定。"
        case "ballot":
            word = rules["word"] if rules else "票决"
            return f"{which}名单{'正在' if year.rounds_of(batch) else '尚未'}{word}。"
        case _ if year.reports_only:
            return f"{which}项目尚未列入年度民生实事。"
        case _:
            return f"{which}{rules['word'] if rules else '票决'}结果尚未{rules['announcement_word'] if rules else '公告'}。"


def _of_year(year: Year, status: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """After the announcement: assignment, then evaluation, then what the grades owe."""
    chosen = [number for batch in year.batches for number in year.chosen(batch)]
    if left := [number for number in chosen if not year.projects[number]["assigned_on"]]:
        yield f"确定的{len(chosen)}项中，尚未交办{len(left)}项：{'、'.join(left)}。"
    elif status["evaluation"]["status"] == "running":
        yield "实施完成情况正在测评。"
    elif status["evaluation"]["status"] == "open":
        yield "尚未测评实施完成情况。"
    elif status["follow_up"]["status"] == "running":
        due = [
            number for number in chosen if any(not look["ended_on"] for look in year.projects[number]["looks"].values())
        ]
        yield f"尚有{len(due)}项回头看没有办结：{'、'.join(due)}。"
    else:
        yield "各步均已办完，可以登记年度工作结束。"
