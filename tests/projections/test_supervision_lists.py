"""Are lists narrowed by what the rows of findings contain, now and then?"""

from __future__ import annotations

from typing import Any

from projections.findings import FINDINGS
from tests.projections.kit import rebuilt
from tests.projections.play import Ledger
from tests.projections.test_reading import reading_of
from tests.projections.test_supervision import MODELS
from tests.projections.watched import at, county, recording, settled


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
