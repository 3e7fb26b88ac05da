"""How much of a name and a telephone number is shown to whoever only has to know which person it is?"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from domain.people.sealing import PersonalData

HIDDEN: Final = "****"
SHOWN_FIRST: Final = 3
SHOWN_LAST: Final = 4
LONG: Final = 11
"""So many signs a mobile number has; of a shorter one nothing but the end is shown."""


def masked(data: PersonalData) -> PersonalData:
    """张* and 138****0000: the first sign of a name, the ends of a number; the title stands as it is."""
    return replace(data, name=_name(data.name), phone=_phone(data.phone))


def _name(name: str) -> str:
    return name[:1] + "*" * (len(name) - 1) if len(name) > 1 else "*"


def _phone(phone: str) -> str:
    if len(phone) >= LONG:
        return f"{phone[:SHOWN_FIRST]}{HIDDEN}{phone[-SHOWN_LAST:]}"
    return f"{HIDDEN}{phone[-2:]}" if len(phone) > SHOWN_LAST else HIDDEN if phone else ""
