"""Do the verbs of the anchor print, stamp and carry the newest root, and no other than a log of the policy signed?"""

from __future__ import annotations

from pathlib import Path

import pytest

from api.log.shelf import Shelf, name_of
from domain.storage import Ledger
from domain.transparency.keys import SignerKey
from domain.transparency.notes import Note, sign_note
from tests.log.authority import Authority, served
from tests.log.notes import KEY, checkpoint, note
from tests.log.office import Office
from tests.verbs import run

Read = pytest.CaptureFixture[str]


def test_the_newest_root_is_printed_and_drawn(
    office: Office, ledger: Ledger, folder: Path, options: list[str], capsys: Read
) -> None:
    shelf = ["--checkpoints", str(office.shelf_folder)]
    assert run("anchor", "print", *shelf) == 1
    office.record(ledger, 4)
    run(*options, "--once")
    capsys.readouterr()
    assert run("anchor", "print", *shelf, "--covers", "4", "--svg", str(folder / "slip.svg")) == 0
    digits = "".join(capsys.readouterr().out.split("树根")[1].split("校验")[0].split())
    assert digits == office.root().hex()
    assert (folder / "slip.svg").read_bytes().startswith(b"<svg")


def test_a_root_that_does_not_cover_the_result_is_not_printed(
    office: Office, ledger: Ledger, options: list[str], capsys: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("api.cli.anchor.PATIENCE_SECONDS", 0.1)
    office.record(ledger, 4)
    run(*options, "--once")
    assert run("anchor", "print", "--checkpoints", str(office.shelf_folder), "--covers", "5") == 1
    assert "只签到第4号" in capsys.readouterr().err


@pytest.fixture
def anchored(office: Office, ledger: Ledger, folder: Path, options: list[str]) -> list[list[str]]:
    """What goes by the newest root, of an office that has signed its log."""
    office.record(ledger, 4)
    assert run(*options, "--once") == 0
    shelf = ["--checkpoints", str(office.shelf_folder)]
    authority = ["--authority", str(folder / "none.pem")]
    out = ["--out", str(folder / "asked.tsq")]
    return [["print", *shelf], ["timestamp", "http://127.0.0.1:1/", *shelf, *authority], ["request", *shelf, *out]]


def test_a_root_that_no_log_of_the_policy_signed_goes_nowhere(
    office: Office, folder: Path, anchored: list[list[str]], capsys: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MINSHENG_POLICY", str(folder / "policy.txt"))
    (folder / "policy.txt").write_text(f"log {KEY.verifier}\nquorum none\n", encoding="utf-8")
    assert run("anchor", *anchored[0]) == 0
    assert "没有核对" not in capsys.readouterr().err
    # Another key of the same name, and a signature that is not the log's of this text.
    stranger = sign_note(checkpoint(9).text, SignerKey.draw(KEY.name))
    for planted, said in (
        (stranger, "没有认得的签名"),
        (Note(stranger.text, note(8).signatures), "签名与文字不符"),
    ):
        place = Shelf(office.shelf_folder).folder / name_of(checkpoint(9))
        place.write_bytes(planted.encoded)
        capsys.readouterr()
        for arguments in anchored:
            assert run("anchor", *arguments) == 1
            told = capsys.readouterr()
            assert (told.out, str(place) in told.err, said in told.err) == ("", True, True)
    assert not (folder / "asked.tsq").exists()


def test_where_there_is_no_policy_it_is_said_that_nobody_looked_at_the_signature(
    folder: Path, anchored: list[list[str]], capsys: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MINSHENG_DATA", str(folder))
    for arguments, code in zip(anchored, (0, 2, 0), strict=True):
        capsys.readouterr()
        assert run("anchor", *arguments) == code
        assert f"没有策略文件{folder / 'policy.txt'}，没有核对" in capsys.readouterr().err


@pytest.mark.needs("openssl", debian="openssl")
def test_timestamps_come_over_the_network_and_by_file(
    office: Office, ledger: Ledger, folder: Path, options: list[str], capsys: Read
) -> None:
    authority = Authority.with_intermediate(folder / "authority")
    known = ["--checkpoints", str(office.shelf_folder), "--authority", str(authority.folder / "root.pem")]
    office.record(ledger, 4)
    run(*options, "--once")
    with served(authority) as url:
        assert run("anchor", "timestamp", url, *known) == 0
    (place,) = office.shelf.all()
    first = place.token
    assert first is not None
    asked, answered = folder / "asked.tsq", folder / "answered.tsr"
    assert run("anchor", "request", "--checkpoints", str(office.shelf_folder), "--out", str(asked)) == 0
    answered.write_bytes(authority.answer(asked.read_bytes()))
    # Meanwhile the log went on: the token belongs to the checkpoint that it was asked for.
    office.record(ledger, 1)
    run(*options, "--once")
    assert run("anchor", "accept", str(asked), str(answered), *known) == 0
    assert place.token == answered.read_bytes() != first
    assert "第4号已盖时间戳" in capsys.readouterr().out
    answered.write_bytes(first)
    assert run("anchor", "accept", str(asked), str(answered), *known) == 1
    assert "随机数不同" in capsys.readouterr().err
    assert place.token != first
    assert run("anchor", "timestamp", "http://127.0.0.1:1/", *known) == 3
