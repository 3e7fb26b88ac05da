"""What happened in a year of work, to a finding, an inspection and a report, as their published rows say it?"""

from __future__ import annotations

from collections.abc import Iterator

from api.lives.told import Act, act, after
from domain.calendar import say_day
from projections.model import Row
from projections.sentences.words import inline


def cycle_life(row: Row) -> list[Act]:
    """The steps of the year that are done."""
    return list(_cycle(row))


def _cycle(row: Row) -> Iterator[Act]:
    yield act(row, f"{row['project_year']}年度工作开始")
    for window in row["solicitations"]:
        yield act({"on": window["from_on"]}, f"{window['organiser_word']}开始征集{after(window['notice'])}")
    for batch in row["batches"]:
        if said := batch["publicised"]:
            yield act({"on": said["from_on"]}, f"公示初定候选项目，至{say_day(said['to_on'])}（{said['medium']}）")
        if said := batch["final"]:
            yield act(said, f"确定正式候选项目{len(batch['lines'])}项{after(said['document'])}")
    for notice in row["notices"]:
        yield act(notice, f"集中反馈建议项目的处理结果（{notice['medium']}）")
    if row["closed"]:
        yield act(row["closed"], "年度工作结束")


def life_in_acts(row: Row) -> list[Act]:
    """The acts that the row itself keeps."""
    return [act(each, f"{each['word']}{after('，'.join(_said(each)), '：')}") for each in row.get("acts", ())]


def no_life(_row: Row) -> list[Act]:
    """Of a proposal only what became of it is published, and that stands in its row."""
    return []


def _said(each: Row) -> Iterator[str]:
    if each.get("meeting"):
        yield each["meeting"]
    if each.get("number"):
        yield each["number"]
    if each.get("count"):
        yield f"代表{each['count']}人"
    for name in ("measures", "result", "verdict_word", "conclusion"):
        if each.get(name):
            yield inline(each[name])
    if each.get("reply_due_on"):
        yield f"{say_day(each['reply_due_on'])}以前报告研究处理情况"
    if each.get("late_days"):
        yield f"迟{each['late_days']}天"
