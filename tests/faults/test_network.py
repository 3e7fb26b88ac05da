"""Is anything lost or done twice when the network does what networks do?"""

from __future__ import annotations

import random

from tests.faults.network import disturbed, duplicated

# Another one each time; a failure prints it.
SEED = random.randrange(10**6)  # noqa: S311 - which connection, and when


def test_whatever_happens_to_connections_every_click_is_recorded_once() -> None:
    found = disturbed(40, SEED)
    assert found.wrong == [], f"seed {SEED}"
    assert found.tried.total() >= 40
    assert found.asked_again > 0


def test_a_hundred_at_once_under_one_key_are_one() -> None:
    found = duplicated(2, SEED)
    assert found.wrong == [], f"seed {SEED}"
    assert found.acknowledged == 2
