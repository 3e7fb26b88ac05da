"""What is done in the counting room, one change at a time: bundles laid out, keyed twice, decided, reviewed?

Each change holds the round's row while it looks and writes; none of them leaves a row of a command, an event or a time.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from api.keying.board import Room, bundles_in, one_bundle
from api.keying.faces import seal_decision, seal_face
from api.keying.keys import key_id
from domain.storage.keying import BundleRow, DecisionRow, HandRow, Keying, PaperRow, begin_keying, keying
from voting.deciders.keying import lay_out, may_decide, may_finish, may_key, may_review
from voting.refusals.keying import BundleUnknown, KeyedIt
from voting.states.bundles import Bundle, Decided, Face


def lay_out_bundle(room: Room, number: int, first: int, last: int) -> None:
    """分捆: the bundle `number` holds the papers with these running numbers."""
    collected = room.collected
    begin_keying(room.desk.ledger, room.stream, key_id(room.keys.ensure(room.stream)))
    with keying(room.desk.ledger, room.stream) as held:
        known = bundles_in(room, held.staged())
        lay_out(known, number, first, last, collected)
        if not any((one.number, one.first, one.last) == (number, first, last) for one in known):
            held.lay_out(BundleRow(number, first, last))


def key_paper(room: Room, number: int, paper: int, teller: str, face: Face) -> None:
    """逐票录入: one paper by one teller; the same again changes nothing, another reading takes the place of his earlier one."""
    with _holding(room, number) as (held, bundle, key):
        if bundle.keyed.get(teller, {}).get(paper) == face:
            return
        may_key(bundle, teller, paper, face, room.width)
        held.took(HandRow(number, teller, "key", done=False))
        sealed = seal_face(key, (room.stream, number, paper, teller), face, room.width)
        held.keyed(PaperRow(number, paper, teller, sealed))


def finish_bundle(room: Room, number: int, teller: str) -> None:
    """录完一捆: what he keyed stands."""
    with _holding(room, number) as (held, bundle, _):
        may_finish(bundle, teller)
        if teller not in bundle.finished:
            held.took(HandRow(number, teller, "key", done=True))


def decide_paper(room: Room, number: int, paper: int, person: str, decided: Decided) -> None:
    """裁定: what a scrutineer with the paper in hand says that it says; a bundle that was reviewed is reviewed again."""
    with _holding(room, number) as (held, bundle, key):
        may_decide(bundle, person, paper, decided, room.width)
        if bundle.decided.get(paper) == decided and person in bundle.editors:
            return
        sealed = seal_decision(key, (room.stream, number, paper, ""), decided, room.width)
        held.took(HandRow(number, person, "decide", done=True))
        held.not_reviewed(number)
        held.decided(DecisionRow(number, paper, sealed))


def review_bundle(room: Room, number: int, person: str) -> None:
    """复核: the whole bundle stands, says somebody who neither keyed nor decided in it."""
    with _holding(room, number) as (held, bundle, _):
        may_review(bundle, person)
        if not bundle.reviewer:
            held.took(HandRow(number, person, "review", done=True))


def restart_bundle(room: Room, number: int, person: str) -> None:
    """重录一捆: everything that was keyed of it goes, and two tellers begin anew; whoever keyed it cannot ask for that.

    Nothing has to be opened for it, so it helps where the key is gone too.
    """
    room.collected  # noqa: B018 - raises why not
    with keying(room.desk.ledger, room.stream) as held:
        staged = held.staged(number)
        if not staged.bundles:
            raise BundleUnknown("没有登记过这一捆，请先分捆。")
        if any(hand.person == person and hand.task == "key" for hand in staged.hands):
            raise KeyedIt(f"第{number}捆是您录的，请由另一个人决定重录。")
        held.empty(number)


@contextmanager
def _holding(room: Room, number: int) -> Iterator[tuple[Keying, Bundle, bytes]]:
    """One bundle of a round that may be keyed now, held, and the key of the round."""
    room.collected  # noqa: B018 - raises why not
    with keying(room.desk.ledger, room.stream) as held:
        staged = held.staged(number)
        yield held, one_bundle(room, staged), room.keys.find(room.stream, staged.head.key_id)
