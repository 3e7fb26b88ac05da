"""How many requests may one account send, and how many may all the nameless together?

Never counted by address: a whole hall sits behind one. Each count is a token bucket: so many at once, so many a second after
that. They are kept in this process's memory alone, and a restart forgives everybody.
"""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from api.http.origins import SAFE
from api.refusals import TooManyRequests

if TYPE_CHECKING:
    from api.actor import Actor
    from api.http.route import Route

Seconds = Callable[[], float]
"""A clock that only goes forward, in seconds from anywhere."""

REMEMBERED: Final = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """At most `burst` at once, and `per_second` after that."""

    burst: int
    per_second: float


ACCOUNT: Final = Rate(burst=200, per_second=20)
"""A page asks a dozen questions; a program that brings in a year goes on at 20 a second."""
NAMELESS: Final = Rate(burst=200, per_second=50)
"""Writes of whoever has not signed in, all together: the calculators."""
SIGN_INS: Final = Rate(burst=600, per_second=10)
"""All together: every deputy of a large congress within the same minute, and no faster guessing than the locks allow."""


@dataclass(slots=True)
class _Bucket:
    left: float
    at: float


@dataclass(slots=True)
class Quotas:
    """What everybody has left; `clock` counts the seconds."""

    clock: Seconds = time.monotonic
    account: Rate = ACCOUNT
    nameless: Rate = NAMELESS
    sign_ins: Rate = SIGN_INS
    _buckets: dict[str, _Bucket] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def spend_before_asking(self, route: Route) -> None:
        """Count a sign-in before anything is looked up for it; raises `TooManyRequests`."""
        if route.unasked and route.method == "POST":
            self._spend("sign-in", self.sign_ins, "现在登录的人太多")

    def spend(self, actor: Actor, route: Route) -> None:
        """Count a request of somebody who proved who he is, or a write of nobody; raises `TooManyRequests`."""
        if actor.through:
            self._spend(f"account {actor.person.ref}", self.account, "您的请求太频繁")
        elif actor.role == "public" and route.method not in SAFE and not route.unasked:
            self._spend("nameless", self.nameless, "现在没有登录的请求太多")

    def _spend(self, whose: str, rate: Rate, said: str) -> None:
        with self._lock:
            now = self.clock()
            bucket = self._bucket(whose, rate, now)
            bucket.left = min(rate.burst, bucket.left + (now - bucket.at) * rate.per_second)
            bucket.at = now
            missing = 1 - bucket.left
            if missing <= 0:
                bucket.left -= 1
                return
        wait_s = max(1, math.ceil(missing / rate.per_second))
        raise TooManyRequests(f"{said}，没有办理，请过{wait_s}秒再试。", retry_after_s=wait_s)

    def _bucket(self, whose: str, rate: Rate, now: float) -> _Bucket:
        if (found := self._buckets.get(whose)) is not None:
            return found
        if len(self._buckets) >= REMEMBERED:
            # Whoever was counted longest ago has everything again by now, or nearly.
            del self._buckets[min(self._buckets, key=lambda each: self._buckets[each].at)]
        return self._buckets.setdefault(whose, _Bucket(rate.burst, now))
