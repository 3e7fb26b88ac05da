"""Who can change, erase or forge what is recorded, the owner of the database included?"""

from __future__ import annotations

import psycopg
import pytest
from psycopg import errors

from domain.storage import Ledger
from tests.storage.conftest import Database
from tests.storage.told import ENVELOPE, append, command

REFUSED = "MS009"
NO_RIGHT = errors.InsufficientPrivilege.sqlstate
TABLES = ("log_head", "event_headers", "event_bytes", "commands", "people")
COLUMN = {
    "log_head": "position",
    "event_headers": "topic",
    "event_bytes": "state",
    "commands": "answer",
    "people": "key_id",
}

CHANGES = [
    act.format(f"ledger.{table}", COLUMN[table])
    for table in TABLES
    for act in ("UPDATE {0} SET {1} = {1}", "DELETE FROM {0}", "TRUNCATE {0}")
]
ERASURES = {"DELETE FROM ledger.event_bytes", "DELETE FROM ledger.people"}


@pytest.fixture
def recorded(own_database: Database) -> Database:
    """A database with two events of one command in it, and a person."""
    with Ledger.at(own_database.service) as ledger:
        ledger.append([append("a", 0, 2)], envelope=ENVELOPE, command=command("k"))
    insert_person = "INSERT INTO ledger.people VALUES (gen_random_uuid(), 'key', 'wrapped', 'sealed')"
    assert attempt(own_database.service, insert_person) == ""
    return own_database


def attempt(conninfo: str, *statements: str) -> str:
    """The SQLSTATE with which the last of `statements` is refused; "" if it is carried out."""
    with psycopg.connect(conninfo, autocommit=True) as connection:
        try:
            for statement in statements:
                connection.execute(statement.encode())
        except psycopg.Error as refused:
            return refused.sqlstate or "?"
        return ""


def attempts(conninfo: str, *before: str) -> dict[str, str]:
    """What becomes of each of the changes."""
    return {change: attempt(conninfo, *before, change) for change in CHANGES}


def test_the_service_the_reader_and_the_signer_have_no_right_to_change_anything(recorded: Database) -> None:
    assert attempts(recorded.service) == dict.fromkeys(CHANGES, NO_RIGHT)
    assert attempts(recorded.reader) == dict.fromkeys(CHANGES, NO_RIGHT)
    assert attempts(recorded.signer) == dict.fromkeys(CHANGES, NO_RIGHT)


def test_triggers_refuse_the_owner_too_even_one_who_switches_triggers_off_for_the_session(recorded: Database) -> None:
    assert attempts(recorded.owner) == dict.fromkeys(CHANGES, REFUSED)
    assert attempts(recorded.owner, "SET session_replication_role = replica") == dict.fromkeys(CHANGES, REFUSED)


def test_the_redactor_erases_bytes_and_persons_and_nothing_else(recorded: Database) -> None:
    assert attempts(recorded.redactor) == {change: "" if change in ERASURES else NO_RIGHT for change in CHANGES}


def test_of_a_request_the_redactor_blanks_the_hash_and_nothing_else(recorded: Database) -> None:
    blank = "UPDATE ledger.commands SET body_hash = ledger.blank_hash()"
    assert attempt(recorded.redactor, "UPDATE ledger.commands SET body_hash = sha256('another')") == REFUSED
    assert attempt(recorded.redactor, f"{blank}, position = 9") == NO_RIGHT
    assert attempt(recorded.service, blank) == NO_RIGHT
    assert attempt(recorded.owner, blank) == REFUSED
    assert attempt(recorded.owner, f"{blank}, position = 9") == REFUSED
    assert attempt(recorded.redactor, blank) == ""
    assert recorded.ask("SELECT body_hash, position FROM ledger.commands") == [(bytes(32), 2)]


