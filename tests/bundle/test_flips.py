"""Is every bit of a bundle guarded, once by its sums and once by the proof itself?

One bit in fifty here; `python -m tests.bench.flips` turns over all of them.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.bundle.flips import NO_EVIDENCE, Flipping, unpacked
from tests.bundle.verified import verified

STRIDE = 50
PROOFS = 240
"""How many bits are turned over with the sums put right, spread over all that is evidence."""


@pytest.fixture(scope="module")
def flipping(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flipping]:
    found = Flipping(unpacked(tmp_path_factory.mktemp("flips")))
    assert verified(found.folder)[0] == 0
    yield found
    assert verified(found.folder)[0] == 0, "every bit was put back"


def test_one_bit_in_fifty_of_every_file_is_guarded_by_the_sums(flipping: Flipping) -> None:
    turned = [(name, bit) for name in flipping.names for bit in range(len(name) % STRIDE, flipping.bits(name), STRIDE)]
    assert len({name for name, _ in turned}) == len(flipping.names)
    assert [where for where in turned if not flipping.found_by_sums(*where)] == []


def test_what_is_evidence_is_guarded_without_the_sums(flipping: Flipping) -> None:
    evidence = [name for name in flipping.names if name not in NO_EVIDENCE]
    whole = sum(map(flipping.bits, evidence))
    for name in evidence:
        # A step that shares no factor with 8 comes by every bit of a byte.
        step = max(1, flipping.bits(name) // max(6, PROOFS * flipping.bits(name) // whole)) | 1
        missed = [bit for bit in range(0, flipping.bits(name), step) if not flipping.found_by_proof(name, bit)]
        assert missed == [], name
