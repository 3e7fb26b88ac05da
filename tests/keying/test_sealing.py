"""Do papers that two people keyed alike become one event, and is nothing of them left where they were staged?"""

from __future__ import annotations

from api.keying.keys import KeyingKeys
from domain.storage.keying import select_keying
from tests.api.kit import Caller
from tests.keying.counting_room import CountingRoom, examined_round
from voting.events.rounds import PapersSealed, Pattern

FACES = ("ffa", "faf", "ffa", "off", "ffa")


def test_papers_keyed_twice_become_one_multiset_and_leave_nothing(api: Caller) -> None:
    room = CountingRoom(api, examined_round(api.desk.ledger, 5))
    room.keyed_twice(1, 1, FACES[:3])
    room.keyed_twice(2, 4, FACES[3:])
    given = room.export()
    assert given.status == 200, given.json
    said = room.seal(given.json["sha256"])
    assert (said.status, said.json["events"]) == (200, ["voting:PapersSealed", "voting:RoundCounted"]), said.json
    sealed = next(one.event for one in api.desk.ledger.history(room.round) if isinstance(one.event, PapersSealed))
    assert sealed.patterns == (
        Pattern(marks="faf", count=1),
        Pattern(marks="ffa", count=3),
        Pattern(marks="off", count=1),
    )
    staged = select_keying(api.desk.ledger, room.round)
    assert staged is not None
    assert (staged.head.sealed, *map(len, staged[1:])) == (True, 0, 0, 0, 0)
    assert KeyingKeys.beside(api.desk.key_file).rounds() == []
