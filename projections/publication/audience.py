"""Who reads: somebody who keeps the ledger, the hall, or the public?"""

from __future__ import annotations

from typing import Final, Literal

from domain.events import Role

Audience = Literal["inside", "hall", "public"]

INSIDE: Final[frozenset[Role]] = frozenset({"clerk", "chair", "scrutineer", "teller", "auditor"})


def audience_of(role: Role) -> Audience:
    """The audience to which a role belongs; the hall is no role but a screen, and is asked for by name."""
    return "inside" if role in INSIDE else "public"
