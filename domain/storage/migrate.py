"""How do the tables, functions, rights and triggers come into a database, once and in order?"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from importlib.resources import files
from typing import Any, NamedTuple

from psycopg import Connection
from psycopg.rows import tuple_row

from domain.merkle import hasher
from domain.storage.connection import LedgerConnection
from domain.storage.faults import OtherHash, SchemaChanged, SchemaMissing, SchemaNewer
from domain.storage.roles import Roles, make_roles
from domain.storage.tree import select_algorithm

# Advisory locks are per database: one migration at a time, while appends (4703101) go on.
_LOCK = 4703100
_DEADLINE_SECONDS = 600.0

_ROOM = """
CREATE SCHEMA IF NOT EXISTS ledger;
CREATE TABLE IF NOT EXISTS ledger.migrations (
    number integer PRIMARY KEY,
    name text NOT NULL,
    sha256 bytea NOT NULL,
    applied_at timestamptz NOT NULL DEFAULT now()
);
GRANT USAGE ON SCHEMA ledger TO :"service", :"redactor", :"reader", :"signer";
GRANT SELECT ON ledger.migrations TO :"service", :"redactor", :"reader";
"""


class Migration(NamedTuple):
    """One numbered file of SQL."""

    number: int
    name: str
    text: str

    @property
    def sha256(self) -> bytes:
        """By which a step that was carried out is recognised for ever."""
        return hashlib.sha256(self.text.encode()).digest()


def migrate(
    owner: str,
    roles: Roles | None = None,
    passwords: Mapping[str, str] | None = None,
    *,
    algorithm: str | None = None,
) -> list[int]:
    """Bring the database of the connection string `owner` up to date; answers the numbers of the steps carried out.

    `owner` may create schemas and roles (or the roles exist and it is a member of the service's). `passwords` lets the named
    roles log in. `algorithm` is the hash of the log, `sha256` or `sm3`, chosen once: `sha256` where a new log is told none.
    Safe to repeat, and from several places at once; raises `SchemaNewer`, `SchemaChanged` or `OtherHash`,
    and `ValueError` for another algorithm.
    """
    roles = roles or Roles()
    hasher(algorithm or "sha256")
    with LedgerConnection.connect(owner, deadline_seconds=_DEADLINE_SECONDS) as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", (_LOCK,))
        make_roles(connection, roles, passwords or {})
        with connection.transaction():
            connection.execute(roles.written_into(_ROOM).encode())
        done = _carried_out(connection)
        _compare(done)
        steps = [step for step in migrations() if step.number not in done]
        for step in steps:
            with connection.transaction():
                connection.execute(roles.written_into(step.text, algorithm=algorithm or "sha256").encode())
                connection.execute(
                    "INSERT INTO ledger.migrations (number, name, sha256) VALUES (%s, %s, %s)",
                    (step.number, step.name, step.sha256),
                )
        compare_hash(connection, algorithm)
    return [step.number for step in steps]


def check_schema(connection: Connection[Any]) -> None:
    """Refuse to work on tables that this program was not written for: `SchemaMissing`, `SchemaNewer`, `SchemaChanged`."""
    cursor = connection.cursor(row_factory=tuple_row)
    (there,) = cursor.execute("SELECT to_regclass('ledger.migrations') IS NOT NULL").fetchone() or (False,)
    if not there:
        raise SchemaMissing("数据库还没有建好，请由数据库属主运行minsheng migrate。")
    done = _carried_out(connection)
    _compare(done)
    last, needed = max(done, default=0), migrations()[-1].number
    if last < needed:
        raise SchemaMissing(
            f"数据库结构是第{last}版，程序需要第{needed}版，请由数据库属主运行minsheng migrate。",
            found=last,
            needed=needed,
        )


def compare_hash(connection: Connection[Any], asked: str | None) -> None:
    """Refuse to go on with a log that was made with another hash than is asked for: `OtherHash`."""
    found = select_algorithm(connection)
    if asked not in {None, found}:
        raise OtherHash(f"台账用的散列算法是{found}，不是{asked}；建好以后不能换。", found=found, asked=asked)


def migrations() -> list[Migration]:
    """All steps in order."""
    found = (entry for entry in files("domain.storage").joinpath("migrations").iterdir() if entry.name.endswith(".sql"))
    return sorted(Migration(int(file.name[:4]), file.name, file.read_text(encoding="utf-8")) for file in found)


def _carried_out(connection: Connection[Any]) -> dict[int, bytes]:
    cursor = connection.cursor(row_factory=tuple_row)
    return dict(cursor.execute("SELECT number, sha256 FROM ledger.migrations").fetchall())


def _compare(done: dict[int, bytes]) -> None:
    known = {step.number: step.sha256 for step in migrations()}
    last, needed = max(done, default=0), max(known)
    if last > needed:
        raise SchemaNewer(f"数据库结构是第{last}版，程序只到第{needed}版，请使用新版程序。", found=last, needed=needed)
    for number, sha256 in done.items():
        if known.get(number) != sha256:
            raise SchemaChanged(f"建库第{number}步与当时执行的内容不同，请核对程序是否完整。", number=number)
