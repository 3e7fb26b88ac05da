"""How is what happened to a special report 专项报告 and the opinions on it told?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from domain.events import Event

TELLS: Final[Mapping[type[Event], Any]] = {}
