"""Does a rotation say which key follows which, signed by both, and can it be taken for nothing else?"""

from __future__ import annotations

import pytest

from domain.refusals import Refusal
from domain.transparency.checkpoints import Checkpoint, CheckpointMalformed
from domain.transparency.keys import KeyIdWrong, Kind, SignerKey
from domain.transparency.notes import Note, Signature, SignatureFalse, SignerUnknown, sign_note
from domain.transparency.rotations import Rotation, RotationMalformed, open_rotation, sign_rotation
from tests.transparency.parties import LOG, MOMENT, NEXT, STRANGER, WITNESSES, checkpoint

LAST = checkpoint(5)
STATEMENT = sign_rotation(LOG, NEXT, LAST, MOMENT.replace(hour=9, microsecond=7))


def test_a_rotation_is_six_lines_signed_by_both_keys() -> None:
    assert STATEMENT.text.split("\n") == [
        "minsheng key rotation v1",
        f"from {LOG.verifier}",
        f"to {NEXT.verifier}",
        "size 5",
        f"root {LAST.text.split()[2]}",
        "time 2024-01-25T09:00:00Z",
        "",
    ]
    assert [each.key_id for each in STATEMENT.signatures] == [LOG.verifier.key_id, NEXT.verifier.key_id]


def test_whoever_knows_the_old_key_learns_the_new_one() -> None:
    rotation = open_rotation(STATEMENT.encoded, LOG.verifier)
    assert (rotation.new, rotation.size, rotation.root) == (NEXT.verifier, 5, LAST.root)
    assert Rotation.parse(rotation.text) == rotation


def test_the_key_of_an_sm3_log_is_followed_in_the_same_words() -> None:
    last = checkpoint(5, algorithm="sm3")
    said = sign_rotation(LOG, NEXT, last, MOMENT)
    assert [line.split()[0] for line in said.text.splitlines()] == ["minsheng", "from", "to", "size", "root", "time"]
    rotation = open_rotation(said.encoded, LOG.verifier)
    assert (rotation.size, rotation.root) == (5, last.root)
    assert rotation.root != LAST.root


def test_it_is_no_checkpoint_and_no_checkpoint_is_one() -> None:
    with pytest.raises(CheckpointMalformed):
        Checkpoint.parse(STATEMENT.text)
    with pytest.raises(RotationMalformed, match="应有六行"):
        open_rotation(sign_note(LAST.text, LOG).encoded, LOG.verifier)


@pytest.mark.parametrize(
    ("signatures", "reason", "said"),
    [
        (STATEMENT.signatures[:1], SignerUnknown, "没有新钥匙"),
        (STATEMENT.signatures[1:], SignerUnknown, "没有认得的签名"),
        (sign_note(STATEMENT.text.replace("size 5", "size 6"), LOG, NEXT).signatures, SignatureFalse, "与文字不符"),
    ],
)
def test_one_of_the_two_signatures_is_not_enough(
    signatures: tuple[Signature, ...], reason: type[Refusal], said: str
) -> None:
    forged = Note(STATEMENT.text, signatures)
    with pytest.raises(reason, match=said):
        open_rotation(forged.encoded, LOG.verifier)


def test_the_new_key_alone_cannot_put_itself_in_place_of_another() -> None:
    claimed = sign_note(STATEMENT.text, NEXT)
    with pytest.raises(SignerUnknown):
        open_rotation(claimed.encoded, LOG.verifier)
    with pytest.raises(RotationMalformed, match="不是"):
        open_rotation(STATEMENT.encoded, NEXT.verifier)


@pytest.mark.parametrize(
    "new",
    [
        LOG,
        STRANGER,
        WITNESSES[0],
        SignerKey(LOG.name, Kind.COSIGNATURE, NEXT.seed),
        SignerKey("a", Kind.NOTE, LOG.seed),
    ],
)
def test_a_key_is_followed_by_another_of_the_same_name_and_kind(new: SignerKey) -> None:
    with pytest.raises(RotationMalformed, match="轮换的两把钥匙"):
        sign_rotation(LOG, new, LAST, MOMENT)


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("rotation v1", "rotation v2", RotationMalformed),
        ("size 5", "size 05", RotationMalformed),
        ("size 5", "size", RotationMalformed),
        ("root ", "root A", RotationMalformed),
        ("time 2024", "time 24", RotationMalformed),
        ("time 2024", "hash sm3\ntime 2024", RotationMalformed),
        ("size 5\n", "", RotationMalformed),
        (NEXT.verifier.key_id, "00000000", KeyIdWrong),
    ],
)
def test_a_line_that_is_written_otherwise_is_refused(old: str, new: str, reason: type[Refusal]) -> None:
    with pytest.raises(reason):
        Rotation.parse(STATEMENT.text.replace(old, new))
