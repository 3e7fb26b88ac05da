"""On which congress are tables taken in?"""

from tests.api.conftest import (
    databases_to_drop,
    fresh_database,
    hands,
    ledger,
    made,
    pg_server,
    reading_api,
)

__all__ = ["databases_to_drop", "fresh_database", "hands", "ledger", "made", "pg_server", "reading_api"]
