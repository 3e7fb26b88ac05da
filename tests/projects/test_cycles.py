"""Does a year of work come from its opening to its end, one step after the other?"""

from __future__ import annotations

from tests.projects import years


def test_a_county_fixes_its_list_after_review_publicity_and_submission() -> None:
    final = years.fixed().state.batches[1].final
    assert (final.on, final.by, final.said.seats, len(final.said.items)) == ("2024-01-17", "session_presidium", 10, 12)
