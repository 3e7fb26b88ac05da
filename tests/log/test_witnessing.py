"""Does a witness cosign what continues its log, and never another history, nor what its log did not sign?"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.log.witness_memory import WitnessMemory, hash_of
from api.log.witnessing import Forked, LogUnknown, NotConsistent, OtherSizeRemembered, Witness
from domain.merkle import root_of
from domain.refusals import Refusal
from domain.transparency.checkpoints import Checkpoint
from domain.transparency.keys import SignerKey
from domain.transparency.notes import Note, SignatureFalse, SignerUnknown, check_note, cosign, sign_note
from domain.transparency.submissions import Submission, SubmissionMalformed
from tests.log.witness import KEY, add, remembered
from tests.transparency.parties import LOG, MOMENT, NEXT, ORIGIN, STRANGER, note, submission

LAST_SIZE = 2**63 - 1


def test_a_log_that_only_grows_is_cosigned_each_time(witness: Witness) -> None:
    for old, size in ((0, 0), (0, 1), (1, 1), (1, 2), (2, 7), (7, 40), (40, 41)):
        cosignature = witness.add(submission(old, size).encoded)
        assert set(check_note(note(size).signed(cosignature), [KEY.verifier]).by) == {KEY.verifier}
        kept = witness.memory.last(hash_of(ORIGIN))
        assert kept == note(size).signed(cosignature)


@given(st.lists(st.integers(1, 30), min_size=1, max_size=6))
@settings(max_examples=25)
def test_any_way_of_growing_is_cosigned_in_either_hash(steps: list[int]) -> None:
    import tempfile  # noqa: PLC0415 - one folder an example

    for algorithm in ("sha256", "sm3"):
        with tempfile.TemporaryDirectory() as folder:
            witness = Witness(KEY, (LOG.verifier,), WitnessMemory.begin(Path(folder) / "state"))
            size = 0
            for step in steps:
                witness.add(submission(size, size + step, algorithm=algorithm).encoded)
                size += step


def test_the_cosignature_says_when_the_witness_saw_it(witness: Witness) -> None:
    assert witness.add(submission(0, 3).encoded) == cosign(note(3).text, KEY, int(MOMENT.timestamp()))


# What a log that was rewritten could try, after an honest history of 10.
FORKS: list[tuple[Submission, type[Refusal]]] = [
    (submission(10, 10, fork_at=9), Forked),
    (submission(10, 10, fork_at=0), Forked),
    (submission(10, 12, fork_at=9), NotConsistent),
    (submission(10, 16, fork_at=0), NotConsistent),
    (submission(0, 10, fork_at=9), OtherSizeRemembered),
    (submission(0, 12, fork_at=9), OtherSizeRemembered),
    (submission(9, 12, fork_at=9), OtherSizeRemembered),
    (submission(12, 15, fork_at=9), OtherSizeRemembered),
    (submission(0, 9), OtherSizeRemembered),
    (submission(9, 9), OtherSizeRemembered),
    (submission(0, 0), OtherSizeRemembered),
    (Submission(10, (), note(9)), SubmissionMalformed),
    (Submission(10, (), note(12)), NotConsistent),
    (Submission(10, submission(10, 12).proof[:-1], note(12)), NotConsistent),
    (Submission(10, (*submission(10, 12).proof, bytes(32)), note(12)), NotConsistent),
    (Submission(10, submission(10, 13).proof, note(12)), NotConsistent),
    (Submission(10, (bytes(32),) * 63, note(12)), NotConsistent),
    (Submission(10, (bytes(32),), note(10)), NotConsistent),
    (submission(10, 12, algorithm="sm3"), NotConsistent),
]


@pytest.mark.parametrize(("attempt", "reason"), FORKS)
def test_no_other_history_is_cosigned_after_the_first(
    witness: Witness, attempt: Submission, reason: type[Refusal]
) -> None:
    add(witness, 10)
    before = witness.memory.last(hash_of(ORIGIN))
    with pytest.raises(reason):
        witness.add(attempt.encoded)
    assert witness.memory.last(hash_of(ORIGIN)) == before
    witness.add(submission(10, 12).encoded)


def test_the_size_to_go_on_from_is_told_even_where_it_is_larger_than_json_can_say(witness: Witness) -> None:
    huge = sign_note(Checkpoint(ORIGIN, LAST_SIZE, bytes(32), MOMENT).text, LOG)
    witness.add(Submission(0, (), huge).encoded)
    with pytest.raises(OtherSizeRemembered) as refused:
        witness.add(submission(0, 3).encoded)
    assert refused.value.size == LAST_SIZE
    with pytest.raises(SubmissionMalformed):
        witness.add(f"old {LAST_SIZE + 1}\n\n".encode() + huge.encoded)


def test_a_log_does_not_change_its_hash_even_where_the_root_is_the_same(witness: Witness) -> None:
    add(witness, 10)
    renamed = sign_note(replace(Checkpoint.parse(note(10).text), algorithm="sm3").text, LOG)
    with pytest.raises(NotConsistent, match="用的散列算法与上一次见证的不同"):
        witness.add(Submission(10, (), renamed).encoded)


def test_an_empty_log_has_the_root_of_nothing(witness: Witness) -> None:
    wrong = sign_note(Checkpoint(ORIGIN, 0, root_of([b"x" * 32]), MOMENT).text, LOG)
    with pytest.raises(NotConsistent, match="不是空台账的根"):
        witness.add(Submission(0, (), wrong).encoded)
    add(witness, 0, 3)


def test_what_begins_from_nothing_has_no_proof(witness: Witness) -> None:
    with pytest.raises(NotConsistent):
        witness.add(Submission(0, (bytes(32),), note(3)).encoded)


@pytest.mark.parametrize(
    ("attempt", "reason"),
    [
        (note(3, key=STRANGER), SignerUnknown),
        (Note(note(3).text, note(3, key=STRANGER).signatures), SignerUnknown),
        (Note(note(3).text, (cosign(note(3).text, KEY, 1),)), SignerUnknown),
        (Note(note(3).text, note(4).signatures), SignatureFalse),
        # Beside a true signature a false one by a key that is known.
        (Note(note(3).text, (*note(3).signatures, *note(4).signatures)), SignatureFalse),
        (Note(note(3).text, (*note(3).signatures, *note(4, key=NEXT).signatures)), SignatureFalse),
    ],
)
def test_what_its_log_did_not_sign_is_not_cosigned(witness: Witness, attempt: Note, reason: type[Refusal]) -> None:
    with pytest.raises(reason):
        witness.add(Submission(0, (), attempt).encoded)
    assert remembered(witness) is None


def test_another_log_is_not_known_even_if_a_known_key_signs_for_it(witness: Witness) -> None:
    other = replace(Checkpoint.parse(note(3).text), origin="example.com/other")
    with pytest.raises(LogUnknown, match=r"不为example\.com/other见证"):
        witness.add(Submission(0, (), sign_note(other.text, LOG)).encoded)


def test_each_log_is_remembered_for_itself(tmp_path: Path) -> None:
    witness = Witness(KEY, (LOG.verifier, STRANGER.verifier), WitnessMemory.begin(tmp_path / "state"))
    other = replace(Checkpoint.parse(note(4).text), origin=STRANGER.name)
    add(witness, 3)
    witness.add(Submission(0, (), sign_note(other.text, STRANGER)).encoded)
    add_again = submission(3, 5)
    witness.add(add_again.encoded)


def test_a_log_goes_on_with_its_next_key(witness: Witness) -> None:
    add(witness, 10)
    witness.add(submission(10, 12, key=NEXT).encoded)
    with pytest.raises(Forked):
        witness.add(submission(12, 12, fork_at=3, key=NEXT).encoded)


def test_what_was_not_known_of_the_signatures_is_not_remembered(witness: Witness) -> None:
    more = "".join(f"— example.com/{number} {'A' * 6664}\n" for number in range(16))
    witness.add(submission(0, 3).encoded + more.encode())
    kept = witness.memory.last(hash_of(ORIGIN))
    assert kept is not None
    assert [each.name for each in kept.signatures] == [ORIGIN, KEY.name]


# transparency-dev/witness, witness/witness_test.go: the log "monkeys" and its tree of 5 and 8 leaves.
MONKEYS = SignerKey.parse("PRIVATE+KEY+monkeys+db4d9f7e+ATWIAF3yVBG+Hv1rZFQoNt/BaURkLPtOFMAM2HrEeIr6")
FIVE = (
    "monkeys\n5\n41smjBUiAU70EtKlT6lIOIYtRTYxYXsDB+XHfcvu/BE=\n\n"
    "— monkeys 202fftzGl3LVoqjXfwCFZZXs8I+5G22+Ek2K0AOyBuSJ/8/CZawNF+6fNlTKOCd622pbzJNkkJFWuw9DbicZCkEx9AY=\n"
)
EIGHT = (
    "monkeys\n8\nV8K9aklZ4EPB+RMOk1/8VsJUdFZR77GDtZUQq84vSbo=\n\n"
    "— monkeys 202ffoUEboiQYpHzICeaFmoy3RNviHTpAxYrq/eO4QQVQMvu9UebKBMX2MJC76NLthZaKsnKbCA8GxrjePZhvDCH7Ag=\n"
)
FIVE_TO_EIGHT = (
    "b9e1d62618f7fee8034e4c5010f727ab24d8e4705cb296c374bf2025a87a10d2",
    "aac66cd7a79ce4012d80762fe8eec3a77f22d1ca4145c3f4cee022e7efcd599d",
    "89d0f753f66a290c483b39cd5e9eafb12021293395fad3d4a2ad053cfbcfdc9e",
    "29e40bb79c966f4c6fe96aff6f30acfce5f3e8d84c02215175d6e018a5dee833",
)


def test_the_log_of_the_go_witness_is_cosigned_as_there(tmp_path: Path) -> None:
    witness = Witness(KEY, (MONKEYS.verifier,), WitnessMemory.begin(tmp_path / "state"))
    proof = tuple(map(bytes.fromhex, FIVE_TO_EIGHT))
    five, eight = (Note.parse(each.encode()) for each in (FIVE, EIGHT))
    witness.add(Submission(0, (), five).encoded)
    for wrong in ((), proof[:-1], proof[::-1], (*proof, proof[0])):
        with pytest.raises(NotConsistent):
            witness.add(Submission(5, wrong, eight).encoded)
    with pytest.raises(OtherSizeRemembered):
        witness.add(Submission(2, proof, eight).encoded)
    witness.add(Submission(5, proof, eight).encoded)
