"""Which examples stand for the events of the year of work 年度工作?"""

from domain.events import Envelope, Event

EXAMPLES: tuple[tuple[Envelope, Event], ...] = ()
