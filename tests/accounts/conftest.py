"""On which service does a test of signing in run?"""

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
    "databases_to_drop",
    "desk",
    "fresh_database",
    "hands",
    "ledger",
    "made",
    "pg_server",
    "reading_api",
    "url",
]
