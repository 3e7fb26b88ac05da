"""Does the doctor find a server that may lose what it acknowledged, and a place without a backup of today?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from importlib import reload
from pathlib import Path

import orjson
import psycopg
import pytest

from api.cli import durability
from api.clock import now
from api.postgres import Server
from tests.backup.place import Place
from tests.postgres_fixture import durable_pg_server

__all__ = ["durable_pg_server"]

Read = pytest.CaptureFixture[str]


@pytest.fixture
def safe(durable_pg_server: Server, tmp_path: Path) -> Iterator[Place]:
    """A place on a server that loses nothing, judged as an operator's."""
    with psycopg.connect(durable_pg_server.owner_conninfo, autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS safe WITH (FORCE)")
        connection.execute("CREATE DATABASE safe TEMPLATE template0")
    place = Place(tmp_path, durable_pg_server.conninfo(dbname="safe"))
    # What other tests are spared, this one is not.
    spared = durability.MUST_BE, durability.LOSES
    reload(durability)
    assert place.run("rebuild") == 0
    yield place
    durability.MUST_BE, durability.LOSES = spared  # type: ignore[misc] # put back as the fixture of the server had it


def found(place: Place, capsys: Read, name: str) -> tuple[bool, str]:
    capsys.readouterr()
    place.run("doctor", "--json")
    findings = [orjson.loads(line) for line in capsys.readouterr().out.splitlines()]
    (finding,) = (each for each in findings if each["name"] == name)
    return finding["ok"], finding["detail"]


def test_a_server_that_loses_nothing_is_sound_and_a_standby_is_advised(safe: Place, capsys: Read) -> None:
    assert found(safe, capsys, "数据库设置") == (True, "断电不丢登记；没有同步的备机，机器坏了要从备份恢复")


@pytest.mark.parametrize(
    ("harm", "named"),
    [
        ("ALTER DATABASE safe SET synchronous_commit = off", "synchronous_commit"),
        ("ALTER ROLE minsheng_service SET synchronous_commit = off", "synchronous_commit"),
        ("ALTER DATABASE safe SET zero_damaged_pages = on", "zero_damaged_pages"),
        ("ALTER DATABASE safe SET ignore_checksum_failure = on", "ignore_checksum_failure"),
    ],
)
def test_a_setting_that_loses_what_was_acknowledged_is_named(safe: Place, capsys: Read, harm: str, named: str) -> None:
    safe.execute(harm)
    try:
        ok, said = found(safe, capsys, "数据库设置")
    finally:
        safe.execute("ALTER ROLE minsheng_service RESET synchronous_commit")
    assert not ok
    assert named in said


def test_a_server_started_without_fsync_is_named(place: Place, capsys: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(durability, "MUST_BE", {"fsync": "on", "full_page_writes": "on"})
    ok, said = found(place, capsys, "数据库设置")
    assert not ok
    assert "fsync是off，须为on" in said
    assert "full_page_writes是off，须为on" in said


def test_the_age_of_the_newest_backup_is_looked_at(place: Place, capsys: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not found(place, capsys, "备份")[0]
    made = place.backup()
    (place.backups / "minsheng-000000000009-20269999T999999Z.zip").touch()
    assert found(place, capsys, "备份") == (True, f"最新的是{made.name}，到第0号")
    made.chmod(0o644)
    assert "应为600" in found(place, capsys, "备份")[1]
    later = now() + timedelta(hours=26, minutes=1)
    monkeypatch.setattr(durability, "now", lambda: later)
    ok, said = found(place, capsys, "备份")
    assert not ok
    assert "已超过一天" in said
    made.unlink()
    assert "还没有备份" in found(place, capsys, "备份")[1]
