"""Is a PostgreSQL behind DATABASE_URL checked and used, and nothing started in its place?"""

import socketserver
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from api.postgres import Server, server, stop
from api.settings import read_settings
from tests.postgres.conftest import answers, refused


def test_it_is_reached_through_the_same_interface(pg_server: Server, folder: Path) -> None:
    settings = read_settings(data=folder / "unused", database_url=address(pg_server))
    with server(settings, stop_after=True) as found:
        assert (found.version, found.owner, found.data_dir) == (pg_server.version, "minsheng", None)
        assert found.role_password("示例角色") == pg_server.role_password("示例角色")
        with psycopg.connect(found.conninfo(dbname="postgres")) as connection:
            assert connection.info.dbname == "postgres"
    assert not stop(settings)
    assert answers(found.owner_conninfo), "it is not ours to stop"
    assert not (folder / "unused").exists()


def test_without_a_password_in_the_address_none_is_made_up_for_roles(pg_server: Server) -> None:
    bare = Server(pg_server.version, "minsheng", "postgresql://db.example/minsheng", None)
    assert bare.role_password("示例角色") is None
    assert "password" not in bare.conninfo(user="示例角色")


@pytest.mark.parametrize(
    "url",
    ["mysql://a:geheim@h/d", "postgresql+psycopg://a:geheim@h/d", "postgresql://a:geh eim@h/d", "geheim"],
)
def test_an_address_of_wrong_form_is_refused_without_repeating_its_password(url: str) -> None:
    with refused("database_url_invalid") as caught:
        use(url)
    assert "geh" not in caught.value.message


def test_an_address_where_nobody_answers_is_refused() -> None:
    with refused("database_unreachable", "Connection refused") as caught:
        use("postgresql://a:geheim@127.0.0.1:1/d")
    assert "geheim" not in caught.value.message


def test_a_wrong_password_is_refused(pg_server: Server) -> None:
    with refused("database_unreachable", "password authentication failed"):
        use(address(pg_server).replace(str(pg_server.owner_password), "falsch"))


def test_a_database_of_another_encoding_is_refused(pg_server: Server) -> None:
    with psycopg.connect(pg_server.owner_conninfo, autocommit=True) as connection:
        connection.execute("CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0")
        with refused("database_encoding", "LATIN1", "UTF8"):
            use(address(pg_server, dbname="latin"))
        connection.execute("DROP DATABASE latin WITH (FORCE)")


@pytest.mark.parametrize("version", ["14.22", "9.6.24", "19.0"])
def test_a_version_outside_15_to_18_is_refused(version: str) -> None:
    with pretended(version) as port, refused("version_unsupported", version, "15至18"):
        use(f"postgresql://a@127.0.0.1:{port}/d?sslmode=disable&gssencmode=disable")


def use(url: str) -> None:
    with server(read_settings(database_url=url), stop_after=True):
        pass


def address(found: Server, dbname: str = "minsheng") -> str:
    info = psycopg.conninfo.conninfo_to_dict(found.owner_conninfo)
    return f"postgresql://minsheng:{info['password']}@/{dbname}?host={info['host']}"


@contextmanager
def pretended(version: str) -> Iterator[int]:
    """Answer as a server of the version does until a client is let in (PostgreSQL documentation, chapter 53)."""

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            (length,) = struct.unpack("!i", self.request.recv(4))
            self.request.recv(length - 4)
            self.request.sendall(message(b"R", struct.pack("!i", 0)))
            for name, value in (("server_version", version), ("server_encoding", "UTF8"), ("client_encoding", "UTF8")):
                self.request.sendall(message(b"S", f"{name}\0{value}\0".encode()))
            self.request.sendall(message(b"Z", b"I"))
            self.request.recv(5)

    with socketserver.TCPServer(("127.0.0.1", 0), Handler) as listener:
        thread = threading.Thread(target=listener.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield int(listener.server_address[1])
        finally:
            listener.shutdown()
            thread.join()


def message(kind: bytes, body: bytes) -> bytes:
    return kind + struct.pack("!i", len(body) + 4) + body
