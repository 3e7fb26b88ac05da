"""Does whoever breaks into the service hold more than the service's own rights, and does everything work with no more than these?"""

from __future__ import annotations

from pathlib import Path

import psycopg
import pytest
from psycopg import errors
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from api.desk import ROLES, open_desk
from api.postgres import PostgresUnavailable, Server
from api.postgres.encryption import refuse_open_road
from api.settings import read_settings
from domain.storage import SchemaMissing
from domain.storage.migrate import migrations
from tests.logins import login
from tests.postgres_fixture import FreshDatabase
from tests.verbs import run

Read = pytest.CaptureFixture[str]

TABLES = (
    *("ledger.log_head", "ledger.event_headers", "ledger.event_bytes", "ledger.commands", "ledger.people"),
    *("ledger.document_bytes", "ledger.migrations", "accounts.acts", "accounts.grants"),
)
COLUMN = (
    "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 ORDER BY attnum LIMIT 1 OFFSET 1"
)
DEEDS = (
    *("DELETE FROM {}", "TRUNCATE {}", "DROP TABLE {} CASCADE", "ALTER TABLE {} DISABLE TRIGGER ALL"),
    *("ALTER TABLE {} OWNER TO CURRENT_USER", "CREATE INDEX ON {} ((1))"),
    *("ALTER TABLE {} ADD COLUMN x text", "CREATE RULE r AS ON INSERT TO {} DO INSTEAD NOTHING"),
)
POWERS = (
    *("SET session_replication_role = replica", "SET ROLE {owner}", "SET SESSION AUTHORIZATION {owner}"),
    *("SET ROLE minsheng_redactor", "SET ROLE pg_write_all_data", "ALTER ROLE {owner} PASSWORD 'x'"),
    *("GRANT {owner} TO CURRENT_USER", "GRANT minsheng_redactor TO CURRENT_USER", "CREATE ROLE neu SUPERUSER"),
    *("ALTER ROLE CURRENT_USER SUPERUSER", "CREATE SCHEMA neu", "DROP SCHEMA ledger CASCADE"),
    *("ALTER SYSTEM SET fsync = off", "COPY (SELECT 1) TO PROGRAM 'true'", "SELECT pg_read_file('postgresql.conf')"),
    *(
        "CREATE OR REPLACE FUNCTION ledger.refuse_change() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
    ),
    *("CREATE TABLE ledger.neu ()", "CREATE DATABASE neu", "DROP FUNCTION ledger.refuse_change() CASCADE"),
)
"""What an owner or a superuser can do; a role that is not so much as known counts as refused."""
ALONE = ("ALTER SYSTEM", "CREATE DATABASE")
"""These go in no transaction."""


