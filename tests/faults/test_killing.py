"""Is anything lost that was acknowledged or signed, whoever is killed?"""

from __future__ import annotations

import random

from tests.faults.killing import killed, served

# Another one each time; a failure prints it.
SEED = random.randrange(10**6)  # noqa: S311 - whom to kill and when


def test_whoever_is_killed_nothing_acknowledged_or_signed_is_lost() -> None:
    found = killed(4, SEED)
    assert found.wrong == [], f"seed {SEED}"
    assert found.acknowledged > 0
    assert found.checkpoints > 0


def test_an_office_at_work_loses_no_click_and_does_none_twice_whoever_is_killed() -> None:
    found = served(3, SEED)
    assert found.wrong == [], f"seed {SEED}"
    assert found.acknowledged > 0
