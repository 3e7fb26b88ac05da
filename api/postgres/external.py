"""Is the PostgreSQL behind DATABASE_URL there, and is it one that this program can work with?"""

import psycopg
from psycopg.conninfo import conninfo_to_dict

from api.postgres.access import Server, server_version
from api.postgres.binaries import check_major
from api.postgres.faults import PostgresUnavailable


def external_server(url: str, *, seconds: float) -> Server:
    """Connect once, check version and encoding, and return the server; nothing is started or changed.

    Raises PostgresUnavailable `database_url_invalid`, `database_unreachable`, `version_unsupported` or
    `database_encoding`.
    """
    try:
        given = conninfo_to_dict(url)
    except psycopg.ProgrammingError:
        # libpq's own sentence would repeat the address, password included.
        raise PostgresUnavailable("database_url_invalid") from None
    try:
        # libpq counts in whole seconds and takes 1 for 2.
        with psycopg.connect(url, connect_timeout=max(2, round(seconds)), autocommit=True) as connection:
            info = connection.info
            version, encoding = server_version(connection), info.parameter_status("server_encoding")
            owner = info.user
    except psycopg.OperationalError as error:
        raise PostgresUnavailable("database_unreachable", reason=str(error).strip()) from None
    check_major(version)
    if encoding != "UTF8":
        raise PostgresUnavailable("database_encoding", found=encoding)
    password = given.get("password")
    return Server(version, owner, url, str(password) if password else None)
