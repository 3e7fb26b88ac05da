"""Does the doctor find a sound service sound, and whatever is wrong with database, signer, settings, clock, disk or key?"""

from __future__ import annotations

import shutil
import stat
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import orjson
import psycopg
import pytest

from api.cli import checks
from api.cli.checks import Finding
from api.desk import checkpoints_folder
from api.log.shelf import Shelf
from api.paper import glyphs
from api.settings import read_settings
from domain.calendar import parse_instant
from domain.storage import Ledger
from domain.transparency.checkpoints import Checkpoint
from domain.transparency.keys import SignerKey
from domain.transparency.notes import sign_note
from tests.log.notes import KEY
from tests.logins import as_service
from tests.verbs import run

Read = pytest.CaptureFixture[str]

TRIGGERS = {
    "log_head": ("only_advances", "one_row"),
    "event_headers": ("stays", "in_tree"),
    "event_bytes": ("stays", "redactor_only"),
}


@pytest.fixture
def url(url: str) -> Iterator[str]:
    """The owner's address; the verbs sign in as the service does."""
    with as_service(url):
        yield url


def behind_the_triggers(table: str, change: str) -> str:
    """A change by an owner who covers his tracks."""
    on = ", ".join(f"ENABLE ALWAYS TRIGGER {name}" for name in TRIGGERS[table])
    return f"ALTER TABLE ledger.{table} DISABLE TRIGGER USER; UPDATE ledger.{table} SET {change}; ALTER TABLE ledger.{table} {on}"


def checked(capsys: Read) -> dict[str, bool]:
    """What the doctor found, by name: whether everything under that name is in order."""
    run("doctor", "--json")
    found: dict[str, bool] = {}
    for line in capsys.readouterr().out.splitlines():
        finding = orjson.loads(line)
        found[finding["name"]] = found.get(finding["name"], True) and finding["ok"]
    return found


@pytest.mark.usefixtures("recorded")
def test_the_doctor_finds_a_sound_service_sound(capsys: Read) -> None:
    assert run("doctor") == 0
    assert "不合格" not in capsys.readouterr().out
    assert set(checked(capsys)) >= {"设置", "磁盘", "数据库", "台账", "权限", "防改动", "台账树", "时钟", "整理工作"}


@pytest.mark.parametrize(
    ("harm", "name"),
    [
        ("GRANT UPDATE ON ledger.event_headers TO minsheng_service", "权限"),
        ("GRANT DELETE ON ledger.event_bytes TO minsheng_service", "权限"),
        ("REVOKE INSERT ON ledger.commands FROM minsheng_service", "权限"),
        ("ALTER TABLE ledger.event_headers DISABLE TRIGGER ALL", "防改动"),
        ("ALTER TABLE ledger.event_headers DISABLE TRIGGER stays", "防改动"),
        ("ALTER TABLE ledger.event_headers ENABLE TRIGGER in_tree", "防改动"),
        ("GRANT UPDATE ON accounts.grants TO minsheng_service", "权限"),
        ("ALTER TABLE accounts.acts DISABLE TRIGGER stays", "防改动"),
        ("DROP TRIGGER in_tree ON ledger.event_headers", "防改动"),
        (behind_the_triggers("event_headers", "topic = 'x' WHERE position = 2"), "台账树"),
        (behind_the_triggers("event_headers", "stream_id = gen_random_uuid() WHERE position = 1"), "台账树"),
        (behind_the_triggers("event_bytes", "state = state || ' ' WHERE position = 3"), "台账树"),
        (behind_the_triggers("log_head", "position = 5"), "台账树"),
        (behind_the_triggers("log_head", "compact_range = ARRAY[compact_range[2], compact_range[1]]"), "台账树"),
        (behind_the_triggers("event_headers", "position = 5 WHERE position = 3"), "台账树"),
        ("INSERT INTO ledger.migrations (number, name, sha256) VALUES (9999, 'later', '\\x00')", "台账"),
        ("UPDATE reading.positions SET trouble = '示例'", "整理工作"),
        ("DELETE FROM reading.positions", "整理工作"),
        ("SET ROLE minsheng_redactor; DELETE FROM ledger.event_bytes WHERE position = 3", "依法删除"),
        ("DROP TRIGGER only_blanked ON ledger.commands", "防改动"),
    ],
)
def test_the_doctor_finds_what_was_done_to_the_database(capsys: Read, recorded: str, harm: str, name: str) -> None:
    assert run("rebuild") == 0
    with psycopg.connect(recorded, autocommit=True) as connection:
        connection.execute(harm.encode())
    capsys.readouterr()
    assert run("doctor") == 3
    capsys.readouterr()
    assert [found for found, sound in checked(capsys).items() if not sound] == [name]


