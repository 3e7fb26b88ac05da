"""What does a project still ask for on its way: plans, milestones, completion, acceptance, the last accounts?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from domain.calendar import days_after, say_day
from projections.ledger.figures import Row, behind, rules_of
from projections.ledger.said import deadline_of, plans_of, year_for
from projections.ledger.todo.item import Todo, of_project


def of_way(row: Row, day: date) -> Iterator[Todo]:
    """What is to do for a project that was chosen."""
    match row["standing"]:
        case "chosen":
            yield of_project(
                row, "government", "assign", "已经确定，还没有交办", day, behind=behind(row, row["way"][-1])
            )
        case "running":
            yield from _running(row, day)
        case "completed":
            words = f"{say_day(row['completed']['on'])}完工，还没有验收" if row["completed"] else "已完工，还没有验收"
            yield of_project(row, "government", "accept", words, day, behind=behind(row, row["way"][-1]))
        case "accepted":
            yield from _accepted(row, day)


def _running(row: Row, day: date) -> Iterator[Todo]:
    year = year_for(row, day)
    if not plans_of(row, year) and day.year == year:
        yield of_project(
            row, "government", "annual_plan", f"没有{year}年度计划", day, behind=behind(row, row["way"][-1])
        )
    yield from _plan(row, day, year)
    yield from _milestones(row, day)
    deadline = deadline_of(row["now"]["brief"])
    if deadline is not None:
        words = f"完成时限是{say_day(deadline)}"
        yield of_project(row, "unit", "complete", words, day, due_on=str(deadline), behind=behind(row, row["now"]))
    if day.year > max(row["years"]):
        words = f"{max(row['years'])}年度已过，还没有完工，也没有结转"
        yield of_project(row, "government", "carry_over", words, day, behind=behind(row, row["way"][-1]))
    if row["returned"] and row["returned"][-1]["due_on"]:
        said = row["returned"][-1]
        words = f"验收退回：{said['reason']}"
        yield of_project(row, "unit", "complete", words, day, due_on=said["due_on"], behind=behind(row, said))


def _plan(row: Row, day: date, year: int) -> Iterator[Todo]:
    """M-01: the plan is due so many days after the announcement; what was taken over has had its plan elsewhere."""
    filed = any(plan["year"] == year for plan in row["filed"])
    if filed or row["taken_over"] or row["promise"] is None or year != row["years"][0]:
        return
    days = rules_of(row)["implementation"]["plan_due_days"]
    due = days_after(row["promise"]["on"], days)
    words = f"还没有报实施计划（公告后{days}天）"
    yield of_project(row, "unit", "plan", words, day, due_on=str(due), behind=behind(row, row["promise"]))


def _milestones(row: Row, day: date) -> Iterator[Todo]:
    near = days_after(day, rules_of(row)["implementation"]["deadline_near_days"])
    for each in row["filed"][-1]["milestones"] if row["filed"] else ():
        if each["met"] is None and date.fromisoformat(each["due_on"]) <= near:
            words = f"节点“{each['name']}”"
            yield of_project(
                row, "unit", "milestone", words, day, due_on=each["due_on"], behind=behind(row, row["filed"][-1])
            )


def _accepted(row: Row, day: date) -> Iterator[Todo]:
    """The papers after the acceptance; how long they may take is fixed by no rule that was found, so no day is due."""
    accepted = row["accepted"]
    if accepted is None:
        return
    if not accepted["document"] and rules_of(row)["evidence"]["acceptance"] == "owe":
        yield of_project(row, "government", "acceptance_paper", "验收材料没有归档", day, behind=behind(row, accepted))
    if row["now"]["brief"]["nature"] == "construction" and row["settlement"] is None:
        days = (day - date.fromisoformat(accepted["on"])).days
        words = f"验收已{days}天，还没有登记结算审定"
        yield of_project(row, "government", "settlement", words, day, behind=behind(row, accepted))
