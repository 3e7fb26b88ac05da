"""Is each awkward workbook read, or refused, exactly as its case says?"""

from __future__ import annotations

import pytest

from api.workbooks.table import Table
from tests.workbooks.cases import Case, faults_of, outcome, rows_of
from tests.workbooks.corpus import CASES


def test_there_are_at_least_sixty() -> None:
    assert len(CASES) >= 60


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_each_becomes_what_its_case_says(case: Case) -> None:
    refused, table = outcome(case)
    assert [fault.code for fault in refused] == [code for code, _ in case.refused], [fault.detail for fault in refused]
    for fault, (_, piece) in zip(refused, case.refused, strict=True):
        assert piece in fault.detail
    if isinstance(table, Table):
        assert rows_of(table) == case.rows
        assert faults_of(table) == case.faults
        said = [notice.text for notice in table.notices]
        assert len(said) == len(case.notices), said
        for text, piece in zip(said, case.notices, strict=True):
            assert piece in text
