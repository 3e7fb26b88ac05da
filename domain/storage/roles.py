"""Which roles does the database know, and how do their names get into the SQL that grants them their rights?"""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import psycopg
from psycopg.sql import SQL, Identifier, Literal

if TYPE_CHECKING:
    from psycopg import Connection


@dataclass(frozen=True, slots=True)
class Roles:
    """Who may do what: the service appends, the redactor erases; the reader, the signer and the backup read their parts."""

    service: str = "minsheng_service"
    redactor: str = "minsheng_redactor"
    reader: str = "minsheng_reader"
    signer: str = "minsheng_signer"
    backup: str = "minsheng_backup"

    def written_into(self, sql: str, **others: str) -> str:
        """`sql` with `:"service"` replaced by that role's name and `:'service'` by its text, as psql has it; so with `others`."""

        def quoted(found: re.Match[str]) -> str:
            name = {**asdict(self), **others}[found[2]]
            return (Identifier(name) if found[1] == '"' else Literal(name)).as_string()

        return re.sub(r""":(["'])([a-z]+)\1""", quoted, sql)


def make_roles(connection: Connection[Any], roles: Roles, passwords: Mapping[str, str]) -> None:
    """Create the roles that are missing; those named in `passwords` may log in with theirs."""
    for name in asdict(roles).values():
        _make_role(connection, name)
        if name in passwords:
            hidden = connection.pgconn.encrypt_password(passwords[name].encode(), name.encode(), b"scram-sha-256")
            connection.execute(
                SQL("ALTER ROLE {} LOGIN PASSWORD {}").format(Identifier(name), Literal(hidden.decode()))
            )
    # Default privileges of a role can be set by its members alone.
    if not connection.execute("SELECT WHERE pg_has_role(%s, 'USAGE')", (roles.service,)).rowcount:
        connection.execute(SQL("GRANT {} TO CURRENT_USER").format(Identifier(roles.service)))


def _make_role(connection: Connection[Any], name: str) -> None:
    if connection.execute("SELECT FROM pg_roles WHERE rolname = %s", (name,)).rowcount:
        return
    # Roles belong to the whole server: the migration of another database may be making the same one right now.
    with suppress(psycopg.errors.DuplicateObject, psycopg.errors.UniqueViolation):
        connection.execute(SQL("CREATE ROLE {} NOLOGIN").format(Identifier(name)))
