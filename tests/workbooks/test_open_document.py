"""Is every kind of cell of an OpenDocument read as what it is?"""

from __future__ import annotations

import pytest

from api.workbooks.grid import Cell, Merge, Sheet
from api.workbooks.opening import open_book
from api.workbooks.refusals import WorkbookDamaged
from tests.workbooks.making import with_parts
from tests.workbooks.vendored import FOLDER

BASE = (FOLDER / "ledger.ods").read_bytes()
SPACES = 'xmlns:office="o" xmlns:table="t" xmlns:text="x" xmlns:style="s" xmlns:dc="d"'


def sheets(body: str, styles: str = "") -> tuple[Sheet, ...]:
    """The sheets of an OpenDocument with this inside."""
    content = f"<office:document-content {SPACES}>{styles}{body}</office:document-content>"
    return open_book(with_parts(BASE, {"content.xml": content.encode()}), "a.ods").sheets


def only(cell: str) -> Cell | None:
    """The one cell of a sheet with this cell."""
    (sheet,) = sheets(f'<table:table table:name="表"><table:table-row>{cell}</table:table-row></table:table>')
    return sheet.cells.get((1, 1))


@pytest.mark.parametrize(
    ("inside", "cell"),
    [
        ('office:value-type="float" office:value="1.5"><text:p>2</text:p>', Cell("number", "1.5")),
        ('office:value-type="currency" office:value="1200"><text:p>￥1200</text:p>', Cell("number", "1200")),
        ('office:value-type="percentage" office:value="0.976"><text:p>98%</text:p>', Cell("number", "0.976", "0%")),
        ('office:value-type="boolean" office:boolean-value="true"><text:p>TRUE</text:p>', Cell("truth", "1")),
        (
            'office:value-type="date" office:date-value="2026-12-31"><text:p>12月</text:p>',
            Cell("day", "2026-12-31T00:00:00"),
        ),
        (
            'office:value-type="string"><text:p>一<text:s text:c="2"/>二</text:p><text:p>三</text:p>',
            Cell("text", "一  二\n三"),
        ),
        ('office:value-type="string"><text:p>一<text:tab/>二<text:line-break/>三</text:p>', Cell("text", "一\t二\n三")),
        ('office:value-type="string" office:string-value="一">', Cell("text", "一")),
        (
            'office:value-type="string"><office:annotation><dc:date>2026</dc:date><text:p>批注</text:p></office:annotation><text:p>一</text:p>',
            Cell("text", "一"),
        ),
        (
            'table:formula="of:=1/0" office:value-type="string" office:string-value=""><text:p>#DIV/0!</text:p>',
            Cell("error", "#DIV/0!"),
        ),
        ('table:formula="of:=A2"><text:p/>', Cell("unstored", "of:=A2")),
        ("><text:p/>", None),
    ],
)
def test_a_cell_is_read_by_its_kind(inside: str, cell: Cell | None) -> None:
    assert only(f"<table:table-cell {inside}</table:table-cell>") == cell


def test_hidden_rows_columns_and_sheets_and_merges_are_known() -> None:
    styles = '<style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>'
    text = 'office:value-type="string"><text:p>一</text:p></table:table-cell>'
    body = (
        '<table:table table:name="甲"><table:table-column table:number-columns-repeated="2"/><table:table-column table:visibility="collapse"/>'
        f'<table:table-row><table:table-cell table:number-rows-spanned="2" table:number-columns-spanned="3" {text}'
        '<table:covered-table-cell table:number-columns-repeated="2"/></table:table-row>'
        f'<table:table-row table:visibility="filter" table:number-rows-repeated="2"><table:table-cell {text}</table:table-row></table:table>'
        '<table:table table:name="乙" table:style-name="ta2"/>'
    )
    first, second = sheets(body, styles)
    assert (first.hidden_columns, first.hidden_rows, first.merges) == ({3}, {2, 3}, [Merge(1, 2, 1, 3)])
    assert set(first.cells) == {(1, 1), (2, 1), (3, 1)}
    assert (first.hidden, second.hidden) == (False, True)


def test_an_archive_without_a_sheet_is_damaged() -> None:
    with pytest.raises(WorkbookDamaged):
        sheets("")
