"""By which events does a figure of the 台账 stand?

Every number that a reader sees is a value with `behind`: the events that it was made from, by stream, position and day. From there
the history of the stream tells the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from domain.calendar import days_late
from domain.profile import compose
from projects.measures import Figures
from projects.measures.money import Name

Row = Mapping[str, Any]
SHIPPED: Final = compose()
"""The rules that hold for a congress that has not recorded any."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """An event behind a figure; `late` is 补录: typed (`recorded_on`) more days after `on` than the rules allow.

    `position` is None for readers outside; `recorded_on` is empty where the row does not keep it.
    """

    stream: str
    on: str
    recorded_on: str
    late: bool
    position: int | None = None


Events = tuple[Behind, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """An amount in fen, None where nothing says it."""

    fen: int | None
    behind: Events


NO_MONEY: Final = Money(fen=None, behind=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Four:
    """The four amounts 下达、到位、支付、完成投资 of one scope."""

    allotted: Money
    received: Money
    paid: Money
    completed: Money

    def of(self, name: Name) -> Money:
        """The amount of this name."""
        found: Money = getattr(self, name)
        return found

    @property
    def figures(self) -> Figures:
        """The bare numbers."""
        return Figures(**{name: self.of(name).fen for name in NAMES})


NAMES: Final[tuple[Name, ...]] = ("allotted", "received", "paid", "completed")
NO_FOUR: Final = Four(allotted=NO_MONEY, received=NO_MONEY, paid=NO_MONEY, completed=NO_MONEY)


def rules_of(row: Row) -> Row:
    """The newest rules of the project's congress."""
    found: Row = row["rules"] or SHIPPED
    return found


def behind(row: Row, *deeds: Row | None) -> Events:
    """The events that these deeds were, each once; a deed that names a stream of its own stands there."""
    late_after = rules_of(row)["implementation"]["late_after_days"]
    found = [
        Behind(
            stream=deed.get("stream", row["stream"]),
            position=deed["position"],
            on=deed["on"],
            recorded_on=deed["recorded_on"],
            late=days_late(deed["on"], deed["recorded_on"]) > late_after,
        )
        for deed in deeds
        if deed is not None
    ]
    return together(found)


def together(*many: Iterable[Behind]) -> Events:
    """Events from several sides, each once, in the order of the log."""
    found = {event.position or 0: event for events in many for event in events}
    return tuple(found[position] for position in sorted(found))


def money(row: Row, fen: int | None, deed: Row | None) -> Money:
    """An amount that a deed says."""
    return NO_MONEY if fen is None else Money(fen=fen, behind=behind(row, deed))


def total(amounts: Iterable[Money]) -> Money:
    """The sum of what is known; None where nothing is."""
    known = [amount for amount in amounts if amount.fen is not None]
    if not known:
        return NO_MONEY
    return Money(fen=sum(amount.fen or 0 for amount in known), behind=together(*(amount.behind for amount in known)))


def totals(fours: Iterable[Four]) -> Four:
    """The sums of each of the four amounts."""
    fours = list(fours)
    return Four(**{name: total(four.of(name) for four in fours) for name in NAMES})
