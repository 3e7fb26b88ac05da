"""Which examples stand for the events of the second look at a project 回头看?"""

from domain.events import Envelope, Event

EXAMPLES: tuple[tuple[Envelope, Event], ...] = ()
