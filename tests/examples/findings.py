"""Which examples stand for the events of a finding 问题?"""

from domain.events import Envelope, Event

EXAMPLES: tuple[tuple[Envelope, Event], ...] = ()
