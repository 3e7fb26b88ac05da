"""Does a witness remember what it cosigned, whoever asks at once, when its process dies and when its memory is harmed?"""

from __future__ import annotations

import stat
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from api.log.witness_memory import (
    WitnessMemory,
    WitnessMemoryDamaged,
    WitnessMemoryExists,
    WitnessMemoryMissing,
    hash_of,
)
from api.log.witnessing import Forked, NotConsistent, Witness
from domain import files
from domain.refusals import Refusal
from domain.transparency.checkpoints import Checkpoint, TreeHead
from domain.transparency.keys import Kind, SignerKey
from domain.transparency.notes import Note, check_note, cosign, sign_note
from domain.transparency.submissions import Submission
from tests.log.witness import KEY, add, remembered
from tests.transparency.parties import LOG, ORIGIN, note, submission


def test_both_sides_of_a_fork_are_kept_as_evidence(witness: Witness) -> None:
    add(witness, 10)
    with pytest.raises(Forked):
        witness.add(submission(10, 10, fork_at=9).encoded)
    kept = [Note.parse(path.read_bytes()) for path in sorted((witness.memory.folder / "refused").iterdir())]
    assert {TreeHead.parse(each.text).size for each in kept} == {10}
    assert {each.text for each in kept} == {note(10).text, note(10, fork_at=9).text}
    # Each bears the log's own signature: nobody has to believe the witness.
    assert all(LOG.verifier in check_note(each, [LOG.verifier]).by for each in kept)


