"""What stands in the 目标任务完成表: what was to be reached, what is done of it, and whether that is enough?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from api.tables.asked import Asked
from api.tables.book import Block, Cells, Head, Sheet, number, share, some
from projections.ledger.targets import Aimed, Done
from projections.ledger.targets import targets as targets_of
from projections.models import PROJECTS

MET: Final = {True: "达到", False: "未达到", None: "未报"}
HEADS: Final = (
    Head(name="serial", text="序号", kind="whole", bare=True),
    Head(name="number", text="项目编号", bare=True),
    Head(name="title", text="项目名称", bare=True),
    Head(name="unit", text="责任单位", bare=True),
    Head(name="sub_item", text="子项名称", down=False),
    Head(name="target", text="目标任务", down=False, bare=True),
    Head(name="target_unit", text="计量单位", kind="choice", down=False, bare=True),
    Head(name="sense", text="目标要求", kind="choice", down=False),
    Head(name="planned", text="计划数", kind="decimal", down=False, bare=True),
    Head(name="for_year", text="本年计划数", kind="decimal", down=False),
    Head(name="done", text="完成数", kind="decimal", down=False, bare=True),
    Head(name="rate", text="任务完成率", kind="percent", down=False, bare=True),
    Head(name="met", text="是否达到", kind="choice", down=False, bare=True),
    Head(name="counted_by", text="清点单位", down=False),
    Head(name="document", text="清点依据", down=False),
    Head(name="standing", text="项目进展", kind="choice", bare=True),
)


def targets(asked: Asked) -> tuple[Sheet, ...]:
    """The targets of the year's projects; done is what is done since the beginning."""
    found = targets_of(asked.seen(PROJECTS).rows, asked.year)
    blocks = tuple(_block(place, project) for place, project in enumerate(found, 1))
    return (
        Sheet(
            tab="目标任务完成表",
            title=asked.title("项目目标任务完成表"),
            heads=HEADS,
            blocks=blocks,
            notes=("完成数是开工以来累计；“不超过”的目标没有完成率，只看是否达到。",) if blocks else (),
        ),
    )


def _block(place: int, project: Aimed) -> Block:
    cells: Cells = {
        "serial": place,
        "number": project.project,
        "title": project.title,
        "unit": some(project.unit_name),
        "standing": project.standing_word,
    }
    return Block(cells=cells, parts=tuple(_parts(project)))


def _parts(project: Aimed) -> Iterator[Cells]:
    yield from map(_target, project.targets)
    for part in project.sub_items:
        aims = [_target(each) for each in part.targets] or [{}]
        yield {"sub_item": part.title, **aims[0]}
        yield from aims[1:]


def _target(each: Done) -> Cells:
    return {
        "target": each.name,
        "target_unit": each.unit,
        "sense": "不超过" if each.at_most else None,
        "planned": number(each.planned),
        "for_year": None if each.planned_for_year is None else number(each.planned_for_year),
        "done": None if each.done is None else number(each.done),
        "rate": share(each.percent),
        "met": MET[each.met],
        "counted_by": some(each.counted_by),
        "document": some(each.document),
    }
