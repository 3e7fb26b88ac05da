"""On which database, with which memory and which shelf do the stories of the signer play?"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.log.office import Office
from tests.storage.conftest import (
    Database,
    database,
    databases_to_drop,
    fresh_database,
    ledger,
    own_database,
    pg_server,
    shared_database,
)

__all__ = [
    "database",
    "databases_to_drop",
    "fresh_database",
    "ledger",
    "own_database",
    "pg_server",
    "shared_database",
]


@pytest.fixture
def office(database: Database, tmp_path: Path) -> Office:
    return Office.begun(database, tmp_path)
