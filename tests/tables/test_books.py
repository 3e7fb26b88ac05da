"""Do tables come out right, whatever their size, the day, and the history behind them?"""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from itertools import product
from random import Random
from zipfile import ZipFile

import pytest
from openpyxl.worksheet.cell_range import CellRange

from api.extract import AUDIENCES
from api.printed.columns import width
from api.tables import TABLES, fitting, make
from api.tables.book import Book
from api.tables.csvs import aside, written
from api.tables.footer import page_footer
from api.tables.xlsx import workbook
from domain.events import Recorded
from domain.refusals import NotFound
from projections.models import PROJECTS
from tests.projections.histories import at_random, demonstration
from tests.projections.test_erased import without
from tests.projections.years import W, Year, brief
from tests.tables.kit import COUNTY, asked, county, of_county, page, pages, part, rows_in
from tests.tables.test_cells import HOSTILE, TAKEN, book
from tests.tables.test_demo_year import column, exactly, total_line


def many(projects: int) -> Book:
    """The county's 进度台账 with that many projects: its own over and over, under numbers of their own."""
    own = [row for row in of_county()(PROJECTS) if row["promise"]]
    rows = []
    for place in range(projects):
        row = own[place % len(own)]
        rows.append({**row, "project": f"2024-{place + 1:03}", "stream": f"{row['stream']}-{place}"})
    return make("progress", asked(lambda model: rows if model is PROJECTS else []))


@pytest.mark.parametrize("projects", [100, 558])
def test_a_long_ledger_has_every_project_once_and_the_sum_of_all(projects: int) -> None:
    long = many(projects)
    one = page(long)
    last = total_line(one)
    numbers = [
        cell.text for (row, at), cell in one.cells.items() if at == 2 and row < last and cell.text.startswith("2024-")
    ]
    assert numbers == [f"2024-{place:03}" for place in range(1, projects + 1)]
    place = column(one, "完成投资")
    amounts = [
        exactly(cell.text) for (row, at), cell in one.cells.items() if at == place and row < last and cell.type == "n"
    ]
    assert len(amounts) == projects
    assert exactly(one.cells[last, place].text) == sum(amounts)
    assert len(list(csv.reader(io.StringIO(written(long).decode("utf-8-sig"), newline="")))) == last - min(
        row for row, _ in one.cells if (row, 2) in one.cells and one.cells[row, 2].text == "2024-001"
    ) + 1  # fmt: skip


def test_heads_stand_on_every_page_and_what_is_said_once_is_merged_down() -> None:
    one = page(many(100))
    with_heads = next(row for (row, _), cell in sorted(one.cells.items()) if cell.text == "序号")
    book_xml = part(workbook(many(100)), "xl/workbook.xml")
    assert f"!${with_heads}:$" in book_xml
    assert "Print_Titles" in book_xml
    assert any(each.startswith("B") and each.split(":")[1].startswith("B") for each in one.merged)


@pytest.mark.parametrize("name", TABLES)
def test_the_same_table_is_the_same_bytes(name: str) -> None:
    one, other = county(name), make(name, asked(of_county()))
    assert workbook(one) == workbook(other)
    assert written(one) == written(other)
    assert aside(one, written(one)) == aside(other, written(other))
    with ZipFile(io.BytesIO(workbook(one))) as parts:
        assert {each.date_time for each in parts.infolist()} == {(2000, 1, 1, 0, 0, 0)}
        assert parts.namelist() == sorted(parts.namelist())


def test_another_process_writes_the_same_bytes() -> None:
    script = (
        "import sys; from tests.tables.test_cells import HOSTILE, book; from api.tables.xlsx import workbook; "
        "sys.stdout.buffer.write(workbook(book(*HOSTILE)))"
    )
    told = subprocess.run(
        [sys.executable, "-c", script], env={**os.environ, "PYTHONHASHSEED": "1"}, check=True, capture_output=True
    )
    assert told.stdout == workbook(book(*HOSTILE))


def test_two_days_differ_exactly_where_something_was_recorded_between_them() -> None:
    events = demonstration().events
    before, after = (
        make("progress", asked(rows_in(events[:position], COUNTY), day="2024-09-04")).sheets[0]
        for position in (970, 974)
    )
    changed = [
        (old.cells["number"], {name for name in new.cells if old.cells.get(name) != new.cells[name]})
        for old, new in zip(before.blocks, after.blocks, strict=True)
        if old != new
    ]
    reported = {one.originator_id for one in events[970:974]}
    rows = {row["project"] for row in of_county()(PROJECTS) if row["stream"] in map(str, reported)}
    assert {number for number, _ in changed} == rows
    assert all("period" in names and "title" not in names and "plan" not in names for _, names in changed)


