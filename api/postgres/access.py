"""What does the rest of the program need to know of a PostgreSQL that is ready?"""

import hashlib
import hmac
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
from psycopg.conninfo import make_conninfo


@dataclass(frozen=True, slots=True)
class Server:
    """A PostgreSQL that answers, started here or reached by DATABASE_URL.

    `version` as `18.4`; `owner` the role of `owner_conninfo`, which may create roles and tables; `data_dir` None for an
    external server; `notices` are Chinese sentences that the operator should see.
    """

    version: str
    owner: str
    owner_conninfo: str = field(repr=False)
    owner_password: str | None = field(repr=False)
    data_dir: Path | None = None
    notices: tuple[str, ...] = ()

    def conninfo(self, *, user: str | None = None, dbname: str | None = None) -> str:
        """Return a libpq connection string: the owner's, or another role's with its `role_password`; holds a secret."""
        if user is None or user == self.owner:
            return make_conninfo(self.owner_conninfo, dbname=dbname)
        return make_conninfo(self.owner_conninfo, user=user, password=self.role_password(user), dbname=dbname)

    def role_password(self, user: str) -> str | None:
        """Return the password that a role made by this program is to have, the same at every start.

        It follows from the owner's password; None when DATABASE_URL names none and the server's own rules let roles in.
        """
        if self.owner_password is None:
            return None
        return hmac.new(self.owner_password.encode(), f"role:{user}".encode(), hashlib.sha256).hexdigest()


def server_version(connection: psycopg.Connection) -> str:
    """Return the version as the server names it, `18.4`, without what a distribution adds."""
    return (connection.info.parameter_status("server_version") or "0").split()[0]
