"""Which stream does an address mean?"""

from __future__ import annotations

import re
from typing import Final
from uuid import UUID

from domain.divisions import canonical
from domain.refusals import NotFound
from domain.streams import congress_id
from domain.texts import shown

_DIVISION: Final = re.compile(r"[0-9]{2,12}")


def stream_named(text: str) -> UUID:
    """The stream with this id; a division code means the congress that was registered under it."""
    if _DIVISION.fullmatch(text):
        return congress_id(canonical(text))
    try:
        found = UUID(text)
    except ValueError:
        raise NotFound(f"“{shown(text)}”不是行政区划代码，也不是登记时答复的记录编号（stream）。") from None
    return found
