"""How do the lines of the 候选项目一览表 become projects?"""

from __future__ import annotations

from typing import Final, cast
from uuid import UUID

from api.intake.item import Item
from api.intake.refusals import LineTwice, NumberOfAnother
from api.intake.taking import Asked, Steps, Taking
from api.usecases import Answer
from domain.congress.commands import RegisterUnit
from domain.congress.decider import CONGRESS
from domain.texts import shown
from projections.models import PROJECTS
from projects.commands.projects import DraftProject
from projects.deciders.projects import PROJECT
from projects.events.values import Brief, Nature, Place, Sense, Source, SourceAmount, SubItem, Target
from projects.measures.money import SOURCES

PLACES: Final = {
    "places": "places",
    "cooperating": "cooperating",
    "sub_items": "sub_item",
    "sub_items/title": "sub_item",
    "sub_items/amount_fen": "sub_amount",
    "targets": "target",
    "targets/name": "target",
    "targets/unit": "target_unit",
    "targets/planned": "target_planned",
    "sources": "total",
    "total_fen": "total",
    "total_text": "total",
    "deadline_on": "deadline",
    "deadline_text": "deadline",
}
"""The columns in which faults are found whose places are called otherwise in the command; others are called as their column."""


def draft(taking: Taking, item: Item) -> Steps:
    """拟提; units that are not registered are registered first, where whoever hands the table in wants that."""
    taking.once(item.text("title"), item, "/title")
    if known := _known(taking, item):
        return known
    if taking.choices.get("register_units"):
        yield from _register(taking, (item.text("unit"), *item.words("cooperating")))
    answer: Answer = yield Asked(
        command=DraftProject(
            congress=taking.congress,
            project_year=taking.year,
            brief=_brief(taking, item),
            proposals=item.words("proposals"),
        ),
        decider=PROJECT,
        effective_on=taking.day,
    )
    return answer.number


def _known(taking: Taking, item: Item) -> str:
    """The number of the same project where it stands in the ledger already; raises `NumberOfAnother`, `LineTwice`."""
    number, title = item.text("number"), item.text("title")
    for row in taking.rows(PROJECTS):
        if row["project"] == number and row["title"] != title:
            raise NumberOfAnother(
                f"台账里{number}是《{row['title']}》。是同一个的，改成台账里的名称；不是的，把编号清空。",
                pointer="/number",
            )
        if row["project"] == number:
            return number
        if row["title"] == title and taking.year in row["years"]:
            raise LineTwice(
                f"《{shown(title)}》已经登记为{row['project']}。是同一个的，删去这一行；不是的，改一下名称。",
                pointer="/title",
            )
    return ""


def _register(taking: Taking, names: tuple[str, ...]) -> Steps:
    units = taking.state.units
    known = {name for number, unit in units.items() for name in (number, unit.name)}
    number = 0
    for name in dict.fromkeys(name for name in names if name and name not in known):
        number = next(each for each in range(number + 1, len(units) + len(names) + 2) if f"{each:02}" not in units)
        register = RegisterUnit(unit=f"{number:02}", name=name)
        yield Asked(command=register, decider=CONGRESS, stream=UUID(taking.congress))
    return ""


def _brief(taking: Taking, item: Item) -> Brief:
    total, deadline = item.amount("total"), item.day("deadline")
    assert deadline is not None, "the column is one that must be filled"
    whole, *parts = item.parts()
    return Brief(
        title=item.text("title"),
        nature=cast("Nature", item.text("nature")),
        category=item.text("category"),
        content=item.text("content"),
        places=tuple(Place(name=name) for name in item.words("places")),
        unit=taking.unit(item.text("unit"), "/unit"),
        cooperating=tuple(taking.unit(name, "/cooperating") for name in item.words("cooperating")),
        targets=_targets(whole),
        sub_items=_sub_items(parts),
        total_fen=total.fen if total else None,
        total_text=total.text if total else "",
        sources=_sources(item),
        deadline_on=deadline.on.isoformat(),
        deadline_text=deadline.text,
        cross_year=item.text("cross_year") == "yes",
        stage_goal=item.text("stage_goal"),
        beneficiaries=item.text("beneficiaries"),
        investment_code=item.text("investment_code"),
        budget_code=item.text("budget_code"),
    )


def _sub_items(parts: list[list[Item]]) -> tuple[SubItem, ...]:
    return tuple(
        SubItem(
            id=str(place),
            title=lines[0].text("sub_item"),
            amount_fen=amount.fen if (amount := lines[0].amount("sub_amount")) else None,
            targets=_targets(lines),
        )
        for place, lines in enumerate(parts, start=1)
    )


def _targets(lines: list[Item]) -> tuple[Target, ...]:
    named = [line for line in lines if line.text("target")]
    return tuple(
        Target(
            id=str(place),
            name=line.text("target"),
            unit=line.text("target_unit"),
            planned=line.text("target_planned"),
            sense=cast("Sense", line.text("target_sense") or "at_least"),
        )
        for place, line in enumerate(named, start=1)
    )


def _sources(item: Item) -> tuple[SourceAmount, ...]:
    found = ((source, item.amount(f"from_{source}")) for source in SOURCES)
    return tuple(
        SourceAmount(source=cast("Source", source), amount_fen=amount.fen)
        for source, amount in found
        if amount and amount.fen
    )
