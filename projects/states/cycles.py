"""What stands about a congress's year of work 年度工作, and which step can come next?"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from domain.refusals import NotFound
from projects.events import cycles as c
from projects.states.home import Home, home

if TYPE_CHECKING:
    from domain.events import Body, Envelope, Event

Group = c.SupervisionGroupFormed | c.SupervisionGroupChanged


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A period, in days as ISO text, and the day on which its end was recorded, if it was."""

    from_on: str
    to_on: str
    ended_on: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixed:
    """A final list: what it says, on which day and by which body it was fixed."""

    said: c.FinalListFixed
    on: str
    by: Body | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """批次: from the preliminary list to the round (or, where nothing is balloted, to the day of listing 列入)."""

    preliminary: c.PreliminaryListDrawnUp
    drawn_up_on: str
    publicity: Window | None = None
    submitted_on: str = ""
    final: Fixed | None = None
    rounds: tuple[str, ...] = ()
    listed_on: str = ""

    @property
    def stands(self) -> bool:
        """Whether the final list can no longer be replaced."""
        return bool(self.rounds or self.listed_on)

    @property
    def newest(self) -> tuple[tuple[c.Listed, ...], str]:
        """The list that holds now, and since which day."""
        return (self.final.said.items, self.final.on) if self.final else (self.preliminary.items, self.drawn_up_on)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cycle:
    """The year of work; `last_on` is the latest day on which anything of it happened, `closed_on` the day it was closed."""

    home: Home
    project_year: int
    opened_on: str
    last_on: str
    taken_over: bool = False
    solicitations: tuple[Window, ...] = ()
    batches: dict[int, Batch] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)
    closed_on: str = ""

    def on_final_list(self, number: str, unchosen_on: str = "") -> bool:
        """Whether a project stands on a final list that was not yet decided about it.

        `unchosen_on` is the day of its last 未获确定: lists fixed until then have been decided.
        """
        return any(batch.final and self._waits(batch, number, unchosen_on) for batch in self.batches.values())

    def waiting_in(self, number: str, unchosen_on: str = "") -> int:
        """The batch whose newest list, preliminary or final, a project stands on and waits for the decision; 0 where on none."""
        return next((n for n, batch in self.batches.items() if self._waits(batch, number, unchosen_on)), 0)

    def _waits(self, batch: Batch, number: str, unchosen_on: str) -> bool:
        items, since = batch.newest
        return since > unchosen_on and any(item.project == number for item in items)


def evolve(state: Cycle | None, event: Event, envelope: Envelope) -> Cycle | None:
    """The year of work after one more event of its stream."""
    on = envelope.effective_on
    if isinstance(event, c.CycleOpened | c.CycleTakenOver):
        taken_over = isinstance(event, c.CycleTakenOver)
        return Cycle(home=home(event), project_year=event.project_year, opened_on=on, last_on=on, taken_over=taken_over)
    if state is None:
        raise NotFound("没有找到这个年度的工作。")
    return replace(_evolve(state, event, envelope), last_on=max(on, state.last_on))


def _evolve(state: Cycle, event: Event, envelope: Envelope) -> Cycle:
    on = envelope.effective_on
    match event:
        case c.SolicitationOpened():
            opened = Window(from_on=event.from_on, to_on=event.to_on)
            return replace(state, solicitations=(*state.solicitations, opened))
        case c.SolicitationClosed():
            *before, last = state.solicitations
            return replace(state, solicitations=(*before, replace(last, ended_on=on)))
        case c.PreliminaryListDrawnUp():
            return replace(state, batches={**state.batches, event.batch: Batch(preliminary=event, drawn_up_on=on)})
        case c.SupervisionGroupFormed() | c.SupervisionGroupChanged():
            return replace(state, groups={**state.groups, event.group: event})
        case c.CycleClosed():
            return replace(state, closed_on=on)
        case c.FeedbackNoticePublished():
            return state
        case (
            c.ListPublicised()
            | c.PublicityEnded()
            | c.ListSubmitted()
            | c.FinalListFixed()
            | c.ListBalloted()
            | c.ProjectsListed()
        ):
            batch = _batch(state.batches[event.batch], event, envelope)
            return replace(state, batches={**state.batches, event.batch: batch})
        case _:
            raise AssertionError(f"not an event of a year of work: {event!r}")


def _batch(batch: Batch, event: Event, envelope: Envelope) -> Batch:
    on = envelope.effective_on
    match event:
        case c.ListPublicised():
            return replace(batch, publicity=Window(from_on=event.from_on, to_on=event.to_on))
        case c.PublicityEnded():
            assert batch.publicity is not None, "what ends has begun"
            return replace(batch, publicity=replace(batch.publicity, ended_on=on))
        case c.ListSubmitted():
            return replace(batch, submitted_on=on)
        case c.FinalListFixed():
            by = envelope.decided_by.body if envelope.decided_by else None
            return replace(batch, final=Fixed(said=event, on=on, by=by))
        case c.ListBalloted():
            return replace(batch, rounds=(*batch.rounds, event.round))
        case c.ProjectsListed():
            return replace(batch, listed_on=on)
        case _:
            raise AssertionError(f"not an event of a batch: {event!r}")
