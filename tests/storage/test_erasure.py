"""When the bytes of an event were lawfully erased, what do the header, the folds, the view and the proofs still say?"""

from __future__ import annotations

import hashlib
import threading
from uuid import uuid4

import psycopg
import pytest

from domain.canonical import canonical_bytes
from domain.congress.events import CongressRegistered, UnitRegistered
from domain.congress.refusals import NotErasable
from domain.events import Erased
from domain.merkle import sha256
from domain.refusals import CommandReused, NotFound
from domain.storage import (
    ERASED_REQUEST,
    Append,
    CommandRow,
    Ledger,
    LedgerConnection,
    SealedPerson,
    UnknownTopic,
    body_hash,
    erase,
    insert_person,
    named_elsewhere,
    still_there,
)
from domain.storage.commitment import commit
from domain.storage.faults import BookmarksUnsafe
from domain.storage.mapper import NOBODY
from projections.bookmarks import create_bookmarks
from tests.storage.conftest import Database
from tests.storage.told import CLERK, ENVELOPE, EVERYTHING, append_words, command, stream, words


def test_an_erased_event_is_skipped_by_folds_and_keeps_its_place(ledger: Ledger, redactor: LedgerConnection) -> None:
    ledger.append([append_words("a", 0, 3)], envelope=ENVELOPE, command=command("k"))
    assert erase(redactor, [2]) == (1, 0)
    loaded = ledger.load(EVERYTHING, stream("a"))
    assert loaded.state == (*words(1), *words(1, first=3))
    assert loaded.version == 3
    erased = ledger.read_log(1, 1)[0]
    assert (erased.position, erased.originator_version) == (2, 2)
    assert (erased.event, erased.envelope) == (Erased("projects:ProposalPublished"), NOBODY)
    assert ledger.append([append_words("a", 3)], envelope=ENVELOPE, command=None).position == 4
    assert erase(redactor, [2]) == (0, 0)


def test_an_event_that_decides_something_cannot_be_erased(ledger: Ledger, redactor: LedgerConnection) -> None:
    decides = CongressRegistered(code="990101", level="county", name="示例县")
    ledger.append([Append(stream("c"), 0, [decides])], envelope=ENVELOPE, command=None)
    with pytest.raises(NotErasable):
        erase(redactor, [1])
    assert ledger.load(EVERYTHING, stream("c")).state == (decides,)


def test_an_erasure_is_carried_out_as_a_whole_or_not_at_all(ledger: Ledger, redactor: LedgerConnection) -> None:
    decides = CongressRegistered(code="990101", level="county", name="示例县")
    ledger.append([append_words("a", 0)], envelope=ENVELOPE, command=None)
    ledger.append([Append(stream("c"), 0, [decides])], envelope=ENVELOPE, command=None)
    with pytest.raises(NotErasable):
        erase(redactor, [1, 2])
    with pytest.raises(NotFound):
        erase(redactor, [1, 3])
    assert still_there(redactor, [1, 2, 3], []) == ([1, 2], [])


def test_whoever_has_the_password_of_the_service_does_not_erase_by_the_hands_of_the_redactor(
    ledger: Ledger, redactor: LedgerConnection
) -> None:
    """The service owns the table of bookmarks, and a trigger runs as whoever sets it off."""
    ledger.append([append_words("a", 0, 2)], envelope=ENVELOPE, command=None)
    with ledger.open_connection() as service:
        create_bookmarks(service)
        service.execute("INSERT INTO reading.positions VALUES ('made_from_it', 1, 1)")
        service.execute(
            "CREATE FUNCTION reading.more() RETURNS trigger LANGUAGE plpgsql AS $$"
            " BEGIN DELETE FROM ledger.event_bytes WHERE position = 2; RETURN OLD; END $$"
        )
        service.execute(
            "CREATE TRIGGER more BEFORE DELETE ON reading.positions FOR EACH ROW EXECUTE FUNCTION reading.more()"
        )
    with pytest.raises(BookmarksUnsafe):
        erase(redactor, [1], rows=["made_from_it"])
    assert still_there(redactor, [1, 2], []) == ([1, 2], [])


