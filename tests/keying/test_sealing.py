"""Do papers that two people keyed become one event, and is nothing of them left where they were staged?"""

from __future__ import annotations

from typing import Any

import orjson
import pytest

from api.keying.keys import KeyingKeys
from api.keying.scrutineers_file import read_file
from api.keying.sealing import sweep
from domain.storage.keying import select_keying
from tests.api.kit import Caller
from tests.keying.counting_room import (
    REVIEWER,
    SCRUTINEER,
    TELLERS,
    CountingRoom,
    examined_round,
)
from voting.events.rounds import PapersSealed, Pattern

FACES = ("ffa", "faf", "ffa", "off", "ffa")
AUDITED = {"count_method": "papers", "papers_clause": "示例票决办法第八条", "spot_audit": {"papers": 2}}


@pytest.fixture
def room(api: Caller) -> CountingRoom:
    """Five papers in two bundles, reviewed."""
    found = CountingRoom(api, examined_round(api.desk.ledger, 5, ballot=AUDITED))
    found.keyed_twice(1, 1, FACES[:3])
    found.keyed_twice(2, 4, FACES[3:])
    return found


def sealed(room: CountingRoom) -> PapersSealed:
    return next(one.event for one in room.api.desk.ledger.history(room.round) if isinstance(one.event, PapersSealed))


def check(room: CountingRoom, file: str, code: str, seed: str = "3-1-6") -> dict[str, Any]:
    """What the service says of a file, as JSON."""
    headers = {"Minsheng-Code": code, **REVIEWER.headers}
    path = f"/api/v1{room.path}/serials/check?seed={seed}"
    said: dict[str, Any] = room.api.client.post(path, content=file.encode(), headers=headers).json()
    return said


def test_papers_keyed_twice_become_one_multiset_and_leave_nothing(room: CountingRoom) -> None:
    given = room.export()
    assert given.status == 200, given.json
    said = room.seal(given.json["sha256"])
    assert (said.status, said.json["events"]) == (200, ["voting:PapersSealed", "voting:RoundCounted"]), said.json
    assert sealed(room).patterns == (
        Pattern(marks="faf", count=1),
        Pattern(marks="ffa", count=3),
        Pattern(marks="off", count=1),
    )
    staged = select_keying(room.api.desk.ledger, room.round)
    assert staged is not None
    assert (staged.head.sealed, staged.head.commitment, *map(len, staged[1:])) == (True, None, 0, 0, 0, 0)
    assert KeyingKeys.beside(room.api.desk.key_file).rounds() == []


def test_asked_again_the_sealing_answers_the_same_and_records_nothing(room: CountingRoom) -> None:
    given = room.export().json
    first = room.seal(given["sha256"], key="seal-1", version=5)
    head = room.api.desk.ledger.head()
    again = room.seal(given["sha256"], key="seal-1", version=5)
    assert (again.status, again.json, room.api.desk.ledger.head()) == (200, first.json, head)
    assert again.headers["idempotency-replayed"] == "true"
    assert room.seal(given["sha256"], key="seal-2").codes == ["keying_closed"]


def test_what_is_exported_is_what_the_sealing_commits_to(room: CountingRoom) -> None:
    given = room.export().json
    room.seal(given["sha256"])
    serials = read_file(room.round, given["file"].encode(), given["code"])
    assert serials.commitment.hex() == sealed(room).serial_commitment
    assert [serials.papers[number].marks for number in range(1, 6)] == list(FACES)


def test_the_file_is_read_back_for_the_papers_that_the_dice_draw(room: CountingRoom) -> None:
    given = room.export().json
    room.seal(given["sha256"])
    said = check(room, given["file"], given["code"])
    assert said["papers"] == 5
    assert len(said["drawn"]) == 2
    assert all(one["marks"] == FACES[one["number"] - 1] for one in said["drawn"])
    assert check(room, given["file"], given["code"]) == said
    drawn = {
        tuple(one["number"] for one in check(room, given["file"], given["code"], str(n))["drawn"]) for n in range(30)
    }
    assert len(drawn) > 5, "other dice draw other papers"


