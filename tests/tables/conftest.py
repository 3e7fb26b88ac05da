"""On which ledger are tables handed out and taken in again?"""

from tests.api.conftest import (
    databases_to_drop,
    fresh_database,
    hands,
    ledger,
    made,
    pg_server,
    played_town,
)

__all__ = ["databases_to_drop", "fresh_database", "hands", "ledger", "made", "pg_server", "played_town"]
