"""Which examples stand for the events of a proposal 建议项目?"""

from domain.events import Envelope, Event

EXAMPLES: tuple[tuple[Envelope, Event], ...] = ()
