"""What does a bundle show of what was lawfully erased, and of what was erased otherwise?"""

from __future__ import annotations

from pathlib import Path

import pytest

from api.bundle.making import ErasureNotSigned
from domain.congress.events import ContentErased, UnitRegistered
from tests.bundle.kit import bundle
from tests.bundle.memory import MemorySource
from tests.bundle.verified import verified
from tests.given import envelope
from tests.projections.test_publication import played


@pytest.fixture
def source() -> MemorySource:
    """A ledger that ends with the erasure of the unit's name, which is carried out."""
    ledger, _ = played([50, 40, 30, 20])
    named = next(one for one in ledger.log.events if isinstance(one.event, UnitRegistered))
    erased = ContentErased(positions=(named.position,), reason="示例理由")
    ledger.log.append(named.originator_id, erased, on=envelope(on="2024-03-01"))
    made = MemorySource(ledger.log.events)
    made.erase(named.position)
    return made


def test_a_bundle_verifies_where_something_was_erased_by_law(source: MemorySource, tmp_path: Path) -> None:
    source.sign(tmp_path, [len(source.events)])
    code, said = verified(bundle(source, tmp_path, size=len(source.events)).path)
    assert (code, said["withheld"]) == (0, "ok"), said


def test_no_bundle_is_made_before_the_erasure_is_signed(source: MemorySource, tmp_path: Path) -> None:
    source.sign(tmp_path, [len(source.events) - 1])
    with pytest.raises(ErasureNotSigned, match=f"第{len(source.events)}号"):
        bundle(source, tmp_path, size=len(source.events))
    assert [path.suffix for path in tmp_path.iterdir()] == [".note"]


def test_what_was_erased_without_a_word_is_false(source: MemorySource, tmp_path: Path) -> None:
    source.erase(2)
    source.sign(tmp_path, [len(source.events)])
    code, said = verified(bundle(source, tmp_path, size=len(source.events)).path)
    assert (code, said["withheld"].split(":")[0]) == (1, "false 2")
