"""Does the signer notice every way of changing the past, refuse for ever, and keep what proves it?"""

from __future__ import annotations

import shutil

import psycopg
import pytest

from api.log.memory import SignerRefused
from api.log.walking import BytesMissing
from domain.storage import Ledger
from domain.transparency.checkpoints import Checkpoint
from tests.log.office import Office, at
from tests.log.refused import HEAD, evidence, head_of_rows, refused

STATE = r"""convert_to(replace(convert_from(state, 'UTF8'), '示例局{}"', '示例局九"'), 'UTF8')"""
SHRINK = "DELETE FROM ledger.event_bytes WHERE position > {0}; DELETE FROM ledger.event_headers WHERE position > {0}; UPDATE ledger.log_head SET position = {0}"


def test_a_log_that_shrank_is_refused(signed: Office) -> None:
    signed.tamper(SHRINK.format(10))
    signed.tamper(HEAD.format(head_of_rows(signed)))
    said = refused(signed, "已经签过12件，现在只有10件")
    assert "第11号的标题行不见了" in said
    remembered, offered = evidence(signed)
    assert isinstance(offered, Checkpoint)
    assert (remembered.size, offered.size, offered.root) == (12, 10, signed.root())


def test_a_log_that_shrank_and_grew_again_is_refused(signed: Office, ledger: Ledger) -> None:
    signed.tamper(SHRINK.format(10))
    signed.tamper(HEAD.format(head_of_rows(signed)))
    signed.record(ledger, 9, "b")
    # At the start the old rows are looked at first: they are not those that were signed.
    said = refused(signed, "树根不同了")
    assert "第8号至第12号之间" in said
    remembered, offered = evidence(signed)
    assert isinstance(offered, Checkpoint)
    assert (remembered.size, offered.size, offered.root) == (12, 12, signed.root(12))


def test_a_fork_is_noticed_between_two_looks(signed: Office, ledger: Ledger) -> None:
    with signed.signer() as (signer, log):
        signed.tamper(SHRINK.format(10))
        signed.tamper(HEAD.format(head_of_rows(signed)))
        signed.record(ledger, 9, "b")
        with pytest.raises(SignerRefused, match="从签过的树接着算到第19号，与树头不同") as caught:
            signer.turn(log, at(300))
    assert "第8号至第12号之间" in str(caught.value)
    remembered, offered = evidence(signed)
    assert isinstance(offered, Checkpoint)
    assert (remembered.size, offered.size, offered.root) == (12, 19, signed.root())


@pytest.mark.parametrize(
    "edit",
    [
        "version = 99",
        "topic = 'voting:ResultAnnounced'",
        "stream_id = gen_random_uuid()",
    ],
)
@pytest.mark.parametrize("with_head", [False, True])
def test_an_edited_old_row_is_found(signed: Office, edit: str, *, with_head: bool) -> None:
    signed.tamper(f"UPDATE ledger.event_headers SET {edit} WHERE position = 6")
    if with_head:
        signed.tamper(HEAD.format(head_of_rows(signed)))
    said = refused(signed, "第一处不同在第5号至第7号之间")
    assert signed.memory_folder.name in said


def test_an_edited_old_row_is_found_by_the_signer_that_goes_on(signed: Office, ledger: Ledger) -> None:
    with signed.signer() as (signer, log):
        signed.tamper("UPDATE ledger.event_headers SET topic = 'x' WHERE position = 6")
        signed.record(ledger, 1)
        assert signer.turn(log, at(300)) is not None  # nothing of the new ones is wrong
        assert signer.patrol(log, at(59))  # it walked a moment ago
        with pytest.raises(SignerRefused, match="第5号至第7号之间"):
            signer.patrol(log, at(301))
    refused(signed, "第5号至第7号之间")


def test_a_row_that_cannot_be_a_leaf_is_refused(signed: Office) -> None:
    signed.tamper("UPDATE ledger.event_headers SET topic = repeat('x', 70000) WHERE position = 6")
    refused(signed, "第6号的标题行里有写不进树叶的数")


def test_a_published_file_that_cannot_be_read_does_not_stop_the_patrol(signed: Office) -> None:
    first, *_ = signed.shelf.all()
    first.path.write_bytes(b"x")
    signed.sign(300)
    signed.tamper("UPDATE ledger.event_headers SET version = 99 WHERE position = 6")
    refused(signed, "第1号至第7号之间")


def test_a_row_that_is_gone_from_the_middle_is_found(signed: Office) -> None:
    signed.tamper(
        "DELETE FROM ledger.event_bytes WHERE position = 6; DELETE FROM ledger.event_headers WHERE position = 6"
    )
    refused(signed, "第6号的标题行不见了")


