"""Are the rows of findings, inspections and reports the same live and rebuilt, now and then, and are lists narrowed by them?"""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from projections.findings import FINDINGS
from tests.projections.kit import Log, folded, held, rebuilt, running, versions
from tests.projections.play import Ledger
from tests.projections.test_reading import reading_of
from tests.projections.test_supervision import MODELS, SEEDED
from tests.projections.watched import at, county, recording, settled, supervised_at_random

NAMES = [model.name for model in MODELS]


@pytest.mark.parametrize("batch", [1, 7, 2000])
@settings(max_examples=2, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rng=SEEDED)
def test_a_rebuild_equals_what_was_served_live_and_what_stood_at_any_position(
    reading_database: str, batch: int, rng: Random
) -> None:
    history = supervised_at_random(rng).log
    log = Log()
    rebuilt(reading_database, MODELS, log)
    with running(reading_database, MODELS, log, batch=batch) as (_, waiting):
        for recorded in history.events:
            log.take([recorded])
        assert waiting.wait_for(len(log.events), 60, NAMES)
        live = {name: versions(reading_database, name) for name in NAMES}
    rebuilt(reading_database, MODELS, log)
    assert {name: versions(reading_database, name) for name in NAMES} == live
    for at_position in rng.sample(range(len(log.events) + 1), 3):
        for model in MODELS:
            rows = folded(model, log.events[:at_position])
            assert held(reading_database, model.name, at_position) == rows.rows


def test_lists_are_narrowed_by_what_the_rows_contain_now_and_then(reading_database: str) -> None:
    ledger = Ledger()
    congress = county(ledger)
    first = ledger.do(recording(congress, projects=("2024-01", "2024-02")), at("2024-05-22"))
    second = ledger.do(recording(congress), at("2024-05-22"))
    before = len(ledger.log.events)
    settled(ledger, first)
    rebuilt(reading_database, MODELS, ledger.log)
    reading = reading_of(reading_database)

    def found(having: dict[str, Any], as_of: int | None = None, limit: int = 9) -> list[str]:
        return [shown.key for shown in reading.rows(FINDINGS, having=having, as_of=as_of, limit=limit)]

    assert found({}) == [str(first), str(second)]
    assert found({"projects": ["2024-02"]}) == [str(first)]
    assert found({"projects": ["2024-0"]}) == []
    assert found({"units": ["01"]}) == [str(first)]
    assert found({"open": True}) == [str(second)]
    assert found({"open": True}, limit=1) == [str(second)], "a page is full of what was asked for"
    assert found({"open": True}, as_of=before) == [str(first), str(second)]
    assert found({"units": ["01"]}, as_of=before) == []
