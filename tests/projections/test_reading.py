"""Is a row found as it was at any position, and only what had been recorded by then?"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from psycopg import sql
from psycopg.rows import dict_row

from domain.congress.events import UnitMerged, UnitRegistered, UnitRenamed
from domain.events import Event
from projections import tables
from projections.reading import Reading
from tests.projections.kit import Log, folded, held, rebuilt, running, versions
from tests.projections.toy import TOY, log_of, stream

CODES = ("990101", "990102", "990101001")


def reading_of(conninfo: str) -> Reading:
    @contextmanager
    def connection() -> Iterator[psycopg.Connection[Any]]:
        # The door to storage lends connections that make dicts of rows.
        with psycopg.connect(conninfo, row_factory=dict_row) as conn:
            yield conn

    return Reading(connection)


EVENTS: st.SearchStrategy[Event] = st.one_of(
    st.integers(0, 99).map(lambda number: UnitRegistered(unit=str(number), name="示例")),
    st.sampled_from(CODES).map(lambda code: UnitRenamed(unit="1", name=code, before="")),
    st.just(UnitMerged(unit="1", into="2")),
)


def log_from(history: list[tuple[int, Event]]) -> Log:
    log = Log()
    for number, event in history:
        log.append(stream(number), event)
    return log


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    history=st.lists(st.tuples(st.integers(0, 3), EVENTS), min_size=1, max_size=40),
    batch=st.sampled_from([1, 7, 2000]),
    data=st.data(),
)
def test_rows_at_a_position_are_what_the_events_up_to_it_make(
    reading_database: str, history: list[tuple[int, Event]], batch: int, data: st.DataObject
) -> None:
    log = log_from(history)
    rebuilt(reading_database, [TOY], Log())
    with running(reading_database, [TOY], log, batch=batch) as (_, waiting):
        assert waiting.wait_for(len(log.events), 20, ["toy"])
    live = versions(reading_database, "toy")
    at = data.draw(st.integers(0, len(log.events)))
    reading = reading_of(reading_database)
    plain = folded(TOY, log.events[:at])
    assert held(reading_database, "toy", at) == plain.rows
    assert {shown.key: shown.row for shown in reading.rows(TOY, as_of=at)} == plain.shown(TOY)
    for code in CODES:
        of_one = {shown.key for shown in reading.rows(TOY, congress=code, as_of=at)}
        assert of_one == {key for key, (congress, _) in plain.rows.items() if congress == code}
        below = {shown.key for shown in reading.rows(TOY, within=code, as_of=at)}
        assert below == {key for key, (congress, _) in plain.rows.items() if congress.startswith(code)}
    for number in range(4):
        shown = reading.row(TOY, str(stream(number)), at)
        assert (shown and shown.row) == plain.shown(TOY).get(str(stream(number)))
    rebuilt(reading_database, [TOY], log)
    assert versions(reading_database, "toy") == live


def test_a_list_is_taken_up_after_the_last_row_seen(reading_database: str) -> None:
    rebuilt(reading_database, [TOY], log_of(25, streams=25))
    reading = reading_of(reading_database)
    seen, after = [], None
    while page := reading.rows(TOY, after=after, limit=4):
        assert len(page) <= 4
        seen += [shown.key for shown in page]
        after = page[-1].place
    assert seen == [str(stream(number)) for number in range(25)], "in the order of recording, none twice, none left out"


def test_parts_are_read_with_their_row_and_are_not_listed(reading_database: str) -> None:
    rebuilt(reading_database, [TOY], log_of(1))
    reading = reading_of(reading_database)
    key = f"{stream(0)}#last"
    assert [shown.key for shown in reading.rows(TOY)] == [str(stream(0))]
    assert reading.row(TOY, key) is None
    assert reading.part(TOY, key) == {"unit": "0"}
    assert reading.part(TOY, key, as_of=0) is None


def nodes_of(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for below in plan.get("Plans", ()):
        yield from nodes_of(below)


@pytest.mark.parametrize("events", [200, 2000])
def test_reading_the_past_takes_one_step_a_row_however_long_the_history_is(reading_database: str, events: int) -> None:
    rebuilt(reading_database, [TOY], log_of(events, streams=2))
    listing = tables.parameters(events // 3, congress="990101", last="990101", having="{}", born=0, key="", limit=10)
    asking = [
        (tables.by_key("toy"), tables.parameters(events // 3, keys=[str(stream(0))]), 1),
        (tables.by_congress("toy"), listing, 2),
    ]
    with psycopg.connect(reading_database) as conn:
        conn.execute("SET enable_seqscan TO off")
        for statement, asked, rows in asking:
            explained = sql.SQL("EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) ") + statement
            ((answer,),) = conn.execute(explained, asked)
            scans = [node for node in nodes_of(answer[0]["Plan"]) if "Index" in node["Node Type"]]
            read = sum(
                (node["Actual Rows"] + node.get("Rows Removed by Filter", 0)) * node["Actual Loops"] for node in scans
            )
            # Each row once and its part once; in a list also its birth.
            assert 2 * rows <= read <= 3 * rows
