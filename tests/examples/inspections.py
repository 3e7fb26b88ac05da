"""Which examples stand for the events of an inspection 视察调研?"""

from domain.events import Envelope, Event

EXAMPLES: tuple[tuple[Envelope, Event], ...] = ()
