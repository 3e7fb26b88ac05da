"""Does the log vouch for the records beside it, so that whoever changes them behind its back is found?"""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from api.accounts.committing import changed, commit_records, late
from api.cli.records import records
from api.history import entries
from domain.deployment import STREAM, RecordsCommitted
from domain.storage import Ledger
from tests.accounts.people import administrators, clerk, send
from tests.accounts.test_two_people import office
from tests.api.kit import COUNTY, Caller

__all__ = ["office"]


def committed(api: Caller) -> list[RecordsCommitted]:
    events = [recorded.event for recorded in api.desk.ledger.history(STREAM)]
    return [event for event in events if isinstance(event, RecordsCommitted)]


def commit(api: Caller, hours: float = 1) -> bool:
    api.hands.moment += timedelta(hours=hours)
    return commit_records(api.desk.ledger, api.hands)


def behind_its_back(ledger: Ledger, *statements: str) -> None:
    """What the owner of the database does who switches the triggers off."""
    with ledger.open_connection() as owner, owner.transaction():
        owner.execute("RESET ROLE")
        for table in ("acts", "reads"):
            owner.execute(f"ALTER TABLE accounts.{table} DISABLE TRIGGER USER".encode())
        for statement in statements:
            owner.execute(statement.encode())
        for table in ("acts", "reads"):
            owner.execute(f"ALTER TABLE accounts.{table} ENABLE ALWAYS TRIGGER stays".encode())


def by_hand(ledger: Ledger) -> str:
    """The chain of the acts, made from the description in the documents alone."""
    with ledger.connection() as line:
        rows = line.execute("SELECT * FROM accounts.acts ORDER BY number").fetchall()
    before = bytes(32)
    for row in rows:
        plain: dict[str, Any] = {
            **row,
            "at": row["at"].astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f+00:00"),
            "account": str(row["account"]) if row["account"] else None,
        }
        text = json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        before = hashlib.sha256(b"minsheng record v1\n" + before + text.encode()).digest()
    return before.hex()


def test_what_is_new_is_vouched_for_at_most_once_an_hour(api: Caller) -> None:
    assert not commit(api), "nothing was done yet"
    clerk(api)
    assert commit(api)
    assert not commit(api), "nothing is new"
    send(api, "POST", "/session", {"name": "nobody", "password": "x"})
    assert not commit(api), "what is only counted is not vouched for"
    person = api.post("/people", {"name": "示例监票人"}).json["person"]
    api.get(f"/api/v1/people/{person}")
    assert commit(api)
    api.get(f"/api/v1/people/{person}")
    assert not commit(api, hours=0.9), "nor before an hour is over"
    assert commit(api, hours=0.1)
    first, second, third = committed(api)
    assert (first.acts, first.reads, first.reads_hash) == (second.acts, 0, "0" * 64)
    assert (second.reads, third.reads, first.acts_hash) == (1, 2, second.acts_hash)


def test_the_chain_is_the_one_that_is_described(api: Caller) -> None:
    clerk(api)
    assert commit(api)
    assert committed(api)[0].acts_hash == by_hand(api.desk.ledger)


def test_an_event_of_it_names_nobody_and_says_nothing(api: Caller) -> None:
    who = clerk(api)
    assert commit(api)
    (recorded,) = api.desk.ledger.history(STREAM)
    assert (recorded.envelope.by.role, recorded.envelope.by.ref) == ("system", "system")
    told = next(entries([recorded])).sentence
    assert "账号变动的记录到第" in told
    assert str(who.account) not in str(recorded)
    assert api.get(f"/api/v1/events/{recorded.position}").codes == ["other_congress"]


SECOND = "(SELECT min(number) + 1 FROM accounts.acts)"
TAMPERED = {
    "an act says something else": f"UPDATE accounts.acts SET act = 'x' WHERE number = {SECOND}",
    "an act was at another time": f"UPDATE accounts.acts SET at = at + interval '1 us' WHERE number = {SECOND}",
    "somebody else did it": f"UPDATE accounts.acts SET by_ref = 'x' WHERE number = {SECOND}",
    "it was about another": f"UPDATE accounts.acts SET account = NULL WHERE number = {SECOND}",
    "a detail is gone": (
        "UPDATE accounts.acts SET detail = '{}' WHERE number = (SELECT min(number) FROM accounts.acts)"
    ),
    "an act is gone": f"DELETE FROM accounts.acts WHERE number = {SECOND}",
    "the last act is gone": "DELETE FROM accounts.acts WHERE number = (SELECT max(number) FROM accounts.acts)",
    "two acts have changed places": (
        f"UPDATE accounts.acts SET at = other.at, act = other.act FROM accounts.acts AS other WHERE accounts.acts.number = {SECOND} AND other.number = {SECOND} + 1"
    ),
    "an act came in before": (
        "INSERT INTO accounts.acts (number, at, by_ref, act) OVERRIDING SYSTEM VALUE VALUES (-1, now(), 'x', 'x'), (0, now(), 'x', 'x')"
    ),
    "all acts are gone": "TRUNCATE accounts.acts",
}


