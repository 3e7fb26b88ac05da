"""Does the embedded server start, keep its data and stop as asked?"""

from pathlib import Path

import psycopg
import pytest

from api.postgres import Server, server, stop
from tests.postgres.conftest import answers, store, stored
from tests.postgres_fixture import settings_for


def test_a_cold_start_ends_with_an_empty_database_of_the_owner(pg_server: Server) -> None:
    with psycopg.connect(pg_server.owner_conninfo) as connection:
        assert connection.info.dbname == connection.info.user == pg_server.owner == "minsheng"
        tables = connection.execute("SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace")
        assert tables.fetchall() == []
        assert connection.info.server_version // 10000 == int(pg_server.version.split(".")[0])


def test_data_are_there_after_a_stop_and_a_warm_start(folder: Path) -> None:
    settings = settings_for(folder)
    with server(settings, stop_after=True) as first:
        store(first.owner_conninfo, "票决结果")
    assert not answers(first.owner_conninfo)
    with server(settings, stop_after=True) as second:
        assert stored(second.owner_conninfo) == ["票决结果"]
        assert second.owner_conninfo == first.owner_conninfo


def test_a_server_that_is_to_stay_stays_until_it_is_stopped(prepared: Path) -> None:
    settings = settings_for(prepared)
    with server(settings, stop_after=False, durable=False) as kept:
        assert not stop(settings), "it is in use"
    assert answers(kept.owner_conninfo)
    with server(settings, stop_after=True, durable=False) as joined:
        assert joined.owner_conninfo == kept.owner_conninfo
    assert answers(kept.owner_conninfo), "who came later stops only what he started"
    assert stop(settings)
    assert not answers(kept.owner_conninfo)
    assert not stop(settings), "there is none any more"


def test_a_folder_removed_while_in_use_does_not_disturb_whoever_leaves(prepared: Path) -> None:
    settings = settings_for(prepared)
    with server(settings, stop_after=False, durable=False) as found:
        assert found.data_dir is not None
        home = found.data_dir.parent
        moved = home.rename(prepared / "moved")
    moved.rename(home)
    assert stop(settings)


def test_a_failing_user_still_leaves(prepared: Path) -> None:
    settings = settings_for(prepared)
    with pytest.raises(ZeroDivisionError), server(settings, stop_after=True, durable=False) as found:
        raise ZeroDivisionError
    assert not answers(found.owner_conninfo)


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("fsync", "on"),
        ("synchronous_commit", "on"),
        ("full_page_writes", "on"),
        ("data_checksums", "on"),
        ("listen_addresses", ""),
        ("password_encryption", "scram-sha-256"),
        ("server_encoding", "UTF8"),
        ("TimeZone", "UTC"),
        ("log_timezone", "UTC"),
        ("jit", "off"),
        ("max_connections", "64"),
        ("client_min_messages", "warning"),
        ("log_error_verbosity", "terse"),
        ("log_min_error_statement", "panic"),
        ("lc_messages", "C"),
    ],
)
def test_it_runs_with_the_setting(durable_pg_server: Server, setting: str, value: str) -> None:
    with psycopg.connect(durable_pg_server.owner_conninfo) as connection:
        assert connection.execute("SELECT current_setting(%s)", [setting]).fetchone() == (value,)


def test_text_is_sorted_by_code_point_and_cased_in_ascii_alone(pg_server: Server) -> None:
    words = ["b", "B", "a", "丁", "一", "É", "é"]
    with psycopg.connect(pg_server.owner_conninfo) as connection:
        query = "SELECT w, lower(w) FROM unnest(%s::text[]) AS w ORDER BY w"
        found: list[tuple[str, str]] = connection.execute(query, [words]).fetchall()
    assert [word for word, _ in found] == sorted(words)
    assert dict(found)["É"] == "É"
    assert dict(found)["B"] == "b"


def test_every_connection_asks_for_the_password(pg_server: Server) -> None:
    for wrong in ("", "falsch"):
        with pytest.raises(psycopg.OperationalError, match=r"password"):
            psycopg.connect(pg_server.owner_conninfo, password=wrong)


def test_the_log_names_neither_statements_nor_values(durable_pg_server: Server) -> None:
    with psycopg.connect(durable_pg_server.owner_conninfo, autocommit=True) as connection:
        connection.execute("CREATE TABLE paper (pattern text UNIQUE)")
        connection.execute("INSERT INTO paper VALUES ('示例选票')")
        with pytest.raises(psycopg.errors.UniqueViolation):
            connection.execute("INSERT INTO paper VALUES ('示例选票')")
    assert durable_pg_server.data_dir is not None
    log = (durable_pg_server.data_dir.parent / "server.log").read_text(encoding="utf-8")
    assert "violates unique constraint" in log
    assert "示例选票" not in log
    assert "INSERT" not in log


def test_a_role_gets_the_same_password_at_every_start_and_another_than_the_owner(pg_server: Server) -> None:
    password = pg_server.role_password("示例角色")
    assert password == pg_server.role_password("示例角色")
    assert password not in {None, pg_server.owner_password, pg_server.role_password("另一角色")}
    with psycopg.connect(pg_server.owner_conninfo, autocommit=True) as connection:
        connection.execute(f"CREATE ROLE 示例角色 LOGIN PASSWORD '{password}'")
        try:
            with psycopg.connect(pg_server.conninfo(user="示例角色", dbname="postgres")) as other:
                assert other.execute("SELECT current_user, current_database()").fetchone() == ("示例角色", "postgres")
        finally:
            connection.execute("DROP ROLE 示例角色")


def test_a_printed_server_shows_no_secret(pg_server: Server) -> None:
    assert pg_server.owner_password is not None
    assert pg_server.owner_password not in repr(pg_server)
