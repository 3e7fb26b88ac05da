"""Does anything that anybody hands in become a table or a refusal, within bounds?"""

from __future__ import annotations

import io
import random
import tracemalloc
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.workbooks.grid import MOST_ROWS
from api.workbooks.marking import mark
from api.workbooks.reading import read_table
from api.workbooks.refusals import WorkbookDamaged, WorkbookEncrypted, WorkbookMacros, WorkbookTooLarge
from api.workbooks.table import MOST_FAULTS, Table
from domain.money import FEN, parse_amount, print_number
from domain.refusals import Faults, Refusal
from tests.workbooks.hostile import PLAIN, SHEET, many_rows
from tests.workbooks.making import LEDGER, comma, edited, parts, with_parts, xlsx
from tests.workbooks.vendored import FOLDER

SEEDS = {
    "xlsx": (FOLDER / "ledger.xlsx").read_bytes(),
    "plain": PLAIN,
    "xls": (FOLDER / "ledger.xls").read_bytes(),
    "ods": (FOLDER / "ledger.ods").read_bytes(),
    "csv": comma(["项目名称", "总投资（万元）"], ["示例小学", "1200"], encoding="gb18030"),
}
LARGEST_MEMORY = 64 * 2**20


def tried(content: bytes, name: str = "示例.xlsx") -> Table | None:
    """The table, or nothing where it is refused; anything else that happens is a fault of ours."""
    try:
        return read_table(content, name, LEDGER)
    except (Refusal, Faults):
        return None


@settings(max_examples=150, deadline=None)
@given(
    st.binary(max_size=400),
    st.sampled_from(["", "PK\x03\x04", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "项目名称,总投资（万元）\n"]),
)
def test_any_bytes_become_a_table_or_a_refusal(content: bytes, begin: str) -> None:
    tried(begin.encode("latin-1" if begin.isascii() or begin[0] == "\xd0" else "utf-8") + content)


