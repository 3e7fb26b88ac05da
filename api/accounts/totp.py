"""Which one-time password does a seed give at a moment?

RFC 6238 with SHA-1, six digits and steps of 30 seconds, which every authenticator understands.
"""

from __future__ import annotations

import base64
import hmac
import secrets
from collections.abc import Iterator
from datetime import datetime
from typing import Final
from urllib.parse import quote

STEP_S: Final = 30
DIGITS: Final = 6
SEED_BYTES: Final = 20
DRIFT_STEPS: Final = 1
"""How many steps a phone's clock may be early or late (RFC 6238 section 5.2 allows for one)."""


def draw_seed() -> bytes:
    """A fresh seed of 160 random bits, as RFC 4226 section 4 wants them."""
    return secrets.token_bytes(SEED_BYTES)


def password_at(seed: bytes, step: int, digits: int = DIGITS) -> str:
    """The one-time password of a step (RFC 4226 section 5.3)."""
    mac = hmac.digest(seed, step.to_bytes(8, "big"), "sha1")
    offset = mac[-1] & 15
    number = int.from_bytes(mac[offset : offset + 4], "big") & 0x7FFFFFFF
    return str(number % 10**digits).zfill(digits)


def step_at(moment: datetime) -> int:
    """The number of the step in which a moment lies."""
    return int(moment.timestamp()) // STEP_S


def matching_step(seed: bytes, given: str, moment: datetime) -> int | None:
    """The step near `moment` whose one-time password was given; None where it is none of them."""
    return next(
        (step for step in _near(moment) if hmac.compare_digest(password_at(seed, step).encode(), given.encode())), None
    )


def enrolment(seed: bytes, name: str) -> str:
    """The address that an authenticator reads from a QR code."""
    secret = base64.b32encode(seed).decode().rstrip("=")
    label = quote(f"民生实事票决台账:{name}", safe="")
    return f"otpauth://totp/{label}?secret={secret}&issuer={quote('民生实事票决台账')}"


def _near(moment: datetime) -> Iterator[int]:
    now = step_at(moment)
    yield from range(now - DRIFT_STEPS, now + DRIFT_STEPS + 1)
