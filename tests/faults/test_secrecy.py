"""Does nothing that is stored tell in which order papers were cast, or which of them is a deputy's?"""

from __future__ import annotations

from math import sqrt

import pytest

from api.keying import faces
from tests.faults.secrecy import LIMIT, PAPERS, played, tau

SEED = 20240118
DEVIATION = sqrt(2 * (2 * PAPERS + 5) / (9 * PAPERS * (PAPERS - 1)))


def test_an_adversary_with_everything_that_is_stored_cannot_rank_papers_by_casting() -> None:
    found = played(3, SEED)
    assert found.taus, "the sealed papers themselves are found, sorted by what they say"
    assert all(abs(one) < LIMIT for taus in found.taus.values() for one in taus), found.told()
    assert found.leaning < 4 * DEVIATION / sqrt(found.runs)


def test_marks_stand_in_the_sealed_event_alone_and_no_deputy_beside_them() -> None:
    found = played(1, SEED)
    assert found.places_with_marks == {"ledger.event_bytes"}
    assert found.links == []


def test_the_same_adversary_ranks_them_all_where_papers_are_staged_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    # What the test above is worth: without the key that is destroyed, rows that were deleted tell everything.
    monkeypatch.setattr(faces, "_seal", lambda _key, _place, plain: plain)
    monkeypatch.setattr(faces, "_open", lambda _key, _place, sealed: sealed)
    found = played(1, SEED)
    assert max(abs(one) for one in found.taus["write-ahead log, first"]) > 0.99


def test_tau_is_kendalls() -> None:
    assert tau([0, 1, 2, 3]) == 1
    assert tau([3, 2, 1, 0]) == -1
    assert tau([1, 0, 2]) == pytest.approx(1 / 3)
