"""Do rows come to the same however many are written at once, and however little is remembered between batches?"""

from __future__ import annotations

import orjson
import psycopg
import pytest

from projections import folding, tables
from projections.versions import Version
from tests.projections.kit import Log, folded, held, rebuilt, running, versions
from tests.projections.toy import TOY, log_of


def test_what_is_forgotten_between_batches_is_read_again(
    reading_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folding, "REMEMBERED", 2)
    log = log_of(60, streams=7)
    plain = folded(TOY, log.events).rows
    with running(reading_database, [TOY], log, batch=3) as (_, waiting):
        assert waiting.wait_for(60, 20, ["toy"])
        assert held(reading_database, "toy") == plain
        live = versions(reading_database, "toy")
    rebuilt(reading_database, [TOY], log, batch=3)
    assert versions(reading_database, "toy") == live


TEXTS = ("", "示例", "\t\\N\n\\.\r", '"{}"', "𠮷🗳", "\\u0041", "'; --")


def test_many_rows_are_copied_as_few_are_inserted(reading_database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    begun = [Version(f"k{text}", text, 1, place, {text: [text, place, None, True]}) for place, text in enumerate(TEXTS)]
    begun += [Version("gone", "", 3, 2**40, None), Version("empty", "990101", 2**62, 2**62, {})]
    found = []
    for copy_from in (1, 10**9):
        monkeypatch.setattr(tables, "COPY_FROM", copy_from)
        rebuilt(reading_database, [TOY], Log())
        with psycopg.connect(reading_database) as conn:
            tables.write_rows(conn, "toy", begun)
        found.append(versions(reading_database, "toy"))
    assert found[0] == found[1]
    assert sorted((key, orjson.loads(row) if row else None) for key, *_, row in found[0]) == sorted(
        (version.key, version.row) for version in begun
    )


def test_what_is_remembered_has_an_end_and_holds_the_batch_that_is_being_written(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(folding, "REMEMBERED", 10)
    remembered = folding.Remembered()
    log = log_of(90, streams=90)
    for start in range(0, 90, 3):
        batch = log.events[start : start + 3]
        done = folding.fold_model(lambda _keys: {}, TOY, batch, remembered)
        remembered.remember(done.rows)
        assert all(remembered[key] == version for key, version in done.rows.now.items())
        assert len(remembered) <= 10 + 2 * len(batch) * 2
