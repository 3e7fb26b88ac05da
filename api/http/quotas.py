"""How many requests may one account send, and how many may all the nameless together?

Never counted by address: a whole hall sits behind one. Whoever signs in is counted where his name is looked up: what is refused
to names that nobody has must not be refused to those that somebody has.
"""

from __future__ import annotations

import math
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from api.budget import Budget, Rate, Seconds
from api.http.origins import SAFE
from api.http.rooms import PROVIDER
from api.refusals import TooManyRequests

if TYPE_CHECKING:
    from api.actor import Actor
    from api.http.route import Route

ACCOUNT: Final = Rate(burst=200, per_second=20)
"""A page asks a dozen questions; a program that brings in a year goes on at 20 a second."""
NAMELESS: Final = Rate(burst=200, per_second=50)
"""Writes of whoever has not signed in, all together: the calculators."""
READERS: Final = Rate(burst=2000, per_second=200)
"""Reads of whoever has not signed in, all together: a county on the evening of a result."""
GOING: Final = Rate(burst=60, per_second=2)
"""To the provider of sign-in, and back from there: each way by itself, for each asks the provider something."""


@dataclass(slots=True)
class Quotas:
    """What everybody has left; `clock` counts the seconds."""

    clock: Seconds = time.monotonic
    account: Rate = ACCOUNT
    nameless: Rate = NAMELESS
    readers: Rate = READERS
    going: Rate = GOING
    budget: Budget = field(init=False)

    def __post_init__(self) -> None:
        self.budget = Budget(self.clock)

    def spend_before_asking(self, route: Route) -> None:
        """Count who goes to the provider of sign-in, before it is asked anything; raises `TooManyRequests`."""
        if route.path.startswith(PROVIDER):
            self._spend(route.path, self.going, "现在用统一身份认证登录的人太多")

    def spend(self, actor: Actor, route: Route) -> None:
        """Count a request of somebody who proved who he is, or of nobody; raises `TooManyRequests`."""
        if actor.through:
            self._spend(f"account {actor.person.ref}", self.account, "您的请求太频繁")
        elif actor.role == "public" and not route.unasked and not route.free:
            rate, whose = (self.readers, "readers") if route.method in SAFE else (self.nameless, "nameless")
            self._spend(whose, rate, "现在没有登录的请求太多")

    def _spend(self, whose: str, rate: Rate, said: str) -> None:
        missing_s = self.budget.missing_s(whose, rate)
        if missing_s:
            wait_s = max(1, math.ceil(missing_s))
            raise TooManyRequests(f"{said}，没有办理，请过{wait_s}秒再试。", retry_after_s=wait_s)
