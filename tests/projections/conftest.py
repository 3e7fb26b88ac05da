"""Which database does a test of the read models get?"""

from __future__ import annotations

import psycopg
import pytest

from tests.postgres_fixture import FreshDatabase, databases_to_drop, fresh_database, pg_server

__all__ = ["databases_to_drop", "fresh_database", "pg_server"]


@pytest.fixture
def reading_database(fresh_database: FreshDatabase) -> str:
    """An empty database with the read models' schema; what it gives is a connection string."""
    conninfo = fresh_database()
    with psycopg.connect(conninfo) as conn:
        conn.execute("CREATE SCHEMA reading")
    return conninfo
