"""Is a timestamp kept only if the authority that we know made it, for this checkpoint, on this request?"""

from __future__ import annotations

import subprocess
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import permutations, product
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from hypothesis import given
from hypothesis import strategies as some

from api.log import timestamps
from api.log.timestamps import AuthorityUnreadable, TimestampAway, TimestampRefused, check, read_authority, request_for
from api.log.tokens import in_order
from domain.transparency.checkpoints import Checkpoint
from tests.log.authority import OPENSSL, Authority, served
from tests.log.notes import MORNING, note

pytestmark = pytest.mark.needs("openssl", debian="openssl")

# Signed an hour from now, because the certificates of the authorities begin now.
NOTE = note(1313, int((datetime.now(UTC) + timedelta(hours=1) - MORNING).total_seconds()), bytes(range(32)))


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority.made(tmp_path_factory.mktemp("ts") / "authority")


def test_a_timestamp_over_http_is_checked_and_openssl_agrees(authority: Authority, tmp_path: Path) -> None:
    asked = request_for(NOTE)
    with served(authority) as url:
        answer = timestamps.ask(url, asked)
    at = check(answer, NOTE, asked, read_authority(authority.root))
    assert abs(datetime.now(UTC) - at) < timedelta(minutes=5)
    assert openssl_accepts(answer, tmp_path, authority)


def openssl_accepts(answer: bytes, folder: Path, authority: Authority, *more: str) -> bool:
    """Whether openssl, with nothing of ours, takes it for a timestamp of `NOTE`: of its text without its signatures."""
    (folder / "text").write_bytes(NOTE.text.encode())
    (folder / "answer.tsr").write_bytes(answer)
    how = ["-data", "text", "-in", "answer.tsr", "-CAfile", str(authority.folder / "root.pem"), *more]
    return not subprocess.run([OPENSSL, "ts", "-verify", *how], cwd=folder, capture_output=True, check=False).returncode


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


@pytest.fixture(scope="module")
def layered(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority.with_intermediate(tmp_path_factory.mktemp("ts") / "layered")


@pytest.mark.parametrize("chain", [*permutations(("intermediate", "root")), ("intermediate",)])
def test_a_chain_in_whatever_order_is_as_good_to_us_as_to_openssl(
    layered: Authority, chain: tuple[str, ...], tmp_path: Path
) -> None:
    asked = request_for(NOTE)
    answer = replace(layered, chain=chain).answer(asked.as_bytes())
    assert openssl_accepts(answer, tmp_path, layered)
    assert abs(datetime.now(UTC) - check(answer, NOTE, asked, read_authority(layered.root))) < timedelta(minutes=5)


def test_sorting_moves_whole_certificates_and_nothing_else(layered: Authority) -> None:
    answer = layered.answer(request_for(NOTE).as_bytes())
    certificates = [pem_body(layered.folder / f"{name}.pem") for name in ("tsa", *layered.chain)]
    before, found, after = answer.partition(b"".join(certificates))
    assert found
    for order in permutations(certificates):
        assert in_order(before + b"".join(order) + after) == before + b"".join(sorted(certificates)) + after


def pem_body(path: Path) -> bytes:
    (certificate,) = read_authority(path.read_bytes())
    return certificate.public_bytes(Encoding.DER)


def test_an_answer_with_a_chain_that_was_cut_or_lies_about_its_lengths_is_refused(layered: Authority) -> None:
    asked = request_for(NOTE)
    answer = layered.answer(asked.as_bytes())
    known = read_authority(layered.root)
    at = check(answer, NOTE, asked, known)
    for end in range(0, len(answer), 13):
        with pytest.raises(TimestampRefused):
            check(answer[:end], NOTE, asked, known)
    # The headers down to the certificates, and those of the first of them, stand in the first bytes.
    head = answer.index(pem_body(layered.folder / "tsa.pem")) + 8
    for place, lie in product(range(head), (0, 0x7F, 0x80, 0x84, 0xFF)):
        try:
            assert check(answer[:place] + bytes([lie]) + answer[place + 1 :], NOTE, asked, known) == at
        except TimestampRefused:
            continue


NESTED = b"".join(b"0\x84" + (2**20 - 6 * depth).to_bytes(4) for depth in range(1, 1000))


@pytest.mark.parametrize("raw", [bytes(2**20), b"0\x80" * 2**19, b"0\xff" + b"\xff" * 2**20, NESTED])
def test_as_much_garbage_as_is_read_is_refused(authority: Authority, raw: bytes) -> None:
    with pytest.raises(TimestampRefused):
        check(raw, NOTE, request_for(NOTE), read_authority(authority.root))


@given(
    some.binary(max_size=64)
    | some.text("0\x00\x02\x80\x81\x03\xa0", max_size=64).map(lambda text: text.encode("latin-1"))
)
def test_sorting_neither_adds_nor_takes_a_byte(raw: bytes) -> None:
    assert sorted(in_order(raw)) == sorted(raw)


def test_a_certificate_that_is_younger_than_the_checkpoint_is_refused(authority: Authority) -> None:
    early = note(1313)
    asked = request_for(early)
    with pytest.raises(TimestampRefused, match="2024-01-25 08:00:00，世界时）不在有效期内"):
        check(authority.answer(asked.as_bytes()), early, asked, read_authority(authority.root))


def test_what_is_kept_is_what_openssl_accepts_at_the_time_of_the_checkpoint(layered: Authority, tmp_path: Path) -> None:
    asked = request_for(NOTE)
    answer = layered.answer(asked.as_bytes())
    check(answer, NOTE, asked, read_authority(layered.root))
    signed = Checkpoint.parse(NOTE.text).time
    assert openssl_accepts(answer, tmp_path, layered, "-attime", str(int(signed.timestamp())))
    assert not openssl_accepts(answer, tmp_path, layered, "-attime", str(int(MORNING.timestamp())))
