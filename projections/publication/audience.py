"""Who reads: somebody who keeps the ledger or works with what he reads, the hall, or the public?"""

from __future__ import annotations

from typing import Final, Literal

from domain.events import Role

Audience = Literal["inside", "hall", "public"]

INSIDE: Final[frozenset[Role]] = frozenset({"clerk", "chair", "scrutineer", "teller", "auditor"})


WORKING: Final[dict[Role, frozenset[str]]] = {
    "government": frozenset({"cycle", "proposal", "proposal_funnel", "project", "finding", "report"}),
    "unit": frozenset({"project", "finding"}),
}
"""Whoever works with rows of these kinds sees them whole: the government leads solicitation and screening (C-01), submits and
reports, and carries out projects and puts findings right with its units. A unit that signed in sees its own (api/scope.py); one whose word is taken, all.
"""


def audience_of(role: Role, kind: str = "") -> Audience:
    """The audience to which a role belongs before rows of a kind; the hall is no role but a screen, and is asked for by name."""
    return "inside" if role in INSIDE or kind in WORKING.get(role, ()) else "public"
