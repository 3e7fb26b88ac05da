"""Does the embedded server answer to its owner, and is the owner's database there?"""

import re
from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from api.postgres.access import Server, server_version
from api.postgres.cluster import OWNER
from api.postgres.faults import PostgresUnavailable, explained
from api.postgres.folder import Home
from api.postgres.postmaster import Postmaster

ANSWER_SECONDS = 2
COMING_OR_GOING = r"the database system is (starting|shutting|not yet|in recovery)|terminating connection"


class NoAnswer(Exception):  # noqa: N818 (likewise)
    """The server cannot be reached at this moment; the text says why, in PostgreSQL's words."""


def reach(home: Home, postmaster: Postmaster, password: str) -> Server:
    """Connect as the owner, make the owner's database if it is missing, and return the server.

    Raises NoAnswer, or PostgresUnavailable when asking again is in vain.
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
        raise _fault(error, home) from None
    return Server(version, OWNER, conninfo, password, home.data, home.notices)


def _fault(error: psycopg.OperationalError, home: Home) -> NoAnswer | PostgresUnavailable:
    """Tell a server that is not there yet, or no more, from one that answered and refuses for good."""
    text = str(error).strip()
    answered = error.sqlstate is not None or "FATAL:" in text
    if not answered or re.search(COMING_OR_GOING, text):
        return NoAnswer(f"（{text}）")
    if "password authentication failed" in text:
        return PostgresUnavailable("owner_password_refused", file=home.owner_password)
    return explained(f"ERROR:  {text}", folder=home.data, log=home.log)


def _conninfo(sockets: Path, port: int, password: str) -> str:
    return make_conninfo(host=str(sockets), port=port, user=OWNER, password=password, dbname=OWNER)


def _version(conninfo: str) -> str:
    with psycopg.connect(conninfo, connect_timeout=ANSWER_SECONDS) as connection:
        return server_version(connection)


def _make_database(conninfo: str) -> None:
    elsewhere = make_conninfo(conninfo, dbname="postgres")
    with psycopg.connect(elsewhere, connect_timeout=ANSWER_SECONDS, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(OWNER)))