def test_the_hash_of_what_was_asked_goes_with_it_and_no_other(
    ledger: Ledger, redactor: LedgerConnection, database: Database
) -> None:
    """A guess at the text could be held against it; each command's events lie up to the position of its row."""
    for key, stream_, events in (("first", "a", 1), ("second", "b", 3), ("third", "c", 1)):
        ledger.append([append_words(stream_, 0, events)], envelope=ENVELOPE, command=command(key, b"said", b"answer"))
    erase(redactor, [3])
    hashes = database.ask("SELECT key, body_hash FROM ledger.commands ORDER BY position")
    assert hashes == [("first", body_hash(b"said")), ("second", ERASED_REQUEST), ("third", body_hash(b"said"))]
    found = ledger.command(CLERK.ref, "second")
    assert found is not None
    assert (found.receipt.position, found.receipt.answer) == (4, b"answer")


def test_what_was_erased_is_not_recorded_once_more_under_its_key(ledger: Ledger, redactor: LedgerConnection) -> None:
    ledger.append([append_words("a", 0)], envelope=ENVELOPE, command=command("k", b"said"))
    erase(redactor, [1])
    with pytest.raises(CommandReused):
        ledger.append([append_words("b", 0)], envelope=ENVELOPE, command=command("k", b"said"))
    assert ledger.head() == 1


def test_the_hash_of_a_person_goes_with_the_person(
    ledger: Ledger, redactor: LedgerConnection, database: Database
) -> None:
    one, other = uuid4(), uuid4()
    for ref in (one, other):
        row = CommandRow(CLERK.ref, str(ref), body_hash(b"a name"), canonical_bytes({"person": str(ref)}))
        insert = insert_person(SealedPerson(ref, "key", b"wrapped", b"sealed"))
        ledger.append([], envelope=ENVELOPE, command=row, statements=[insert])
    assert erase(redactor, [], [one]) == (0, 1)
    hashes = database.ask("SELECT key, body_hash FROM ledger.commands")
    assert set(hashes) == {(str(one), ERASED_REQUEST), (str(other), body_hash(b"a name"))}


def test_bookmarks_go_with_the_content_or_stay_with_it(
    ledger: Ledger, redactor: LedgerConnection, database: Database
) -> None:
    with ledger.connection() as connection:
        create_bookmarks(connection)
        connection.execute("INSERT INTO reading.positions VALUES ('made_from_it', 1, 1), ('made_from_others', 1, 1)")
    ledger.append([append_words("a", 0)], envelope=ENVELOPE, command=None)
    with pytest.raises(NotFound):
        erase(redactor, [1, 9], [], ["made_from_it"])
    assert len(database.ask("SELECT name FROM reading.positions")) == 2
    erase(redactor, [1], [], ["made_from_it"])
    assert database.ask("SELECT name FROM reading.positions") == [("made_from_others",)]


def test_no_rebuild_begins_between_the_bookmarks_and_the_end_of_an_erasure(
    ledger: Ledger, redactor: LedgerConnection, database: Database
) -> None:
    """It would read what is about to go, and nobody would ask it to begin again."""
    with ledger.connection() as connection:
        create_bookmarks(connection)
    ledger.append([append_words("a", 0)], envelope=ENVELOPE, command=None)
    eraser = threading.Thread(target=lambda: erase(redactor, [1], [], ["made_from_it"]))
    with psycopg.connect(database.owner) as owner:
        owner.execute("SELECT FROM ledger.event_bytes FOR UPDATE")
        eraser.start()
        waiting = "SELECT FROM pg_locks WHERE pid = %s AND NOT granted"
        while not database.ask(waiting, redactor.info.backend_pid):
            assert eraser.is_alive()
        with psycopg.connect(database.service) as service, pytest.raises(psycopg.errors.LockNotAvailable):
            service.execute("LOCK TABLE reading.positions IN ROW EXCLUSIVE MODE NOWAIT")
    eraser.join()
    assert still_there(redactor, [1], []) == ([], [])


