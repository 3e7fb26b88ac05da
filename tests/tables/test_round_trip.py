"""Is what was handed out the same again when somebody hands it in elsewhere?

A table is made of the demonstration's county after something was recorded; it is taken in, as a file, by a ledger that stands where the
county stood before; and what is handed out there must be the same table, cell for cell.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from api.desk import desk_on
from api.layouts import KEYPAD, LAYOUTS
from api.tables import make
from api.tables.csvs import written
from api.tables.xlsx import workbook
from api.workbooks.reading import read_table
from api.workbooks.table import Row
from domain.storage import Ledger
from tests.api.kit import CLERK, Hands, calling
from tests.api.office import Office
from tests.intake.lines import Desk, Line
from tests.projections.histories import demonstration
from tests.projections.kit import Log
from tests.projections.test_on_the_ledger import appended
from tests.tables.kit import COUNTY, asked, county, rows_in


class Trip(NamedTuple):
    """A table, the positions between which the county recorded what stands in it and not before, and the day of its recording."""

    name: str
    before: int
    after: int
    day: str
    period: str = ""


TRIPS = (
    Trip("proposals", 20, 156, "2023-10-13"),
    Trip("candidates", 299, 311, "2023-10-30"),
    Trip("progress", 970, 980, "2024-09-04", "2024-08"),
    Trip("findings", 984, 986, "2024-09-06"),
)


@pytest.mark.parametrize("trip", TRIPS, ids=lambda trip: trip.name)
def test_what_was_handed_out_is_the_same_after_it_was_taken_in(
    ledger: Ledger, hands: Hands, tmp_path: Path, trip: Trip
) -> None:
    events = demonstration().events
    out = make(trip.name, asked(rows_in(events[: trip.after], COUNTY), day=trip.day))
    had = make(trip.name, asked(rows_in(events[: trip.before], COUNTY), day=trip.day)) if trip.before > 300 else None
    assert had is None or had.sheets != out.sheets, "there is something to be taken in"
    before = Log()
    before.take(events[: trip.before])
    appended(ledger, before)
    table = read_table(workbook(out), "台账.xlsx", LAYOUTS[trip.name])
    assert table.faults == ()
    assert not [notice.text for notice in table.notices if "没有读" not in notice.text]
    with desk_on(ledger, tmp_path / "person.key", work=True, clock=hands) as desk, calling(desk, hands) as api:
        office = Office(api, CLERK).on(trip.day)
        office.numbers["congress"] = str(events[0].originator_id)
        there = Desk(office=office, choices={"period": trip.period}, day=date.fromisoformat(trip.day))
        taken = there.take(trip.name, [_line(row) for row in table.rows])
        assert not [fault.detail for each in taken.outcomes for fault in each.faults]
        again = make(trip.name, asked(rows_in(ledger.read_log(0, 2000), COUNTY), day=trip.day))
    assert again == out
    assert workbook(again) == workbook(out)


def _line(row: Row) -> Line:
    return Line(number=row.number, values=row.values, continues=row.continues, faults=row.faults, result=row.result)


def test_a_count_is_read_back_as_it_was_entered() -> None:
    for sheet in (book := county("rounds")).sheets:
        table = read_table(workbook(book), "计票表.xlsx", KEYPAD, sheet=sheet.tab)
        assert table.faults == ()
        read = [dict(row.values) for row in table.rows]
        printed = [{name: block.cells[name] for name in ("number", "title", "for", "against", "abstain", "not_pressed")} for block in sheet.blocks]  # fmt: skip
        assert read == printed


@pytest.mark.parametrize("name", ["proposals", "findings"])
def test_a_csv_says_the_same_as_the_workbook(name: str) -> None:
    book = county(name)
    from_csv, from_workbook = (
        [dict(row.values) for row in read_table(content, f"表.{suffix}", LAYOUTS[name]).rows]
        for suffix, content in (("csv", written(book)), ("xlsx", workbook(book)))
    )
    assert from_csv == from_workbook
    assert len(from_csv) == len(book.sheets[0].blocks)
