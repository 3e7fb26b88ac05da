"""Is what somebody fills into an empty table of ours read back as it was filled in?"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from api.layouts import LAYOUTS
from api.workbooks.columns import Column, DaySaid, Kind, Layout, Value
from api.workbooks.identities import holds_identity
from api.workbooks.inert import put_text
from api.workbooks.reading import read_table
from api.workbooks.refusals import WorkbookEmpty
from api.workbooks.template import HELP, template
from api.workbooks.wording import NONE
from domain.money import LARGEST_FEN, Amount, print_number
from tests.workbooks.making import LEDGER, parts

ALL = {**LAYOUTS, "ledger": LEDGER}
WORDS = st.text("示例小学北段一二abcXYZ019（），。：；+-=@'", min_size=1, max_size=12).filter(
    lambda text: text not in NONE and not holds_identity(text) and not text.isdigit() and text[0] not in "（一二"
)
DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))
NUMBERS = st.integers(0, 10**9)

VALUES: Mapping[Kind, Callable[[Column], st.SearchStrategy[Value]]] = {
    "text": lambda _: WORDS,
    "prose": lambda _: st.lists(WORDS, min_size=1, max_size=3).map("\n".join),
    "amount": lambda _: st.integers(0, LARGEST_FEN // 10**5).map(lambda fen: Amount(fen=fen)),
    "whole": lambda _: NUMBERS,
    "decimal": lambda _: st.tuples(NUMBERS, st.integers(1, 999)).map(
        lambda both: f"{both[0]}.{both[1]:03}".rstrip("0")
    ),
    "day": lambda _: DAYS.map(lambda day: DaySaid(on=day)),
    "choice": lambda column: st.sampled_from(list(column.choices.values())),
    "words": lambda _: st.lists(WORDS.filter(lambda text: not set(text) & set("、；;")), min_size=1, max_size=3).map(
        tuple
    ),
    "percent": lambda _: st.integers(0, 2000).map(lambda tenths: f"{tenths // 10}.{tenths % 10}".removesuffix(".0")),
}


def rows(layout: Layout) -> st.SearchStrategy[dict[str, Value]]:
    """A row that says everything that the table may say."""
    read = [column for column in layout.columns if not column.recomputed]
    return st.fixed_dictionaries(
        {column.name: VALUES[column.kind](column) for column in read if column.required},
        optional={column.name: VALUES[column.kind](column) for column in read if not column.required},
    )


def typed(value: Value, column: Column) -> str:
    """A value as somebody types it."""
    match value:
        case Amount():
            return print_number(value.fen)
        case DaySaid():
            return value.text or value.on.isoformat()
        case tuple():
            return "、".join(value)
        case str() if column.kind == "choice":
            return next(word for word, code in column.choices.items() if code == value)
        case str() if column.kind == "percent":
            return f"{value}%"
        case _:
            return str(value)


def filled(layout: Layout, all_rows: list[dict[str, Value]]) -> bytes:
    """The empty table with these rows typed into it."""
    workbook = load_workbook(io.BytesIO(template(layout)))
    page: Any = workbook[layout.title]
    for number, row in enumerate(all_rows, start=2):
        for place, column in enumerate(layout.columns, start=1):
            if column.name in row:
                put_text(page.cell(number, place), typed(row[column.name], column))
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


@pytest.mark.parametrize("layout", ALL.values(), ids=ALL.keys())
@settings(max_examples=8, deadline=None)
@given(data=st.data())
def test_what_is_filled_in_is_read_back(layout: Layout, data: st.DataObject) -> None:
    wanted = data.draw(st.lists(rows(layout), min_size=1, max_size=3, unique_by=str))
    table = read_table(filled(layout, wanted), "填好.xlsx", layout)
    assert [fault.detail for fault in table.faults] == []
    assert [dict(row.values) for row in table.rows] == [row for row in wanted if row]


@pytest.mark.parametrize("layout", ALL.values(), ids=ALL.keys())
def test_an_empty_table_has_every_head_and_nothing_to_read(layout: Layout) -> None:
    with pytest.raises(WorkbookEmpty, match="只有表头"):
        read_table(template(layout), "空表.xlsx", layout)
    page = load_workbook(io.BytesIO(template(layout))).worksheets[0]
    assert page.title == layout.title
    assert page.max_column == len(layout.columns)
    assert page.freeze_panes == "A2"


@pytest.mark.parametrize("layout", ALL.values(), ids=ALL.keys())
def test_the_same_table_has_the_same_bytes(layout: Layout) -> None:
    assert template(layout, {"unit": ["示例局"]}) == template(layout, {"unit": ["示例局"]})


def test_required_columns_are_marked_and_every_head_says_how_it_is_filled_in() -> None:
    page: Any = load_workbook(io.BytesIO(template(LEDGER))).worksheets[0]
    heads = {cell.value: cell for cell in page[1]}
    assert [head for head in heads if head.endswith("*")] == ["项目名称*"]
    assert all(cell.font.bold and cell.comment.text for cell in heads.values())
    assert "必填" in heads["项目名称*"].comment.text
    assert "按最后一天登记" in heads["完成时限"].comment.text


def test_words_are_chosen_from_a_list_however_long_it_is() -> None:
    many = [f"示例承办单位第{number}号" for number in range(100)]
    workbook: Any = load_workbook(io.BytesIO(template(LEDGER, {"places": many})))
    rules = {str(rule.sqref): rule for rule in workbook.worksheets[0].data_validations.dataValidation}
    assert rules["D2:D501"].formula1 == "'选项'!$D$1:$D$2"
    assert rules["D2:D501"].showErrorMessage
    assert not rules["N2:N501"].showErrorMessage
    assert [cell.value for cell in workbook["选项"]["N"]] == many
    assert workbook["选项"].sheet_state == "hidden"


def test_the_page_that_explains_names_every_column() -> None:
    page = load_workbook(io.BytesIO(template(LEDGER)))[HELP]
    said = [row[0] for row in page.iter_rows(values_only=True)]
    assert all(any(str(text).startswith(column.head) for text in said) for column in LEDGER.columns)


def test_no_word_that_is_offered_becomes_a_formula() -> None:
    workbook: Any = load_workbook(io.BytesIO(template(LEDGER, {"places": ["=1+1", "@x"]})))
    assert [(cell.data_type, cell.value, bool(cell.quotePrefix)) for cell in workbook["选项"]["N"][:2]] == [
        ("s", "=1+1", True),
        ("s", "@x", True),
    ]
    assert b"<f>" not in parts(template(LEDGER, {"places": ["=1+1"]}))["xl/worksheets/sheet2.xml"]
