"""Is what was recorded signed as it stands, in time, and never in two ways?"""

from __future__ import annotations

import pytest

from api.log.comparing import SignerWaits
from domain.storage import Ledger
from domain.transparency.checkpoints import open_checkpoint
from tests.log.notes import KEY, checkpoint
from tests.log.office import Office, at


def test_what_was_recorded_is_signed_with_the_root_of_its_rows(office: Office, ledger: Ledger) -> None:
    office.record(ledger, 5)
    published = office.sign()
    assert published is not None
    signed = open_checkpoint(published.raw, [KEY.verifier]).checkpoint
    assert signed == checkpoint(5, root=office.root())
    remembered = office.memory.read()
    assert remembered is not None
    assert (remembered.note, remembered.tree().root()) == (published.note, office.root())


def test_an_empty_log_is_not_signed(office: Office) -> None:
    assert office.sign() is None
    assert office.memory.read() is None


def test_each_signature_goes_on_from_the_one_before(office: Office, ledger: Ledger) -> None:
    for number in range(1, 12):
        office.record(ledger, number)
        office.sign(number * 10)
    assert office.sizes() == [number * (number + 1) // 2 for number in range(1, 12)]
    assert [each.checkpoint.root for each in office.shelf.all()] == [office.root(size) for size in office.sizes()]


def test_a_few_seconds_are_waited_for_more_but_not_ten(office: Office, ledger: Ledger) -> None:
    office.record(ledger, 1)
    with office.signer() as (signer, log):
        assert signer.turn(log, at(0)) is not None
        office.record(ledger, 1)
        assert signer.turn(log, at(1)) is None
        office.record(ledger, 1)
        assert signer.turn(log, at(7)) is None
        assert signer.turn(log, at(8)) is not None
        assert signer.turn(log, at(60)) is None
    assert office.sizes() == [1, 3]


def test_an_unchanged_tree_is_signed_again_once_a_day(office: Office, ledger: Ledger) -> None:
    office.record(ledger, 3)
    with office.signer() as (signer, log):
        for hours in range(60):
            signer.turn(log, at(hours * 3600))
    assert [(each.size, each.time) for each in office.shelf.all()] == [(3, at(0)), (3, at(86400)), (3, at(2 * 86400))]


def test_a_clock_that_went_back_is_waited_for(office: Office, ledger: Ledger) -> None:
    office.record(ledger, 3)
    office.sign(100)
    office.record(ledger, 1)
    with pytest.raises(SignerWaits, match="钟"):
        office.sign(99)
    assert office.sizes() == [3]
    office.sign(100)
    assert office.sizes() == [3, 4]
