"""After a memory was lost, can people have the signer go on, and only if nothing else is wrong?"""

from __future__ import annotations

import shutil

import pytest

from api.log.memory import SignerRefused
from api.log.shelf import Published
from api.log.signing import MemoryBehind
from domain.storage import Ledger
from tests.log.notes import note
from tests.log.office import Office, at


@pytest.fixture
def lost(office: Office, ledger: Ledger) -> Office:
    """An office that has signed at 4, 7 and 12 events, and lost its memory."""
    for seconds, events in ((0, 4), (60, 3), (120, 5)):
        office.record(ledger, events)
        office.sign(seconds)
    shutil.rmtree(office.memory_folder)
    return office


def recover(office: Office, seconds: int = 400) -> Published | None:
    with office.recovering() as (signer, log):
        signer.recover(log, at(seconds))
    return office.sign(seconds)


def test_the_signer_goes_on_from_the_newest_that_is_published(lost: Office, ledger: Ledger) -> None:
    lost.record(ledger, 2)
    recover(lost)
    assert lost.sizes() == [4, 7, 12, 14]
    remembered = lost.memory.read()
    assert remembered is not None
    assert remembered.checkpoint.root == lost.root()


def test_an_older_memory_is_brought_up_to_date(lost: Office, ledger: Ledger) -> None:
    lost.record(ledger, 2)
    recover(lost)
    older = lost.memory_folder / "last.json"
    saved = older.read_bytes()
    lost.record(ledger, 2)
    lost.sign(500)
    older.write_bytes(saved)
    with pytest.raises(MemoryBehind):
        lost.sign(600)
    recover(lost, 600)
    assert lost.sizes() == [4, 7, 12, 14, 16]


@pytest.mark.parametrize(("position", "size"), [(1, 4), (4, 4), (5, 7), (8, 12), (12, 12)])
def test_nothing_is_recovered_from_a_log_that_is_another(lost: Office, position: int, size: int) -> None:
    lost.tamper(f"UPDATE ledger.event_headers SET topic = 'x' WHERE position = {position}")
    with pytest.raises(SignerRefused, match=f"公布的{size:012}"):
        recover(lost)
    with pytest.raises(SignerRefused):
        lost.sign(600)


def test_nothing_is_recovered_where_one_key_signed_two_trees(lost: Office) -> None:
    lost.shelf.keep(note(8, 70))
    with pytest.raises(SignerRefused, match="000000000008"):
        recover(lost)


def test_what_is_still_remembered_is_not_given_up_for_what_somebody_else_signed(office: Office, ledger: Ledger) -> None:
    office.record(ledger, 12)
    office.sign(0)
    office.tamper("UPDATE ledger.event_headers SET topic = 'x' WHERE position = 5")
    shutil.rmtree(office.shelf_folder)
    office.shelf.keep(note(12, 10, office.root()))
    known = office.memory.read()
    with office.recovering() as (signer, log), pytest.raises(SignerRefused, match="钥匙在别处用过"):
        signer.recover(log, at(400))
    assert office.memory.read() == known


def test_nothing_is_recovered_from_an_empty_shelf(lost: Office) -> None:
    shutil.rmtree(lost.shelf_folder)
    with pytest.raises(MemoryBehind, match="没有本钥匙签过的根"):
        recover(lost)
