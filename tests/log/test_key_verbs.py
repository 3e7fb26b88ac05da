"""Do the verbs of the key ceremony make keys that work, say what belongs in the minutes, and never show the secret?"""

from __future__ import annotations

import re
import stat
from pathlib import Path

import orjson
import pytest

from api.log.keyfile import create_key, read_key
from domain.transparency.keys import Kind, SignerKey, VerifierKey
from domain.transparency.notes import open_note
from domain.transparency.policies import Policy
from domain.transparency.rotations import open_rotation
from tests.transparency.parties import LOG, STRANGER, WITNESSES, checkpoint, note
from tests.verbs import run

Read = pytest.CaptureFixture[str]


@pytest.mark.parametrize(("flag", "kind"), [((), Kind.NOTE), (("--witness",), Kind.COSIGNATURE)])
def test_a_key_is_made_and_its_public_half_printed(
    capsys: Read, tmp_path: Path, flag: tuple[str, ...], kind: Kind
) -> None:
    assert run("key", "create", "--name", "example.com/99示例县", "--out", tmp_path / "key", *flag) == 0
    said = capsys.readouterr()
    key = read_key(tmp_path / "key", kind)
    assert said.out == f"{key.verifier}\n"
    assert VerifierKey.parse(said.out.strip()).name == "example.com/99示例县"
    assert stat.S_IMODE((tmp_path / "key").stat().st_mode) == 0o600
    assert f"minsheng key show {tmp_path / 'key'}" in said.err


def test_a_key_that_is_there_is_not_overwritten(capsys: Read, tmp_path: Path) -> None:
    create_key(tmp_path / "key", LOG)
    assert run("key", "create", "--name", "a", "--out", tmp_path / "key") == 1
    assert "已经有了，没有改动它" in capsys.readouterr().err
    assert read_key(tmp_path / "key") == LOG


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, key in (("log", LOG), ("other", STRANGER), ("witness", WITNESSES[0])):
        create_key(Path(name), key)
    Path("note").write_bytes(note(3).encoded)
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["create", "--name", "a b", "--out", "key"], 2, "不能有空格、加号"),
        (["create", "--name", "a+b", "--out", "key"], 2, "“a+b”不能用"),
        (["create", "--name", "", "--out", "key"], 2, "不能为空"),
        (["create", "--name", "a", "--out", "away/key"], 3, "签名钥匙文件away/key：没有这个文件或者文件夹。"),
        (["create", "--name", "a"], 2, "缺少参数'--out'"),
        (["show", "away"], 3, "签名钥匙文件"),
        (["show", "."], 3, "签名钥匙文件.：这是文件夹，不是文件。"),
        (["rotate", "log", "--out", "new", "--checkpoint", "away"], 2, "读不了away：没有这个文件或者文件夹。"),
        (["rotate", "witness", "--out", "new", "--checkpoint", "note"], 2, "这里要用台账的签名钥匙"),
        (["rotate", "log", "--out", "new", "--checkpoint", "log"], 2, "log：文字和签名之间应有一个空行"),
        (["rotate", "other", "--out", "new", "--checkpoint", "note"], 1, "没有认得的签名"),
        (["rotate", "log", "--out", "other", "--checkpoint", "note"], 1, "已经有了"),
        (["follow", "away", LOG.verifier], 2, "读不了away"),
        (["follow", "note", LOG.verifier], 2, "note：钥匙轮换声明应有六行"),
        (["follow", "log", LOG.verifier], 2, "应有一个空行"),
        (["follow", "note", "log"], 2, "核对钥匙“log”"),
        (["follow", "note", STRANGER.verifier], 1, "没有认得的签名"),
        (["follow", "note"], 2, "缺少参数"),
        ([], 2, "minsheng key"),
        (["make"], 2, "没有“make”这个命令，可用的有create、show、rotate、follow。"),
    ],
)
def test_what_cannot_be_done_is_said_in_chinese_and_leaves_nothing_behind(
    capsys: Read, folder: Path, arguments: list[object], code: int, said: str
) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert run("key", *arguments) == code
    heard = capsys.readouterr()
    assert said in heard.err
    assert heard.out == ""
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_what_is_read_into_the_minutes_names_every_group_of_the_fingerprint_and_no_secret(
    capsys: Read, tmp_path: Path
) -> None:
    create_key(tmp_path / "key", LOG)
    assert run("key", "show", tmp_path / "key") == 0
    said = capsys.readouterr().out
    read_aloud = re.findall(r"第\d+组([0-9a-f]{4})", said)
    assert "".join(read_aloud) == LOG.verifier.fingerprint
    assert "".join(read_aloud[:2]) == LOG.verifier.key_id
    assert said.count(str(LOG.verifier)) == 2
    assert LOG.secret.rsplit("+", 1)[1] not in said
    assert {"时间", "地点", "在场的人", "保管", "备份"} <= set(re.findall("时间|地点|在场的人|保管|备份", said))


