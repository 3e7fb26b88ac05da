"""Which documents in words are there, by the name under which the command line asks for them?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from api.paper.asked import Asked, Printed
from api.paper.refusals import NotPrintable
from api.paper.words.announcing import announcement
from api.paper.words.editable.filling import blank, filled
from api.paper.words.evaluation_method import evaluation_method
from api.paper.words.explanation import explanation
from api.paper.words.facts import Facts, facts_of
from api.paper.words.letters import assignment, finding, opinions
from api.paper.words.method import method
from api.paper.words.pieces import Document, as_json
from api.paper.words.report import public_report, report
from api.paper.words.resolving import resolution
from api.paper.words.script import script

TEMPLATE: Final = "words"


@dataclass(frozen=True, slots=True)
class Worded:
    """A kind of document: what the office calls it, and how it is written."""

    word: str
    write: Callable[[Facts, Asked], Document]


WORDED: Final[Mapping[str, Worded]] = {
    "announcement": Worded("公告（街道是通报）", lambda facts, asked: announcement(facts, batch(asked))),
    "resolution": Worded("决定（票选以后）", lambda facts, asked: resolution(facts, batch(asked))),
    "script": Worded("主持词", lambda facts, asked: script(facts, batch(asked))),
    "method": Worded("票决办法", lambda facts, asked: method(facts, batch(asked))),
    "evaluation-method": Worded("测评办法（草案）", lambda facts, _asked: evaluation_method(facts)),
    "explanation": Worded("候选项目情况说明", lambda facts, asked: explanation(facts, batch(asked))),
    "opinions": Worded("审议意见", lambda facts, asked: opinions(facts, asked.number)),
    "finding": Worded("整改通知、整改督办单", lambda facts, asked: finding(facts, asked.number)),
    "assignment": Worded("任务交办单", lambda facts, asked: assignment(facts, asked.number)),
    "report": Worded("年度报告", lambda facts, _asked: report(facts)),
    "public-report": Worded("年度报告（向社会公布的）", lambda facts, _asked: public_report(facts)),
}


def write(kind: str, asked: Asked) -> Document:
    """The document that is asked for; raises `NotPrintable`, `NoBallot`."""
    return WORDED[kind].write(facts_of(asked.extract, asked.name), asked)


def printed(kind: str, asked: Asked) -> Printed:
    """The same, ready to be set."""
    document = write(kind, asked)
    return Printed(template=TEMPLATE, title=document.title, on=_day(document, asked), data=as_json(document))


def as_docx(kind: str, asked: Asked, template: bytes | None = None) -> bytes:
    """The same as a file that an office edits; a blank one is our template. Raises `NotPrintable`, `TemplateRefused`."""
    if asked.blank:
        return blank()
    document = write(kind, asked)
    return filled(document, _day(document, asked), template)


def _day(document: Document, asked: Asked) -> date:
    """The day that the file carries: that of what is written in it, so that it is the same file whenever it is made."""
    return date.fromisoformat(document.day) if document.day else asked.extract.days.day


def batch(asked: Asked) -> int:
    """The batch of the round that is named (2024-2-1), or named alone (2024-2); the first one unless; raises `NotPrintable`."""
    if not asked.ballot:
        return 1
    parts = asked.ballot.split("-")
    if len(parts) not in (2, 3) or not all(part.isdecimal() and len(part) <= LONGEST for part in parts):
        raise NotPrintable(f"“{asked.ballot}”不是一批，应写成年度-批次-轮次，例如{asked.extract.year}-1-1。")
    if int(parts[0]) != asked.extract.year:
        raise NotPrintable(
            f"“{asked.ballot}”是{parts[0]}年度的，要的是{asked.extract.year}年度的文件，请用--year写明年度。"
        )
    return int(parts[1])


LONGEST: Final = 4
"""Digits of a year; longer numbers name no round."""
