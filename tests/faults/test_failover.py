"""Does a standby that was waited for have everything, and is it noticed when one was not?"""

from __future__ import annotations

import random

from tests.faults.failover import failed_over, failed_over_behind

# Another one each time; a failure prints it.
SEED = random.randrange(10**6)  # noqa: S311 - when


def test_a_synchronous_standby_takes_over_without_a_loss_or_a_fork() -> None:
    found = failed_over(1, SEED)
    assert found.wrong == [], f"seed {SEED}"
    assert found.acknowledged > 0
    assert found.checkpoints > 0


def test_an_asynchronous_one_loses_and_the_signer_does_not_sign_what_is_left() -> None:
    found = failed_over_behind(SEED)
    assert found.wrong == []
    assert found.shown["lost_for_want_of_waiting"] > 0
    assert found.shown["forked"] > 0
