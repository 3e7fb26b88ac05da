"""How does the library's own factory make our recorder over our connections, and which settings does it refuse?"""

from __future__ import annotations

from typing import Any, cast

import psycopg
from eventsourcing.persistence import ApplicationRecorder
from eventsourcing.postgres import PostgresFactory
from eventsourcing.utils import Environment, EnvType
from psycopg.conninfo import conninfo_to_dict

from domain.storage.connection import LedgerConnection
from domain.storage.faults import DatabaseUnavailable, UnsafeSetting
from domain.storage.migrate import check_schema
from domain.storage.recorder import LedgerRecorder

_REFUSED = {
    # It draws positions before it takes any lock: tailing readers then miss events for good.
    "POSTGRES_ENABLE_DB_FUNCTIONS": "会使正在追读的读者漏掉事项",
    "APPLICATION_RECORDER_TOPIC": "会绕过台账的入账方式",
    "COMPRESSOR_TOPIC": "会改变入账的字节",
    "CIPHER_TOPIC": "会改变入账的字节",
    "CIPHER_KEY": "会改变入账的字节",
    "IS_SNAPSHOTTING_ENABLED": "会另存一份内容，依法删除时删不掉",
    "AGGREGATE_CACHE_MAXSIZE": "会在多线程下用错状态",
}
_SAFE = {"", "n", "no", "f", "false", "off"}


class LedgerFactory(PostgresFactory):
    """The library's PostgreSQL factory with our recorder and connections; `LEDGER_CONNINFO` says where."""

    application_recorder_class = LedgerRecorder

    def __init__(self, env: Environment | EnvType | None) -> None:
        super().__init__(env)
        for key, reason in _REFUSED.items():
            if (self.env.get(key) or "").lower() not in _SAFE:
                raise UnsafeSetting(f"请去掉设置{key}：它{reason}。", setting=key)
        pool = self.datastore.pool
        pool.connection_class = cast("Any", LedgerConnection)
        # Its own five minutes of growing pauses would outlast an outage by as long again; so the next caller tries at once.
        pool.reconnect_timeout = 1.0
        pool.kwargs = {
            **cast("dict[str, Any]", pool.kwargs),
            **conninfo_to_dict(self.env.get("LEDGER_CONNINFO") or ""),
            "deadline_seconds": float(self.env["LEDGER_DEADLINE_SECONDS"]),
            "role": self.env.get("LEDGER_ROLE") or "",
        }

    def application_recorder(self) -> ApplicationRecorder:
        """Our recorder, after a look at the database: a wrong address or schema is said at once, and in words."""
        with self.connect() as connection:
            check_schema(connection)
        return super().application_recorder()

    def connect(self, *, deadline_seconds: float | None = None) -> LedgerConnection:
        """A connection beside the pool; raises `DatabaseUnavailable`."""
        known = cast("dict[str, Any]", self.datastore.pool.kwargs)
        own = {} if deadline_seconds is None else {"deadline_seconds": deadline_seconds}
        try:
            return LedgerConnection.connect(**{**known, **own})
        except psycopg.OperationalError as error:
            raise DatabaseUnavailable(f"连不上数据库：{error}") from error


def settings(conninfo: str, *, deadline_seconds: float, connections: int, role: str) -> dict[str, str]:
    """The library's environment for the database of `conninfo`, and what we add to it."""
    parts = conninfo_to_dict(conninfo)
    kept = min(2, connections)
    return {
        "PERSISTENCE_MODULE": "domain.storage.factory:LedgerFactory",
        **{
            f"POSTGRES_{key.upper()}": str(parts.get(key) or "")
            for key in ("dbname", "host", "port", "user", "password")
        },
        "POSTGRES_SCHEMA": "ledger",
        "POSTGRES_POOL_SIZE": str(kept),
        "POSTGRES_MAX_OVERFLOW": str(connections - kept),
        "POSTGRES_CONNECT_TIMEOUT": str(max(1, round(deadline_seconds / 2))),
        "CREATE_TABLE": "no",
        "LEDGER_CONNINFO": conninfo,
        "LEDGER_DEADLINE_SECONDS": str(deadline_seconds),
        "LEDGER_ROLE": role,
    }
