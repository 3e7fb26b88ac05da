"""What of a file is not read, and what is although nobody sees it?

Numbers of identity cards are forgotten before anything else is read; whatever else is left out is said, so that nobody takes it for recorded.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from api.workbooks.grid import Book, Sheet, column_of, letter_of
from api.workbooks.heads import Heads
from api.workbooks.identities import is_headed_identity, is_identity, quoted
from api.workbooks.lines import Line
from api.workbooks.refusals import ColumnOfIdentities
from api.workbooks.table import Heading, Notice, placed
from domain.refusals import Refusal, refuse_all

_MOST_SAID: Final = 12


def drop_identities(sheet: Sheet, heads: Heads) -> Mapping[int, str]:
    """Forget the columns that hold numbers of identity cards, answered with their heads; raises `ColumnOfIdentities` for one that is needed."""
    holding = {
        column for (row, column), cell in sheet.cells.items() if row > heads.bottom and is_identity(cell.text)
    }  # fmt: skip
    headed = {each.number: each.text for each in heads.headings.values()}
    headed |= {column_of(letter): text for letter, text in heads.unread.items()}
    dropped = {number: headed.get(number, "") for number in holding}
    dropped |= {number: text for number, text in headed.items() if is_headed_identity(text)}
    refuse_all(
        _needed(sheet, heads, each)
        for each in heads.headings.values()
        if each.number in dropped and each.column.required
    )
    for number in dropped:
        heads.unread.pop(letter_of(number), None)
    for name in [name for name, each in heads.headings.items() if each.number in dropped]:
        del heads.headings[name]
    for place in [place for place in sheet.cells if place[1] in dropped and place[0] > heads.bottom]:
        del sheet.cells[place]
    return dropped


def _needed(sheet: Sheet, heads: Heads, heading: Heading) -> Refusal:
    said = f"这一列里有身份证号，台账一律不收。请改填“{heading.column.head}”，删去身份证号再导入。"
    return placed(ColumnOfIdentities(said), sheet.name, heads.bottom, heading.letter, heading.text)


def said_of_identities(dropped: Mapping[int, str]) -> Iterator[Notice]:
    """Which columns were forgotten."""
    for number, head in sorted(dropped.items()):
        letter = letter_of(number)
        said = f"“{quoted(head)}”" if head else ""
        yield Notice(text=f"{letter}列{said}是身份证号，没有读，也不会登记。", column=letter)


def said_of_sheet(book: Book, sheet: Sheet, heads: Heads, lines: Sequence[Line]) -> Iterator[Notice]:
    """Which sheets, columns and lines were not read, and which hidden ones were."""
    yield from _of_sheets(book, sheet)
    for heading in heads.headings.values():
        place = f"{heading.letter}列“{quoted(heading.text)}”"
        if heading.number in sheet.hidden_columns:
            yield Notice(text=f"{place}是隐藏的，也读了。", column=heading.letter)
        if heading.period:
            yield Notice(text=f"{place}按本期发生数读，不是累计数。", column=heading.letter)
    hidden = [str(line.number) for line in lines if line.sort == "row" and line.number in sheet.hidden_rows]
    if hidden:
        yield Notice(text=f"第{_several(hidden)}行是隐藏的，也读了。")
    if heads.unread:
        said = [f"{letter}列“{quoted(text)}”" for letter, text in heads.unread.items()]
        yield Notice(text=f"没有读的列：{_several(said)}。")
    for line in lines:
        if line.sort in ("remark", "section"):
            yield Notice(text=f"第{line.number}行“{quoted(line.said)}”不是表里的一项，没有读。", row=line.number)


def _of_sheets(book: Book, sheet: Sheet) -> Iterator[Notice]:
    if sheet.hidden:
        yield Notice(text=f"读的是隐藏的工作表“{quoted(sheet.name)}”。")
    for hidden, begin in ((False, "没有读的工作表"), (True, "隐藏的工作表没有读")):
        others = [each.name for each in book.sheets if each is not sheet and each.cells and each.hidden == hidden]
        if others:
            yield Notice(text=f"{begin}：{_several([f'“{quoted(name)}”' for name in others])}。")


def _several(said: Sequence[str]) -> str:
    return "、".join(said[:_MOST_SAID]) + (f"等{len(said)}个" if len(said) > _MOST_SAID else "")