@pytest.fixture
def owner(fresh_database: FreshDatabase, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    """The owner's address of an empty database; the verbs have a data folder of their own."""
    monkeypatch.setenv("MINSHENG_DATA", str(tmp_path / "data"))
    return fresh_database()


@pytest.fixture
def built(owner: str, capsys: Read) -> str:
    """The same with its tables, made by the verb."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATABASE_URL", owner)
        assert run("migrate") == 0
    assert f"第{migrations()[-1].number}版" in capsys.readouterr().out
    return owner


def attempt(conninfo: str, statement: str) -> type[psycopg.Error] | None:
    with psycopg.connect(conninfo, autocommit=statement.startswith(ALONE)) as connection:
        try:
            connection.execute(statement.encode())
        except psycopg.Error as refused:
            return type(refused)
        finally:
            connection.rollback()
        return None


def signed_in(owner: str, server: Server, who: str) -> str:
    """The address with which the service or a backup signs in: over the embedded server, or with an account that an owner made."""
    role = ROLES.backup if "backup" in who else ROLES.service
    if who.startswith("embedded"):
        return server.conninfo(user=role, dbname=str(conninfo_to_dict(owner)["dbname"]))
    return login(owner, role)


@pytest.mark.parametrize("who", ["embedded", "account", "embedded backup", "account backup"])
def test_whoever_breaks_into_the_service_or_a_backup_is_neither_owner_nor_anybody_else(
    built: str, pg_server: Server, who: str
) -> None:
    address = signed_in(built, pg_server, who)
    with psycopg.connect(built) as connection:
        columns = {table: connection.execute(COLUMN, (table,)).fetchone() for table in TABLES}
    changes = [f"UPDATE {table} SET {column[0]} = {column[0]}" for table, column in columns.items() if column]
    deeds = [*changes, *(deed.format(table) for table in TABLES for deed in DEEDS)]
    powers = [power.format(owner=pg_server.owner) for power in POWERS]
    done = {deed: attempt(address, deed) for deed in [*deeds, *powers]}
    assert done == dict.fromkeys([*deeds, *powers], errors.InsufficientPrivilege)


def test_everything_works_for_a_service_that_is_nothing_but_the_service(
    built: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: Read
) -> None:
    monkeypatch.setenv("DATABASE_URL", login(built, ROLES.service))
    with open_desk(read_settings(), work=False) as desk:
        assert desk.ledger.head() == 0
    assert run("rebuild") == 0
    assert run("doctor") == 0
    assert "除了minsheng_service什么也不能成为" in capsys.readouterr().out
    with psycopg.connect(built) as connection:
        made = connection.execute("SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'reading'").fetchall()
        assert made == [(ROLES.service,)], "or the auditor could not read them"
    (tmp_path / "backups").mkdir()
    assert run("backup", tmp_path / "backups") == 3
    assert "不能成为minsheng_backup，不能备份" in capsys.readouterr().err
    assert run("restore", tmp_path / "nichts.zip") != 0
    assert run("migrate") == 3
    assert "不是数据库的属主，不能建库、升级" in capsys.readouterr().err


WHO = "SELECT session_user || '/' || current_user AS who"


def test_the_service_of_an_owner_who_has_a_password_signs_in_as_itself(
    built: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As over the embedded server, whose owner has one: nothing leads back from this connection."""
    monkeypatch.setenv("DATABASE_URL", built)
    with open_desk(read_settings(), work=False) as desk, desk.ledger.open_connection() as connection:
        assert connection.execute(WHO).fetchone() == {"who": f"{ROLES.service}/{ROLES.service}"}


def test_the_service_of_an_account_acts_as_its_role_so_that_the_auditor_reads_its_rows(
    built: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = login(built, ROLES.service)
    monkeypatch.setenv("DATABASE_URL", address)
    with open_desk(read_settings(), work=False) as desk, desk.ledger.open_connection() as connection:
        assert connection.execute(WHO).fetchone() == {"who": f"{conninfo_to_dict(address)['user']}/{ROLES.service}"}


def test_a_backup_is_made_by_who_can_do_nothing_else(
    built: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: Read
) -> None:
    monkeypatch.setenv("DATABASE_URL", login(built, ROLES.backup))
    (tmp_path / "backups").mkdir()
    assert run("backup", tmp_path / "backups") == 0
    assert run("rebuild") == 3
    assert "不能成为minsheng_service，不能打开台账" in capsys.readouterr().err


def test_a_restore_asks_for_the_owner(
    built: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: Read
) -> None:
    monkeypatch.setenv("DATABASE_URL", login(built, ROLES.backup))
    assert run("backup", tmp_path / "one.zip") == 0
    monkeypatch.setenv("DATABASE_URL", login(built, ROLES.service))
    assert run("restore", tmp_path / "one.zip") == 3
    assert "不是数据库的属主，不能恢复备份" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("last", "said"),
    [(None, "数据库还没有建好"), (migrations()[-2].number, f"数据库结构是第{migrations()[-2].number}版")],
)
def test_a_service_that_cannot_make_its_tables_says_who_has_to_run_what(
    owner: str, built: str, monkeypatch: pytest.MonkeyPatch, last: int | None, said: str
) -> None:
    with psycopg.connect(owner, autocommit=True) as connection:
        if last is None:
            connection.execute("DROP SCHEMA ledger, accounts, keying, reading CASCADE")
        else:
            connection.execute("DELETE FROM ledger.migrations WHERE number > %s", (last,))
    monkeypatch.setenv("DATABASE_URL", login(built, ROLES.service))
    with (
        pytest.raises(SchemaMissing, match=f"{said}.*请由数据库属主运行minsheng migrate"),
        open_desk(read_settings(), work=False),
    ):
        pass


def test_an_account_without_the_role_is_told_what_the_owner_has_to_say(
    built: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = login(built)
    monkeypatch.setenv("DATABASE_URL", address)
    name = conninfo_to_dict(address)["user"]
    with (
        pytest.raises(PostgresUnavailable, match=f"GRANT minsheng_service TO {name}") as refused,
        open_desk(read_settings(), work=False),
    ):
        pass
    assert refused.value.code == "login_lacks_role"


@pytest.mark.parametrize(
    ("roles", "also", "said"),
    [
        ((ROLES.service,), "SUPERUSER", "是超级用户"),
        ((ROLES.service,), "CREATEROLE", "能建角色"),
        ((ROLES.service, ROLES.redactor), "", "还能成为minsheng_redactor"),
        ((ROLES.service, "pg_read_all_data"), "", "还能成为pg_read_all_data"),
        ((ROLES.service, "minsheng"), "", "是数据库的属主"),
    ],
)
def test_the_doctor_finds_a_service_that_signs_in_with_more_than_it_needs(  # noqa: PLR0913, PLR0917 - three examples, three fixtures
    built: str, monkeypatch: pytest.MonkeyPatch, capsys: Read, roles: tuple[str, ...], also: str, said: str
) -> None:
    monkeypatch.setenv("DATABASE_URL", login(built, *roles, also=also))
    assert run("doctor") == 3
    (line,) = [line for line in capsys.readouterr().out.splitlines() if "登录数据库" in line]
    assert line.startswith("不合格")
    assert said in line


def test_the_owner_is_found_too(built: str, monkeypatch: pytest.MonkeyPatch, capsys: Read) -> None:
    monkeypatch.setenv("DATABASE_URL", built)
    assert run("doctor") == 3
    assert "不合格  登录数据库" in capsys.readouterr().out


FAR = "postgresql://fuwu@db.example.com/minsheng"


@pytest.mark.parametrize(
    "address",
    [
        FAR,
        f"{FAR}?sslmode=require",
        f"{FAR}?sslmode=verify-ca",
        f"{FAR}?sslmode=prefer",
        "postgresql://fuwu@localhost,db.example.com/minsheng",
        "hostaddr=192.0.2.7 host=localhost",
        "hostaddr=2001:db8::7",
        "service=taizhang",
        "postgresql://fuwu@127.0.0.1.example.com/minsheng",
    ],
)
def test_a_database_on_another_machine_is_reached_encrypted_and_known_or_not_at_all(address: str) -> None:
    with pytest.raises(PostgresUnavailable, match="sslmode=verify-full") as refused:
        refuse_open_road(address)
    assert refused.value.code == "database_not_encrypted"


@pytest.mark.parametrize(
    "address",
    [
        *(f"{FAR}?sslmode={mode}" for mode in ("verify-full", "disable")),
        *(
            "dbname=minsheng",
            "host=/run/postgresql",
            "host=localhost",
            "host=127.0.0.1",
            "host=::1",
            "hostaddr=127.0.0.2",
        ),
    ],
)
def test_this_machine_and_what_somebody_decided_are_left_alone(address: str) -> None:
    refuse_open_road(address)


def test_the_environment_encrypts_but_does_not_decide_against_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGSSLMODE", "verify-full")
    refuse_open_road(FAR)
    monkeypatch.setenv("PGSSLMODE", "disable")
    with pytest.raises(PostgresUnavailable):
        refuse_open_road(FAR)
    monkeypatch.setenv("PGHOST", "db.example.com")
    with pytest.raises(PostgresUnavailable):
        refuse_open_road("dbname=minsheng")


@pytest.mark.parametrize("verb", [("sign", "--key={key}", "--memory={memory}", "--once", "--database"), ("serve",)])
def test_no_verb_goes_over_an_open_road(
    verb: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: Read
) -> None:
    assert run("key", "create", "--name=example.com/log", f"--out={tmp_path / 'log.key'}") == 0
    monkeypatch.setenv("DATABASE_URL", FAR)
    places = {"key": tmp_path / "log.key", "memory": tmp_path / "memory"}
    capsys.readouterr()
    assert run(*(word.format(**places) for word in verb), *([FAR] if len(verb) > 1 else [])) == 3
    assert "sslmode=verify-full" in capsys.readouterr().err


def test_what_was_decided_is_said_by_the_doctor(built: str, monkeypatch: pytest.MonkeyPatch, capsys: Read) -> None:
    # The road is a socket, its name a host's: what is looked at is the address alone.
    monkeypatch.setattr("api.cli.checks.plain_road", lambda _address: "db.example.com")
    monkeypatch.setenv("DATABASE_URL", make_conninfo(login(built, ROLES.service)))
    assert run("doctor") == 0
    assert "到db.example.com的连接不加密" in capsys.readouterr().out
