"""Is this somebody's password, found out with the same work whether he exists or not?"""

from __future__ import annotations

import threading
import unicodedata
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from zxcvbn import zxcvbn

from api.accounts.refusals import PasswordUnfit
from api.refusals import ServiceAway

# argon2id with the second recommended option of RFC 9106 section 4: three passes over 64 MiB, four lanes.
HASHER: Final = PasswordHasher()
NOBODYS: Final = "$argon2id$v=19$m=65536,t=3,p=4$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
"""Stands where an account has no password; made with the same work, and nobody's hash is all zeros."""

SHORTEST: Final = 12
LONGEST: Final = 128
FEWEST_DIFFERENT: Final = 6

JUDGED: Final = 24
"""So many characters from its beginning are looked at: many more take seconds, and so many hard ones are enough."""
FEWEST_GUESSES: Final = 10**10
_JUDGE: Final = threading.Lock()
"""The library keeps the words of one judgement where another finds them."""

AT_ONCE: Final = 4
"""How many are computed at the same time: each takes 64 MiB."""
PATIENCE_S: Final = 2.0
_SEATS: Final = threading.BoundedSemaphore(AT_ONCE)


def verify(known: str | None, password: str) -> bool:
    """Whether `password` belongs to the hash; False, after the same work, where there is none. Raises `ServiceAway`."""
    with _seat():
        try:
            HASHER.verify(known or NOBODYS, _normal(password))
        except (VerificationError, InvalidHashError):
            return False
    return known is not None


def renewed(known: str | None, password: str) -> str | None:
    """The hash of a right password with the work of today, None where it has it already; raises `ServiceAway`."""
    if known is None or not HASHER.check_needs_rehash(known):
        return None
    with _seat():
        return HASHER.hash(_normal(password))


def hash_password(password: str, name: str, words: Collection[str] = ()) -> str:
    """The argon2id hash of a new password for the account `name`; raises `PasswordUnfit`, `ServiceAway`.

    `words`: what everybody around the account knows.
    """
    normal = _normal(password)
    if not SHORTEST <= len(normal) <= LONGEST:
        raise PasswordUnfit(f"口令须有{SHORTEST}至{LONGEST}个字符，现为{len(normal)}个。", pointer="/password")
    if len(set(normal)) < FEWEST_DIFFERENT or name in normal.casefold():
        raise PasswordUnfit(f"口令里须有至少{FEWEST_DIFFERENT}种不同的字符，不能含有账号名。", pointer="/password")
    if any(unicodedata.category(sign).startswith("C") for sign in normal):
        # RFC 8265 section 4.2.2; who types one does not know it, and the library below stumbles over a line break.
        raise PasswordUnfit("口令里不能有换行之类看不见的字符。", pointer="/password")
    with _seat():
        if _guesses(normal, words) < FEWEST_GUESSES:
            raise PasswordUnfit(
                "这个口令容易猜中：多半是常见的口令、人名、日期、键盘上挨着的，或者本单位的词。", pointer="/password"
            )
        return HASHER.hash(normal)


def _guesses(password: str, words: Collection[str]) -> int:
    """About how many guesses somebody needs who knows common passwords, names, keyboards, and these words."""
    with _JUDGE:
        return int(zxcvbn(password[:JUDGED], list(words))["guesses"])


def _normal(password: str) -> str:
    """The same signs from every keyboard (NFC, as RFC 8265 has it for passwords)."""
    return unicodedata.normalize("NFC", password)


@contextmanager
def _seat() -> Iterator[None]:
    if not _SEATS.acquire(timeout=PATIENCE_S):
        raise ServiceAway("同时登录的人太多，请稍后再试。")
    try:
        yield
    finally:
        _SEATS.release()
