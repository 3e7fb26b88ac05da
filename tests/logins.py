"""Which accounts does a deployment sign in with that are not the owner's?"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest
from psycopg import sql
from psycopg.conninfo import make_conninfo

from domain.storage import Roles


def login(owner: str, *roles: str, also: str = "") -> str:
    """The address of a new account in the database of `owner` that is a member of `roles`; `also`: more of CREATE ROLE."""
    name, password = f"shili_{secrets.token_hex(4)}", secrets.token_hex(16)
    member = sql.SQL("IN ROLE {}").format(sql.SQL(", ").join(map(sql.Identifier, roles))) if roles else sql.SQL("")
    made = sql.SQL("CREATE ROLE {} LOGIN PASSWORD {} {} {}")
    with psycopg.connect(owner, autocommit=True) as connection:
        connection.execute(made.format(sql.Identifier(name), sql.Literal(password), sql.SQL(also), member))
    return make_conninfo(owner, user=name, password=password)


@contextmanager
def as_service(owner: str) -> Iterator[None]:
    """Verbs sign in to the database of `owner` as a service does that is nothing else."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATABASE_URL", login(owner, Roles().service))
        yield
