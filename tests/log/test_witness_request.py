"""Does the file that goes to a witness on a stick hold the proof that this witness asks for?"""

from __future__ import annotations

from pathlib import Path

import pytest

from api.log.witness_memory import WitnessMemory
from api.log.witnessing import Witness
from domain.storage import Ledger
from tests.log.notes import KEY, WITNESS, note
from tests.log.office import Office
from tests.verbs import run

Read = pytest.CaptureFixture[str]


def test_a_witness_without_a_network_follows_a_log_by_files(
    office: Office, ledger: Ledger, tmp_path: Path, capsys: Read
) -> None:
    witness = Witness(WITNESS, (KEY.verifier,), WitnessMemory.begin(tmp_path / "state"))
    old = 0
    for seconds, events in ((0, 5), (20, 1), (40, 9)):
        office.record(ledger, events)
        published = office.sign(seconds)
        assert published is not None
        place = ["--old", old, "--database", office.database.owner, "--out", tmp_path / "request"]
        assert run("witness", "request", published.path, *place) == 0
        assert f"从{old}条到{published.size}条" in capsys.readouterr().out
        assert witness.add((tmp_path / "request").read_bytes()).name == WITNESS.name
        old = published.size


def test_a_log_that_lost_its_rows_can_prove_nothing(
    office: Office, ledger: Ledger, tmp_path: Path, capsys: Read
) -> None:
    office.record(ledger, 5)
    assert office.sign() is not None
    (tmp_path / "9.note").write_bytes(note(9).encoded)
    # A first request has no proof, and would be as long without the rows.
    for old in ("3", "0"):
        place = ["--old", old, "--database", office.database.owner, "--out", tmp_path / "request"]
        assert run("witness", "request", tmp_path / "9.note", *place) == 1
        assert "签的是前9号，台账只有5号，做不出证明" in capsys.readouterr().err
        assert not (tmp_path / "request").exists()


@pytest.mark.parametrize(
    ("old", "code", "said"),
    [
        ("10", 2, "上一次的条数10大于这一次的9"),
        ("03", 2, "--old应是不带多余0的条数"),
        ("-1", 2, "--old应是不带多余0的条数"),
        ("3", 3, "数据库没有应答"),
    ],
)
def test_what_cannot_be_asked_is_said_in_chinese(tmp_path: Path, capsys: Read, old: str, code: int, said: str) -> None:
    (tmp_path / "9.note").write_bytes(note(9).encoded)
    place = [f"--old={old}", "--database", "postgresql://nobody@127.0.0.1:1/nothing", "--out", tmp_path / "request"]
    assert run("witness", "request", tmp_path / "9.note", *place) == code
    assert said in capsys.readouterr().err
