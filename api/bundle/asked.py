"""Which bundle does somebody ask for?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from api.bundle.checkpoints import Checkpoints

Audience = Literal["public", "auditor", "scrutineer"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """For whom, of which streams (None: all), with headers alone, with the bytes of filed documents; under which checkpoints."""

    audience: Audience
    checkpoints: Checkpoints
    policy: bytes
    streams: frozenset[UUID] | None = None
    headers_only: bool = False
    files: bool = False
