"""How do the lines of the 问题清单 become findings, handed to whoever has to put them right?"""

from __future__ import annotations

from typing import Final, cast

from api.intake.item import Item
from api.intake.refusals import LineTwice, NumberOfAnother, ProjectNotFound
from api.intake.taking import Asked, Steps, Taking
from api.usecases import Answer
from domain.calendar import say_day
from domain.texts import shown
from projections.models import FINDINGS, PROJECTS
from projects.commands.findings import AssignFinding, RecordFinding
from projects.deciders.findings import FINDING
from projects.events.findings import FindingSource

PLACES: Final = {"effective_on": "found_on"}
"""The columns in which faults are found whose places are called otherwise in the command."""


def record(taking: Taking, item: Item) -> Steps:
    """问题登记, and 交办 where a unit is named."""
    found, due = item.day("found_on"), item.day("due_on")
    assert found is not None, "the column is one that must be filled"
    projects = tuple(_project(taking, said) for said in item.words("projects"))
    taking.once((projects, item.text("matter")), item, "/matter")
    if known := _known(taking, item, projects, found.on.isoformat()):
        return known
    unit = taking.unit(item.text("unit"), "/unit")
    answer: Answer = yield Asked(
        command=RecordFinding(
            congress=taking.congress,
            found_on=found.on,
            source=cast("FindingSource", item.text("source")),
            projects=projects,
            matter=item.text("matter"),
            place=item.text("place"),
        ),
        decider=FINDING,
        effective_on=taking.day,
    )
    if unit:
        assign = AssignFinding(unit=unit, due_on=due.on if due else None)
        yield Asked(command=assign, decider=FINDING, stream=answer.stream, effective_on=taking.day)
    return answer.number


def _project(taking: Taking, said: str) -> str:
    """The number of the project that is named; raises `ProjectNotFound`."""
    rows = [
        row
        for row in taking.rows(PROJECTS)
        if said == row["project"] or (said == row["title"] and taking.year in row["years"])
    ]
    if len(rows) != 1:
        raise ProjectNotFound(
            f"{taking.year}年度{'有几个' if rows else '没有'}叫“{shown(said)}”的项目，请写台账里的项目编号。",
            pointer="/projects",
        )
    return cast("str", rows[0]["project"])


def _known(taking: Taking, item: Item, projects: tuple[str, ...], found_on: str) -> str:
    """The number of the same finding where it stands in the ledger already; raises `NumberOfAnother`, `LineTwice`."""
    number, matter = item.text("number"), item.text("matter")
    for row in taking.rows(FINDINGS):
        same = row["matter"] == matter and sorted(row["projects"]) == sorted(projects)
        if row["says"] == number:
            if not same:
                raise NumberOfAnother(
                    f"台账里{number}是另一个问题（{shown(row['matter'])}）。是同一个的，改成和台账一样；不是的，把编号清空。",
                    pointer="/number",
                )
            return number
        if same and row["found_on"] == found_on:
            raise LineTwice(
                f"{say_day(found_on)}发现的这个问题已经登记为{row['says']}，请删去这一行。", pointer="/matter"
            )
    return ""