def test_the_redactor_asks_for_rows_to_be_made_anew_and_makes_none(recorded: Database) -> None:
    assert attempt(recorded.service, "CREATE TABLE reading.notes (note text)") == ""
    assert attempt(recorded.redactor, "BEGIN", "LOCK TABLE reading.notes IN EXCLUSIVE MODE") == ""
    assert attempt(recorded.redactor, "DELETE FROM reading.notes") == ""
    for change in (
        "INSERT INTO reading.notes VALUES ('')",
        "UPDATE reading.notes SET note = ''",
        "DROP TABLE reading.notes",
    ):
        assert attempt(recorded.redactor, change) == NO_RIGHT


def test_even_the_owner_has_to_become_the_redactor_to_erase(recorded: Database) -> None:
    assert attempt(recorded.owner, "SET ROLE minsheng_redactor", "DELETE FROM ledger.event_bytes") == ""
    assert recorded.ask("SELECT count(*) FROM ledger.event_headers") == [(2,)]


def test_an_erasure_leaves_no_second_chance(recorded: Database) -> None:
    assert attempt(recorded.redactor, "DELETE FROM ledger.event_bytes WHERE position = 1") == ""
    assert recorded.ask("SELECT position FROM ledger.event_bytes") == [(2,)]


def test_there_is_one_head_and_never_another(recorded: Database) -> None:
    into = "INSERT INTO ledger.log_head VALUES"
    for row in ("(true, 9)", "(false, 9)", "(NULL, 9)"):
        insert = f"{into} {row}"
        assert attempt(recorded.service, insert) == NO_RIGHT
        assert attempt(recorded.owner, insert) == REFUSED
    assert recorded.ask("SELECT position FROM ledger.log_head") == [(2,)]


def test_the_head_only_advances_and_keeps_its_hash(recorded: Database) -> None:
    for change in ("position = 1", "compact_range = '{}'", "algorithm = 'sm3'", "position = 3, algorithm = 'sm3'"):
        assert attempt(recorded.owner, f"UPDATE ledger.log_head SET {change}") == REFUSED
        assert attempt(recorded.service, f"UPDATE ledger.log_head SET {change}") == NO_RIGHT


def test_a_head_whose_size_and_tree_do_not_fit_is_no_head_even_without_triggers(recorded: Database) -> None:
    off = "ALTER TABLE ledger.log_head DISABLE TRIGGER ALL"
    for change in (
        "position = 7",
        "position = 4",
        "compact_range = '{}'",
        "compact_range = ARRAY[NULL::bytea]",
        "position = 3, compact_range = compact_range || NULL::bytea",
        "algorithm = 'md5'",
    ):
        assert attempt(recorded.owner, off, f"UPDATE ledger.log_head SET {change}") == (
            "" if change == "position = 4" else errors.CheckViolation.sqlstate
        )


def test_nobody_moves_the_head_by_a_call(recorded: Database) -> None:
    for conninfo in (recorded.service, recorded.redactor, recorded.reader, recorded.signer):
        assert attempt(conninfo, "SELECT ledger.grow_tree()") != ""
    assert recorded.ask("SELECT position FROM ledger.log_head") == [(2,)]


FORGERIES = {
    "a commitment that is none": "event_headers VALUES (3, gen_random_uuid(), 1, 'topic', 'short')",
    "no topic": "event_headers VALUES (3, gen_random_uuid(), 1, '', sha256('x'))",
    "before the first position": "event_headers VALUES (0, gen_random_uuid(), 1, 'topic', sha256('x'))",
    "at a position that is taken": "event_headers VALUES (2, gen_random_uuid(), 1, 'topic', sha256('x'))",
    "at a version that is taken": "event_headers SELECT 3, stream_id, 1, 'topic', commitment FROM ledger.event_headers",
    "a blind that is none": "event_bytes VALUES (3, 'short', 'state')",
    "no bytes": "event_bytes VALUES (3, sha256('x'), '')",
    "other bytes for an event": "event_bytes VALUES (1, sha256('x'), 'state')",
}


