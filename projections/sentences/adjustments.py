"""How is what happened to the adjustment of a project 调整 told?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from domain.events import Event

TELLS: Final[Mapping[type[Event], Any]] = {}
