"""Is the position that the log had reached by an instant found, whatever the clocks of those who wrote?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import accumulate

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.calendar import rfc3339
from domain.congress.events import UnitRegistered
from projections.moments import MOMENTS, position_before
from tests.given import ENVELOPE
from tests.projections.kit import Log, rebuilt, versions
from tests.projections.test_reading import reading_of
from tests.projections.toy import stream

BEGAN = datetime(2024, 1, 18, 7, 59, tzinfo=UTC)
STEPS = st.one_of(
    st.integers(-90_000_000, 150_000_000), st.sampled_from([0, 1, -1, 60_000_000, 59_999_999, 86_400_000_000])
)


def log_at(times: Sequence[datetime]) -> Log:
    log = Log()
    for number, time in enumerate(times):
        log.append(stream(0), UnitRegistered(unit=str(number), name="示例"), on=replace(ENVELOPE, at=rfc3339(time)))
    return log


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEPS, min_size=1, max_size=30), asked=st.integers(0, 29), off=st.sampled_from([-1, 0, 1]))
def test_the_position_of_an_instant_is_the_last_before_anything_later(
    reading_database: str, steps: list[int], asked: int, off: int
) -> None:
    times = [BEGAN + timedelta(microseconds=each) for each in accumulate(steps)]
    end = times[asked % len(times)] + timedelta(microseconds=off)
    log = log_at(times)
    rebuilt(reading_database, [MOMENTS], log)
    later = [position for position, time in enumerate(accumulate(times, max), 1) if time >= end]
    found = position_before(reading_of(reading_database), log.read, end)
    assert found == (later[0] - 1 if later else None)


def test_a_row_a_minute_is_all_that_is_kept(reading_database: str) -> None:
    log = log_at([BEGAN + timedelta(seconds=each) for each in range(180)])
    rebuilt(reading_database, [MOMENTS], log)
    assert len({key for key, *_ in versions(reading_database, "moments")}) == 3 + 1
