"""On which service are papers keyed in these tests?"""

from tests.api.conftest import api, databases_to_drop, desk, fresh_database, hands, ledger, made, pg_server

__all__ = ["api", "databases_to_drop", "desk", "fresh_database", "hands", "ledger", "made", "pg_server"]