@pytest.mark.parametrize("kind", SEEDS)
def test_a_file_cut_off_anywhere_becomes_a_table_or_a_refusal(kind: str) -> None:
    content = SEEDS[kind]
    for end in range(0, len(content), max(len(content) // 60, 1)):
        tried(content[:end], f"示例.{kind}")


@pytest.mark.parametrize("kind", SEEDS)
def test_a_file_with_bits_turned_becomes_a_table_or_a_refusal(kind: str) -> None:
    chance = random.Random(7)  # noqa: S311 - the same damage in every run
    for _ in range(60):
        spoilt = bytearray(SEEDS[kind])
        for _ in range(chance.randint(1, 8)):
            spoilt[chance.randrange(len(spoilt))] ^= 1 << chance.randrange(8)
        tried(bytes(spoilt), f"示例.{kind}")


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_a_sheet_with_damaged_xml_becomes_a_table_or_a_refusal(data: st.DataObject) -> None:
    xml = parts(PLAIN)[SHEET].decode()
    at = data.draw(st.integers(0, len(xml)))
    piece = data.draw(
        st.sampled_from(
            [
                "<",
                "</c>",
                '<c r="A1"',
                "&",
                '"',
                "<row>",
                "<v>1e999</v>",
                "<v>nan</v>",
                "\0",
                "<c><v>1</v></c>",
                "<is/>",
                ' r="ZZZZ9"',
            ]
        )
    )
    table = tried(edited(PLAIN, lambda text: text[:at] + piece + text[at + data.draw(st.integers(0, 9)) :]))
    assert table is None or isinstance(table, Table)


def test_what_lies_about_its_size_is_not_believed() -> None:
    content = bytearray(with_parts(PLAIN, {SHEET: parts(PLAIN)[SHEET] + b" " * 100_000}))
    with ZipFile(io.BytesIO(content)) as archive:
        size = archive.getinfo(SHEET).file_size
    said = bytes(content).replace(size.to_bytes(4, "little"), (size - 99_000).to_bytes(4, "little"))
    with pytest.raises(WorkbookDamaged):
        read_table(said, "示例.xlsx", LEDGER)


@pytest.mark.parametrize(
    "content",
    [many_rows(100_000), comma(*[["项目名称", "总投资（万元）"]], *[["示例", "1"]] * 100_000)],
    ids=["xlsx", "csv"],
)
def test_a_hundred_thousand_rows_are_refused_without_being_held(content: bytes) -> None:
    tracemalloc.start()
    try:
        with pytest.raises(WorkbookTooLarge, match=str(MOST_ROWS)):
            read_table(content, "示例.csv", LEDGER)
        assert tracemalloc.get_traced_memory()[1] < LARGEST_MEMORY
    finally:
        tracemalloc.stop()


def bomb(part: str, begin: bytes, filling: bytes, times: int, end: bytes) -> bytes:
    """A workbook one part of which is the same piece many times over."""
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, content in parts(PLAIN).items():
            if name != part:
                archive.writestr(name, content)
        archive.writestr(ZipInfo(part), begin + filling * times + end, ZIP_DEFLATED, 9)
    return out.getvalue()


MAIN = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
BOMBS = {
    "merges one over the other": bomb(
        SHEET,
        MAIN
        + b'<sheetData><row r="1"><c r="A1" t="str"><v>\xe9\xa1\xb9\xe7\x9b\xae</v></c></row></sheetData><mergeCells>',
        b'<mergeCell ref="A1:XFD1048576"/>',
        30_000,
        b"</mergeCells></worksheet>",
    ),
    "columns hidden again and again": bomb(
        SHEET, MAIN + b"<cols>", b'<col min="1" max="16384" hidden="1"/>', 3_000, b"</cols></worksheet>"
    ),
    "elements in elements": bomb(SHEET, MAIN, b"<a>", 50_000, b""),
    "a text without an end": bomb(
        SHEET, MAIN + b'<sheetData><row><c t="str"><v>', b"9" * 1000, 3_000, b"</v></c></row></sheetData></worksheet>"
    ),
}


@pytest.mark.parametrize("content", BOMBS.values(), ids=BOMBS.keys())
def test_what_grows_when_it_is_read_is_held_within_bounds(content: bytes) -> None:
    tracemalloc.start()
    try:
        assert tried(content) is None
        assert tracemalloc.get_traced_memory()[1] < 2 * LARGEST_MEMORY
    finally:
        tracemalloc.stop()


def test_cells_that_hold_nothing_are_counted_too() -> None:
    cells = bomb(SHEET, MAIN + b"<sheetData><row>", b"<c/>", 310_000, b"</row></sheetData></worksheet>")
    with pytest.raises(WorkbookTooLarge, match="300000"):
        read_table(cells, "示例.xlsx", LEDGER)


def ods(rows: str) -> bytes:
    """An OpenDocument with these rows."""
    spaces = 'xmlns:office="o" xmlns:table="t" xmlns:text="x"'
    body = (
        f'<office:document-content {spaces}><table:table table:name="表">{rows}</table:table></office:document-content>'
    )
    return with_parts(SEEDS["ods"], {"content.xml": body.encode()})


def test_a_row_repeated_a_million_times_is_not_made_a_million_times() -> None:
    cell = '<table:table-cell table:number-columns-repeated="1000000" office:value-type="string"><text:p>x</text:p></table:table-cell>'
    with pytest.raises(WorkbookTooLarge):
        read_table(
            ods(f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>'), "a.ods", LEDGER
        )


def test_empty_rows_repeated_to_the_end_of_the_sheet_cost_nothing() -> None:
    def cell(text: str) -> str:
        return f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'

    rows = "".join(
        f"<table:table-row>{''.join(map(cell, texts))}</table:table-row>"
        for texts in (("项目名称", "总投资（万元）"), ("示例小学", "1"))
    )
    empty = '<table:table-row table:number-rows-repeated="1048574"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    assert [row.number for row in read_table(ods(rows + empty), "a.ods", LEDGER).rows] == [2]


def test_all_faults_are_said_at_once_up_to_a_number_and_then_how_many_more() -> None:
    table = read_table(
        xlsx(["项目名称", "总投资（万元）"], *(["示例", "x"] for _ in range(MOST_FAULTS + 7))), "a.xlsx", LEDGER
    )
    assert len(table.faults) == MOST_FAULTS + 1
    assert table.faults[-1].numbers == {"rest": 7}
    assert sum(len(row.faults) for row in table.rows) == MOST_FAULTS + 7


@settings(max_examples=40, deadline=None)
@given(fen=st.integers(0, 10**13), style=st.sampled_from(["plain", "full", "comma", "wan", "yuan", "about", "blank"]))
def test_an_amount_is_the_same_in_every_spelling(fen: int, style: str) -> None:
    number = print_number(fen)
    whole, dot, rest = number.partition(".")
    written = {
        "plain": number,
        "full": "".join(chr(ord(letter) + 0xFEE0) for letter in number),
        "comma": f"{int(whole):,}{dot}{rest}",
        "wan": f"{number}万元",
        "yuan": f"{print_number(fen, '元')}元",
        "about": f"约{number}",
        "blank": f"　{number}\u00a0",
    }[style]
    table = read_table(comma(["项目名称", "总投资（万元）"], ["示例", written]), "a.csv", LEDGER)
    amount = table.rows[0].values["total"]
    assert amount == parse_amount(written.strip(), "万元")
    assert getattr(amount, "fen", None) == fen


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**11), st.sampled_from(["元", "万元"]))
def test_a_number_that_excel_keeps_is_read_to_the_fen(fen: int, unit: str) -> None:
    number = fen / FEN["元" if unit == "元" else "万元"]
    table = read_table(xlsx(["项目名称", f"总投资（{unit}）"], ["示例", number]), "a.xlsx", LEDGER)
    assert getattr(table.rows[0].values["total"], "fen", None) == fen


@settings(max_examples=30, deadline=None)
@given(st.lists(st.lists(st.text(max_size=8), min_size=2, max_size=2), max_size=4))
def test_whatever_stands_in_the_cells_can_be_marked(rows: list[list[str]]) -> None:
    content = comma(["项目名称", "总投资（万元）"], *rows, ["示例", "x"])
    table = tried(content, "a.csv")
    if table is not None:
        assert tried(mark(content, "a.csv", table, {})) is not None


def test_an_old_workbook_with_a_password_or_a_program_is_refused() -> None:
    begin = SEEDS["xls"].index(b"\x09\x08\x10\x00") + 20
    locked = SEEDS["xls"][:begin] + b"\x2f\x00" + SEEDS["xls"][begin + 2 :]
    with pytest.raises(WorkbookEncrypted):
        read_table(locked, "a.xls", LEDGER)
    with pytest.raises(WorkbookMacros):
        read_table(SEEDS["xls"] + "_VBA_PROJECT_CUR\0".encode("utf-16-le"), "a.xls", LEDGER)


def test_a_day_that_is_none_is_an_error_and_can_be_marked() -> None:
    def cell(inside: str) -> str:
        return f"<table:table-cell {inside}</table:table-cell>"

    def words(text: str) -> str:
        return cell(f'office:value-type="string"><text:p>{text}</text:p>')

    rows = [
        [words("项目名称"), words("完成时限")],
        [words("示例"), cell('office:value-type="date" office:date-value="2026-02-30">')],
    ]
    content = ods("".join(f"<table:table-row>{''.join(row)}</table:table-row>" for row in rows))
    table = read_table(content, "a.ods", LEDGER)
    assert [fault.code for fault in table.faults] == ["cell_error"]
    assert mark(content, "a.ods", table, {})
