"""Which bytes does a base64 text stand for, when every text has one spelling only?

RFC 4648 section 4, with padding, and the bits that the last character does not need are zero: otherwise one signature could be
written in several ways, and two files that say the same would differ.
"""

from __future__ import annotations

import base64
import binascii


def encoded(raw: bytes) -> str:
    """The one spelling of `raw`."""
    return base64.b64encode(raw).decode("ascii")


def decoded(text: str) -> bytes | None:
    """The bytes of which `text` is the one spelling; None if there are none."""
    try:
        raw = base64.b64decode(text.encode("ascii"), validate=True)
    except (binascii.Error, UnicodeEncodeError):
        return None
    return raw if encoded(raw) == text else None
