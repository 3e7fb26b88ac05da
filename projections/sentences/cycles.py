"""How is what happened to the year of work 年度工作 told?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from domain.events import Event

TELLS: Final[Mapping[type[Event], Any]] = {}
