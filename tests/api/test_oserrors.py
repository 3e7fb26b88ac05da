"""Is what the operating system says put into words that its operator reads?"""

from __future__ import annotations

import errno
import os
import socket
from http.client import InvalidURL
from pathlib import Path
from ssl import SSLCertVerificationError
from urllib.error import URLError

import pytest

from api.cli.ending import ended
from api.oserrors import in_words
from domain.files import write_whole


def refused(number: int) -> OSError:
    return OSError(number, os.strerror(number))


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (refused(errno.ENOSPC), "磁盘满了"),
        (OSError(errno.EACCES, "Permission denied", "/a/b"), "/a/b：没有权限"),
        (URLError(refused(errno.ECONNREFUSED)), "那里没有打开的服务"),
        (URLError(socket.gaierror(socket.EAI_NONAME, "Name or service not known")), "没有这个主机名"),
        (URLError(TimeoutError("timed out")), "等到时间还没有答复"),
        (TimeoutError("timed out"), "等到时间还没有答复"),
        (ValueError("Invalid IPv6 URL"), "地址写得不对（Invalid IPv6 URL）"),
        (InvalidURL("control characters"), "地址写得不对（control characters）"),
        (LookupError("some other sentence"), "some other sentence"),
    ],
)
def test_the_reason_is_said_in_chinese(error: Exception, said: str) -> None:
    assert in_words(error) == said


def test_a_certificate_that_is_not_believed_is_not_called_a_missing_right() -> None:
    # OpenSSL numbers its own faults from 1, which is EPERM.
    error = SSLCertVerificationError(1, "[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed")
    assert "证书" in in_words(URLError(error))
    assert "没有权限" not in in_words(URLError(error))


def test_a_full_disk_is_told_by_the_file_that_was_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_handle: int) -> None:
        raise refused(errno.ENOSPC)

    monkeypatch.setattr("domain.files.sync", full)
    with pytest.raises(OSError, match="No space") as raised:
        write_whole(tmp_path / "last.json", b"what was signed")
    assert in_words(raised.value) == f"{tmp_path / 'last.json'}：磁盘满了"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("number", "code"), [(errno.ENOENT, 2), (errno.ENOTDIR, 2), (errno.EIO, 3), (errno.ENOSPC, 3)])
def test_a_verb_that_the_system_stops_ends_with_a_sentence(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, number: int, code: int
) -> None:
    def stopped() -> None:
        raise OSError(number, os.strerror(number), str(tmp_path))

    assert ended(stopped) == code
    assert capsys.readouterr().err.startswith(f"错误：{tmp_path}：")
