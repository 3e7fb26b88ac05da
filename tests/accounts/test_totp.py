"""Are one-time passwords those of the RFC, and does each of them let somebody in once?"""

from __future__ import annotations

import base64
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from api.accounts.totp import draw_seed, enrolment, matching_step, password_at, step_at

SEED = b"12345678901234567890"

# RFC 6238, appendix B, the rows of SHA-1.
VECTORS = [
    (59, "94287082"),
    (1111111109, "07081804"),
    (1111111111, "14050471"),
    (1234567890, "89005924"),
    (2000000000, "69279037"),
    (20000000000, "65353130"),
]


@pytest.mark.parametrize(("second", "expected"), VECTORS)
def test_the_passwords_are_those_of_rfc_6238(second: int, expected: str) -> None:
    step = step_at(datetime.fromtimestamp(second, UTC))
    assert password_at(SEED, step, digits=8) == expected
    assert password_at(SEED, step) == expected[2:]


@pytest.mark.parametrize(("away_s", "taken"), [(-61, False), (-30, True), (0, True), (30, True), (61, False)])
def test_a_clock_may_be_one_step_early_or_late(away_s: int, taken: bool) -> None:
    now = datetime(2024, 1, 18, 2, 0, 0, tzinfo=UTC)
    given = password_at(SEED, step_at(now + timedelta(seconds=away_s)))
    assert (matching_step(SEED, given, now) is not None) is taken


@pytest.mark.parametrize("given", ["", "12345", "１２３４５６", "示例", "0" * 1000])
def test_what_is_no_password_matches_nothing(given: str) -> None:
    assert matching_step(SEED, given, datetime(2024, 1, 18, tzinfo=UTC)) is None


def test_an_authenticator_reads_the_seed_from_the_address() -> None:
    seed = draw_seed()
    address = urlsplit(enrolment(seed, "jingban"))
    assert (address.scheme, address.netloc) == ("otpauth", "totp")
    assert base64.b32decode(parse_qs(address.query)["secret"][0]) == seed
