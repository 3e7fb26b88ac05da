"""Are the open tables what their descriptor and dictionary say, the same bytes each time, and inert in any spreadsheet?"""

from __future__ import annotations

import csv
import hashlib
import io
import re
import zipfile
from collections.abc import Callable
from datetime import date
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.opendata.csvs import cell, csv_bytes
from api.opendata.datapackage import DICTIONARY, TABLES, data_package
from api.workbooks.inert import seen, unquoted
from domain.events import topics
from domain.profile.sections import Publication
from projections.ledger.lines import lines
from projections.models import PROJECTS, PROPOSALS
from tests.opendata.kit import taken
from tests.opendata.rounds import CODE as TOWN
from tests.opendata.rounds import PAPERS, sealed
from tests.opendata.standards import faults
from tests.projections.histories import demonstration
from tests.projections.years import Year, brief

EVENTS = demonstration().events
CODES = ("990101", "990101101")
READ: dict[str, Callable[[str], Any]] = {
    "string": str,
    "integer": int,
    "boolean": {"true": True, "false": False}.__getitem__,
    "date": date.fromisoformat,
    "year": int,
    "yearmonth": str,
    "number": float,
}


def files(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist()}


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def tables(events: Any, code: str, audience: Any = "public", **more: Any) -> dict[str, list[dict[str, str]]]:
    found = files(data_package(taken(events, code, audience=audience, **more)))
    return {name.removesuffix(".csv"): rows(data) for name, data in found.items() if name.endswith(".csv")}


@pytest.mark.parametrize("audience", ["public", "inside"])
@pytest.mark.parametrize("code", CODES)
def test_the_standard_finds_nothing_wrong_and_every_cell_is_of_its_declared_type(code: str, audience: Any) -> None:
    found = files(data_package(taken(EVENTS, code, audience=audience)))
    described = orjson.loads(found["datapackage.json"])
    assert faults("tabular_data_package_1", described) == []
    for resource in described["resources"]:
        data = found[resource["path"]]
        assert (resource["bytes"], resource["hash"]) == (len(data), f"sha256:{hashlib.sha256(data).hexdigest()}")
        fields = resource["schema"]["fields"]
        for row in rows(data):
            assert list(row) == [field["name"] for field in fields]
            for field in fields:
                assert row[field["name"]] == "" or READ[field["type"]](row[field["name"]]) is not None


def test_the_dictionary_has_a_line_for_every_field_and_nothing_in_it_is_invented() -> None:
    named = [(table.name, field) for table in TABLES for field in table.fields]
    lines_ = rows(files(data_package(taken(EVENTS, "990101")))[DICTIONARY])
    assert [line["字段"] for line in lines_] == [f"{table}.{field.name}" for table, field in named]
    known = topics()
    assert {event for _, field in named for event in field.events} <= set(known)
    assert {field.key for _, field in named} - {""} <= set(Publication.__dataclass_fields__)
    assert {line["由哪一项公开范围决定"] for line in lines_} >= {"publication.votes", "publication.money", ""}


def test_a_rows_key_names_it_alone() -> None:
    for code in CODES:
        found = tables(EVENTS, code, "inside")
        for table in TABLES:
            keys = [tuple(row[name] for name in table.keys) for row in found[table.name]]
            assert len(keys) == len(set(keys)), table.name


def test_the_figures_are_those_of_the_ledger() -> None:
    year = taken(EVENTS, "990101")
    found = {row["project"]: row for row in tables(EVENTS, "990101")["projects"]}
    for line in lines(year.rows(PROJECTS), 2024, year.day):
        row = found[line.project]
        assert row["year_paid_fen"] == str(line.year_to_date.paid.fen)
        assert row["promised_fen"] == str(line.promised.fen)
        assert row["light"] == line.light_word


def test_votes_stand_where_they_are_published_and_else_it_says_why() -> None:
    (first, *_) = tables(sealed(PAPERS), TOWN)["ballots"]
    assert (first["batch"] + first["number"], first["for"], first["rank"], first["withheld"]) == ("11", "37", "1", "")
    (hidden, *_) = tables(EVENTS, "990101")["ballots"]
    assert hidden["for"] == ""
    assert hidden["withheld"].startswith("按本次会议票决办法，不公布得票数")


def test_the_same_extract_gives_the_same_bytes_and_names_where_it_was_taken() -> None:
    data = data_package(taken(EVENTS, "990101"))
    assert data == data_package(taken(EVENTS, "990101"))
    said = orjson.loads(files(data)["datapackage.json"])
    assert (said["ledger"]["position"], said["ledger"]["root"]) == (len(EVENTS), taken(EVENTS, "990101").root)
    assert said["created"] == EVENTS[-1].envelope.at
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert {each.date_time for each in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {each.compress_type for each in package.infolist()} == {zipfile.ZIP_STORED}


def test_an_inside_file_says_that_it_may_not_be_published() -> None:
    said = orjson.loads(files(data_package(taken(EVENTS, "990101", audience="inside")))["datapackage.json"])
    assert said["ledger"]["audience"] == "inside"
    assert "没有按公开范围筛选，不得公开" in said["description"]
    assert len(tables(EVENTS, "990101", "inside")["proposals"]) == sum(
        row["project_year"] == 2024 for row in taken(EVENTS, "990101", audience="inside").rows(PROPOSALS)
    )


@pytest.mark.parametrize(
    "hostile", ["=HYPERLINK(1)", "+1", "-1+2", "@SUM(1)", "\t=1", "\r=1", "＝1", "  =1", "\u3000=1", "'=1", "=1\n=2"]
)
def test_no_text_is_a_formula_in_any_file(hostile: str) -> None:
    year = Year()
    year.chosen(1, brief(f"{hostile}示例"))
    (row,) = tables(year.log.events, "990101")["projects"]
    assert row["title"][0] == "'"
    assert unquoted(row["title"]) == seen(f"{hostile}示例")


@given(st.text())
def test_whatever_is_written_is_no_formula_and_comes_back(text: str) -> None:
    written = cell(text)
    assert not re.match(r"\s*[=+\-@\t\r\n＝＋－＠]", written)
    assert unquoted(written) == seen(text)


@given(st.lists(st.tuples(st.text(), st.integers() | st.none() | st.booleans(), st.text()), max_size=5))
def test_a_table_is_read_back_cell_by_cell(made: list[tuple[str, Any, str]]) -> None:
    read = csv.reader(io.StringIO(csv_bytes(("甲", "乙", "丙"), made).decode("utf-8-sig"), newline=""))
    assert list(read)[1:] == [[cell(value) for value in row] for row in made]
