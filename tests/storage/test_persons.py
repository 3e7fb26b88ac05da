"""Is a person found by the reference while he is there, and by nobody after an erasure?"""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from domain.people import People, PersonalData, PersonKeys
from domain.storage import Ledger, LedgerConnection, erase
from tests.storage.conftest import Database
from tests.storage.told import ENVELOPE, append

SOMEBODY = PersonalData(name="示例·甲", phone="13800000000", title="经办")


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> PersonKeys:
    return PersonKeys.create(tmp_path_factory.mktemp("keys") / "person.key")


@pytest.fixture
def people(ledger: Ledger, keys: PersonKeys) -> People:
    return People(ledger, keys)


def test_who_was_entered_with_an_event_is_found_by_the_reference(people: People, ledger: Ledger) -> None:
    ref, statement = people.enter(SOMEBODY)
    assert people.read([ref]) == {}
    ledger.append([append("a", 0)], envelope=ENVELOPE, command=None, statements=[statement])
    other, another_statement = people.enter(SOMEBODY)
    ledger.append([append("b", 0)], envelope=ENVELOPE, command=None, statements=[another_statement])
    assert people.read([ref, other, str(uuid4()), "示例-经办"]) == {ref: SOMEBODY, other: SOMEBODY}


def test_a_reference_is_random_and_says_nothing_of_the_person(people: People) -> None:
    refs = {people.enter(SOMEBODY)[0] for _ in range(100)}
    assert len(refs) == 100
    assert {UUID(ref).version for ref in refs} == {4}


def test_an_erased_person_is_gone_and_the_others_are_not(
    people: People, ledger: Ledger, redactor: LedgerConnection
) -> None:
    entered = [people.enter(PersonalData(name=f"示例·{number}")) for number in range(3)]
    statements = [statement for _, statement in entered]
    ledger.append([append("a", 0)], envelope=ENVELOPE, command=None, statements=statements)
    first, second, third = (ref for ref, _ in entered)
    assert erase(redactor, [], [UUID(second)]) == (0, 1)
    assert erase(redactor, [], [UUID(second)]) == (0, 0)
    assert people.read([first, second, third]).keys() == {first, third}


def test_the_database_holds_nothing_that_can_be_read_without_the_key_file(
    people: People, ledger: Ledger, database: Database
) -> None:
    ref, statement = people.enter(SOMEBODY)
    ledger.append([append("a", 0)], envelope=ENVELOPE, command=None, statements=[statement])
    ((row,),) = database.ask(
        "SELECT to_jsonb(people) || jsonb_build_object('text', encode(sealed, 'escape')) FROM ledger.people"
    )
    for word in (SOMEBODY.name, SOMEBODY.phone, SOMEBODY.title):
        assert word not in str(row)
        assert word.encode().hex() not in str(row)
    assert ref in str(row)
