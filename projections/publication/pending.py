"""From which position on does the log tell of a ballot whose result is not announced?

Outside, headers and counts stop before it: how many events a count has taken says something by itself. A round is closed from its
first event, and again from the correction that takes its announcement back, until it is announced. A re-ballot is announced with
the round that called it; a void round with the one that repeats it; one that was declared void, with that, by itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from domain.events import Event, Recorded
from voting.events import evaluations as e
from voting.events import rounds as r

OF_BALLOTS: Final[tuple[type[Event], ...]] = (
    r.RoundOpened,
    r.RoundCounted,
    r.RoundCorrected,
    r.TieResolved,
    r.ShortfallResolved,
    r.ResultAnnounced,
    r.RoundVoided,
    e.EvaluationOpened,
    e.EvaluationGraded,
    e.EvaluationCorrected,
    e.EvaluationAnnounced,
    e.EvaluationVoided,
)
"""The events that open or close a ballot to outsiders."""


@dataclass(slots=True)
class _Ballot:
    closed_from: int | None
    announced_with: str = ""
    repeats: str = ""
    counted: Any = None
    corrected_at: int | None = None


def closed_from(events: Iterable[Recorded]) -> int | None:
    """The position of the first event that outsiders may not know of, None where they may know of all.

    `events` are those of `OF_BALLOTS` in order.
    """
    ballots: dict[str, _Ballot] = {}
    for recorded in events:
        _fold(ballots, recorded.stream, recorded)
    return min((each.closed_from for each in ballots.values() if each.closed_from is not None), default=None)


def _fold(ballots: dict[str, _Ballot], own: str, recorded: Recorded) -> None:
    at = recorded.position
    match recorded.event:
        case r.RoundOpened() as event:
            again = event.kind in {"tie_break", "shortfall"}
            ballots[own] = _Ballot(
                closed_from=at,
                announced_with=event.previous if again else event.called_by,
                repeats=event.previous if event.kind == "void_repeat" else "",
            )
        case e.EvaluationOpened():
            ballots[own] = _Ballot(closed_from=at)
        case r.RoundCorrected() | e.EvaluationCorrected():
            ballots[own].corrected_at = ballots[own].corrected_at or at
        case r.RoundCounted(outcome=outcome, selected=selected, tied=tied):
            _count(ballots[own], (outcome, selected, tied), at)
        case e.EvaluationGraded(grades=grades):
            _count(ballots[own], grades, at)
        case r.TieResolved() | r.ShortfallResolved():
            _close(ballots[own], at)
        case r.ResultAnnounced():
            _announce(ballots, own)
        case r.RoundVoided() | e.EvaluationAnnounced() | e.EvaluationVoided():
            _open(ballots, own)


def _count(ballot: _Ballot, counted: Any, at: int) -> None:
    """A correction that moves nobody takes no announcement back."""
    if ballot.counted not in {None, counted}:
        _close(ballot, ballot.corrected_at or at)
    ballot.counted, ballot.corrected_at = counted, None


def _close(ballot: _Ballot, at: int) -> None:
    ballot.closed_from = at if ballot.closed_from is None else ballot.closed_from


def _announce(ballots: dict[str, _Ballot], own: str) -> None:
    """With the round come the re-ballots that it called, however many rounds back."""
    _open(ballots, own)
    for name, ballot in ballots.items():
        if ballot.announced_with == own and name != own:
            _announce(ballots, name)


def _open(ballots: dict[str, _Ballot], own: str) -> None:
    """With the round comes the one that it repeats, which nobody will announce."""
    while own in ballots:
        ballots[own].closed_from = None
        own = ballots[own].repeats
