"""How does a paper, a table or open data come out of the ledger as a file, for whoever works with it?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Final
from uuid import UUID

from api.extract import Extract, extract
from api.http.audience import OFFICE, Audience
from api.http.queries import year_named
from api.http.readings import reading
from api.http.reply import ANY, Reply
from api.http.route import Call, Route
from api.http.saving import disposition
from api.opendata.kinds import KINDS as DATA
from api.opendata.taken import take
from api.pages.inside import every
from api.pages.look import Crumb, page
from api.pages.routes import shown
from api.paper.asked import Asked
from api.paper.kinds import KINDS
from api.paper.typesetting import typeset
from api.paper.words.kinds import WORDED, as_docx
from api.reading_persons import read_person
from api.refusals import NoSuchPath
from api.tables import TABLES, make
from api.tables.asked import ask
from api.tables.csvs import written
from api.tables.xlsx import workbook
from domain.documents.kinds import FORMATS, Format
from domain.refusals import NotFound

BYTES: Final = "application/octet-stream"
SUFFIXES: Final = {"cvr": "json", "oc4ids": "json", "pabulib": "pb", "cloudevents": "json", "csv": "zip"}
"""How a file of open data is named."""
READERS: Final[Audience] = OFFICE | {"auditor"}
PDF: Final = "application/pdf"
DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OF_BALLOT: Final = frozenset({"ballot", "tally", "labels", "sealing", "evaluation", "evaluation-tally"})
"""Papers of one round or evaluation, the newest unless one is named."""
OF_NUMBER: Final = {
    "assignment": "项目编号，例如2024-03",
    "finding": "问题编号，例如2024问-001",
    "opinions": "专项报告的编号",
}
"""Papers about one project, finding or report, which has to be named."""
BLANK: Final = frozenset({"tally", "evaluation-tally"})
"""Sheets that are also printed empty, to be filled in by hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """A file that there is: its name in the address, what it is called, and how it comes."""

    name: str
    word: str
    forms: tuple[tuple[str, str], ...]
    number: str = ""
    blank: bool = False


def _files(call: Call) -> Reply:
    years = sorted(
        {each["project_year"] for each in every(call, "/cycles", congress=call.actor.congress)}, reverse=True
    )
    year = year_named(call.query["year"]) if call.query.get("year") else next(iter(years), _today(call))
    return page(
        call,
        "desk/files.html",
        title="打印、导出",
        crumbs=(Crumb("工作台", "/desk"),),
        year=year,
        years=years,
        papers=[_offered(name) for name in KINDS],
        tables=[
            Offered(name=name, word=each.word, forms=(("xlsx", "XLSX"), ("csv", "CSV")))
            for name, each in TABLES.items()
        ],
        data=[Offered(name=name, word=each.title, forms=(("file", "下载"),)) for name, each in DATA.items()],
        rounds=_rounds(call, year),
        of_ballot=OF_BALLOT,
    )


def _today(call: Call) -> int:
    return call.desk.clock().year


def _offered(name: str) -> Offered:
    forms = (("pdf", "PDF"), ("docx", "DOCX")) if name in WORDED else (("pdf", "PDF"),)
    return Offered(name=name, word=KINDS[name].word, forms=forms, number=OF_NUMBER.get(name, ""), blank=name in BLANK)


def _rounds(call: Call, year: int) -> list[tuple[str, str]]:
    """The rounds and evaluations of the year, which a paper can be about."""
    rounds = [(each, each.get("kind_word", "")) for each in every(call, "/rounds", congress=call.actor.congress)]
    graded = [
        (each, f"{each['subject_word']}测评") for each in every(call, "/evaluations", congress=call.actor.congress)
    ]
    return [
        (each["stream"], f"{each['meeting_title']}{word}")
        for each, word in (*rounds, *graded)
        if each["project_year"] == year and not each.get("taken_over")
    ]


def _paper(call: Call) -> Reply:
    kind = call.path["kind"]
    if kind not in KINDS:
        raise NoSuchPath("没有这种材料。有哪些材料，见“打印、导出”。")
    wanted = Asked(
        extract=_extract(call),
        ballot=call.query.get("round", ""),
        number=call.query.get("number", "").strip(),
        blank=call.query.get("blank") == "1",
        name=_names(call, kind),
    )
    word = f"{wanted.extract.year}年度{KINDS[kind].word}"
    if call.query.get("as") == "docx":
        if kind not in WORDED:
            raise NoSuchPath(f"{KINDS[kind].word}只有PDF。")
        return _file(as_docx(kind, wanted), word, DOCX, FORMATS[DOCX])
    return _file(typeset(KINDS[kind].make(wanted), code_points=True), word, PDF, FORMATS[PDF])


def _extract(call: Call) -> Extract:
    return extract(call.desk, call.actor.congress, _year(call), call.query.get("as_of", ""))


def _year(call: Call) -> int | None:
    return year_named(call.query["year"]) if call.query.get("year") else None


def _names(call: Call, kind: str) -> Callable[[str], str]:
    """The names behind references for the office, each reading recorded; nobody's for anybody else."""

    def name(reference: str) -> str:
        try:
            subject = UUID(reference)
        except ValueError:
            return ""
        try:
            return read_person(
                call.desk.people(), reading(call, subject, whole=True, reason=f"印{KINDS[kind].word}")
            ).name
        except NotFound:
            return ""

    return name if call.actor.role in OFFICE else lambda _reference: ""


def _table(call: Call) -> Reply:
    what = call.path["table"]
    if what not in TABLES:
        raise NoSuchPath("没有这种表格。有哪些表格，见“打印、导出”。")
    book = make(
        what,
        ask(call.desk, "inside", call.actor.congress, year=_year(call), as_of=call.query.get("as_of", ""), day=None),
    )
    word = f"{call.query.get('year', '')}{TABLES[what].word}"
    if call.query.get("as") == "csv":
        return _file(written(book, _nothing), word, "text/csv; charset=utf-8", FORMATS["text/csv"])
    return _file(workbook(book, _nothing), word, XLSX, FORMATS[XLSX])


def _nothing() -> None:
    """Nobody watches how far a file has come."""


def _data(call: Call) -> Reply:
    """Open data with all that the house knows; the file says itself that it is not for the public."""
    kind = call.path["data"]
    if kind not in DATA:
        raise NoSuchPath("没有这种开放数据。有哪些，见“打印、导出”。")
    taken = take(call.desk, call.actor.congress, _year(call), call.query.get("as_of", ""), audience="inside")
    made = DATA[kind].prepare(taken, call.query.get("round", ""))
    content = made.make(lambda _step: None)
    return _file(content, f"{call.query.get('year', '')}{kind}", BYTES, Format(kind, SUFFIXES[kind]))


def _file(content: bytes, word: str, media_type: str, known: Format) -> Reply:
    """A file for saving."""
    return Reply(content=content, media_type=media_type, headers={"Content-Disposition": disposition(word, known)})


def _download(path: str, summary: str, handle: Any) -> Route:
    return replace(shown(path, summary, handle, READERS), answer_media_type=ANY)


ROUTES: Final = (
    shown("/desk/files", "打印、导出", _files, READERS),
    _download("/papers/{kind}", "一份材料", _paper),
    _download("/desk/tables/{table}", "一张内部表格", _table),
    _download("/desk/data/{data}", "一份内部开放数据", _data),
)
