"""Is a timestamp kept only if the authority that we know made it, for this checkpoint, on this request?"""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from api.log import timestamps
from api.log.timestamps import AuthorityUnreadable, TimestampAway, TimestampRefused, check, read_authority, request_for
from tests.log.authority import OPENSSL, Authority, served
from tests.log.notes import note

pytestmark = pytest.mark.needs("openssl", debian="openssl")

NOTE = note(1313, 0, bytes(range(32)))


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority.made(tmp_path_factory.mktemp("ts") / "authority")


def test_a_timestamp_over_http_is_checked_and_openssl_agrees(authority: Authority, tmp_path: Path) -> None:
    asked = request_for(NOTE)
    with served(authority) as url:
        answer = timestamps.ask(url, asked)
    at = check(answer, NOTE, asked, read_authority(authority.root))
    assert abs(datetime.now(UTC) - at) < timedelta(minutes=5)
    # As the verifier of a bundle will: over the text without its signatures.
    (tmp_path / "text").write_bytes(NOTE.text.encode())
    (tmp_path / "answer.tsr").write_bytes(answer)
    how = ["-data", "text", "-in", "answer.tsr", "-CAfile", str(authority.folder / "root.pem")]
    done = subprocess.run([OPENSSL, "ts", "-verify", *how], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_request_that_was_written_to_a_file_is_read_again(authority: Authority) -> None:
    asked = timestamps.read_request(request_for(NOTE).as_bytes())
    assert timestamps.is_about(asked, NOTE)
    assert not timestamps.is_about(asked, note(1314))
    check(authority.answer(asked.as_bytes()), NOTE, asked, read_authority(authority.root))
    with pytest.raises(TimestampRefused):
        timestamps.read_request(b"x")


def test_a_timestamp_of_something_else_is_refused(authority: Authority) -> None:
    asked = request_for(note(1314))
    with pytest.raises(TimestampRefused, match="盖的不是这个"):
        check(authority.answer(asked.as_bytes()), NOTE, asked, read_authority(authority.root))


def test_an_answer_to_another_request_is_refused(authority: Authority) -> None:
    answer = authority.answer(request_for(NOTE).as_bytes())
    with pytest.raises(TimestampRefused, match="随机数"):
        check(answer, NOTE, request_for(NOTE), read_authority(authority.root))


def test_an_authority_that_we_do_not_know_is_refused(authority: Authority, tmp_path: Path) -> None:
    stranger = Authority.made(tmp_path / "stranger")
    asked = request_for(NOTE)
    with pytest.raises(TimestampRefused, match="签名或者证书"):
        check(stranger.answer(asked.as_bytes()), NOTE, asked, read_authority(authority.root))


def test_an_expired_certificate_is_refused(tmp_path: Path) -> None:
    expired = Authority.made(tmp_path / "expired", days="-1")
    asked = request_for(NOTE)
    with pytest.raises(TimestampRefused, match="签名或者证书"):
        check(expired.answer(asked.as_bytes()), NOTE, asked, read_authority(expired.root))


def test_a_changed_answer_is_refused(authority: Authority) -> None:
    asked = request_for(NOTE)
    answer = authority.answer(asked.as_bytes())
    known = read_authority(authority.root)
    for place in range(0, len(answer), 7):
        changed = answer[:place] + bytes([answer[place] ^ 1]) + answer[place + 1 :]
        try:
            check(changed, NOTE, asked, known)
        except TimestampRefused:
            continue
        # Some bytes say nothing that anybody reads: the moment and the text must be the same then.
        assert check(changed, NOTE, asked, known) == check(answer, NOTE, asked, known)


def test_an_authority_that_refuses_is_quoted(authority: Authority) -> None:
    with pytest.raises(TimestampRefused, match="没有盖章"):
        check(authority.answer(b"0\x00"), NOTE, request_for(NOTE), read_authority(authority.root))


@pytest.mark.parametrize("raw", [b"", b"x", b"0\x03\x02\x01\x00"])
def test_what_is_no_answer_is_refused(authority: Authority, raw: bytes) -> None:
    with pytest.raises(TimestampRefused):
        check(raw, NOTE, request_for(NOTE), read_authority(authority.root))


@pytest.mark.parametrize("url", ["file:///dev/null", "http://127.0.0.1:1/", "x"])
def test_an_authority_that_does_not_answer_is_away(url: str) -> None:
    with pytest.raises(TimestampAway):
        timestamps.ask(url, request_for(NOTE))


def test_certificates_that_lead_to_no_root_are_no_authority(authority: Authority) -> None:
    with pytest.raises(AuthorityUnreadable):
        read_authority(b"x")
    asked = request_for(NOTE)
    leaf = read_authority((authority.folder / "tsa.pem").read_bytes())
    with pytest.raises(AuthorityUnreadable):
        check(authority.answer(asked.as_bytes()), NOTE, asked, leaf)
