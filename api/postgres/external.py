"""Is the PostgreSQL behind DATABASE_URL there, and is it one that this program can work with?"""

import psycopg
from psycopg.conninfo import conninfo_to_dict

from api.postgres.access import Server, server_version
from api.postgres.binaries import check_major
from api.postgres.encryption import refuse_open_road
from api.postgres.faults import PostgresUnavailable
from api.postgres.login import look_at_login


def external_server(url: str, *, seconds: float) -> Server:
    """Connect once, check version and encoding, and return the server; nothing is started or changed.

    Raises PostgresUnavailable `database_url_invalid`, `database_not_encrypted`, `database_unreachable`,
    `version_unsupported` or `database_encoding`.
    """
    refuse_open_road(url)
    try:
        # libpq counts in whole seconds and takes 1 for 2.
        with psycopg.connect(url, connect_timeout=max(2, round(seconds)), autocommit=True) as connection:
            version, encoding = server_version(connection), connection.info.parameter_status("server_encoding")
            check_major(version)
            login = look_at_login(connection)
    except psycopg.OperationalError as error:
        raise PostgresUnavailable("database_unreachable", reason=str(error).strip()) from None
    if encoding != "UTF8":
        raise PostgresUnavailable("database_encoding", found=encoding)
    password = conninfo_to_dict(url).get("password")
    return Server(version, login.name, url, str(password) if password else None, login=login)
