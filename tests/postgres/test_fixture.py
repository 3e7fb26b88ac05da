"""Does each test get a database of its own, and does nothing of it stay?"""

import os
import time
from pathlib import Path

import psycopg
import pytest

from api.postgres import Server
from tests.postgres.conftest import another_user, answers, store, stored
from tests.postgres_fixture import ABANDONED_SECONDS, FreshDatabase, sweep, temporary_server


def test_a_fresh_database_is_empty_and_its_owner_may_do_everything(fresh_database: FreshDatabase) -> None:
    with psycopg.connect(fresh_database()) as connection:
        assert (
            connection.execute("SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace").fetchall()
            == []
        )
        connection.execute("CREATE ROLE passing NOLOGIN")
        connection.execute("CREATE TABLE t (n int)")
        connection.execute("GRANT SELECT ON t TO passing")
        connection.rollback()


def test_two_of_one_test_are_apart(fresh_database: FreshDatabase) -> None:
    first, second = fresh_database(), fresh_database()
    store(first, "其一")
    with pytest.raises(psycopg.errors.UndefinedTable):
        stored(second)


def test_one_can_be_the_pattern_of_another(fresh_database: FreshDatabase) -> None:
    pattern = fresh_database()
    store(pattern, "样板")
    copy = fresh_database(template=str(psycopg.conninfo.conninfo_to_dict(pattern)["dbname"]))
    store(copy, "新增")
    assert stored(pattern) == ["样板"]
    assert stored(copy) == ["新增", "样板"]


def test_what_earlier_tests_made_is_gone(fresh_database: FreshDatabase, pg_server: Server) -> None:
    fresh_database()
    with psycopg.connect(pg_server.owner_conninfo) as connection:
        left = connection.execute("SELECT datname FROM pg_database WHERE datname LIKE 'test\\_%'").fetchall()
    assert len(left) == 1


def test_a_temporary_server_is_gone_afterwards() -> None:
    with temporary_server(durable=False) as found:
        assert found.data_dir is not None
        folder = found.data_dir.parents[1]
        with psycopg.connect(found.owner_conninfo) as connection:
            assert connection.execute("SELECT current_setting('fsync')").fetchone() == ("off",)
    assert not answers(found.owner_conninfo)
    assert not folder.exists()


def test_what_a_killed_run_left_behind_is_swept_when_it_is_old(prepared: Path) -> None:
    killed = another_user(prepared, stop_after=True)
    conninfo = killed.conninfo()
    long_ago = time.time() - ABANDONED_SECONDS - 1
    os.utime(prepared, (long_ago, long_ago))
    sweep()
    assert answers(conninfo), "it is old, and in use"
    killed.die()
    os.utime(prepared)
    sweep()
    assert answers(conninfo), "nobody uses it, but it is not old"
    os.utime(prepared, (long_ago, long_ago))
    sweep()
    assert not answers(conninfo)
    assert not prepared.exists()
    prepared.mkdir()
