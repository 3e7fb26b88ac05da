"""Is what was mistyped for signing and anchoring said in Chinese, and is nothing signed, printed or left behind?"""

from __future__ import annotations

from pathlib import Path

import pytest

from domain.storage import Ledger
from domain.transparency.keys import SignerKey
from tests.log.authority import Authority
from tests.log.notes import KEY
from tests.log.office import Office
from tests.verbs import run

Read = pytest.CaptureFixture[str]


def test_a_policy_that_is_named_and_not_there_is_not_gone_without(  # noqa: PLR0913, PLR0917 - an office, and what is told
    office: Office, ledger: Ledger, folder: Path, options: list[str], capsys: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.record(ledger, 4)
    shelf = ["--checkpoints", str(office.shelf_folder)]
    monkeypatch.setenv("MINSHENG_POLICY", str(folder / "polcy.txt"))
    asked = ["anchor", "request", *shelf, "--out", str(folder / "asked.tsq")]
    office.sign()
    office.record(ledger, 1)
    for arguments in ([*options, "--once"], ["anchor", "print", *shelf], asked):
        capsys.readouterr()
        assert run(*arguments) == 2
        told = capsys.readouterr()
        assert (told.out, f"读不了{folder / 'polcy.txt'}：没有这个文件" in told.err) == ("", True)
    assert office.sizes() == [4]
    assert not (folder / "asked.tsq").exists()


def test_a_policy_that_does_not_know_the_signing_key_is_remarked_on(
    office: Office, ledger: Ledger, folder: Path, options: list[str], capsys: Read
) -> None:
    office.record(ledger, 4)
    for key, remarked in ((KEY, False), (SignerKey.draw(KEY.name), True)):
        (folder / "policy.txt").write_text(f"log {key.verifier}\nquorum none\n", encoding="utf-8")
        capsys.readouterr()
        assert run(*options, "--once", "--policy", str(folder / "policy.txt")) == 0
        assert ("不认得这把钥匙" in capsys.readouterr().err) == remarked


@pytest.mark.parametrize(
    ("more", "code", "said"),
    [
        (["--accept", "0"], 2, "应为1至"),
        (["--accept", "-3"], 2, "应为1至"),
        (["--accept", "十二"], 2, "应为1至"),
        (["--begin", "--recover"], 2, "不能一起写"),
        (["--memory", "key"], 2, "key：已经有同名的文件，不是文件夹。"),
        (["--checkpoints", "key"], 2, "key：这里不是文件夹。"),
        (["--policy", "away"], 2, "/away：没有这个文件或者文件夹。"),
        (["--policy", "."], 2, "：这是文件夹，不是文件。"),
        (["--policy", "key"], 2, "key：策略第1行"),
    ],
)
def test_what_was_mistyped_is_said_in_chinese_and_nothing_is_signed(  # noqa: PLR0913, PLR0917 - an office, and what is typed
    office: Office,
    ledger: Ledger,
    folder: Path,
    options: list[str],
    capsys: Read,
    monkeypatch: pytest.MonkeyPatch,
    more: list[str],
    code: int,
    said: str,
) -> None:
    monkeypatch.chdir(folder)
    office.record(ledger, 4)
    assert run(*options, "--once", *more) == code
    assert said in capsys.readouterr().err
    assert office.sizes() == []


@pytest.mark.parametrize("covers", ["0", "-5", "三", "３"])
def test_a_root_is_not_printed_for_what_is_no_position(capsys: Read, folder: Path, covers: str) -> None:
    assert run("anchor", "print", "--checkpoints", str(folder), "--covers", covers) == 2
    assert "'--covers'的值不对：应为1至9007199254740991的整数。" in capsys.readouterr().err


@pytest.mark.needs("openssl", debian="openssl")
@pytest.mark.parametrize("url", ["http://[::1", "http://示例.例子/", "http://127.0.0.1:八/"])
def test_an_address_that_is_none_is_said_to_be_mistyped(
    office: Office, ledger: Ledger, folder: Path, capsys: Read, url: str
) -> None:
    office.record(ledger, 4)
    office.sign()
    Authority.with_intermediate(folder / "authority")
    known = ["--checkpoints", str(office.shelf_folder), "--authority", str(folder / "authority" / "root.pem")]
    assert run("anchor", "timestamp", url, *known) == 3
    assert "地址写得不对" in capsys.readouterr().err


def test_no_authority_is_asked_whose_certificates_cannot_be_read(
    office: Office, ledger: Ledger, folder: Path, capsys: Read
) -> None:
    office.record(ledger, 4)
    office.sign()
    (folder / "empty.pem").touch()
    shelf = ["--checkpoints", str(office.shelf_folder)]
    for name, said in (("away.pem", "没有这个文件"), ("empty.pem", "empty.pem：证书文件应是PEM")):
        assert run("anchor", "timestamp", "http://127.0.0.1:1/", *shelf, "--authority", str(folder / name)) == 2
        assert said in capsys.readouterr().err
