"""Is anything lost that was acknowledged or signed, whoever is killed?"""

from __future__ import annotations

import random

from tests.faults.killing import killed


def test_whoever_is_killed_nothing_acknowledged_or_signed_is_lost() -> None:
    seed = random.randrange(10**6)  # noqa: S311 - another one each time; a failure prints it
    found = killed(10, seed)
    assert (found.lost, found.doubled, found.false) == ([], [], []), f"seed {seed}"
    assert found.rounds == 10
    assert found.acknowledged > 0
    assert found.checkpoints > 0
