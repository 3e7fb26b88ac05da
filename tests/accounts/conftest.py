"""On which service does a test of signing in run, and how much work is a password there?"""

import pytest
from argon2 import PasswordHasher

from api.accounts import passwords
from tests.accounts.printing import counting, played
from tests.api.conftest import (
    api,
    copied,
    databases_to_drop,
    desk,
    fresh_database,
    hands,
    ledger,
    made,
    pg_server,
    reading_api,
    url,
)

__all__ = [
    "api",
    "copied",
    "counting",
    "databases_to_drop",
    "desk",
    "fresh_database",
    "hands",
    "ledger",
    "made",
    "pg_server",
    "played",
    "reading_api",
    "url",
]


@pytest.fixture(autouse=True)
def _light_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """A password takes a hundredth of the work, but where a test asks for the real hasher."""
    monkeypatch.setattr(passwords, "HASHER", PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1))
