"""What do deputies read of the candidates before the session, and what of them is posted for everybody?

What is posted shows no more than the publication of the congress's rules lets through.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from api.paper.asked import Asked, Printed
from api.paper.refusals import NotPrintable
from api.paper.sheets import DEADLINE, NUMBER, POSTER, TOTAL, Column, Sheet, footer
from domain.calendar import say_day
from domain.money import print_number, say_amount
from projections.model import Row
from projections.models import CYCLES, PROJECTS
from projections.publication import published
from projects.measures import SOURCES

STAGES: Final = {"final": "正式候选项目", "preliminary": "初步候选项目"}


def candidates(asked: Asked) -> Printed:
    """候选项目一览表: what the deputies are given before the session, as the final list says it, or the preliminary one before."""
    cycle, batch = _batch(asked, _cycles(asked))
    side = "final" if batch["final"] is not None else "preliminary"
    projects = {row["stream"]: row for row in asked.extract.rows(PROJECTS)}
    found = [line for line in batch["lines"] if line[side] is not None]
    seats = f"，应选{batch['seats']}项" if batch["seats"] else ""
    return Sheet(
        above=asked.extract.name,
        heading=f"{cycle['project_year']}年民生实事{STAGES[side]}一览表",
        below=f"共{len(found)}项{seats}" + _which(batch),
        on=date.fromisoformat(batch[side]["on"]),
        columns=[
            NUMBER,
            Column(head="项目名称", width=10, align="left"),
            Column(head="建设内容及规模", align="left"),
            TOTAL,
            Column(head="资金来源", width=9.2, align="left"),
            Column(head="责任单位", width=8),
            DEADLINE,
            Column(head="备注", width=9, align="left"),
        ],
        rows=[
            [str(place), *_candidate(line[side], projects.get(line["stream"]))]
            for place, line in enumerate(found, start=1)
        ],
        footer=footer(asked.extract),
        papers=("a4-landscape", "a3-landscape"),
    ).printed()


def _candidate(side: Row, project: Row | None) -> list[str]:
    brief = (project["promise"] or project["now"])["brief"] if project else {}
    unit = project["unit_names"].get(project["unit"], "") if project else ""
    sources = "\n".join(
        f"{SOURCES[each['source']]}{say_amount(each['amount_fen'])}" for each in brief.get("sources", ())
    )
    across = f"跨年度。{brief['stage_goal']}" if brief.get("cross_year") else ""
    return [side["title"], side["content"], _amount(side), sources, unit, side["deadline"], across]


def _amount(side: Row) -> str:
    """In the words of the list where it is approximate."""
    if side.get("amount_text"):
        return str(side["amount_text"])
    return "" if side.get("amount_fen") is None else print_number(side["amount_fen"])


def notice(asked: Asked) -> Printed:
    """候选项目公示表 A3, as everybody may see it; raises `NotPrintable` before the list is publicised or fixed."""
    seen = [published(row, "public", row["publication"]) for row in _cycles(asked)]
    cycle, batch = _batch(asked, seen)
    side = "final" if batch["final"] is not None else "preliminary"
    found = [line[side] for line in batch["lines"] if line[side] is not None]
    if not found:
        raise NotPrintable("名单还没有公示，也还没有确定，不能张贴。请先登记公示。")
    amounts = [_amount(each) for each in found]
    shown = batch["publicised"]
    days = f"公示时间：{say_day(shown['from_on'])}至{say_day(shown['to_on'])}。" if shown else ""
    return Sheet(
        above=asked.extract.name,
        heading=f"{cycle['project_year']}年民生实事{STAGES[side]}公示表",
        below=f"共{len(found)}项" + _which(batch),
        on=date.fromisoformat(batch["final"]["on"] if side == "final" else shown["from_on"]),
        columns=[
            NUMBER,
            Column(head="项目名称", width=11, align="left"),
            Column(head="建设内容及规模", align="left"),
            *([TOTAL] if any(amounts) else []),
            DEADLINE,
        ],
        rows=[
            [str(place), each["title"], each["content"], *([amount] if any(amounts) else []), each["deadline"]]
            for place, (each, amount) in enumerate(zip(found, amounts, strict=True), start=1)
        ],
        notes=[each for each in (days, *(f"{said}。" for said in cycle["withheld"])) if each],
        papers=("a3-landscape",),
        sizes=POSTER,
    ).printed()


def _cycles(asked: Asked) -> list[Row]:
    return [row for row in asked.extract.rows(CYCLES) if row["project_year"] == asked.extract.year]


def _batch(asked: Asked, cycles: Sequence[Row]) -> tuple[Row, Row]:
    """The batch that is named (2024-2), the newest where none is; raises `NotPrintable`."""
    found = [(cycle, batch) for cycle in cycles for batch in cycle["batches"]]
    if asked.ballot:
        found = [
            (cycle, batch)
            for cycle, batch in found
            if asked.ballot in (str(batch["batch"]), f"{cycle['project_year']}-{batch['batch']}")
            or asked.ballot.startswith(f"{cycle['project_year']}-{batch['batch']}-")
        ]
    if not found:
        which = f"{asked.ballot}这一批" if asked.ballot else f"{asked.extract.year}年度"
        raise NotPrintable(f"{which}还没有拟定候选项目名单，请先登记。")
    return found[-1]


def _which(batch: Row) -> str:
    return "" if batch["batch"] == 1 else f"，第{batch['batch']}批"