def test_another_code_another_rounds_file_or_a_changed_one_is_refused(room: CountingRoom) -> None:
    old, given = room.export().json, room.export().json
    assert room.seal(old["sha256"]).codes == ["file_outdated"]
    room.seal(given["sha256"])

    def codes(file: str, code: str) -> list[str]:
        said = check(room, file, code)
        return [error["code"] for error in said["errors"]]

    assert codes(given["file"], old["code"]) == ["file_unreadable"]
    assert codes(given["file"], "no code") == ["file_unreadable"]
    assert codes("{}", given["code"]) == ["file_unreadable"]
    assert codes("no file", given["code"]) == ["file_unreadable"]
    assert codes(old["file"], old["code"]) == ["serials_differ"], "a file that was given out before the last one"
    changed = orjson.loads(given["file"])
    changed["sealed"] = changed["sealed"][:-8] + "AAAAAAA="
    assert codes(orjson.dumps(changed).decode(), given["code"]) == ["file_unreadable"]


def test_a_change_after_the_export_takes_it_back(room: CountingRoom) -> None:
    given = room.export().json
    assert room.decide(1, 1, "faa", reason="票上看得清").status == 200
    assert room.review(1).status == 200
    assert room.seal(given["sha256"]).codes == ["file_outdated"]
    assert room.seal(room.export().json["sha256"]).status == 200
    assert Pattern(marks="faa", count=1) in sealed(room).patterns


def test_a_repetition_after_the_export_changes_nothing(room: CountingRoom) -> None:
    given = room.export().json
    assert room.key(1, 1, FACES[0], TELLERS[0]).status == 200
    assert room.finish(1, TELLERS[0]).status == 200
    assert room.review(1).status == 200
    assert room.lay_out(1, 1, 3).status == 200
    assert room.seal(given["sha256"]).status == 200


def test_nobody_seals_alone_or_what_was_not_exported(room: CountingRoom) -> None:
    assert room.seal("0" * 64).codes == ["file_outdated"]
    given = room.export().json
    body = {"file_sha256": given["sha256"]}
    assert room.api.post(f"{room.path}/papers", body, who=SCRUTINEER, version=5).codes == ["second_person_missing"]
    own = {**body, "approved_by": {"ref": SCRUTINEER.person, "role": "chair"}}
    assert room.api.post(f"{room.path}/papers", own, who=SCRUTINEER, version=5).codes == ["same_person"]
    staged = select_keying(room.api.desk.ledger, room.round)
    assert staged is not None
    assert len(staged.papers) == 10, "a sealing that is refused wipes nothing"
    assert room.seal(given["sha256"]).status == 200


def test_a_key_that_outlived_its_sealing_is_destroyed_at_the_next_start(room: CountingRoom, api: Caller) -> None:
    given = room.export().json
    room.seal(given["sha256"])
    other = examined_round(api.desk.ledger, 1, name="2")
    assert CountingRoom(api, other).lay_out(1, 1, 1).status == 200
    keys = KeyingKeys.beside(api.desk.key_file)
    keys.ensure(room.round)  # as if the service had died between the commit and the file
    sweep(api.desk.ledger, keys)
    assert keys.rounds() == [other]


def test_the_reasons_of_the_scrutineers_go_into_their_file(api: Caller) -> None:
    room = CountingRoom(api, examined_round(api.desk.ledger, 1))
    room.lay_out(1, 1, 1)
    for who, marks in zip(TELLERS[:2], ("ffa", "faf"), strict=True):
        room.key(1, 1, marks, who)
        room.finish(1, who)
    room.decide(1, 1, "ffa", reason="第二项的记号划掉后又补上")
    room.review(1)
    given = room.export().json
    assert "划掉" not in given["file"]
    assert room.seal(given["sha256"]).status == 200
    assert read_file(room.round, given["file"].encode(), given["code"]).papers[1].marks == "ffa"
