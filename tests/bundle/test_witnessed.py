"""Where does a bundle end when the witnesses lag behind the signer?"""

from __future__ import annotations

from pathlib import Path

import pytest

from api.bundle.making import ErasureNotSigned, ErasureNotWitnessed
from api.bundle.shelved import CheckpointAhead, NothingWitnessed, shelved
from api.log.shelf import Shelf
from domain.congress.events import ContentErased, UnitRegistered
from domain.transparency.policies import Policy
from tests.bundle.keys import WITNESSED, witness
from tests.bundle.kit import Bundle, bundle
from tests.bundle.memory import MemorySource
from tests.bundle.verified import verified
from tests.given import envelope
from tests.projections.test_publication import played

ASKED = Policy.parse(WITNESSED)


@pytest.fixture
def source() -> MemorySource:
    return MemorySource(played([50, 40, 30, 20])[0].log.events)


def made(source: MemorySource, folder: Path, *, witnessed: bool) -> Bundle:
    head = len(source.events)
    return bundle(source, folder, size=head, policy=WITNESSED, witnessed=witnessed, name=f"{witnessed}.zip")


def test_what_is_witnessed_satisfies_the_auditor_and_what_is_only_signed_does_not(
    source: MemorySource, tmp_path: Path
) -> None:
    source.sign(tmp_path, [3, 5, 9])
    witness(tmp_path, 5)
    with_, without = (made(source, tmp_path, witnessed=witnessed) for witnessed in (True, False))
    assert (with_.json("manifest.json")["size"], without.json("manifest.json")["size"]) == (5, 9)
    given = [Path(name).name for name in with_.names() if name.startswith("checkpoints/")]
    assert sorted(int(name.partition("-")[0]) for name in given) == [3, 5]
    assert verified(with_.path, policy=WITNESSED)[0] == 0
    code, said = verified(without.path, policy=WITNESSED)
    assert (code, said["witnesses"].split()[0]) == (1, "false")


def test_how_much_is_signed_beyond_it_is_known(source: MemorySource, tmp_path: Path) -> None:
    source.sign(tmp_path, [5, 9])
    witness(tmp_path, 5)
    found = shelved(Shelf(tmp_path), 9, ASKED)
    assert (found.size, found.signed) == (5, 9)
    witness(tmp_path, 9)
    found = shelved(Shelf(tmp_path), 9, ASKED)
    assert (found.size, found.signed) == (9, 9)


def test_where_no_witness_is_asked_for_the_newest_is_witnessed(source: MemorySource, tmp_path: Path) -> None:
    source.sign(tmp_path, [5, 9])
    assert bundle(source, tmp_path, size=9, witnessed=True).json("manifest.json")["size"] == 9


def test_where_nothing_is_witnessed_there_is_no_bundle(source: MemorySource, tmp_path: Path) -> None:
    source.sign(tmp_path, [5, 9])
    with pytest.raises(NothingWitnessed, match="送去见证"):
        shelved(Shelf(tmp_path), 9, ASKED)


def test_a_false_cosignature_witnesses_nothing(source: MemorySource, tmp_path: Path) -> None:
    source.sign(tmp_path, [5, 9])
    witness(tmp_path, 5)
    first, second = Shelf(tmp_path).all()
    second.path.write_bytes(second.note.signed(*first.note.signatures[1:]).encoded)
    assert shelved(Shelf(tmp_path), 9, ASKED).size == 5


def test_the_witnessed_one_is_found_among_too_many(
    source: MemorySource, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of the others of its day, only the last of all goes in."""
    monkeypatch.setattr("api.bundle.shelved.thinned.__defaults__", (2,))
    source.sign(tmp_path, range(1, 10))
    witness(tmp_path, 5)
    assert shelved(Shelf(tmp_path), 9, ASKED).size == 5


def test_a_root_ahead_of_the_log_is_evidence_though_an_earlier_one_is_witnessed(
    source: MemorySource, tmp_path: Path
) -> None:
    source.sign(tmp_path, [5, 9])
    witness(tmp_path, 5)
    with pytest.raises(CheckpointAhead):
        shelved(Shelf(tmp_path), 8, ASKED)


def test_what_was_erased_after_the_witnessed_root_waits_for_the_witness(source: MemorySource, tmp_path: Path) -> None:
    named = next(one for one in source.events if isinstance(one.event, UnitRegistered))
    erased = ContentErased(positions=(named.position,), reason="示例理由")
    ledger, _ = played([50, 40, 30, 20])
    ledger.log.append(named.originator_id, erased, on=envelope(on="2024-03-01"))
    gone = MemorySource(ledger.log.events)
    gone.erase(named.position)
    last = len(gone.events)
    gone.sign(tmp_path, [last - 1])
    witness(tmp_path, last - 1)
    with pytest.raises(ErasureNotSigned, match=f"第{last}号.*等下一次签名"):
        made(gone, tmp_path, witnessed=True)
    gone.sign(tmp_path, [last])
    said = f"第{last}号依法删去.*只到第{last - 1}号.*送去见证.*不写--witnessed"
    with pytest.raises(ErasureNotWitnessed, match=said):
        made(gone, tmp_path, witnessed=True)
    assert made(gone, tmp_path, witnessed=False).json("manifest.json")["size"] == last
    witness(tmp_path, last)
    assert verified(made(gone, tmp_path, witnessed=True).path, policy=WITNESSED)[0] == 0
