"""On which database are the books of the faults themselves tried?"""

from __future__ import annotations

from tests.storage.conftest import database, databases_to_drop, fresh_database, ledger, pg_server, shared_database

__all__ = ["database", "databases_to_drop", "fresh_database", "ledger", "pg_server", "shared_database"]
