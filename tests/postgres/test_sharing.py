"""Can several processes use one embedded server, come and go, and die, in any order?"""

from pathlib import Path

import psycopg
import pytest

from api.postgres import server
from tests.postgres.conftest import another_user, answers, kill_postmaster, store, stored
from tests.postgres_fixture import settings_for


def test_the_starter_leaves_and_the_other_goes_on_until_he_leaves_too(prepared: Path) -> None:
    starter = another_user(prepared, stop_after=True)
    conninfo = starter.conninfo()
    other = another_user(prepared, stop_after=False)
    assert other.conninfo() == conninfo
    starter.leave()
    assert answers(conninfo)
    other.leave()
    assert not answers(conninfo), "the last one out switches off what the starter wanted stopped"


def test_whoever_joins_leaves_the_server_to_its_starter(prepared: Path) -> None:
    starter = another_user(prepared, stop_after=True)
    conninfo = starter.conninfo()
    other = another_user(prepared, stop_after=True)
    assert other.conninfo() == conninfo
    other.leave()
    assert answers(conninfo)
    starter.leave()
    assert not answers(conninfo)


def test_several_that_start_at_once_get_one_server(folder: Path) -> None:
    users = [another_user(folder, stop_after=True) for _ in range(4)]
    found = {user.conninfo() for user in users}
    assert len(found) == 1
    for user in users:
        assert answers(*found)
        user.leave()
    assert not answers(*found)


def test_a_killed_user_counts_no_longer(prepared: Path) -> None:
    killed = another_user(prepared, stop_after=True)
    conninfo = killed.conninfo()
    killed.die()
    assert answers(conninfo), "nobody was there to stop it"
    with server(settings_for(prepared), stop_after=False) as found:
        assert found.owner_conninfo == conninfo
    assert not answers(conninfo), "the wish of the killed starter holds"


def test_two_users_in_one_process_count_as_two(prepared: Path) -> None:
    settings = settings_for(prepared)
    with server(settings, stop_after=True, durable=False) as outer:
        with server(settings, stop_after=True, durable=False) as inner:
            assert inner.owner_conninfo == outer.owner_conninfo
        assert answers(outer.owner_conninfo)
    assert not answers(outer.owner_conninfo)


def test_a_user_restarts_the_server_that_was_killed_under_another(prepared: Path) -> None:
    settings = settings_for(prepared)
    with server(settings, stop_after=True) as first:
        store(first.owner_conninfo, "已保存")
        kill_postmaster(first)
        with server(settings, stop_after=False) as second:
            assert stored(second.owner_conninfo) == ["已保存"]
        assert stored(first.owner_conninfo) == ["已保存"], "the first user's address holds again"
    assert not answers(first.owner_conninfo), "the wish of the first starter holds"


def test_a_busy_server_that_is_killed_comes_back_with_what_was_committed(prepared: Path) -> None:
    settings = settings_for(prepared)
    with server(settings, stop_after=True) as first, psycopg.connect(first.owner_conninfo) as busy:
        store(first.owner_conninfo, "已提交")
        busy.execute("INSERT INTO kept VALUES ('未提交')")
        kill_postmaster(first)
        with server(settings, stop_after=True) as second:
            assert stored(second.owner_conninfo) == ["已提交"]
        with pytest.raises(psycopg.OperationalError):
            busy.execute("SELECT 1")