def test_what_anybody_can_bring_about_does_not_fill_the_disk(witness: Witness, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.log.witness_memory.MOST_REFUSED", 3)
    add(witness, 10)
    for size in range(11, 31):
        with pytest.raises(NotConsistent):
            witness.add(Submission(10, (), note(size)).encoded)
    kept = sorted(path.name[:12] for path in (witness.memory.folder / "refused").iterdir())
    assert kept == ["000000000010", "000000000011", "000000000012"]
    with pytest.raises(Forked):
        witness.add(submission(10, 10, fork_at=9).encoded)
    names = [path.name for path in (witness.memory.folder / "refused").iterdir()]
    assert sum(name.startswith("000000000010-") for name in names) == 2


def test_many_at_once_never_bring_two_histories_through(witness: Witness) -> None:
    add(witness, 10)
    again = [submission(10, size, fork_at) for size in range(11, 21) for fork_at in (None, 3, 10, 11)]

    def attempt(one: Submission) -> Note | None:
        with suppress(Refusal):
            return one.note.signed(witness.add(one.encoded))
        return None

    with ThreadPoolExecutor(16) as pool:
        cosigned = [each for each in pool.map(attempt, again) if each]
    assert len(cosigned) == 1
    assert remembered(witness) == TreeHead.parse(cosigned[0].text)


def test_two_witness_processes_on_one_memory_do_not_cosign_past_each_other(witness: Witness) -> None:
    # Each opens the folder for itself, as the service and a request by file do.
    twins = [replace(witness, memory=WitnessMemory.open(witness.memory.folder)) for _ in range(8)]
    with ThreadPoolExecutor(8) as pool:
        outcomes = list(pool.map(outcome_of, twins, [submission(0, 5, fork_at) for fork_at in (None, 1, 2, 3) * 2]))
    assert len({size for size in outcomes if size}) == 1


def outcome_of(witness: Witness, handed: Submission) -> str:
    with suppress(Refusal):
        witness.add(handed.encoded)
        return handed.note.text
    return ""


class Killed(BaseException):
    """The process is gone between two steps."""


@pytest.mark.parametrize("step", ["sync", "rename", "sync_folder"])
def test_a_witness_that_dies_before_it_answers_cosigns_no_fork_afterwards(
    witness: Witness, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    add(witness, 10)

    def die(*_arguments: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(files, step, die)
        with pytest.raises(Killed):
            witness.add(submission(10, 12).encoded)
    again = replace(witness, memory=WitnessMemory.open(witness.memory.folder))
    last = remembered(again)
    assert last is not None
    assert last.size in {10, 12}
    with pytest.raises(Refusal):
        again.add(submission(last.size, 13, fork_at=9).encoded)
    again.add(submission(last.size, 13).encoded)


def test_a_full_disk_stops_the_witness_and_not_its_memory(witness: Witness, monkeypatch: pytest.MonkeyPatch) -> None:
    add(witness, 10)

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(files, "sync", full)
        with pytest.raises(WitnessMemoryDamaged, match="没有见证"):
            witness.add(submission(10, 12).encoded)
    assert [path.name for path in witness.memory.folder.glob(".draft*")] == []
    add_more = submission(10, 12)
    witness.add(add_more.encoded)


HARMS: dict[str, Callable[[bytes], bytes]] = {
    "its last byte": lambda raw: raw[:-1],
    "its second half": lambda raw: raw[: len(raw) // 2],
    "everything": lambda _raw: b"",
    "its size": lambda raw: raw.replace(b"\n10\n", b"\n1\n"),
    "another text": lambda _raw: note(3).signed(cosign(note(4).text, KEY, 1)).encoded,
    "another log": lambda _raw: sign_note(replace(Checkpoint.parse(note(3).text), origin="a").text, LOG).encoded,
}


@pytest.mark.parametrize("harm", HARMS)
def test_a_memory_that_was_harmed_is_not_taken_for_an_empty_one(witness: Witness, harm: str) -> None:
    add(witness, 10)
    path = witness.memory.folder / f"{hash_of(ORIGIN)}.note"
    path.write_bytes(HARMS[harm](path.read_bytes()))
    for handed in (submission(0, 12, fork_at=3), submission(10, 12)):
        with pytest.raises(WitnessMemoryDamaged):
            witness.add(handed.encoded)


def test_a_memory_is_begun_once_and_found_ever_after(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "state"
    with pytest.raises(WitnessMemoryMissing, match="第一次见证请写--begin"):
        WitnessMemory.open(folder)
    WitnessMemory.begin(folder)
    assert WitnessMemory.open(folder).folder == folder
    with pytest.raises(WitnessMemoryExists, match="不要再写--begin"):
        WitnessMemory.begin(folder)


def test_a_memory_that_cannot_be_made_is_not_begun(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(WitnessMemoryMissing, match="不能建立"):
        WitnessMemory.begin(tmp_path / "file" / "state")


def test_what_a_witness_remembers_is_for_its_owner_alone(witness: Witness) -> None:
    add(witness, 10)
    modes = {path.name[-5:]: stat.S_IMODE(path.stat().st_mode) for path in witness.memory.folder.iterdir()}
    assert stat.S_IMODE(witness.memory.folder.stat().st_mode) == 0o700
    assert modes == {"lock": 0o600, ".note": 0o600}


def test_what_was_given_for_a_checkpoint_is_given_again_for_no_other(witness: Witness) -> None:
    assert witness.given(submission(0, 10).encoded) is None
    first = witness.add(submission(0, 10).encoded)
    assert witness.given(submission(0, 10).encoded) == first
    assert witness.given(submission(0, 10, fork_at=3).encoded) is None
    renewed = replace(witness, key=SignerKey(KEY.name, Kind.COSIGNATURE, b"r" * 32))
    assert renewed.given(submission(0, 10).encoded) is None


def test_an_empty_folder_where_the_memory_was_is_no_memory(witness: Witness) -> None:
    # A disk that was not mounted, or somebody who hopes that the witness forgets.
    add(witness, 10)
    for path in sorted(witness.memory.folder.rglob("*")):
        path.unlink()
    with pytest.raises(WitnessMemoryMissing):
        WitnessMemory.open(witness.memory.folder)
    with pytest.raises(WitnessMemoryMissing):
        witness.add(submission(0, 12, fork_at=3).encoded)


def test_a_witness_with_a_new_key_goes_on_from_what_it_remembers(witness: Witness) -> None:
    add(witness, 10)
    renewed = replace(witness, key=SignerKey(KEY.name, Kind.COSIGNATURE, b"r" * 32))
    with pytest.raises(Forked):
        renewed.add(submission(10, 10, fork_at=3).encoded)
    assert renewed.add(submission(10, 12).encoded).key_id == renewed.key.verifier.key_id
