"""Who reads whose data by this request, as it is kept?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from api.accounts.attempts import when
from api.http.route import V1
from domain.divisions import canonical
from domain.storage.accounts.reads import Read

if TYPE_CHECKING:
    from uuid import UUID

    from api.http.route import Call


def reading(call: Call, subject: UUID, *, whole: bool, reason: str = "") -> Read:
    """The caller reads a person or a document; of whoever came with a session pass the day is kept and not the time."""
    actor = call.actor
    return Read(
        at=when(actor, call.desk.clock()),
        by_ref=actor.person.ref,
        role=actor.role,
        congress=canonical(actor.congress),
        route=call.route.removeprefix(V1),
        subject=subject,
        whole=whole,
        reason=reason,
    )
