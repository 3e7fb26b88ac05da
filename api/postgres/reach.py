"""Does the embedded server answer to its owner, and is the owner's database there?"""

from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from api.postgres.access import Server, version_name
from api.postgres.cluster import OWNER
from api.postgres.faults import PostgresUnavailable
from api.postgres.folder import Home
from api.postgres.postmaster import Postmaster

ANSWER_SECONDS = 2


class NoAnswer(Exception):  # noqa: N818 (likewise)
    """The server cannot be reached at this moment; the text says why, in PostgreSQL's words."""


def reach(home: Home, postmaster: Postmaster, password: str) -> Server:
    """Connect as the owner, make the owner's database if it is missing, and return the server.

    Raises NoAnswer, or PostgresUnavailable `owner_password_refused` when asking again is in vain.
    """
    if postmaster.sockets is None:
        raise NoAnswer("（它没有本机套接字。）")
    conninfo = _conninfo(postmaster.sockets, postmaster.port, password)
    try:
        try:
            version = _version(conninfo)
        except psycopg.OperationalError as error:
            if f'database "{OWNER}" does not exist' not in str(error):
                raise
            _make_database(conninfo)
            version = _version(conninfo)
    except psycopg.OperationalError as error:
        if "password authentication failed" in str(error):
            raise PostgresUnavailable("owner_password_refused", file=home.owner_password) from None
        raise NoAnswer(f"（{str(error).strip()}）") from None
    return Server(version, OWNER, conninfo, password, home.data, home.notices)


def _conninfo(sockets: Path, port: int, password: str) -> str:
    return make_conninfo(host=str(sockets), port=port, user=OWNER, password=password, dbname=OWNER)


def _version(conninfo: str) -> str:
    with psycopg.connect(conninfo, connect_timeout=ANSWER_SECONDS) as connection:
        return version_name(connection.info.server_version)


def _make_database(conninfo: str) -> None:
    elsewhere = make_conninfo(conninfo, dbname="postgres")
    with psycopg.connect(elsewhere, connect_timeout=ANSWER_SECONDS, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(OWNER)))
