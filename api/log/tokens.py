"""How is the answer of a timestamp authority read that writes its certificates in another order than DER asks?

CMS lets them stand in any order (RFC 5652, 5.1: the whole is BER), OpenSSL writes signer and chain as they come, and our decoder reads
DER alone, where the elements of a set are sorted. No signature covers the set.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final

_CERTIFICATES: Final = 0xA0
_STEPS: Final = (0, 1, 1, 0, 3)  # TimeStampResp, its timeStampToken, the content, SignedData, certificates
_LONG: Final = 0x80


def in_order(answer: bytes) -> bytes:
    """`answer` with the certificates of its token sorted; as it is, where it has none or is no answer."""
    start, content, end = 0, 0, len(answer)
    try:
        for step in _STEPS:
            start, content, end = _elements(answer, content, end)[step]
        bounds = [at for at, _, _ in _elements(answer, content, end)]
    except (IndexError, ValueError):
        return answer  # the decoder says what is wrong
    if answer[start] != _CERTIFICATES:
        return answer
    certificates = sorted(answer[at:following] for at, following in pairwise([*bounds, end]))
    return answer[:content] + b"".join(certificates) + answer[end:]


def _elements(raw: bytes, at: int, end: int) -> list[tuple[int, int, int]]:
    """Where the elements between `at` and `end` start, where their contents do, and where they end; of one-byte tags."""
    found = []
    while at < end:
        size, content = raw[at + 1], at + 2
        if size >= _LONG:
            content += size - _LONG
            size = int.from_bytes(raw[at + 2 : content])
        if content + size > end:
            raise ValueError
        found.append((at, content, content + size))
        at = content + size
    return found
