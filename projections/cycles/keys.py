"""Which rows does an event of the year of work touch?"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from domain.congress.events import ProfileAdopted
from domain.events import Recorded
from domain.streams import cycle_id
from projects.events import cycles as c
from projects.events.inspections import InspectionPlanned
from projects.events.reports import ReportPlanned
from projects.numbers import PROJECT
from voting.events.evaluations import EvaluationOpened
from voting.events.rounds import RoundOpened

OfBatch = (
    c.PreliminaryListDrawnUp
    | c.ListPublicised
    | c.PublicityEnded
    | c.ListSubmitted
    | c.FinalListFixed
    | c.ListBalloted
    | c.ProjectsListed
)
OfYear = RoundOpened | EvaluationOpened | InspectionPlanned | ReportPlanned


def keys(recorded: Recorded) -> Sequence[str]:
    """The row of the stream, those that lie beside it, and the year of what belongs to one."""
    own = recorded.stream
    match recorded.event:
        case ProfileAdopted():
            return (rules_key(own),)
        case c.PreliminaryListDrawnUp(batch=batch) | c.FinalListFixed(batch=batch):
            return own, batch_key(own, batch)
        case c.SupervisionGroupFormed() | c.SupervisionGroupChanged():
            return (groups_key(own),)
        case RoundOpened() | EvaluationOpened() | InspectionPlanned() | ReportPlanned() as event:
            return tuple(filter(None, (own, year_of(event))))
        case event if isinstance(event, OfBatch):
            return (batch_key(own, event.batch),)
        case _:
            return (own,)


def year_of(event: OfYear) -> str:
    """The year of work to which a ballot, an evaluation, an inspection or a report belongs; empty where to none."""
    match event:
        case RoundOpened():
            return event.cycle
        case EvaluationOpened():
            return str(cycle_id(event.congress, event.project_year))
        case InspectionPlanned():
            return str(cycle_id(event.congress, event.year))
        case ReportPlanned():
            return str(cycle_id(event.congress, event.completion_year)) if event.completion_year else ""


def project_key(congress: str, number: str) -> str:
    """The stream of the project with this number."""
    return str(PROJECT.named(congress, number))


def rules_key(congress: str) -> str:
    """What a year asks of the newest rules of its congress."""
    return f"{UUID(congress)}#rules"


def batch_key(cycle: str, batch: int) -> str:
    """The lists of a batch."""
    return f"{cycle}#batch{batch}"


def groups_key(cycle: str) -> str:
    """The supervision groups of a year."""
    return f"{cycle}#groups"
