"""Does a signer begin when people say so, once, and never because somebody took away what it knew?"""

from __future__ import annotations

import shutil

import pytest

from api.log.memory import MemoryExists, MemoryMissing
from api.log.signing import MemoryBehind
from domain.storage import Ledger
from domain.transparency.keys import SignerKey
from domain.transparency.notes import sign_note
from tests.log.notes import KEY, note
from tests.log.office import Office, at


def begin(office: Office) -> None:
    with office.recovering() as (signer, _):
        signer.begin_memory()


@pytest.fixture
def signed(office: Office, ledger: Ledger) -> Office:
    office.record(ledger, 5)
    office.sign()
    return office


def test_a_signer_that_nobody_began_signs_nothing(office: Office, ledger: Ledger) -> None:
    shutil.rmtree(office.memory_folder)
    for events in (0, 3):
        if events:
            office.record(ledger, events)
        with pytest.raises(MemoryMissing, match="第一次启动，写--begin"):
            office.sign()
    assert office.sizes() == []
    begin(office)
    assert office.sign() is not None


def test_what_was_begun_before_anything_was_recorded_stays_begun(office: Office, ledger: Ledger) -> None:
    assert office.sign() is None
    assert office.sign(10) is None
    office.record(ledger, 2)
    assert office.sign(20) is not None
    assert office.sizes() == [2]


def test_whoever_takes_memory_and_roots_away_gets_no_new_signature(signed: Office, ledger: Ledger) -> None:
    signed.tamper("UPDATE ledger.event_headers SET topic = 'x' WHERE position = 2")
    shutil.rmtree(signed.memory_folder)
    shutil.rmtree(signed.shelf_folder)
    signed.record(ledger, 1)
    for _ in range(2):
        with pytest.raises(MemoryMissing, match="没有记忆的签名人会给改过的台账签名"):
            signed.sign(100)
    assert signed.sizes() == []


def test_a_memory_that_is_taken_away_from_a_signer_that_goes_on_is_missed(signed: Office, ledger: Ledger) -> None:
    with signed.signer() as (signer, log):
        (signed.memory_folder / "last.json").unlink()
        shutil.rmtree(signed.shelf_folder)
        signed.record(ledger, 1)
        with pytest.raises(MemoryMissing):
            signer.turn(log, at(100))
    assert signed.sizes() == []


@pytest.mark.parametrize("anything_signed", [False, True])
def test_nobody_begins_twice(office: Office, ledger: Ledger, *, anything_signed: bool) -> None:
    if anything_signed:
        office.record(ledger, 5)
        office.sign()
    known = office.memory.read()
    with pytest.raises(MemoryExists, match="不要再写--begin"):
        begin(office)
    assert office.memory.read() == known


@pytest.mark.parametrize("key", [KEY, SignerKey.draw(KEY.name)])
def test_nobody_begins_where_roots_are_published(office: Office, key: SignerKey) -> None:
    shutil.rmtree(office.memory_folder)
    office.shelf.keep(sign_note(note(5).text, key))
    with pytest.raises(MemoryBehind, match="不是第一次启动"):
        begin(office)
    assert not office.memory.begun
