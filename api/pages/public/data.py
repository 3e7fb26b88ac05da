"""What of a congress's year can anybody take away as a file?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final, NamedTuple

from api.http import queries
from api.http.reply import ANY, Reply
from api.http.route import Call
from api.http.saving import attachment
from api.opendata.kinds import KINDS
from api.opendata.refusals import NoSinglePapers
from api.opendata.taken import Taken, take
from api.pages.outside import every
from api.pages.places import congress_at, year_at
from api.pages.public.around import Row, about, from_year
from api.pages.routes import shown
from api.refusals import NoSuchPath
from api.tables import TABLES, make
from api.tables.asked import Asked, ask
from api.tables.csvs import written
from api.tables.xlsx import workbook
from domain.refusals import NotFound, Refusal

SUFFIXES: Final = {"cvr": "json", "oc4ids": "json", "pabulib": "pb", "cloudevents": "json", "csv": "zip"}
TYPES: Final = {
    "json": "application/json",
    "pb": "text/plain; charset=utf-8",
    "zip": "application/zip",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
SAYS: Final = {
    "cvr": "每张票怎样填的，打乱了次序，不带任何人的身份；只有逐张录入、规则也允许公布的票决才有。",
    "oc4ids": "每个项目的名称、地点、时限、资金、进度和文件，照国际通用的项目公开格式。",
    "pabulib": "供研究的人比较各地的票决；只有逐张录入、规则也允许公布的票决才有。",
    "cloudevents": "从头到尾的每一件事，供程序接着用；没有公布的只列出有这样一件事。",
    "csv": "一组表格和一本数据字典，任何电子表格软件都能打开。",
}
"""What each kind is, for somebody who never heard its name."""


class File(NamedTuple):
    """A file that can be taken away: what it is, where it is, or why it is not there."""

    title: str
    says: str
    links: tuple[tuple[str, str], ...]
    why_not: str = ""


def _data(call: Call) -> Reply:
    congress, year = congress_at(call), year_at(call)
    code, as_of = congress["code"], _as_of(call)
    rounds = [each for each in every(call, "/rounds", congress=code) if each["project_year"] == year]
    faults: list[str] = []
    files: list[File] = []
    tables: list[File] = []
    try:
        taken = take(call.desk, code, year, as_of)
        files = list(_files(taken, rounds))
        tables = list(_tables(ask(call.desk, "public", code, year=year, as_of=as_of)))
    except NotFound as refused:
        faults = [refused.detail]
    return about(
        call,
        "public/data.html",
        congress,
        year,
        title=f"{congress['name']}{year}年度开放数据",
        crumbs=from_year(congress, year),
        files=files,
        tables=tables,
        problems=faults,
    )


def _as_of(call: Call) -> str:
    """The day that is asked for; asked as everybody may ask."""
    queries.as_of(call)
    return call.query.get("as_of", "")


def _files(taken: Taken, rounds: list[Row]) -> Iterator[File]:
    for name, kind in KINDS.items():
        if not kind.of_round:
            yield File(kind.title, SAYS[name], ((f"{name}.{SUFFIXES[name]}", SUFFIXES[name]),))
            continue
        for each in rounds:
            named = f"{each['project_year']}-{each['batch']}-{each['number']}"
            title = f"{kind.title}（{each.get('kind_word') or '票决'}）"
            try:
                kind.prepare(taken, named)
            except (NoSinglePapers, NotFound) as refused:
                yield File(title, SAYS[name], (), refused.detail)
            else:
                yield File(title, SAYS[name], ((f"{name}-{named}.{SUFFIXES[name]}", SUFFIXES[name]),))


def _tables(asked: Asked) -> Iterator[File]:
    for name, table in TABLES.items():
        try:
            book = make(name, asked)
        except Refusal as refused:
            yield File(table.word, "", (), refused.detail)
        else:
            notes = "".join(dict.fromkeys(note for sheet in book.sheets for note in sheet.notes))
            yield File(table.word, notes, ((f"{name}.xlsx", "Excel"), (f"{name}.csv", "CSV")))


def _file(call: Call) -> Reply:
    congress, year = congress_at(call), year_at(call)
    code, as_of = congress["code"], _as_of(call)
    stem, suffix = call.path["name"], call.path["suffix"]
    name, _, named = stem.partition("-")
    if SUFFIXES.get(name) == suffix and bool(named) == KINDS[name].of_round:
        kind = KINDS[name]
        content = kind.prepare(take(call.desk, code, year, as_of), named).make(lambda _: None)
        return _saved(f"{congress['name']}{year}年度{kind.title}{named}", suffix, content)
    if stem in TABLES and suffix in FORMATS:
        book = make(stem, ask(call.desk, "public", code, year=year, as_of=as_of))
        return _saved(f"{congress['name']}{year}年度{TABLES[stem].word}", suffix, FORMATS[suffix](book))
    raise NoSuchPath("没有这个文件。有哪些文件，请看开放数据那一页。")


def _saved(title: str, suffix: str, content: bytes) -> Reply:
    return Reply(content=content, media_type=TYPES[suffix], headers={"Content-Disposition": attachment(title, suffix)})


FORMATS: Final[dict[str, Callable[..., bytes]]] = {"xlsx": workbook, "csv": written}

ROUTES: Final = (
    shown("/congresses/{congress}/{year}/data", "年度开放数据", _data),
    replace(
        shown("/congresses/{congress}/{year}/data/{name}.{suffix}", "开放数据的一个文件", _file), answer_media_type=ANY
    ),
)
