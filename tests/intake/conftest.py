"""On which congress are tables taken in?"""

from tests.accounts.conftest import _light_work
from tests.api.conftest import (
    databases_to_drop,
    fresh_database,
    hands,
    ledger,
    made,
    pg_server,
    reading_api,
)

__all__ = ["_light_work", "databases_to_drop", "fresh_database", "hands", "ledger", "made", "pg_server", "reading_api"]