@pytest.mark.parametrize("how", TAMPERED)
def test_whoever_changes_what_was_vouched_for_is_found(api: Caller, how: str) -> None:
    clerk(api)
    assert commit(api)
    assert changed(api.desk.ledger, "acts") == 0
    behind_its_back(api.desk.ledger, TAMPERED[how])
    assert changed(api.desk.ledger, "acts") == committed(api)[0].acts


def test_a_reading_that_was_rewritten_is_found_and_the_first_place_is_named(api: Caller) -> None:
    person = api.post("/people", {"name": "示例监票人"}).json["person"]
    for _ in range(3):
        api.get(f"/api/v1/people/{person}")
        assert commit(api)
    behind_its_back(api.desk.ledger, "UPDATE accounts.reads SET by_ref = 'x' WHERE number = 2")
    assert (changed(api.desk.ledger, "acts"), changed(api.desk.ledger, "reads")) == (0, 2)
    assert [finding.ok for finding in records(api.desk.ledger)] == [False, True]


def test_what_goes_on_after_a_change_does_not_hide_it(api: Caller) -> None:
    who = clerk(api)
    assert commit(api)
    behind_its_back(api.desk.ledger, TAMPERED["somebody else did it"])
    assert who.sign_in().status == 201
    assert commit(api)
    assert changed(api.desk.ledger, "acts") == committed(api)[0].acts


def test_a_number_that_was_never_used_breaks_no_chain(api: Caller) -> None:
    who = clerk(api)
    behind_its_back(api.desk.ledger, "SELECT nextval(pg_get_serial_sequence('accounts.acts', 'number'))")
    assert who.sign_in().status == 201
    assert commit(api)
    assert changed(api.desk.ledger, "acts") == 0


def test_nobody_adds_while_it_is_hashed_and_whoever_is_adding_is_waited_for(api: Caller) -> None:
    clerk(api)
    ledger = api.desk.ledger
    with ledger.open_connection(deadline_seconds=1) as slow, slow.transaction():
        slow.execute("INSERT INTO accounts.acts (at, by_ref, act) VALUES (now(), 'x', 'x')")
        with ledger.open_connection(deadline_seconds=1) as line:
            line.execute("SET lock_timeout = '50ms'")
            with pytest.raises(Exception, match="lock timeout"):
                line.execute("SELECT accounts.hold_records()")


def test_the_doctor_says_when_nobody_vouches(api: Caller) -> None:
    clerk(api)
    ledger = api.desk.ledger
    assert not late(ledger, api.hands() + timedelta(hours=1))
    assert late(ledger, api.hands() + timedelta(hours=3))
    assert not next(records(ledger)).ok, "the year 2024 is long ago"
    assert commit(api)
    assert not late(ledger, api.hands() + timedelta(days=300))


def ticking(api: Caller) -> Caller:
    """The same service on a clock that moves whenever it is looked at, as clocks do."""

    def looked_at() -> datetime:
        api.hands.moment += timedelta(microseconds=1)
        return api.hands.moment

    object.__setattr__(api.desk, "clock", looked_at)
    return api


def test_a_role_that_nobody_approved_is_found(api: Caller) -> None:
    three = administrators(ticking(api))
    assert [finding.ok for finding in records(api.desk.ledger)][1] is True, "the first three are of the command"
    added = three["system_admin"].send("POST", "/accounts", {"name": "jingban", "called": "示例经办"})
    assert added.status == 201, added.json
    made = added.json
    asked = {"kind": "grant", "account": made["account"], "role": "clerk", "congress": COUNTY}
    change = three["system_admin"].send("POST", "/role-changes", asked).json["change"]
    assert three["security_admin"].send("PUT", f"/role-changes/{change}", {"approved": True}).status == 200
    assert [finding.ok for finding in records(api.desk.ledger)][1] is True
    with api.desk.ledger.connection() as line:
        line.execute(
            "INSERT INTO accounts.grants (id, account, role, congress, granted_at)"
            " SELECT gen_random_uuid(), account, 'chair', '9902', now() FROM accounts.grants WHERE role = 'clerk'"
        )
    _, roles = records(api.desk.ledger)
    assert (roles.ok, made["account"] in roles.detail) == (False, True)
