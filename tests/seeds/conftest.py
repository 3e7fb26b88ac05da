"""Which database do the tests of generated histories get?"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from api.desk import ROLES
from domain.storage import Ledger, migrate
from tests.postgres_fixture import FreshDatabase, databases_to_drop, fresh_database, pg_server

__all__ = ["databases_to_drop", "fresh_database", "pg_server"]


@pytest.fixture
def ledger(fresh_database: FreshDatabase) -> Iterator[Ledger]:
    owner = fresh_database()
    migrate(owner, ROLES)
    with Ledger.at(owner, role=ROLES.service, connections=4) as opened:
        yield opened
