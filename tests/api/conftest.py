"""On which database does a test of the ways in and out run?"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from api.desk import ROLES, Desk, desk_on
from api.postgres import Server
from domain.storage import Ledger, migrate
from tests.api.kit import Caller, Hands, calling
from tests.postgres_fixture import FreshDatabase, databases_to_drop, fresh_database, pg_server

__all__ = ["databases_to_drop", "fresh_database", "pg_server"]


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture
def ledger(fresh_database: FreshDatabase, pg_server: Server) -> Iterator[Ledger]:
    owner = fresh_database()
    migrate(owner, ROLES)
    ledger = Ledger.at(owner, role=ROLES.service, connections=4)
    yield ledger
    ledger.close()


@pytest.fixture
def desk(ledger: Ledger, hands: Hands) -> Iterator[Desk]:
    with desk_on(ledger, work=True, clock=hands) as desk:
        yield desk


@pytest.fixture
def api(desk: Desk, hands: Hands) -> Iterator[Caller]:
    with calling(desk, hands) as caller:
        yield caller
