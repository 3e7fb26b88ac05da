"""Which bundle does somebody ask for?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from api.bundle.shelved import Shelved

Audience = Literal["public", "auditor", "scrutineer"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """For whom, under which checkpoints and policy, up to which position; of which streams (None: all), with headers alone, with files."""

    audience: Audience
    shelved: Shelved
    policy: bytes
    until: int
    streams: frozenset[UUID] | None = None
    headers_only: bool = False
    files: bool = False
