"""Which round is being keyed, by whom may it be, and what do its staged rows say?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from api.actor import Actor
from api.desk import Desk
from api.keying.faces import open_decision, open_face
from api.keying.keys import KeyingKeys
from api.scope import refuse_outside
from api.usecases import code_today
from domain.refusals import NotFound
from domain.storage.keying import Staged
from voting.deciders.keying import papers_to_key
from voting.deciders.rounds import ROUND
from voting.refusals.keying import BundleUnknown
from voting.states.bundles import Bundle, Decided, Face
from voting.states.rounds import Round


@dataclass(frozen=True, slots=True)
class Room:
    """A round in the counting room: its stream, its state, and where the keys stand."""

    desk: Desk
    stream: UUID
    state: Round
    keys: KeyingKeys

    @property
    def collected(self) -> int:
        """How many papers there are to key; raises why they cannot be keyed now."""
        return papers_to_key(self.state)

    @property
    def width(self) -> int:
        """How many marks a paper has."""
        return len(self.state.opened.candidates)


def enter(desk: Desk, actor: Actor, stream: UUID) -> Room:
    """The round, for somebody of its own congress whose pass is for it; raises `NotFound`, `OtherCongress` or `OtherTask`."""
    state = desk.ledger.load(ROUND, stream).state
    if not isinstance(state, Round):
        raise NotFound("没有找到这一轮。")
    refuse_outside(actor, state, code_today(desk.ledger), stream)
    return Room(desk, stream, state, KeyingKeys.beside(desk.key_file))


def bundles_in(room: Room, staged: Staged) -> list[Bundle]:
    """The bundles as their rows say, the papers opened; raises `KeyingKeyAway` or `FaceDamaged`."""
    key = room.keys.find(room.stream, staged.head.key_id) if staged.papers or staged.decisions else b""
    keyed: defaultdict[int, defaultdict[str, dict[int, Face]]] = defaultdict(lambda: defaultdict(dict))
    decided: defaultdict[int, dict[int, Decided]] = defaultdict(dict)
    for paper in staged.papers:
        place = room.stream, paper.bundle, paper.number, paper.teller
        keyed[paper.bundle][paper.teller][paper.number] = open_face(key, place, paper.face)
    for one in staged.decisions:
        decided[one.bundle][one.number] = open_decision(key, (room.stream, one.bundle, one.number, ""), one.face)
    return [
        Bundle(
            number=row.bundle,
            first=row.first,
            last=row.last,
            keyed=keyed[row.bundle],
            finished=frozenset(
                h.person for h in staged.hands if (h.bundle, h.task, h.done) == (row.bundle, "key", True)
            ),
            decided=decided[row.bundle],
            editors=frozenset(h.person for h in staged.hands if (h.bundle, h.task) == (row.bundle, "decide")),
            reviewer=next((h.person for h in staged.hands if (h.bundle, h.task) == (row.bundle, "review")), ""),
        )
        for row in staged.bundles
    ]


def one_bundle(room: Room, staged: Staged | None) -> Bundle:
    """The only bundle that was asked for; raises `BundleUnknown`."""
    found: Sequence[Bundle] = bundles_in(room, staged) if staged is not None else ()
    if not found:
        raise BundleUnknown("没有登记过这一捆，请先分捆。")
    return found[0]
