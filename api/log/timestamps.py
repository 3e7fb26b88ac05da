"""How does an authority that we do not run confirm when a checkpoint existed, and which of its answers are kept?

What is stamped is the text of the note without its signatures, by SHA-256 (RFC 3161). The answer is kept only when everything in
it was checked: granted, for this text, to this request, signed by a certificate that was valid then, is for timestamps, and leads to
one of the authority's that we were given. Whoever verifies a bundle judges the certificates at the time of the checkpoint, so they
have to have been valid then too.
"""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from rfc3161_client import (
    HashAlgorithm,
    TimeStampRequest,
    TimestampRequestBuilder,
    TimeStampResponse,
    VerificationError,
    VerifierBuilder,
    decode_timestamp_response,
)
from rfc3161_client._rust import (
    parse_timestamp_request,
    verify,
)  # its public half reads answers alone, at their time

from api.log.posting import NoAnswer, post
from api.log.tokens import in_order
from domain.refusals import Refusal
from domain.transparency.checkpoints import Checkpoint
from domain.transparency.notes import Note

LARGEST_ANSWER_BYTES: Final = 2**20
PATIENCE_SECONDS: Final = 20.0
_GRANTED: Final = {0, 1}
_SHA256: Final = "2.16.840.1.101.3.4.2.1"


class TimestampAway(Refusal):
    """The authority did not answer."""

    code = "timestamp_away"
    title = "时间戳机构没有答复"


class TimestampRefused(Refusal):
    """The answer is not a timestamp of this checkpoint by this authority, or cannot be shown to be one."""

    code = "timestamp_refused"
    title = "时间戳不能用"


class AuthorityUnreadable(Refusal):
    """The file with the authority's certificates holds none."""

    code = "authority_unreadable"
    title = "时间戳机构的证书读不出来"


def request_for(note: Note) -> TimeStampRequest:
    """A request for a timestamp of the note's text, with a fresh nonce, for the certificates too."""
    return TimestampRequestBuilder(note.text.encode(), HashAlgorithm.SHA256, nonce=True, cert_req=True).build()


def read_request(raw: bytes) -> TimeStampRequest:
    """The request in a file that was written before; raises `TimestampRefused`."""
    try:
        return parse_timestamp_request(raw)
    except ValueError as error:
        raise TimestampRefused("申请文件读不懂，应是.tsq文件。") from error


def read_authority(pem: bytes) -> list[x509.Certificate]:
    """The certificates of an authority, its roots and what leads to them; raises `AuthorityUnreadable`."""
    try:
        return x509.load_pem_x509_certificates(pem)
    except ValueError as error:
        raise AuthorityUnreadable("证书文件应是PEM，至少有一张机构的根证书。") from error


def ask(url: str, request: TimeStampRequest) -> bytes:
    """What the authority at `url` answers; raises `TimestampAway`."""
    body, most = request.as_bytes(), LARGEST_ANSWER_BYTES + 1
    try:
        status, raw = post(url, body, "application/timestamp-query", seconds=PATIENCE_SECONDS, most=most)
    except NoAnswer as why:
        raise TimestampAway(f"时间戳机构没有答复：{why}。") from why
    if status != 200 or len(raw) > LARGEST_ANSWER_BYTES:  # noqa: PLR2004 - HTTP's own number
        raise TimestampAway(f"时间戳机构答复的不是时间戳（状态{status}，{len(raw)}个字节）。")
    return raw


def check(raw: bytes, note: Note, request: TimeStampRequest, authority: list[x509.Certificate]) -> datetime:
    """The moment that the answer `raw` confirms for `note`; raises `TimestampRefused`."""
    answer = _read(raw)
    imprint = answer.tst_info.message_imprint
    if imprint.hash_algorithm != x509.ObjectIdentifier(_SHA256) or imprint.message != digest(note):
        raise TimestampRefused("时间戳盖的不是这个签名的根。")
    if answer.tst_info.nonce != request.nonce:
        raise TimestampRefused("时间戳不是对这次申请的答复（随机数不同）。")
    roots = [each for each in authority if each.issuer == each.subject]
    if not roots:
        raise AuthorityUnreadable("证书文件里没有自签的根证书。")
    builder = VerifierBuilder(roots=roots, intermediates=[each for each in authority if each not in roots])
    try:
        builder.build().verify(answer, digest(note))
    except (VerificationError, ValueError) as error:
        raise TimestampRefused(f"时间戳的签名或者证书不对（{error}）。") from error
    _check_then(answer, Checkpoint.parse(note.text).time, authority)
    return answer.tst_info.gen_time


def digest(note: Note) -> bytes:
    """What is stamped."""
    return hashlib.sha256(note.text.encode()).digest()


def is_about(request: TimeStampRequest, note: Note) -> bool:
    """Whether a timestamp of `note` was asked for."""
    return request.message_imprint.message == digest(note)


def _check_then(answer: TimeStampResponse, then: datetime, authority: list[x509.Certificate]) -> None:
    """Raise `TimestampRefused` if a certificate was not valid at the time of the checkpoint, at which a verifier asks."""
    try:
        verify.pkcs7_verify(answer.time_stamp_token(), then, [each.public_bytes(Encoding.DER) for each in authority])
    except ValueError as error:
        raise TimestampRefused(
            f"时间戳机构的证书在签名的根的时刻（{then:%Y-%m-%d %H:%M:%S}，世界时）不在有效期内，多半是那以后才签发的，"
            "核验时会不符；请等下一个签名的根，再申请。"
        ) from error


def _read(raw: bytes) -> TimeStampResponse:
    try:
        answer = decode_timestamp_response(in_order(raw))
        if answer.status not in _GRANTED:
            raise TimestampRefused(f"时间戳机构没有盖章：{'；'.join(answer.status_string) or answer.status}。")
        _ = answer.tst_info, answer.signed_data
    except ValueError as error:
        raise TimestampRefused("时间戳机构的答复读不懂。") from error
    return answer