def test_what_is_no_event_does_not_get_in_beside_the_append(recorded: Database) -> None:
    for forgery, insert in FORGERIES.items():
        assert attempt(recorded.service, f"INSERT INTO ledger.{insert}").startswith("23"), forgery


def test_the_signer_sees_the_log_and_nothing_else(recorded: Database) -> None:
    for table in ("log_head", "event_headers", "event_bytes"):
        assert attempt(recorded.signer, f"SELECT * FROM ledger.{table}") == ""
    for table in ("commands", "people", "document_bytes", "events", "migrations"):
        assert attempt(recorded.signer, f"SELECT * FROM ledger.{table}") == NO_RIGHT
    assert attempt(recorded.signer, "SELECT * FROM reading.positions") == NO_RIGHT
    assert attempt(recorded.signer, f"INSERT INTO ledger.{FORGERIES['other bytes for an event']}") == NO_RIGHT


def test_the_reader_sees_events_and_read_models_and_no_person(recorded: Database) -> None:
    assert attempt(recorded.service, "CREATE TABLE reading.notes (note text)", "DELETE FROM reading.notes") == ""
    assert attempt(recorded.reader, "SELECT * FROM ledger.events", "SELECT * FROM reading.notes") == ""
    assert attempt(recorded.reader, "SELECT * FROM ledger.people") == NO_RIGHT
    assert attempt(recorded.reader, "INSERT INTO reading.notes VALUES ('')") == NO_RIGHT


def test_the_service_makes_fills_swaps_and_drops_read_models(recorded: Database) -> None:
    done = attempt(
        recorded.service,
        "CREATE TABLE reading.notes_v2 (note text)",
        "INSERT INTO reading.notes_v2 VALUES ('记下')",
        "UPDATE reading.notes_v2 SET note = '改写'",
        "ALTER TABLE reading.notes_v2 RENAME TO notes",
        "TRUNCATE reading.notes",
        "DROP TABLE reading.notes",
    )
    assert done == ""
    assert attempt(recorded.service, "CREATE TABLE ledger.mine (a int)") == NO_RIGHT
    assert attempt(recorded.service, "DROP TABLE ledger.events") != ""


def test_an_append_under_a_stricter_isolation_level_is_refused_because_it_would_see_the_past(
    recorded: Database,
) -> None:
    call = "SELECT ledger.append_events('{}', '{}', '{}', '{}', '{}', '{}', NULL, NULL, '{}', '{}', '{}', '{}', '{}', false)"
    assert attempt(recorded.service, call) == ""
    assert attempt(recorded.service, "BEGIN ISOLATION LEVEL REPEATABLE READ", call) == "MS003"
    assert attempt(recorded.reader, call) == NO_RIGHT


def test_versions_that_do_not_follow_one_another_are_refused(recorded: Database) -> None:
    def call(versions: str, expected: str) -> str:
        name = "'11111111-1111-1111-1111-111111111111'::uuid"
        count = versions.count(",") + 1
        return (
            f"SELECT ledger.append_events(array_fill({name}, ARRAY[{count}]), ARRAY[{versions}]::bigint[],"
            f" array_fill('topic'::text, ARRAY[{count}]), array_fill(sha256('c'), ARRAY[{count}]),"
            f" array_fill(sha256('b'), ARRAY[{count}]), array_fill('s'::bytea, ARRAY[{count}]),"
            f" ARRAY[{name}], ARRAY[{expected}]::bigint[], '{{}}', '{{}}', '{{}}', '{{}}', '{{}}', false)"
        )

    for versions, expected in (("2", "0"), ("1, 3", "0"), ("2, 3", "0"), ("1, 1", "0"), ("0", "0")):
        assert attempt(recorded.service, call(versions, expected)) in ("MS002", errors.UniqueViolation.sqlstate)
    assert attempt(recorded.service, call("1, 2", "0")) == ""
    assert attempt(recorded.service, call("3", "2")) == ""
