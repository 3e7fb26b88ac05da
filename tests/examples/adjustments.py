"""Which examples stand for the events of the adjustment of a project 调整?"""

from domain.events import Envelope, Event

EXAMPLES: tuple[tuple[Envelope, Event], ...] = ()
