"""How much may be done at once by one, or by all together, and how much a second after that?

Each count is a token bucket, kept in this process's memory alone: a restart forgives everybody.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

Seconds = Callable[[], float]
"""A clock that only goes forward, in seconds from anywhere."""

REMEMBERED: Final = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """At most `burst` at once, and `per_second` after that."""

    burst: int
    per_second: float


@dataclass(slots=True)
class _Bucket:
    left: float
    at: float


@dataclass(slots=True)
class Budget:
    """What everybody has left; `clock` counts the seconds."""

    clock: Seconds = time.monotonic
    buckets: dict[str, _Bucket] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def missing_s(self, whose: str, rate: Rate) -> float:
        """Take one from what `whose` has left; answers 0, or in how many seconds there will be one, and takes none."""
        with self._lock:
            now = self.clock()
            bucket = self._bucket(whose, rate, now)
            bucket.left = min(rate.burst, bucket.left + (now - bucket.at) * rate.per_second)
            bucket.at = now
            missing = 1 - bucket.left
            if missing <= 0:
                bucket.left -= 1
        return max(0.0, missing / rate.per_second)

    def _bucket(self, whose: str, rate: Rate, now: float) -> _Bucket:
        if (found := self.buckets.get(whose)) is not None:
            return found
        if len(self.buckets) >= REMEMBERED:
            # Whoever was counted longest ago has everything again by now, or nearly.
            del self.buckets[min(self.buckets, key=lambda each: self.buckets[each].at)]
        return self.buckets.setdefault(whose, _Bucket(rate.burst, now))
