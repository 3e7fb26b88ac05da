"""Which examples stand for the events of a project's progress, money and explanations 进度?"""

from domain.events import Envelope, Event

EXAMPLES: tuple[tuple[Envelope, Event], ...] = ()
