"""Is a paper that was acknowledged to its teller ever lost, whoever is killed while papers are keyed and sealed?"""

from __future__ import annotations

import random

from tests.faults.keying import PAPERS, TELLERS, killed


def test_no_paper_is_lost_and_none_is_sealed_twice_whoever_is_killed() -> None:
    seed = random.randrange(10**6)  # noqa: S311 - another one each time; a failure prints it
    found = killed(1, 6, seed)
    assert (found.lost, found.wrong) == ([], []), f"seed {seed}"
    assert (found.rounds, found.papers) == (1, PAPERS * len(TELLERS))
    assert found.kills >= 6
