"""Is an event that cannot be folded or read named and never skipped, while others go on, and is all well after the mend?"""

from __future__ import annotations

from tests.faults.poison import poisoned, unreadable


def test_a_fold_that_breaks_stops_its_read_model_alone_until_it_is_mended() -> None:
    assert poisoned(0).wrong == []


def test_an_event_of_a_newer_release_stops_the_worker_before_it_and_nobody_else() -> None:
    assert unreadable(0).wrong == []
