"""What stands on the paper of an evaluation 测评票, and on the sheet of its figures?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from api.paper.asked import Asked, Printed
from api.paper.refusals import NotPrintable
from api.paper.sheets import NUMBER, Column, Sheet
from api.paper.tally import SIGNATURES
from domain.congress.decider import CONGRESS
from domain.profile import Evaluation, body_for, recorded_profile
from domain.refusals import NotFound
from domain.transparency.notes import Note
from projections.ledger.lines import Line, lines
from projections.model import Row
from projections.models import MEETING_BOARD, PROJECTS, SATISFACTION
from projections.words.sessions import SUBJECTS
from voting.deciders.evaluations import EVALUATION
from voting.events.evaluations import EvaluationGraded

VOTES: Final = ("satisfied", "basically_satisfied", "dissatisfied")


@dataclass(frozen=True, slots=True, kw_only=True)
class Graded:
    """What is put to be graded: everything that its paper says, and the day since when it is so. An item is its title and its unit."""

    rules: Evaluation
    meeting_title: str
    project_year: int
    subject: str
    items: Sequence[tuple[str, str]]
    on: date

    @property
    def heading(self) -> str:
        """2024年民生实事项目实施完成情况."""
        of_items = "子项" if self.rules.unit == "sub_item" else "项目"
        return f"{self.project_year}年民生实事{of_items}{SUBJECTS[self.subject]}"


def evaluation_paper(asked: Asked) -> Printed:
    """The paper of the evaluation that is named, or of the newest; before one is opened, of every project of the year.

    Raises `NotPrintable`.
    """
    row = _row(asked)
    if row is not None and row["status"] != "marking":
        raise NotPrintable(f"{row['project_year']}年度的测评{row['status_word']}，不再印票。")
    graded = _opened(asked, row) if row is not None else _of_year(asked)
    units = [unit for _, unit in graded.items]
    heads = [{"word": "责任单位", "width": 9}] if any(units) else []
    return Printed(
        template="ballot",
        title=f"{graded.meeting_title}{graded.heading}测评票",
        on=graded.on,
        data={
            "above": graded.meeting_title,
            "heading": f"{graded.heading}测评票",
            "colour": asked.colour,
            "said_title": "测评说明",
            "said": list(_instructions(graded.rules)),
            "heads": heads,
            "marks": list(graded.rules.grades),
            "rows": [{"title": title, "cells": [unit] if heads else []} for title, unit in graded.items],
        },
    )


def _instructions(rules: Evaluation) -> Iterator[str]:
    """Each sentence is one rule of the 测评办法."""
    yield "本次测评采用无记名方式，请不要在票上写姓名或者其他能认出是谁的记号。"
    yield f"对每一项，在{''.join(f'“{word}”' for word in rules.grades)}中选一栏划“○”，只能选一栏。"
    if rules.unmarked == "abstain":
        yield "一栏也没有选的，该项视为弃权；选了两栏以上的，该项无效，不计入。"
    else:
        yield "一栏也没有选，或者选了两栏以上的，该项无效，不计入。"


def evaluation_sheet(asked: Asked) -> Printed:
    """The figures of an evaluation, blank or filled in; raises `NotPrintable` before they were entered."""
    row = _row(asked)
    if asked.blank:
        graded = _opened(asked, row) if row is not None else _of_year(asked)
        empty = [""] * (len(_columns(graded.rules)) - 2)
        rows = [[str(place), title, *empty] for place, (title, _) in enumerate(graded.items, start=1)]
        return _sheet(graded, {}, rows, ["本单由监票人、计票人填写签字，以签字的纸质件为准。"], roomy=0.8).printed()
    if row is None or row["graded_on"] is None:
        raise NotPrintable("测评还没有结果，报告单只能印空白的（--blank），由监票人、计票人填写。")
    graded = _opened(asked, row)
    rows = [_line(place, item, graded.rules) for place, item in enumerate(row["items"], start=1)]
    counted = max(each.position for each in asked.told(row["stream"]) if isinstance(each.event, EvaluationGraded))
    return _sheet(graded, row, rows, list(_notes(row)), root=asked.signed(counted)).printed()


def _sheet(  # noqa: PLR0913, PLR0917 - a sheet has that many parts
    graded: Graded,
    row: Row,
    rows: list[list[str]],
    notes: list[str],
    root: Note | None = None,
    roomy: float = 0.45,
) -> Sheet:
    return Sheet(
        above=graded.meeting_title,
        heading=f"{graded.heading}测评结果报告单",
        on=date.fromisoformat(row["graded_on"]) if row else graded.on,
        facts=_facts(row),
        facts_across=4,
        columns=_columns(graded.rules),
        rows=rows,
        notes=notes,
        signatures=SIGNATURES,
        dated=True,
        papers=("a4", "a3"),
        roomy=roomy,
        root=root,
    )


def _columns(rules: Evaluation) -> list[Column]:
    votes = [Column(head=word, width=max(3, len(word))) for word in (*rules.grades, "无效")]
    return [
        NUMBER,
        Column(head="项目名称", align="left"),
        *votes,
        Column(head="满意率", width=3.8),
        Column(head="等次", width=4.2),
    ]


def _facts(row: Row) -> list[tuple[str, str]]:
    papers = row["papers"] if row else {}
    figures = {
        "全体组成人员": (row.get("members"), "人"),
        "实到": (row.get("present"), "人"),
        "发出票": (papers.get("issued"), "张"),
        "收回票": (papers.get("collected"), "张"),
    }
    return [(name, "" if number is None else f"{number}{unit}") for name, (number, unit) in figures.items()]


def _line(place: int, item: Row, rules: Evaluation) -> list[str]:
    votes = [*VOTES, *(["abstain"] if len(rules.grades) > len(VOTES) else []), "invalid"]
    rate = "" if item["satisfied_rate"] is None else f"{item['satisfied_rate']}%"
    return [str(place), item["title"], *(str(item[name]) for name in votes), rate, item["grade_word"] or "未评定"]


def _notes(row: Row) -> Iterator[str]:
    """The quorum, why an item did not get the best grade, and what was corrected."""
    if row["quorum"] is not None:
        yield row["quorum"]["because"]
    yield from (item["because"] for item in row["items"] if item["grade"] != "satisfied")
    yield from (
        f"更正：{both['what']}由{both['before']}改为{both['after']}（{both['reason'].removesuffix('。')}）。"
        for both in row["corrections"]
    )


def _row(asked: Asked) -> Row | None:
    """The evaluation that is named, or the newest of the year; None where there is none of the year."""
    rows = asked.extract.rows(SATISFACTION)
    if asked.ballot:
        found = [row for row in rows if row["stream"] == asked.ballot]
        if not found:
            raise NotFound(f"没有登记过{asked.ballot}这次测评。")
    else:
        found = [row for row in rows if row["project_year"] == asked.extract.year]
    return found[-1] if found else None


def _opened(asked: Asked, row: Row) -> Graded:
    state = EVALUATION.fold(asked.told(row["stream"]))
    assert state is not None
    opened = state.opened
    return Graded(
        rules=state.profile.evaluation,
        meeting_title=opened.meeting_title,
        project_year=opened.project_year,
        subject=opened.subject,
        items=[(item.title, item.unit) for item in opened.items],
        on=date.fromisoformat(state.opened_on),
    )


def _of_year(asked: Asked) -> Graded:
    """Every project chosen for the year, or its sub-items where those are graded, at the newest meeting of the body that grades."""
    extract = asked.extract
    meeting, rules = _meeting(asked)
    every = lines(extract.rows(PROJECTS), extract.year, extract.days.day)
    found = [line for line in every if not line.carried_over]
    items = [(line.title, line.unit_name) for line in found]
    if rules.unit == "sub_item":
        items = [(title, line.unit_name) for line in found for title in _parts(line)]
    if not items:
        raise NotPrintable(f"{extract.year}年度没有已确定的项目，没有什么可以测评的。")
    return Graded(
        rules=rules,
        meeting_title=meeting["title"],
        project_year=extract.year,
        subject="implementation",
        items=items,
        on=date.fromisoformat(meeting["from_on"]),
    )


def _parts(line: Line) -> list[str]:
    return [part.title for part in line.sub_items] or [line.title]


def _meeting(asked: Asked) -> tuple[Row, Evaluation]:
    congress = CONGRESS.fold(asked.told(asked.extract.stream))
    assert congress is not None
    for row in reversed(asked.extract.rows(MEETING_BOARD)):
        profile = recorded_profile(congress.profiles[(row["adopted"] or row)["profile_version"]])
        if row["body"] in body_for(profile, "evaluation"):
            return row, profile.evaluation
    raise NotPrintable("还没有登记进行测评的会议，票上要印会议的名称。请先登记召开会议。")
