"""Which examples stand for the events of a special report 专项报告 and the opinions on it?"""

from domain.events import Envelope, Event

EXAMPLES: tuple[tuple[Envelope, Event], ...] = ()
