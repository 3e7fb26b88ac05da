"""Which examples stand for the events of a project 民生实事项目, from its draft to its last account?"""

from domain.events import Envelope, Event

EXAMPLES: tuple[tuple[Envelope, Event], ...] = ()
