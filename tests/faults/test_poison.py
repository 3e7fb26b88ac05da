"""Is an event that cannot be folded or read named and never skipped, while others go on, and is all well after the mend?"""

from __future__ import annotations

from tests.faults.poison import poisoned


def test_what_cannot_be_folded_or_read_is_named_and_never_skipped_and_goes_on_after_the_mend() -> None:
    found = poisoned(0)
    assert found.wrong == []
    assert found.tried == {"fold": 1, "topic": 1}
