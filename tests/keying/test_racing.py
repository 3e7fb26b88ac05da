"""Is a paper that is keyed while the round is being sealed in what was sealed, or refused, and never lost or admitted late?"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from random import Random
from threading import Event, Thread
from time import sleep

import pytest

from api.actor import Actor
from api.keying import acts, sealing
from api.keying.board import Room, enter
from api.keying.scrutineers_file import Exported, read_file
from api.usecases import Stated
from domain.events import Person
from domain.refusals import Faults, Refusal
from domain.storage import KeyingClosed, KeyingMoved
from domain.storage.keying import keying, seal_keying, select_keying
from tests.api.kit import COUNTY, Caller
from tests.given import ENVELOPE
from tests.keying.counting_room import CountingRoom, examined_round
from voting.commands.rounds import SealKeyed
from voting.deciders.rounds import ROUND
from voting.events.rounds import PapersSealed
from voting.refusals.common import StepNotDue
from voting.refusals.keying import NotReviewed
from voting.states.bundles import Decided, Face
from voting.states.serials import multiset

OFFICE = Actor(person=Person(ref="p-clerk", role="clerk"), congress=COUNTY)
SECOND = Stated(approved_by=Person(ref="p-chair", role="chair"))
FACES = [f"{first}{second}{third}" for first in "fao" for second in "fao" for third in "fao"]
HANDS = 4


def seal(room: Room, given: Exported) -> None:
    asked = SealKeyed(file_sha256=given.sha256.hex())
    version = room.desk.ledger.load(ROUND, room.stream).version
    sealing.seal(room, sealing.Asked(actor=OFFICE, key="seal", command=asked, stated=SECOND, version=version))


def sealed_in(room: Room) -> PapersSealed:
    return next(one.event for one in room.desk.ledger.history(room.stream) if isinstance(one.event, PapersSealed))


@pytest.fixture
def room(api: Caller) -> Room:
    """As many papers as hands, in a bundle each, reviewed."""
    return reviewed(api, "1")


def reviewed(api: Caller, name: str) -> Room:
    over_http = CountingRoom(api, examined_round(api.desk.ledger, HANDS, name=name))
    for number in range(1, HANDS + 1):
        over_http.keyed_twice(number, number, ("ffa",))
    return enter(api.desk, OFFICE, over_http.round)


def rows_left(room: Room) -> int:
    """How much is still staged of the round."""
    staged = select_keying(room.desk.ledger, room.stream)
    assert staged is not None
    return sum(len(rows) for rows in staged[1:])


def review_all(room: Room) -> None:
    for number in range(1, HANDS + 1):
        acts.review_bundle(room, number, "p-reviewer")


@pytest.mark.parametrize("turn", range(4))
def test_every_accepted_change_is_sealed_and_every_other_one_refused(api: Caller, turn: int) -> None:
    room = reviewed(api, f"turn-{turn}")
    accepted: dict[int, Face] = dict.fromkeys(range(1, HANDS + 1), Face(marks="ffa"))
    refused: list[int] = []

    def hand(number: int) -> None:
        """Decides its own paper anew, over and over, until it is told that it is too late."""
        chance = Random(1000 * turn + number)  # noqa: S311 - when to come again
        for step in range(1000):
            sleep(chance.uniform(0, 0.1))
            face = Face(marks=FACES[(step + number) % len(FACES)])
            try:
                acts.decide_paper(room, number, number, f"p-hand-{number}", Decided(face=face, reason="再看"))
            except (KeyingClosed, StepNotDue):
                refused.append(number)
                return
            accepted[number] = face

    given: list[Exported] = []

    def sealer() -> None:
        """Reviews, exports and seals, until nobody was quicker."""
        while True:
            try:
                review_all(room)
                given[:] = [sealing.export(room)]
                seal(room, given[0])
            except (KeyingMoved, sealing.FileOutdated, NotReviewed, Faults):
                continue
            return

    with ThreadPoolExecutor(HANDS + 1) as pool:
        for done in [*(pool.submit(hand, number) for number in accepted), pool.submit(sealer)]:
            done.result()
    papers = read_file(room.stream, given[0].file, given[0].code).papers
    assert {number: face.marks for number, face in papers.items()} == {n: face.marks for n, face in accepted.items()}
    event = sealed_in(room)
    assert (event.patterns, event.spoiled) == multiset(accepted)
    assert len(refused) == HANDS
    assert rows_left(room) == 0


def test_a_change_under_way_makes_the_sealing_wait_and_then_give_way(room: Room) -> None:
    given, begun, go = sealing.export(room), Event(), Event()
    outcome: list[Refusal] = []

    def keep_holding() -> None:
        with keying(room.desk.ledger, room.stream) as held:
            held.not_reviewed(1)
            begun.set()
            go.wait(10)

    def try_to_seal() -> None:
        try:
            seal(room, given)
        except Refusal as refused:
            outcome.append(refused)

    holder, sealer = Thread(target=keep_holding), Thread(target=try_to_seal)
    holder.start()
    assert begun.wait(10)
    sealer.start()
    wait_until_somebody_waits(room)
    go.set()
    holder.join()
    sealer.join()
    assert [type(refused) for refused in outcome] == [KeyingMoved]
    staged = select_keying(room.desk.ledger, room.stream)
    assert staged is not None
    assert len(staged.papers) == 2 * HANDS
    review_all(room)
    seal(room, sealing.export(room))


def test_a_sealing_that_read_what_was_exported_before_the_last_change_gives_way(room: Room) -> None:
    ledger = room.desk.ledger
    sealing.export(room)
    read = select_keying(ledger, room.stream)
    assert read is not None
    # Changed, reviewed and exported again: all is in order once more, but it is not what was read.
    acts.decide_paper(room, 1, 1, "p-quick", Decided(face=Face(marks="aaa"), reason="再看"))
    review_all(room)
    sealing.export(room)
    with pytest.raises(KeyingMoved):
        ledger.append([], envelope=ENVELOPE, command=None, statements=[seal_keying(room.stream, read.head.revision)])
    staged = select_keying(ledger, room.stream)
    assert staged is not None
    assert len(staged.papers) == 2 * HANDS


def test_a_paper_that_comes_while_the_sealing_is_under_way_waits_and_is_refused(room: Room) -> None:
    given = sealing.export(room)
    outcome: list[Refusal] = []

    def late() -> None:
        try:
            acts.decide_paper(room, 1, 1, "p-late", Decided(face=Face(marks="aaa"), reason="迟到"))
        except Refusal as refused:
            outcome.append(refused)

    thread = Thread(target=late)
    # Somebody appends: the sealing has wiped the rows and waits for its turn, holding the round.
    with room.desk.ledger.open_connection() as appender:
        appender.execute("SELECT pg_advisory_lock(4703101)")
        sealer = Thread(target=lambda: seal(room, given))
        sealer.start()
        wait_until_somebody_waits(room)
        thread.start()
        wait_until_somebody_waits(room, 2)
        appender.execute("SELECT pg_advisory_unlock_all()")
    sealer.join()
    thread.join()
    assert [type(refused) for refused in outcome] == [KeyingClosed]
    assert {pattern.marks for pattern in sealed_in(room).patterns} == {"ffa"}


def test_a_bundle_is_not_laid_out_in_a_round_that_is_sealed_meanwhile(room: Room) -> None:
    seal(room, sealing.export(room))
    # The room was entered before, and still believes that papers may be keyed.
    with pytest.raises(KeyingClosed):
        acts.lay_out_bundle(room, 9, 1, 1)
    staged = select_keying(room.desk.ledger, room.stream)
    assert staged is not None
    assert (staged.head.sealed, staged.bundles) == (True, [])


def wait_until_somebody_waits(room: Room, many: int = 1) -> None:
    """Until so many connections of this database wait for a lock."""
    sql = (
        "SELECT count(*) AS many FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    )
    with room.desk.ledger.open_connection() as line:
        line.execute("RESET ROLE")
        for _ in range(1000):
            (found,) = (line.execute(sql).fetchone() or {"many": 0}).values()
            if found >= many:
                return
            line.execute("SELECT pg_sleep(0.01)")
    raise AssertionError("nobody waits")
