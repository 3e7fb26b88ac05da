"""Who signs in to the database under an address, and what could he do there besides what the ledger needs?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from psycopg import Connection
from psycopg.rows import tuple_row

_LOOK = """
SELECT session_user::text, r.rolsuper, r.rolcreaterole OR r.rolcreatedb OR r.rolreplication OR r.rolbypassrls,
    CASE WHEN n.oid IS NULL THEN has_database_privilege(current_database(), 'CREATE')
        ELSE pg_has_role(session_user, n.nspowner, 'MEMBER') END,
    pg_has_role(session_user, d.datdba, 'MEMBER'),
    ARRAY(SELECT m.rolname::text FROM pg_roles AS m
        WHERE pg_has_role(session_user, m.oid, 'MEMBER') AND m.rolname <> session_user ORDER BY 1)
FROM pg_roles AS r CROSS JOIN pg_database AS d LEFT JOIN pg_namespace AS n ON n.nspname = 'ledger'
WHERE r.rolname = session_user AND d.datname = current_database()
"""


@dataclass(frozen=True, slots=True)
class Login:
    """A role that signs in: what it can do, and which roles it can become.

    `powers` of the server other than ruling it; it `builds` where it may make and change the tables of the ledger, and `owns` the
    database.
    """

    name: str
    superuser: bool
    powers: bool
    builds: bool
    owns: bool
    roles: tuple[str, ...]

    def may_become(self, role: str) -> bool:
        """Whether it is this role or can become it."""
        return self.superuser or role == self.name or role in self.roles

    def too_much(self, allowed: str) -> str:
        """What it can do besides becoming `allowed`, in Chinese; empty where that is nothing."""
        if self.superuser:
            return f"{self.name}是超级用户"
        if self.builds or self.owns:
            return f"{self.name}是数据库的属主"
        if self.powers:
            return f"{self.name}能建角色、建数据库、复制或者绕过行的限制"
        others = [role for role in self.roles if role != allowed]
        return f"{self.name}还能成为{'、'.join(others)}" if others else ""


def look_at_login(connection: Connection[Any]) -> Login:
    """The role with which this connection signed in, whichever it acts as now."""
    row = connection.cursor(row_factory=tuple_row).execute(_LOOK).fetchone()
    assert row is not None
    name, superuser, powers, builds, owns, roles = row
    return Login(name, superuser, powers, builds, owns, tuple(roles))