def test_rows_that_changed_places_are_found(signed: Office) -> None:
    signed.tamper("UPDATE ledger.event_headers SET position = 100 - position WHERE position IN (5, 6)")
    signed.tamper("UPDATE ledger.event_headers SET position = position - 89 WHERE position > 12")
    signed.tamper("UPDATE ledger.event_bytes SET position = 100 - position WHERE position IN (5, 6)")
    signed.tamper("UPDATE ledger.event_bytes SET position = position - 89 WHERE position > 12")
    refused(signed, "第5号至第7号之间")


def test_edited_bytes_are_found_with_their_position(signed: Office) -> None:
    signed.tamper(f"UPDATE ledger.event_bytes SET state = {STATE.format(6)} WHERE position = 6")
    refused(signed, "第6号的内容与标题行的承诺不符")


def test_edited_bytes_with_a_commitment_to_match_are_found(signed: Office) -> None:
    signed.tamper(f"UPDATE ledger.event_bytes SET state = {STATE.format(6)} WHERE position = 6")
    signed.tamper(
        "UPDATE ledger.event_headers SET commitment = (SELECT sha256(convert_to('minsheng ledger event bytes v1' || chr(10),"
        " 'UTF8') || blind || state) FROM ledger.event_bytes WHERE position = 6) WHERE position = 6"
    )
    signed.tamper(HEAD.format(head_of_rows(signed)))
    refused(signed, "第5号至第7号之间")


def test_edited_bytes_that_nobody_signed_yet_are_never_signed(signed: Office, ledger: Ledger) -> None:
    signed.record(ledger, 3)
    signed.tamper(f"UPDATE ledger.event_bytes SET state = {STATE.format(14)} WHERE position = 14")
    refused(signed, "第14号的内容与标题行的承诺不符")


def test_a_head_that_was_replaced_is_refused(signed: Office) -> None:
    signed.tamper(HEAD.format(",".join([rf'"\\x{"ab" * 32}"'] * 2)))
    said = refused(signed, "仍是12件，树头却与签过的不同")
    assert "签过的前12件没有变" in said


def test_a_head_that_is_ahead_of_its_rows_is_refused(signed: Office) -> None:
    signed.tamper("UPDATE ledger.log_head SET position = 20")
    refused(signed, "第13号的标题行不见了")


def test_a_head_of_another_hash_is_refused(signed: Office) -> None:
    try:
        signed.tamper("UPDATE ledger.log_head SET algorithm = 'sm3'")
        refused(signed, "签过的是sha256的树")
    finally:
        signed.tamper("UPDATE ledger.log_head SET algorithm = 'sha256'")


def test_a_backup_that_was_restored_is_refused_because_the_memory_is_ahead(signed: Office, ledger: Ledger) -> None:
    backup = signed.database.ask("SELECT position, compact_range FROM ledger.log_head")
    signed.record(ledger, 6)
    signed.sign(130)
    signed.tamper(
        "DELETE FROM ledger.event_bytes WHERE position > 12; DELETE FROM ledger.event_headers WHERE position > 12"
    )
    ((position, hashes),) = backup
    assert isinstance(hashes, list)
    written = ",".join(rf'"\\x{each.hex()}"' for each in hashes)
    signed.tamper(f"UPDATE ledger.log_head SET position = {position}, compact_range = '{{{written}}}'")
    refused(signed, "已经签过18件，现在只有12件")


def test_bytes_that_are_gone_without_a_word_are_refused_until_they_are_back(signed: Office, ledger: Ledger) -> None:
    ((blind, state),) = signed.database.ask("SELECT blind, state FROM ledger.event_bytes WHERE position = 6")
    signed.tamper("DELETE FROM ledger.event_bytes WHERE position IN (6, 8)")
    signed.record(ledger, 1)
    for _ in range(2):
        with pytest.raises(BytesMissing, match=r"第6号的内容不见了.*共2件"):
            signed.sign(300)
    with psycopg.connect(signed.database.owner) as connection:
        connection.execute("INSERT INTO ledger.event_bytes VALUES (6, %s, %s)", (blind, state))
    with pytest.raises(BytesMissing, match="第8号"):
        signed.sign(300)
    assert signed.sizes() == [4, 7, 12]


def test_a_refusal_that_cannot_tell_where_still_stands(signed: Office) -> None:
    shutil.rmtree(signed.shelf_folder)
    signed.tamper("UPDATE ledger.event_headers SET version = 99 WHERE position = 6")
    refused(signed, "第1号至第12号之间")


def test_what_was_refused_stays_refused_when_the_log_is_put_right(signed: Office) -> None:
    signed.tamper("UPDATE ledger.event_headers SET version = 99 WHERE position = 6")
    refused(signed, "第5号")
    signed.tamper("UPDATE ledger.event_headers SET version = 6 WHERE position = 6")
    refused(signed, "第5号")