def test_somebody_named_in_any_other_event_is_found_there(ledger: Ledger) -> None:
    alone, elsewhere = uuid4(), uuid4()
    for name, ref in (("a", alone), ("b", elsewhere), ("c", elsewhere)):
        unit = UnitRegistered(unit="01", name=f"示例{ref}局")
        ledger.append([Append(stream(name), 0, [unit])], envelope=ENVELOPE, command=None)
    with ledger.connection() as connection:
        assert named_elsewhere(connection, [alone, elsewhere], [1, 2]) == {elsewhere}
        assert named_elsewhere(connection, [alone, elsewhere], [1, 2, 3]) == set()


def test_what_is_not_there_or_not_known_is_not_erased(database: Database, redactor: LedgerConnection) -> None:
    with pytest.raises(NotFound):
        erase(redactor, [1])
    foreign_event(database, "elsewhere:Unheard")
    with pytest.raises(UnknownTopic):
        erase(redactor, [1])


def test_an_event_of_an_unknown_kind_is_an_error_that_names_its_place(ledger: Ledger, database: Database) -> None:
    foreign_event(database, "elsewhere:Unheard")
    with pytest.raises(UnknownTopic, match="不认识台账第1号事项的标识“elsewhere:Unheard”") as unknown:
        ledger.read_log(0, 10)
    assert unknown.value.numbers == {"topic": "elsewhere:Unheard", "position": 1}
    with pytest.raises(UnknownTopic):
        ledger.load(EVERYTHING, stream("foreign"))


def test_auditors_see_events_as_json_and_of_an_erased_one_the_header(
    ledger: Ledger, redactor: LedgerConnection, database: Database
) -> None:
    ledger.append([append_words("a", 0, 2)], envelope=ENVELOPE, command=None)
    erase(redactor, [2])
    sql = "SELECT position, stream, version, topic, at, by_role, effective_on, event, envelope FROM ledger.events ORDER BY 1"
    with psycopg.connect(database.reader) as reader:
        shown, erased = reader.execute(sql).fetchall()
    envelope = {"at": ENVELOPE.at, "by": {"ref": CLERK.ref, "role": "clerk"}, "command_id": "c-1"}
    envelope["effective_on"] = "2024-01-18"
    header = (1, stream("a"), 1, "projects:ProposalPublished")
    assert shown == (*header, ENVELOPE.at, "clerk", "2024-01-18", {"title": "示例标题1"}, envelope)
    assert erased == (2, stream("a"), 2, "projects:ProposalPublished", None, None, None, None, None)


def test_the_header_commits_to_the_stored_bytes_under_a_blind_that_no_two_events_share(
    ledger: Ledger, database: Database
) -> None:
    same = words(1)[0]
    ledger.append([Append(stream("a"), 0, [same] * 100)], envelope=ENVELOPE, command=None)
    rows = database.ask(
        "SELECT commitment, blind, state FROM ledger.event_headers JOIN ledger.event_bytes USING (position)"
    )
    assert len({commitment for commitment, _, _ in rows}) == len({blind for _, blind, _ in rows}) == 100
    assert len({state for _, _, state in rows}) == 1
    for commitment, blind, state in rows:
        assert isinstance(blind, bytes)
        assert isinstance(state, bytes)
        assert commitment == hashlib.sha256(b"minsheng ledger event bytes v1\n" + blind + state).digest()
        assert commitment == commit(blind, state, sha256)


def foreign_event(database: Database, topic: str) -> None:
    database.ask(
        "SELECT ledger.append_events(ARRAY[%s::uuid], '{1}', ARRAY[%s], ARRAY[sha256('c')], ARRAY[sha256('b')],"
        " ARRAY['{}'::bytea], NULL, NULL, '{}', '{}', '{}', '{}', '{}', false)",
        stream("foreign"),
        topic,
    )
