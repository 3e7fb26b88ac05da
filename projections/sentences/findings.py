"""How is what happened to a finding 问题 told?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from domain.events import Event

TELLS: Final[Mapping[type[Event], Any]] = {}
