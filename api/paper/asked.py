"""What is asked for when a paper is to be printed, and what does a kind of paper answer?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from api.days import up_to
from api.extract import Extract
from api.paper.printed import Printed
from domain.events import Recorded
from domain.transparency.notes import Note

__all__ = ["Asked", "Make", "Printed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A congress's year as of a day, and what else the command line named.

    `ballot` is a round (2024-1-1) or the id of a round or evaluation, empty for the newest; `blank` asks for a sheet to be filled in by
    hand; `number` is the project, finding or report that is meant; `bundle` is how many papers a bundle has; `name` answers the name
    behind a reference to a person, empty where it is not to be read; `signed` the newest signed root that covers a position of the
    log, None where there is none.
    """

    extract: Extract
    ballot: str = ""
    blank: bool = False
    colour: str = ""
    number: str = ""
    bundle: int = 50
    name: Callable[[str], str] = lambda _reference: ""
    signed: Callable[[int], Note | None] = lambda _position: None

    def told(self, stream: UUID | str) -> Sequence[Recorded]:
        """The events of a stream as far as they are asked for: up to the position, and that had happened by the day."""
        days = self.extract.days
        known = up_to(days.as_of, days.history(UUID(str(stream))))
        return [each for each in known if each.envelope.effective_on <= str(days.day)]


Make = Callable[[Asked], Printed]