@pytest.mark.usefixtures("recorded")
def test_the_doctor_says_how_much_of_a_large_log_it_compared(capsys: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("domain.storage.auditing.MOST", 2)
    assert run("doctor") == 0
    assert (
        "合格  台账树：共3条，算法sha256，登记太多，只核对了最后2条的内容，整棵树没有核对\n" in capsys.readouterr().out
    )


@pytest.mark.parametrize(
    ("size", "signed", "looked", "sound"),
    [
        (3, 0, timedelta(hours=26), True),
        (3, 0, timedelta(hours=26, seconds=1), False),
        (2, -3600, timedelta(minutes=5), True),
        (2, -3600, timedelta(minutes=5, seconds=1), False),
        (2, 3600, timedelta(minutes=65), True),
    ],
)
def test_the_doctor_finds_a_signer_that_is_away(  # noqa: PLR0913, PLR0917 - what was signed, and when one looks
    capsys: Read, recorded: str, monkeypatch: pytest.MonkeyPatch, size: int, signed: int, looked: timedelta, sound: bool
) -> None:
    """Seconds and times are counted from the last of three events."""
    assert checked(capsys)["签名"]
    ledger = Ledger.at(recorded, connections=1)
    last = parse_instant(ledger.read_log(2, 1)[0].envelope.at or "").replace(microsecond=0)
    ledger.close()
    mark = Checkpoint(KEY.name, size, bytes(32), last + timedelta(seconds=signed))
    Shelf(checkpoints_folder(read_settings())).keep(sign_note(mark.text, KEY))
    monkeypatch.setattr(checks, "now", lambda: last + looked)
    monkeypatch.setattr(checks, "clock", lambda _: Finding("时钟", ok=True, detail=""))
    assert checked(capsys)["签名"] is sound
    assert (run("doctor") == 0) is sound


def test_the_doctor_does_not_take_for_a_signature_what_lies_among_them(
    capsys: Read, recorded: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert recorded
    folder = checkpoints_folder(read_settings())
    at = datetime.now(UTC).replace(microsecond=0)
    ours, ahead = (sign_note(Checkpoint(KEY.name, size, bytes(32), at).text, KEY) for size in (3, 9))
    monkeypatch.setattr(checks, "clock", lambda _: Finding("时钟", ok=True, detail=""))
    Shelf(folder).keep(ours)
    assert checked(capsys)["签名"]
    policy = folder.parent / "policy.txt"
    for key, sound in ((KEY, True), (SignerKey.draw(KEY.name), False)):
        policy.write_text(f"log {key.verifier}\nquorum none\n", encoding="utf-8")
        assert checked(capsys)["签名"] is sound
    policy.unlink()
    place = Shelf(folder).keep(ahead).path
    assert not checked(capsys)["签名"]
    place.write_bytes(b"x")
    assert not checked(capsys)["签名"]
    monkeypatch.setenv("MINSHENG_CHECKPOINTS", "/dev/null")
    assert not checked(capsys)["签名"]


@pytest.mark.usefixtures("recorded")
def test_the_doctor_finds_a_log_of_another_hash_than_is_set(capsys: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINSHENG_LOG_HASH", "sm3")
    assert not checked(capsys)["台账树"]
    assert run("serve") == 3
    assert "台账用的散列算法是sha256，不是sm3；建好以后不能换。" in capsys.readouterr().err


@pytest.mark.usefixtures("url")
def test_the_doctor_finds_a_forbidden_setting(capsys: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POSTGRES_ENABLE_DB_FUNCTIONS", "y")
    assert not checked(capsys)["台账"]


@pytest.mark.parametrize("moment", [datetime(2024, 1, 1, tzinfo=UTC), datetime(2099, 1, 1, tzinfo=UTC)])
@pytest.mark.usefixtures("recorded")
def test_the_doctor_finds_a_wrong_clock(capsys: Read, monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    monkeypatch.setattr("api.cli.checks.now", lambda: moment)
    assert not checked(capsys)["时钟"]


@pytest.mark.usefixtures("url")
def test_the_doctor_finds_fonts_that_are_not_what_was_shipped(
    capsys: Read, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert checked(capsys)["字库"]
    for name in glyphs.HASHES:
        (tmp_path / name).write_bytes(b"OTTO")
    monkeypatch.setattr(glyphs, "FONTS", tmp_path)
    assert not checked(capsys)["字库"]


@pytest.mark.usefixtures("url")
def test_the_doctor_finds_a_full_disk(capsys: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage("/")
    monkeypatch.setattr("shutil.disk_usage", lambda _place: usage._replace(free=2**20))
    assert not checked(capsys)["磁盘"]


@pytest.mark.usefixtures("url")
def test_the_doctor_finds_a_key_that_others_can_read(
    capsys: Read, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    key = tmp_path / "person.key"
    key.write_text("示例", encoding="utf-8")
    key.chmod(stat.S_IRUSR | stat.S_IWUSR)
    monkeypatch.setenv("MINSHENG_PERSON_KEY_FILE", str(key))
    assert checked(capsys)["个人信息密钥"]
    key.chmod(0o644)
    assert not checked(capsys)["个人信息密钥"]


def test_the_doctor_finds_a_setting_that_cannot_be(capsys: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINSHENG_PORT", "x")
    assert run("doctor") == 3
    assert "不合格  设置：设置MINSHENG_PORT无效" in capsys.readouterr().out