def test_nothing_is_cut_off_and_no_number_is_too_wide_for_its_column() -> None:
    for name in TABLES:
        for sheet in county(name).sheets:
            heads = sheet.printed
            sizes = dict(zip((head.name for head in heads), fitting.widths(sheet, heads), strict=True))
            for block in sheet.blocks:
                points = fitting.heights(block, heads, sizes)
                room = sum(points)
                for head in heads:
                    text = fitting.shown(block.cells.get(head.name), head.kind)
                    assert fitting.height(fitting.lines_needed(text, sizes[head.name])) <= room + 0.01
                    if head.kind in ("amount", "whole", "decimal", "percent"):
                        assert width(text) + 1 <= sizes[head.name], (name, head.name, text)


def test_a_wide_table_goes_on_a3_and_no_table_is_wider_than_that_holds() -> None:
    for name in TABLES:
        for sheet in county(name).sheets:
            assert fitting.LEAST <= sum(fitting.widths(sheet, sheet.printed)) <= 1.3 * fitting.A3_WIDTH, name


def test_the_foot_of_a_page_is_short_enough_even_for_the_longest_log() -> None:
    assert len(page_footer(replace(TAKEN, position=2**53 - 1))) < 200


def made_of(events: Iterable[Recorded], code: str, day: str, years: Iterable[int] = (2024,)) -> int:
    """How many tables come out of a history, as both kinds of files, for both audiences; each must."""
    rows, out = rows_in(events, code, day), 0
    for name, audience, year in product(TABLES, AUDIENCES, years):
        with suppress(NotFound):
            book = make(name, asked(rows, year=year, day=day, audience=audience))
            assert pages(workbook(book))
            assert aside(book, written(book))
            out += 1
    return out


def test_tables_come_out_of_whatever_history() -> None:
    for seed in range(2):
        events = at_random(Random(seed)).events  # noqa: S311 - a history, no secret
        last = max(each.envelope.effective_on for each in events)
        codes = {str(getattr(each.event, "code", "")) for each in events} - {""}
        years = {getattr(each.event, "project_year", 0) for each in events} - {0}
        assert sum(made_of(events, code, last, sorted(years)) for code in sorted(codes))


def test_tables_come_out_when_everything_that_can_be_erased_was() -> None:
    assert made_of(without(demonstration().events, lambda _: True), COUNTY, "2025-06-30") >= len(TABLES)


def test_no_cell_is_merged_twice_and_nothing_stands_below_a_merge() -> None:
    for name in TABLES:
        for one in pages(workbook(county(name))):
            held = [
                (row, column)
                for each in one.merged
                for cells in [CellRange(each)]
                for row, column in cells.cells
                if (row, column) != (cells.min_row, cells.min_col)
            ]
            assert len(held) == len(set(held)), name
            assert not set(held) & set(one.cells), name


def test_whatever_words_a_paper_has_for_an_amount_or_a_deadline_stand_as_they_are() -> None:
    year = Year()
    year.chosen(
        1, brief("甲", total_fen=1000 * W, total_text="暂估1000万元（以概算批复为准）", deadline_text="2024-2025年")
    )
    year.chosen(2, brief("乙", total_fen=500 * W))
    year.chosen(3, brief("丙", total_fen=None))
    rows = rows_in(year.log.events, COUNTY, "2024-06-30")
    tasks, progress, promises = (
        {cell.text for cell in page(make(name, asked(rows, day="2024-06-30"))).cells.values()}
        for name in ("tasks", "progress", "promises")
    )
    assert tasks & progress >= {"暂估1000万元（以概算批复为准）", "约1,500"}
    assert "2024-2025年" in tasks & promises
    drafted = Year()
    drafted.draft(1, brief("甲", deadline_text="2024-2025年", total_text="暂估"))
    texts = {cell.text for cell in page(make("candidates", asked(rows_in(drafted.log.events, COUNTY)))).cells.values()}
    assert texts >= {"2024-2025年", "暂估", "约1,000"}
