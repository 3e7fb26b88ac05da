"""Does the file of a key hold it whole, for its owner alone, and is nothing overwritten?"""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from api.log.keyfile import SigningKeyAway, SigningKeyExists, SigningKeyExposed, create_key, read_key, read_verifier
from domain.transparency.keys import KeyIdWrong, KeyKindUnknown, KeyMalformed, Kind, SignerKey

KEY = SignerKey.draw("example.com/99示例县")


def test_a_key_is_written_for_its_owner_alone_and_read_again(tmp_path: Path) -> None:
    path = tmp_path / "log.key"
    before = os.umask(0)
    try:
        create_key(path, KEY)
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert read_key(path, Kind.NOTE) == KEY
    assert path.read_text(encoding="utf-8") == f"{KEY.secret}\n"


def test_nothing_that_is_there_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    (tmp_path / "folder").mkdir()
    (tmp_path / "leads-nowhere").symlink_to(tmp_path / "target")
    (tmp_path / "key").write_text("what was there", encoding="utf-8")
    for name in ("key", "empty", "folder", "leads-nowhere"):
        with pytest.raises(SigningKeyExists, match="已经有了，没有改动它"):
            create_key(tmp_path / name, KEY)
    assert (tmp_path / "key").read_text(encoding="utf-8") == "what was there"
    assert not (tmp_path / "target").exists()


def test_a_key_that_was_not_written_whole_is_not_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("api.log.keyfile.sync", full)
    with pytest.raises(SigningKeyAway, match="磁盘满了"):
        create_key(tmp_path / "log.key", KEY)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o660, 0o601])
def test_a_key_that_others_may_read_is_not_used(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "log.key"
    create_key(path, KEY)
    path.chmod(mode)
    with pytest.raises(SigningKeyExposed, match="chmod 600"):
        read_key(path)


def test_a_key_that_is_not_there_says_where_it_should_be(tmp_path: Path) -> None:
    for path in (tmp_path / "log.key", tmp_path):
        with pytest.raises(SigningKeyAway) as refused:
            read_key(path)
        assert str(path) in refused.value.detail
    with pytest.raises(SigningKeyAway):
        create_key(tmp_path / "away" / "log.key", KEY)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", KeyMalformed),
        (b"\xff", KeyMalformed),
        (KEY.secret.encode()[:-1], KeyMalformed),
        (KEY.secret.encode() + b"\n\n", KeyMalformed),
        (KEY.secret.encode() + b"\r\n", KeyMalformed),
        (str(KEY.verifier).encode(), KeyMalformed),
        (KEY.secret.encode().replace(KEY.verifier.key_id.encode(), b"00000000"), KeyIdWrong),
        (b"A" * 10_000, KeyMalformed),
    ],
    # The key is drawn anew in every process.
    ids=["empty", "no text", "cut", "two lines", "of windows", "verifier", "other id", "long"],
)
def test_a_file_that_is_no_key_is_refused_without_being_shown(
    tmp_path: Path, content: bytes, reason: type[KeyMalformed]
) -> None:
    path = tmp_path / "log.key"
    path.write_bytes(content)
    path.chmod(0o600)
    with pytest.raises(reason) as refused:
        read_key(path)
    assert KEY.secret[-20:] not in refused.value.detail


@pytest.mark.parametrize(
    "content",
    [f"{KEY.verifier}\r\n", str(KEY.verifier).replace("+", "＋"), "", f"\ufeff{KEY.secret}\n"],
    ids=["of windows", "full-width", "empty", "a secret behind a mark"],
)
def test_a_public_key_that_is_miswritten_is_not_taken_for_an_exposed_secret(tmp_path: Path, content: str) -> None:
    path = tmp_path / "known.txt"
    path.write_bytes(content.encode())
    path.chmod(0o644)
    exposed = KEY.secret in content
    with pytest.raises(SigningKeyExposed if exposed else KeyMalformed) as refused:
        read_verifier(path)
    assert str(path) in refused.value.detail
    assert ("chmod" in refused.value.detail) == exposed
    assert KEY.secret[-20:] not in refused.value.detail


def test_a_public_key_is_not_a_secret_that_others_read(tmp_path: Path) -> None:
    path = tmp_path / "known.txt"
    path.write_text(f"{KEY.verifier}\n", encoding="utf-8")
    path.chmod(0o644)
    with pytest.raises(KeyMalformed, match="不是完好的签名钥匙"):
        read_key(path)


def test_a_key_is_not_used_for_what_it_was_not_made_for(tmp_path: Path) -> None:
    create_key(tmp_path / "log.key", KEY)
    with pytest.raises(KeyKindUnknown, match="里是台账的签名钥匙，这里要用见证人的签名钥匙"):
        read_key(tmp_path / "log.key", Kind.COSIGNATURE)
