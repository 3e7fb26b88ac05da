"""What can be asked about a finding 问题, and what has to be read before it is decided?"""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from domain.refusals import NotFound
from domain.streams import finding_id
from domain.usecase import UseCase
from projects import numbers
from projects.application.informing import congress_named, in_congress, on
from projects.application.naming import projects_known
from projects.commands import findings as c
from projects.deciders.findings import FINDING
from projects.deciders.inspections import INSPECTION

if TYPE_CHECKING:
    from domain.usecase import Numbered, Reader
    from projects.states.inspections import Inspection


def _stream(asked: c.RecordFinding, number: int) -> UUID:
    return finding_id(congress_named(asked), asked.found_on.year, number)


def _record(read: Reader, stream: UUID, command: Numbered) -> c.RecordFindingUnder:
    begun = in_congress(read, stream, command)
    congress = begun.asked.congress
    return c.RecordFindingUnder(
        asked=begun.asked,
        number=begun.number,
        congress=begun.congress,
        known=projects_known(read, congress, begun.asked.projects),
        seen_at=_inspection(read, congress, begun.asked.inspection),
    )


def _inspection(read: Reader, congress: str, named: str) -> Inspection | None:
    try:
        return read(INSPECTION, numbers.INSPECTION.named(congress, named)) if named else None
    except NotFound:
        return None


USE_CASES: tuple[UseCase, ...] = (
    UseCase(c.RecordFinding, FINDING, inform=_record, series=_stream),
    *on(
        FINDING, "问题", c.AssignFinding, c.AnswerFinding, c.AcceptAnswer, c.ReturnAnswer, c.PressFinding,
        c.EscalateFinding, c.CloseFinding, c.ReopenFinding,
    ),
)  # fmt: skip
