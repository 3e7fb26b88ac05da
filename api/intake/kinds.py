"""Which tables can be taken in, by whom, and what becomes of their lines?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from api.intake import candidates, findings, progress, proposals, roll
from api.intake.item import Item
from api.intake.taking import Steps, Taking
from api.layouts import CANDIDATES, FINDINGS, HOTLINE, PROGRESS, PROPOSALS, ROLL
from api.workbooks.columns import Layout
from domain.events import Role

OFFICE: Final[frozenset[Role]] = frozenset({"clerk", "chair"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A table: its layout, who may hand it in, what a thing in it asks for, and in which columns the faults of that are found."""

    layout: Layout
    roles: frozenset[Role]
    ask: Callable[[Taking, Item], Steps]
    places: Mapping[str, str]


KINDS: Final = {
    kind.layout.name: kind
    for kind in (
        Kind(layout=PROPOSALS, roles=OFFICE | {"government"}, ask=proposals.submit, places=proposals.PLACES),
        Kind(
            layout=HOTLINE, roles=OFFICE | {"government"}, ask=proposals.submit_ticket, places=proposals.TICKET_PLACES
        ),
        Kind(layout=CANDIDATES, roles=OFFICE | {"government"}, ask=candidates.draft, places=candidates.PLACES),
        Kind(layout=ROLL, roles=OFFICE, ask=roll.enter, places=roll.PLACES),
        Kind(layout=PROGRESS, roles=OFFICE | {"government", "unit"}, ask=progress.report, places=progress.PLACES),
        Kind(layout=FINDINGS, roles=OFFICE, ask=findings.record, places=findings.PLACES),
    )
}
"""The tables whose lines are each a thing of its own; the report of a keypad system is one count (`api.intake.keypad`)."""
