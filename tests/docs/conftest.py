"""On which service are the examples of the documents played?"""

from tests.api.conftest import api, databases_to_drop, desk, fresh_database, hands, ledger, made, pg_server, reading_api

__all__ = ["api", "databases_to_drop", "desk", "fresh_database", "hands", "ledger", "made", "pg_server", "reading_api"]
