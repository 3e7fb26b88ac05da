"""Does a wrong clock lose a click, double one, or slip a date past the signer?"""

from __future__ import annotations

from tests.faults.clock import turned


def test_a_wrong_clock_loses_nothing_and_is_named() -> None:
    assert turned(0).wrong == []
