"""Which bundle does somebody ask for?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from api.bundle.shelved import Shelved

Audience = Literal["public", "auditor", "scrutineer"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """For whom, under which checkpoints and policy; of which streams (None: all), with headers alone, with filed documents."""

    audience: Audience
    shelved: Shelved
    policy: bytes
    streams: frozenset[UUID] | None = None
    headers_only: bool = False
    files: bool = False
