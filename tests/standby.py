"""How does a copy of a server's data become its standby, and the standby the primary?"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import psycopg

from api.postgres import Server


def copy_stopped(one: Path, two: Path) -> None:
    """Copy the data of the embedded server below `one`, which does not run, below `two`."""
    shutil.rmtree(two / "postgres", ignore_errors=True)
    # With owners and modes, which the library's copytree leaves out.
    subprocess.run(["/bin/cp", "-a", f"{one}/postgres", str(two)], check=True)


def follow_primary(data: Path, primary: Server) -> None:
    """Make a copy of the primary's data those of its standby."""
    conninfo = primary.conninfo(dbname="").replace("'", "''")
    with (data / "postgresql.auto.conf").open("a") as settings:
        settings.write(f"primary_conninfo = '{conninfo}'\n")
    (data / "standby.signal").touch()


def promote(standby: Server) -> None:
    """Make a standby the primary."""
    with psycopg.connect(standby.owner_conninfo, autocommit=True) as connection:
        assert connection.execute("SELECT pg_promote(true, 60)").fetchone() == (True,)


def alter(server: Server, name: str, value: str) -> None:
    """Set a setting of a running server."""
    with psycopg.connect(server.owner_conninfo, autocommit=True) as connection:
        connection.execute(f"ALTER SYSTEM SET {name} = '{value}'".encode())
        connection.execute("SELECT pg_reload_conf()")
