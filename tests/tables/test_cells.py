"""Do texts stay texts and numbers the same numbers in both kinds of files, whatever they are?"""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.tables.book import Block, Book, Head, Sheet, Taken, wan
from api.tables.csvs import written
from api.tables.footer import page_footer
from api.tables.xlsx import workbook
from api.workbooks.csvs import read_csv
from domain.money import LARGEST_FEN
from tests.tables.kit import NS, ROOT, page, pages, part

TAKEN = Taken(congress="示例县人民代表大会", position=7, day=date(2026, 3, 31), root=ROOT, algorithm="sha256")
HEADS = (
    Head(name="serial", text="序号", kind="whole", bare=True),
    Head(name="title", text="项目名称", bare=True),
    Head(name="amount", text="总投资", kind="amount", bare=True),
    Head(name="says", text="存在问题", kind="prose"),
)
HOSTILE = (
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1＋1", "＋1", "－1", "＠a", "=cmd|' /C calc'!A0", "'=1+1", "''=1", "  =1",
    '=HYPERLINK("http://示例","x")', "a\r\nb", "a\rb", "\x00\x07", "\ud800", "\ufffe", "_x0041_", "_x000D_", "<b>&amp;</b>", "]]>", '"',
    'a"b,c;d', "'", "'abc'=d", "㐀𠀀😀", "—", "第一行\n第二行", "\u2028", "1.10", "007", "2024-01", "TRUE", "#REF!", "1E5",
)  # fmt: skip


def book(*titles: str, amounts: tuple[Any, ...] = ()) -> Book:
    """A table with a line for each title."""
    blocks = tuple(
        Block(cells={"serial": place, "title": title, "amount": amounts[place - 1] if amounts else None, "says": title})
        for place, title in enumerate(titles, 1)
    )
    return Book(sheets=(Sheet(tab="表", title="示例表", heads=HEADS, blocks=blocks, in_wan=True),), taken=TAKEN)


def test_texts_are_texts_in_a_workbook_whatever_they_begin_with() -> None:
    content = workbook(book(*HOSTILE))
    one = pages(content)[0]
    titles = [cell for (_, at), cell in sorted(one.cells.items()) if at == 2][1:]
    assert len(titles) == len(HOSTILE)
    assert {cell.type for cell in titles} == {"inlineStr"}
    sheet = part(content, "xl/worksheets/sheet1.xml")
    assert "<f>" not in sheet
    assert "<f " not in sheet
    styles = part(content, "xl/styles.xml")
    assert 'quotePrefix="1"' in styles
    for original, cell in zip(HOSTILE, titles, strict=True):
        quoted = _is_quoted(styles, one, cell)
        assert quoted == (original.lstrip("' ")[:1] in tuple("=+-@\t\r\n＝＋－＠")), original


def _is_quoted(styles: str, one: Any, cell: Any) -> bool:
    place = next(place for place, each in one.cells.items() if each is cell)
    name = f"{chr(64 + place[1])}{place[0]}"
    element = next(each for each in one.element.iterfind("s:sheetData/s:row/s:c", NS) if each.attrib["r"] == name)
    formats = styles[styles.index("<cellXfs") : styles.index("</cellXfs>")].split("<xf ")[1:]
    return 'quotePrefix="1"' in formats[int(element.attrib["s"])]


def test_a_csv_holds_nothing_that_begins_like_a_formula_and_every_text_can_be_read_back() -> None:
    content = written(book(*HOSTILE))
    lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))
    assert lines[0] == ["序号", "项目名称", "总投资（万元）", "存在问题"]
    assert len(lines) == 1 + len(HOSTILE)
    assert not [line for line in lines for cell in line if cell.lstrip(" ")[:1] in tuple("=+-@\t\r\n＝＋－＠")]
    assert b"\x00" not in content
    read = read_csv(content).sheets[0].cells
    for row, text in enumerate(HOSTILE, start=2):
        if text.isprintable() and text == text.strip():
            assert read[row, 2].text == text


def test_line_ends_are_kept_and_control_characters_cannot_be() -> None:
    one = page(book("第一行\r\n第二行", "\x07\ud800"))
    found = [cell.text for (_, at), cell in sorted(one.cells.items()) if at == 2][1:]
    assert found == ["第一行\n第二行", "□□"]
    assert '"第一行\n第二行"' in written(book("第一行\r\n第二行")).decode()


@settings(max_examples=30)
@given(st.text(max_size=40))
def test_any_text_is_held_by_both_and_does_not_break_the_file(text: str) -> None:
    made = book(text)
    assert len(pages(workbook(made))) == 1
    lines = list(csv.reader(io.StringIO(written(made).decode("utf-8-sig"), newline=""), strict=True))
    assert len(lines) == 2


@pytest.mark.parametrize(
    ("fen", "kind", "text"),
    [
        (0, "n", "0"),
        (1, "n", "0.000001"),
        (123_456, "n", "0.123456"),
        (100_000_010, "n", "100.00001"),
        (3, "n", "0.000003"),
        (-150_000, "n", "-0.15"),
        (999_999_999_999_999, "n", "999999999.999999"),
        (LARGEST_FEN, "inlineStr", "9007199254.740991"),
    ],
)
def test_an_amount_is_written_digit_for_digit_as_a_number_where_a_spreadsheet_holds_it(
    fen: int, kind: str, text: str
) -> None:
    made = book("甲", amounts=(wan(fen),))
    cell = next(cell for (row, at), cell in page(made).cells.items() if at == 3 and row == 4)
    assert (cell.type, cell.text) == (kind, text)
    assert text in written(made).decode()
    if kind == "n":
        assert Decimal(repr(float(cell.text))) == Decimal(text), "what a spreadsheet makes of it is the same number"


@given(st.integers(min_value=0, max_value=10**15 - 1))
def test_what_is_written_as_a_number_is_the_same_number_when_a_spreadsheet_has_read_it(fen: int) -> None:
    cell = wan(fen)
    assert isinstance(cell, Decimal)
    assert Decimal(repr(float(cell))) == cell == Decimal(fen).scaleb(-6)


def test_tabs_have_names_that_a_spreadsheet_takes() -> None:
    sheet = book("甲").sheets[0]
    tabs = ("甲/乙:丙?*[]'", "甲" * 40, "甲" * 40, "", "History")
    made = Book(sheets=tuple(replace(sheet, tab=tab) for tab in tabs), taken=TAKEN)
    names = [one.name for one in pages(workbook(made))]
    assert len(set(names)) == len(names)
    assert all(0 < len(name) <= 31 and not set(name) & set(r"\/?*[]:'") for name in names)


def test_the_foot_of_a_page_is_short_enough_even_for_the_longest_log() -> None:
    assert len(page_footer(replace(TAKEN, position=2**53 - 1))) < 200
