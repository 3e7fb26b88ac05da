"""How is what happened to a project 民生实事项目, from its draft to its last account told?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from domain.events import Event

TELLS: Final[Mapping[type[Event], Any]] = {}
