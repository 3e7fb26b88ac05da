"""What is kept of what was tried and refused, so that it is seen and no flood of it fills the disk?

One row says how often somebody did one thing at one place within an hour. Near a ballot it is a day: nothing may tell when
somebody counted votes, so of whoever came with a session pass, and of the routes of a ballot, no hour is kept.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Concatenate, Final, Literal, ParamSpec, TypeVar
from uuid import UUID

from api.accounts.base import Accounts
from api.accounts.refusals import SignInRefused
from api.actor import Actor
from domain.calendar import day_of, end_of_day
from domain.storage.accounts import Line
from domain.storage.accounts.attempts import Attempt, count_attempt, read_attempts

P = ParamSpec("P")
R = TypeVar("R")

What = Literal[
    "sign_in_refused", "role_not_admitted", "other_congress", "other_task", "token_scope",
    "pass_used", "role_taken", "confirmation_given", "confirmation_refused",
]  # fmt: skip
"""What is counted: refusals by their codes, and what is counted rather than told one by one."""
Door = Literal["password", "printed", "provider", "proof"]

DAY: Final = timedelta(days=1)


def hour_of(now: datetime) -> datetime:
    """The beginning of the hour."""
    return now.replace(minute=0, second=0, microsecond=0)


def day_begun(now: datetime) -> datetime:
    """The beginning of the day in Shanghai."""
    return end_of_day(day_of(now)) - DAY


def when(actor: Actor, now: datetime) -> datetime:
    """The moment as it may be kept: of whoever came with a session pass the day alone."""
    return day_begun(now) if actor.through == "pass" else now


def count(line: Line, since: datetime, what: What, who: str = "", place: str = "") -> None:
    """One more of this."""
    count_attempt(line, since, what, who, place)


def refused(accounts: Accounts, actor: Actor, what: What, place: str) -> None:
    """Count that somebody who proved who he is was refused; `place` is a route, '' where it belongs to a ballot."""
    by_day = not place or actor.through == "pass"
    since = day_begun(accounts.now()) if by_day else hour_of(accounts.now())
    with accounts.line() as line:
        count(line, since, what, actor.person.ref, place)


def counted(
    door: Door, whose: Callable[[Accounts, object], UUID | None] = lambda _accounts, _first: None
) -> Callable[[Callable[Concatenate[Accounts, P], R]], Callable[Concatenate[Accounts, P], R]]:
    """A way in whose refusals are counted: by the account, where `whose` finds one by the first argument, else all together."""

    def decorated(way_in: Callable[Concatenate[Accounts, P], R]) -> Callable[Concatenate[Accounts, P], R]:
        @wraps(way_in)
        def tried(accounts: Accounts, /, *args: P.args, **rest: P.kwargs) -> R:
            try:
                return way_in(accounts, *args, **rest)
            except SignInRefused:
                who = whose(accounts, args[0])
                with accounts.line() as line:
                    count(line, hour_of(accounts.now()), "sign_in_refused", str(who or ""), door)
                raise

        return tried

    return decorated


def attempts(accounts: Accounts, after: int, limit: int) -> list[Attempt]:
    """What was counted, after number `after`."""
    with accounts.line() as line:
        return read_attempts(line, after, limit)
