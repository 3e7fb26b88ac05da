"""Does the signer notice that its memory is older than what is published, lost, damaged or in use, or its key used elsewhere?"""

from __future__ import annotations

import re
import shutil

import pytest

from api.log.memory import MemoryDamaged, MemoryInUse, MemoryMoved, Remembered
from api.log.signing import MemoryBehind
from domain.merkle import CompactRange
from domain.storage import Ledger
from domain.transparency.checkpoints import OtherLog, open_checkpoint
from domain.transparency.keys import SignerKey
from domain.transparency.notes import Note, sign_note
from tests.log.notes import KEY, note
from tests.log.office import Office, at
from tests.log.refused import evidence, refused


def test_an_older_memory_is_noticed_by_what_is_published(signed: Office, ledger: Ledger) -> None:
    saved = (signed.memory_folder / "last.json").read_bytes()
    signed.record(ledger, 3)
    signed.sign(130)
    (signed.memory_folder / "last.json").write_bytes(saved)
    signed.record(ledger, 3)
    with pytest.raises(MemoryBehind, match="第12号"):
        signed.sign(140)
    assert signed.sizes() == [4, 7, 12, 15]


def test_an_older_memory_of_the_same_tree_is_noticed_too(signed: Office) -> None:
    signed.shelf.keep(note(12, 86_520, signed.root()))
    with pytest.raises(MemoryBehind, match="第12号"):
        signed.sign(90_000)


def test_another_signer_with_the_same_key_is_noticed_by_what_it_publishes(signed: Office, ledger: Ledger) -> None:
    with signed.signer() as (signer, log):
        signed.record(ledger, 3)
        signed.shelf.keep(note(15, 130, signed.root()))
        with pytest.raises(MemoryBehind, match="第12号"):
            signer.turn(log, at(200))


def test_a_memory_that_was_lost_is_noticed_by_what_is_published(signed: Office) -> None:
    shutil.rmtree(signed.memory_folder)
    with pytest.raises(MemoryBehind, match="没有签名的记忆"):
        signed.sign(140)


def test_what_others_put_on_the_shelf_does_not_count(signed: Office) -> None:
    stranger = SignerKey.draw(KEY.name)
    for size in (9, 99):
        signed.shelf.keep(sign_note(note(size, 500).text, stranger))
    (signed.shelf_folder / "000000000098-1706169601.note").write_text("x")
    assert signed.sign(600) == signed.shelf.newest()


@pytest.mark.parametrize("damage", [b"", b"{}", b"null", b"[1]"])
def test_a_memory_that_cannot_be_read_is_not_taken_for_an_empty_one(signed: Office, damage: bytes) -> None:
    (signed.memory_folder / "last.json").write_bytes(damage)
    with pytest.raises(MemoryDamaged):
        signed.sign(140)


def test_a_memory_in_which_one_digit_changed_is_not_believed(signed: Office) -> None:
    file = signed.memory_folder / "last.json"
    text = file.read_text(encoding="utf-8")
    for place in [found.start(1) for found in re.finditer(r'"([0-9a-f])', text)][:4]:
        other = "0" if text[place] != "0" else "1"
        file.write_text(text[:place] + other + text[place + 1 :], encoding="utf-8")
        with pytest.raises(MemoryDamaged):
            signed.sign(140)


def test_a_memory_of_another_log_is_not_used(signed: Office) -> None:
    (signed.memory_folder / "last.json").write_bytes(
        (signed.memory_folder / "last.json").read_bytes().replace(KEY.name.encode(), "别的台账".encode())
    )
    with pytest.raises(OtherLog):
        signed.sign(140)


def test_two_signers_do_not_share_a_memory(signed: Office) -> None:
    with signed.memory.held(), pytest.raises(MemoryInUse):
        signed.sign(140)
    signed.sign(140)


def test_a_memory_that_changed_while_it_was_held_is_not_overwritten(signed: Office) -> None:
    seen = signed.memory.read()
    other = Remembered.of(note(1), CompactRange(1, [bytes(32)]))
    signed.memory.swap(seen, other)
    with pytest.raises(MemoryMoved):
        signed.memory.swap(seen, other)


def test_a_key_that_was_used_elsewhere_is_noticed(signed: Office) -> None:
    signed.shelf.keep(note(12, 121))
    refused(signed, "钥匙在别处用过")
    remembered, offered = evidence(signed)
    assert remembered.root == signed.root()
    assert isinstance(offered, Note)
    assert open_checkpoint(offered.encoded, [KEY.verifier]).checkpoint.root == bytes(32)


def test_a_key_that_was_used_elsewhere_in_the_same_second_is_noticed(signed: Office) -> None:
    (place,) = [place for place in signed.shelf.all() if place.size == 12]
    place.path.write_bytes(note(12, 120).encoded)
    refused(signed, "钥匙在别处用过")
    _, offered = evidence(signed)
    assert offered == note(12, 120)


def test_a_key_that_was_used_elsewhere_long_ago_is_noticed(signed: Office) -> None:
    signed.shelf.keep(note(6, 50))
    refused(signed, "钥匙在别处用过")
