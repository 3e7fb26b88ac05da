"""Does the signer notice every way of changing the past, refuse for ever, and keep what proves it?"""

from __future__ import annotations

import re
import shutil

import psycopg
import pytest

from api.log.memory import MemoryDamaged, MemoryInUse, MemoryMoved, Remembered, SignerRefused
from api.log.shelf import name_of
from api.log.signing import MemoryBehind
from api.log.walking import BytesMissing
from domain.merkle import CompactRange
from domain.storage import Ledger
from domain.storage.tree import read_headers
from domain.transparency.checkpoints import Checkpoint, OtherLog, open_checkpoint
from domain.transparency.keys import SignerKey
from domain.transparency.notes import Note, NoteMalformed, sign_note
from tests.log.notes import KEY, note
from tests.log.office import Office, at

HEAD = "UPDATE ledger.log_head SET compact_range = '{{{}}}'"
STATE = r"""convert_to(replace(convert_from(state, 'UTF8'), '示例局{}"', '示例局九"'), 'UTF8')"""
SHRINK = "DELETE FROM ledger.event_bytes WHERE position > {0}; DELETE FROM ledger.event_headers WHERE position > {0}; UPDATE ledger.log_head SET position = {0}"


@pytest.fixture
def signed(office: Office, ledger: Ledger) -> Office:
    """An office that has signed at 4, 7 and 12 events."""
    for seconds, events in ((0, 4), (60, 3), (120, 5)):
        office.record(ledger, events)
        office.sign(seconds)
    return office


def refused(office: Office, why: str, *, seconds: int = 200) -> str:
    """Let the signer look: it refuses for that reason, again at every later start, and signs nothing."""
    before = {place.path.name for place in office.shelf.all()} | {last_published(office)}
    for _ in range(2):
        with pytest.raises(SignerRefused, match=why) as caught:
            office.sign(seconds)
    assert {place.path.name for place in office.shelf.all()} <= before
    return str(caught.value)


def last_published(office: Office) -> str:
    """What is on the shelf again when the signer has looked, whoever took it away."""
    remembered = office.memory.read()
    assert remembered is not None
    return name_of(remembered.checkpoint)


def evidence(office: Office) -> tuple[Checkpoint, Note | Checkpoint]:
    """What was remembered, signed by us, and what contradicts it: signed or not."""
    folder = office.memory_folder / "refused"
    remembered = open_checkpoint((folder / "remembered.note").read_bytes(), [KEY.verifier]).checkpoint
    raw = (folder / "offered.note").read_bytes()
    try:
        return remembered, Note.parse(raw)
    except NoteMalformed:
        assert raw.endswith(b"\n\n")
        return remembered, Checkpoint.parse(raw[:-1].decode())


def head_of_rows(office: Office) -> str:
    """The compact range that fits the rows as they stand, as an attacker would write it."""
    with psycopg.connect(office.database.owner) as connection:
        rows = read_headers(connection, 0, 1000)
    tree = CompactRange()
    tree.extend(row.leaf(tree.hash_) for row in rows)
    return ",".join(rf'"\\x{each.hex()}"' for each in tree.hashes)


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


def test_a_refusal_that_cannot_tell_where_still_stands(signed: Office) -> None:
    shutil.rmtree(signed.shelf_folder)
    signed.tamper("UPDATE ledger.event_headers SET version = 99 WHERE position = 6")
    refused(signed, "第1号至第12号之间")


def test_what_was_refused_stays_refused_when_the_log_is_put_right(signed: Office) -> None:
    signed.tamper("UPDATE ledger.event_headers SET version = 99 WHERE position = 6")
    refused(signed, "第5号")
    signed.tamper("UPDATE ledger.event_headers SET version = 6 WHERE position = 6")
    refused(signed, "第5号")
