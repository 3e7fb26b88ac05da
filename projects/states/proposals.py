"""What stands about one proposal 建议项目, and which step can come next?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from projects.events import proposals as p
from projects.numbers import PROPOSAL
from projects.states.home import Home, home

if TYPE_CHECKING:
    from domain.events import Envelope, Event

FEEDBACK: Final[dict[p.FeedbackHow, str]] = {"individually": "逐一反馈", "by_notice": "集中公告反馈"}


@dataclass(frozen=True, slots=True)
class Open:
    """Received, or taken up again, and not screened yet."""


@dataclass(frozen=True, slots=True)
class Adopted:
    """列入."""


@dataclass(frozen=True, slots=True)
class Merged:
    """合并 into the proposal with this number."""

    into: str


@dataclass(frozen=True, slots=True)
class Reserved:
    """储备: it may be screened again in any later year."""


@dataclass(frozen=True, slots=True)
class Transferred:
    """转办; an empty number is owed."""

    number: str


@dataclass(frozen=True, slots=True)
class Declined:
    """不予列入."""


End = Adopted | Merged | Reserved | Transferred | Declined
Standing = Open | End
GONE = (Merged, Transferred, Declined)
"""Ends after which a proposal does not go on here by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A proposal: `since` is the day on which its standing began; `answered` in which ways its proposer was told of this end."""

    home: Home
    project_year: int
    number: int
    submitted_on: str
    standing: Standing
    since: str
    answered: frozenset[p.FeedbackHow] = frozenset()
    published_on: str = ""

    @property
    def says(self) -> str:
        """The number as people say it."""
        return PROPOSAL.say(self.project_year, self.number)


def evolve(state: Proposal | None, event: Event, envelope: Envelope) -> Proposal | None:
    """The proposal after one more event of its stream."""
    on = envelope.effective_on
    if isinstance(event, p.ProposalSubmitted):
        return Proposal(
            home=home(event), project_year=event.project_year, number=event.number,
            submitted_on=on, standing=Open(), since=on,
        )  # fmt: skip
    if state is None:
        return None  # Its submission was lawfully erased.
    match event:
        case p.FeedbackGiven():
            return replace(state, answered=state.answered | {event.how})
        case p.TransferNumberGiven():
            return replace(state, standing=Transferred(event.number))
        case p.ProposalPublished():
            return replace(state, published_on=on)
        case _:
            # Whoever hears of a new end, or that there is none any more, is answered anew.
            return replace(state, standing=_standing(event), since=on, answered=frozenset())


def _standing(event: Event) -> Standing:
    match event:
        case p.ProposalAdopted():
            return Adopted()
        case p.ProposalMerged():
            return Merged(event.into_number)
        case p.ProposalReserved():
            return Reserved()
        case p.ProposalTransferred():
            return Transferred(event.number)
        case p.ProposalDeclined():
            return Declined()
        case p.ProposalReopened():
            return Open()
        case _:
            raise AssertionError(f"not an event of a proposal: {event!r}")