def test_a_program_reads_the_same_as_one_object(capsys: Read, tmp_path: Path) -> None:
    create_key(tmp_path / "key", WITNESSES[0])
    assert run("key", "show", tmp_path / "key", "--json") == 0
    key = WITNESSES[0].verifier
    assert orjson.loads(capsys.readouterr().out) == {
        "name": key.name,
        "kind": 4,
        "key_id": key.key_id,
        "fingerprint": key.fingerprint,
        "verifier_key": str(key),
    }


def test_whoever_was_given_the_public_half_alone_sees_the_same_fingerprint(capsys: Read, tmp_path: Path) -> None:
    create_key(tmp_path / "key", LOG)
    (tmp_path / "public").write_text(f"{LOG.verifier}\n", encoding="utf-8")
    (tmp_path / "neither").write_text("neither\n", encoding="utf-8")
    (tmp_path / "neither").chmod(0o600)
    for name in ("key", "public"):
        assert run("key", "show", tmp_path / name) == 0
    said = capsys.readouterr().out
    assert said[: len(said) // 2] == said[len(said) // 2 :]
    assert run("key", "show", tmp_path / "neither") == 2
    assert "不是完好的核对钥匙" in capsys.readouterr().err


def test_a_rotated_key_comes_with_a_statement_and_the_lines_of_the_policy(capsys: Read, tmp_path: Path) -> None:
    create_key(tmp_path / "old", LOG)
    (tmp_path / "last.note").write_bytes(note(5).encoded)
    assert (
        run("key", "rotate", tmp_path / "old", "--out", tmp_path / "new", "--checkpoint", tmp_path / "last.note") == 0
    )
    said = capsys.readouterr()
    new = read_key(tmp_path / "new", Kind.NOTE)
    rotation = open_rotation((tmp_path / "new.note").read_bytes(), LOG.verifier)
    assert (rotation.new, rotation.size) == (new.verifier, 5)
    assert new.name == LOG.name
    policy = Policy.parse(f"{said.out}quorum none\n".encode())
    assert list(policy.logs) == [LOG.verifier, new.verifier]
    # Whoever holds that policy reads what either key signed.
    for key in (LOG, new):
        assert set(open_note(note(6, key=key).encoded, policy.keys).by) == {key.verifier}
    assert "第5号以后由新钥匙签名" in said.err


def rotated(folder: Path) -> int:
    return run("key", "rotate", folder / "log", "--out", folder / "new", "--checkpoint", folder / "note")


@pytest.mark.parametrize("stopped_at", ["write_file", "create_key"])
def test_a_rotation_that_was_stopped_leaves_no_key_and_is_finished_by_repeating_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch, stopped_at: str
) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as stopping:
        stopping.setattr(f"api.cli.key.{stopped_at}", stop)
        assert rotated(folder) == 130
    assert not (folder / "new").exists()
    assert rotated(folder) == 0
    statement = (folder / "new.note").read_bytes()
    assert open_rotation(statement, LOG.verifier).new == read_key(folder / "new").verifier
    assert rotated(folder) == 1
    assert (folder / "new.note").read_bytes() == statement


def test_whoever_knows_the_old_key_alone_reads_the_new_one_as_its_ceremony_did(capsys: Read, folder: Path) -> None:
    assert rotated(folder) == 0
    assert run("key", "show", folder / "new") == 0
    shown = capsys.readouterr().out.split("\n", 2)[2]
    statement = folder / "new.note"
    (folder / "new").unlink()
    assert run("key", "follow", statement, LOG.verifier) == 0
    said = capsys.readouterr()
    assert said.out == shown
    assert "旧钥匙签到第3号" in said.err
    assert checkpoint(3).root.hex() in said.err


def test_a_statement_that_was_changed_or_is_of_another_key_is_not_followed(capsys: Read, folder: Path) -> None:
    assert rotated(folder) == 0
    statement = folder / "new.note"
    new = read_key(folder / "new").verifier
    whole = statement.read_bytes()
    for wrong, known, code, said in (
        (whole.replace(b"size 3", b"size 4"), LOG.verifier, 1, "文字被改过"),
        (b"".join(whole.splitlines(keepends=True)[:-1]), LOG.verifier, 1, "没有新钥匙"),
        (whole, new, 2, "不是"),
        (whole, WITNESSES[0].verifier, 1, "没有认得的签名"),
    ):
        statement.write_bytes(wrong)
        capsys.readouterr()
        assert run("key", "follow", statement, known) == code
        heard = capsys.readouterr()
        assert said in heard.err
        assert heard.out == ""


def test_two_keys_are_never_the_same(tmp_path: Path) -> None:
    seeds = set()
    for number in range(3):
        assert run("key", "create", "--name", "a", "--out", tmp_path / str(number)) == 0
        seeds.add(read_key(tmp_path / str(number)).seed)
    assert len(seeds) == 3
    assert SignerKey.draw("a").seed not in seeds
