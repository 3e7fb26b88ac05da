"""Does a checkpoint say one thing in one way, and is one that says it otherwise refused with its line?"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.transparency.checkpoints import (
    Checkpoint,
    CheckpointMalformed,
    OtherLog,
    TreeHead,
    open_checkpoint,
)
from domain.transparency.cosignatures import cosigned_at
from domain.transparency.keys import Kind, SignerKey
from domain.transparency.notes import Note, SignatureFalse, SignerUnknown, cosign, open_note, sign_note
from tests.transparency import vectors

ROOT = bytes(range(32))
LOG = SignerKey("example.com/log", Kind.NOTE, b"l" * 32)
WITNESS = SignerKey("example.com/witness", Kind.COSIGNATURE, b"w" * 32)
POINT = Checkpoint("example.com/log", 48213, ROOT, datetime(2024, 1, 25, 8, tzinfo=UTC))
LINES = ["example.com/log", "48213", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=", "time 2024-01-25T08:00:00Z"]


def test_a_checkpoint_is_written_as_the_specification_says() -> None:
    assert POINT.text.split("\n") == [*LINES, ""]
    in_sm3 = Checkpoint(POINT.origin, POINT.size, POINT.root, POINT.time, "sm3")
    assert in_sm3.text.split("\n") == [*LINES, "hash sm3", ""]


def test_the_time_is_written_in_utc_wherever_the_clock_stands() -> None:
    here = POINT.time.astimezone(timezone(timedelta(hours=8)))
    assert Checkpoint(POINT.origin, POINT.size, POINT.root, here).text == POINT.text


@given(
    origin=st.text(st.characters(min_codepoint=33, exclude_categories=["Cs"]), min_size=1),
    size=st.integers(0, 2**63 - 1),
    root=st.binary(min_size=32, max_size=32),
    time=st.datetimes(timezones=st.just(UTC)).map(lambda time: time.replace(microsecond=0)),
    algorithm=st.sampled_from(["sha256", "sm3"]),
)
def test_what_is_written_is_read_as_the_same(
    origin: str, size: int, root: bytes, time: datetime, algorithm: str
) -> None:
    point = Checkpoint(origin, size, root, time, algorithm)
    assert Checkpoint.parse(point.text) == point
    assert TreeHead.parse(point.text).algorithm == algorithm


def test_the_published_example_is_a_tree_head_and_none_of_our_checkpoints() -> None:
    note = Note.parse(vectors.BEHIND_THE_SOFA.encode())
    head = TreeHead.parse(note.text)
    assert (head.origin, head.size, head.extensions) == ("example.com/behind-the-sofa", 20852163, ())
    assert head.root.hex() == "0ac5186a91863e8e1d90c808014aa89bf5da8e3ee1d9f07630f0378f68f1ab62"
    assert cosigned_at(note.signatures[1].written) == 1679315147
    with pytest.raises(CheckpointMalformed):
        Checkpoint.parse(note.text)


@pytest.mark.parametrize(
    ("line", "written", "said"),
    [
        (0, "", "第1行是空的"),
        (1, "", "第2行是空的"),
        (1, "048213", "第2行应是不带多余0的条数，现为“048213”"),
        (1, "00", "第2行"),
        (1, "+1", "第2行"),
        (1, "-1", "第2行"),
        (1, "1 ", "第2行"),
        (1, "1_000", "第2行"),
        (1, "0x10", "第2行"),
        (1, "１", "第2行"),
        (1, "9223372036854775808", "第2行"),
        (1, "9" * 5000, "第2行"),
        (2, "AAEC", "第3行应是32字节根散列的base64"),
        (2, LINES[2][:-1], "第3行"),
        (2, LINES[2].replace("Hh8=", "Hh9="), "第3行"),
        (2, LINES[2] + "AA==", "第3行"),
        (2, "A" * 44, "第3行"),
        (3, "time 2024-01-25T08:00:00", "第4行"),
        (3, "time 2024-01-25T08:00:00.000000Z", "第4行"),
        (3, "time 2024-01-25T08:00:00+00:00", "第4行"),
        (3, "time 2024-01-25 08:00:00Z", "第4行"),
        (3, "time 2024-02-30T08:00:00Z", "第4行"),
        (3, "time 2024-01-25T24:00:00Z", "第4行"),
        (3, "time 2024-01-25T08:00:60Z", "第4行"),
        (3, "time 0000-01-25T08:00:00Z", "第4行"),
        (3, "time ２０24-01-25T08:00:00Z", "第4行"),
        (3, "Time 2024-01-25T08:00:00Z", "第4行"),
        (3, "hash sm3", "第4行"),
        (4, "hash sha256", "第5行只能是“hash sm3”"),
        (4, "hash sm3\nhash sm3", "不能再有别的行"),
        (4, "more", "不能再有别的行"),
        (4, "", "第5行是空的"),
    ],
)
def test_a_line_that_is_written_otherwise_is_refused(line: int, written: str, said: str) -> None:
    lines = [*LINES[:line], written, *LINES[line + 1 :]]
    with pytest.raises(CheckpointMalformed) as refused:
        Checkpoint.parse("".join(f"{each}\n" for each in lines))
    assert said in refused.value.detail


@pytest.mark.parametrize("text", ["", "\n", "a\n", "a\n1\n", POINT.text[:-1], "\n".join(LINES[:3]) + "\n"])
def test_a_checkpoint_that_was_cut_off_is_refused(text: str) -> None:
    with pytest.raises(CheckpointMalformed):
        Checkpoint.parse(text)


def test_a_line_that_does_not_end_is_not_left_out_in_silence() -> None:
    with pytest.raises(CheckpointMalformed, match="没有以换行结束"):
        TreeHead.parse("\n".join([*LINES, "hash sm3"]))


def test_a_checkpoint_of_a_known_log_opens_with_all_that_signed_it() -> None:
    note = sign_note(POINT.text, LOG)
    cosigned = note.signed(cosign(POINT.text, WITNESS, 1706169600))
    found = open_checkpoint(cosigned.encoded, [LOG.verifier], [WITNESS.verifier])
    assert found.checkpoint == POINT
    assert set(found.opened.by) == {LOG.verifier, WITNESS.verifier}


def test_a_log_that_signs_under_the_name_of_another_is_refused() -> None:
    stranger = SignerKey("example.com/other", Kind.NOTE, b"o" * 32)
    with pytest.raises(OtherLog, match=r"属于example\.com/log，签名的却是example\.com/other"):
        open_checkpoint(sign_note(POINT.text, stranger).encoded, [LOG.verifier, stranger.verifier])


def test_the_signature_of_a_witness_alone_makes_no_checkpoint() -> None:
    alone = Note(POINT.text, (cosign(POINT.text, WITNESS, 1706169600),))
    with pytest.raises(SignerUnknown, match="没有台账自己的签名"):
        open_checkpoint(alone.encoded, [LOG.verifier], [WITNESS.verifier])


def test_a_cosignature_holds_for_its_time_and_its_text_alone() -> None:
    true = cosign(POINT.text, WITNESS, 1706169600)
    later = Note(POINT.text, (type(true)(true.name, true.key_id, (1706169601).to_bytes(8) + true.written[8:]),))
    other = Note(POINT.text.replace("48213", "48214"), (true,))
    for forged in (later, other):
        with pytest.raises(SignatureFalse):
            open_note(forged.encoded, [WITNESS.verifier])


@pytest.mark.parametrize("at", [1, 2**63 - 1])
def test_a_cosignature_holds_at_the_first_and_the_last_second_that_can_be_written(at: int) -> None:
    note = Note(POINT.text, (cosign(POINT.text, WITNESS, at),))
    assert [cosigned_at(each.written) for each in open_note(note.encoded, [WITNESS.verifier]).note.signatures] == [at]


@pytest.mark.parametrize("at", [0, 2**63, 2**64 - 1])
def test_a_cosignature_without_a_time_that_can_be_does_not_hold(at: int) -> None:
    note = Note(POINT.text, (cosign(POINT.text, WITNESS, at),))
    with pytest.raises(SignatureFalse):
        open_note(note.encoded, [WITNESS.verifier])


def test_a_key_that_cosigns_does_not_sign_as_a_log_nor_the_other_way() -> None:
    # The same 32 bytes for two purposes: the key id tells them apart.
    for kind, other in ((Kind.NOTE, Kind.COSIGNATURE), (Kind.COSIGNATURE, Kind.NOTE)):
        key, twin = (SignerKey("example.com/log", each, b"l" * 32) for each in (kind, other))
        signature = cosign(POINT.text, key, 1) if kind is Kind.COSIGNATURE else sign_note(POINT.text, key).signatures[0]
        with pytest.raises(SignerUnknown):
            open_note(Note(POINT.text, (signature,)).encoded, [twin.verifier])
