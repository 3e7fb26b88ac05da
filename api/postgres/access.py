"""What does the rest of the program need to know of a PostgreSQL that is ready?"""

import hashlib
import hmac
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
from psycopg.conninfo import make_conninfo

from api.postgres.faults import PostgresUnavailable
from api.postgres.login import Login


@dataclass(frozen=True, slots=True)
class Server:
    """A PostgreSQL that answers, started here or reached by DATABASE_URL.

    `version` as `18.4`; `owner` the role of `owner_conninfo`; `data_dir` None for an external server; `notices` are Chinese
    sentences that the operator should see; `login` is who signed in to an external server, None where we are its owner.
    """

    version: str
    owner: str
    owner_conninfo: str = field(repr=False)
    owner_password: str | None = field(repr=False)
    data_dir: Path | None = None
    notices: tuple[str, ...] = ()
    login: Login | None = None

    @property
    def builds(self) -> bool:
        """Whether tables and roles are made over this address: with any other one, they have to be there."""
        return self.login is None or self.login.builds or self.login.superuser

    def for_owner(self, without: str) -> None:
        """Refuse an address that is not the owner's; `without`: what cannot be done then. Raises PostgresUnavailable `owner_needed`."""
        if not self.builds:
            raise PostgresUnavailable("owner_needed", user=self.owner, what=without)

    def acting_as(self, role: str, without: str) -> tuple[str, str]:
        """The address of a role that signs in itself, else that of whoever becomes it, and the role to become.

        `without`: what cannot be done without it. Raises PostgresUnavailable `login_lacks_role`.
        """
        if self.role_password(role) is not None:
            return self.conninfo(user=role), ""
        if self.login is not None and not self.builds and not self.login.may_become(role):
            raise PostgresUnavailable("login_lacks_role", user=self.owner, role=role, what=without)
        return self.conninfo(), role

    def conninfo(self, *, user: str | None = None, dbname: str | None = None) -> str:
        """Return a libpq connection string: the owner's, or another role's with its `role_password`; holds a secret."""
        if user is None or user == self.owner:
            return make_conninfo(self.owner_conninfo, dbname=dbname)
        return make_conninfo(self.owner_conninfo, user=user, password=self.role_password(user), dbname=dbname)

    def role_password(self, user: str) -> str | None:
        """Return the password that a role made by this program is to have, the same at every start.

        It follows from the owner's password; None when DATABASE_URL names none, or is not the owner's.
        """
        if self.owner_password is None or not self.builds:
            return None
        return hmac.new(self.owner_password.encode(), f"role:{user}".encode(), hashlib.sha256).hexdigest()


def server_version(connection: psycopg.Connection) -> str:
    """Return the version as the server names it, `18.4`, without what a distribution adds."""
    return (connection.info.parameter_status("server_version") or "0").split()[0]
