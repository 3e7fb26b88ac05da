"""What can be done on a record, or begun, by somebody in his role?"""

from __future__ import annotations

from typing import NamedTuple

from api.actor import Actor
from api.http.audience import EVERYONE
from api.http.route import V1
from api.pages.forms.doing import DO, DOINGS


class Deed(NamedTuple):
    """Something that can be done, and the address of its form."""

    text: str
    address: str


def deeds_on(actor: Actor, path: str, stream: str) -> list[Deed]:
    """What this role may do on the record with this page address, `/rounds/{round}`."""
    beginning = f"{V1}{path}/"
    return [
        Deed(each.door.summary, f"{DO}{path.rpartition('/')[0]}/{stream}/{each.door.path.removeprefix(beginning)}")
        for each in DOINGS
        if each.door.path.startswith(beginning) and _may(actor, each.door.audience)
    ]


def beginnings(actor: Actor) -> list[Deed]:
    """What this role may begin."""
    return [
        Deed(each.door.summary, DO + each.door.path.removeprefix(V1))
        for each in DOINGS
        if each.begins and _may(actor, each.door.audience)
    ]


def _may(actor: Actor, audience: frozenset[str]) -> bool:
    return bool(actor.through) and actor.role in audience and audience != EVERYONE
