"""Does every verb say in Chinese what it did or why not, and end with the code that its help promises?"""

from __future__ import annotations

import re
import shutil
import signal
import socket
import stat
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.error import URLError

import orjson
import psycopg
import pytest

from api.cli import VERBS, checks, root
from api.cli.checks import Finding
from api.cli.ending import ended
from api.desk import ROLES, checkpoints_folder, desk_on
from api.log.shelf import Shelf
from api.postgres import Server
from api.settings import read_settings
from domain.calendar import parse_instant
from domain.storage import Ledger
from domain.transparency.checkpoints import Checkpoint
from domain.transparency.keys import SignerKey
from domain.transparency.notes import sign_note
from projections.reading import Reading
from tests.api.conftest import copied
from tests.api.kit import COUNTY, Caller, Hands, calling
from tests.api.test_writing import TERM, UNITS
from tests.log.notes import KEY

ROOT = Path(__file__).parents[2]
MAIN = "from api.cli import main; main()"
DEADLINE_S = 120


@pytest.fixture
def url(pg_server: Server, made: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    """A made database, named to the verbs by `DATABASE_URL`."""
    monkeypatch.setenv("MINSHENG_DATA", str(tmp_path / "data"))
    found = copied(pg_server, made)
    monkeypatch.setenv("DATABASE_URL", found)
    return found


@pytest.fixture
def recorded(url: str, tmp_path: Path) -> str:
    """The same with 示例县, its term and a unit."""
    ledger = Ledger.at(url, connections=2, role=ROLES.service)
    hands = Hands()
    with desk_on(ledger, tmp_path / "person.key", work=False, clock=hands) as desk, calling(desk, hands) as api:
        record(api)
    ledger.close()
    return url


def record(api: Caller) -> None:
    api.congress()
    api.post(f"/congresses/{COUNTY}/terms", TERM, version=1)
    api.post(UNITS, {"unit": "示例-01", "name": "示例县教育局"}, version=2)


def run(*arguments: str) -> int:
    return ended(lambda: root.main(list(arguments), prog_name="minsheng", standalone_mode=False))


Read = pytest.CaptureFixture[str]


def test_without_a_verb_the_help_says_which_there_are(capsys: Read) -> None:
    assert run() == 2
    helped = capsys.readouterr().err
    assert [verb for verb in VERBS if f"  {verb} " not in helped] == []
    assert "退出码：0成功；1答案是否定的；2输入有误；3环境有问题。" in helped


@pytest.mark.parametrize("verb", [*VERBS, *(each for each in root.commands_below() if each not in VERBS)])
def test_every_verb_has_chinese_help(capsys: Read, verb: str) -> None:
    assert run(*verb.split(), "--help") == 0
    helped = capsys.readouterr().out
    assert helped.startswith(f"用法：minsheng {verb} [选项]")
    assert "显示本帮助后退出。" in helped
    assert not [word for word in ("Usage", "Options", "Show this", "OPTIONS") if word in helped]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["vote"], "没有“vote”这个命令，可用的有demo、serve"),
        (["serve", "--prot", "1"], "没有“--prot”这个选项，是不是--port"),
        (["serve", "--host"], "选项“--host”用法不对，它后面要写一个值"),
        (["serve", "x"], "参数的个数不对"),
        (["serve", "--no-worker=1"], "选项“--no-worker”用法不对，它后面不写值"),
        (["replay"], "缺少参数'记录编号|行政区划代码'。"),
        (["rebuild", "everything"], "没有名为everything的结果，可用的有congresses、"),
        (["replay", "990101", "--round", "2024"], "参数--round的值不对：应写成年度-批次-轮次"),
    ],
)
@pytest.mark.usefixtures("url")
def test_a_mistyped_command_line_is_explained_in_chinese(capsys: Read, arguments: list[str], said: str) -> None:
    assert run(*arguments) == 2
    complained = capsys.readouterr().err
    assert said in complained
    assert "Error" not in complained


def test_a_setting_that_cannot_be_is_the_environments_fault(capsys: Read) -> None:
    assert run("serve", "--port", "70000") == 3
    assert "设置MINSHENG_PORT无效，须为1至65535的整数。" in capsys.readouterr().err


def test_a_database_that_is_not_there_is_the_environments_fault(capsys: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/nothing")
    assert run("replay", COUNTY) == 3
    assert "连不上DATABASE_URL指定的数据库" in capsys.readouterr().err


@pytest.mark.usefixtures("recorded")
def test_replay_tells_one_sentence_an_event(capsys: Read) -> None:
    assert run("replay", COUNTY) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0] == "  1  2024-01-18  登记示例县人民代表大会（县级，代码990101）。"
    assert told[1] == "     第1号，2024-01-18 10:00:00登记；登记人p-clerk（人大经办）"
    assert len(told) == 6


@pytest.mark.usefixtures("recorded")
def test_replay_writes_one_json_object_an_event(capsys: Read) -> None:
    assert run("replay", COUNTY, "--json") == 0
    told = [orjson.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(entry["version"], entry["topic"]) for entry in told] == [
        (1, "congress:CongressRegistered"),
        (2, "congress:TermBegun"),
        (3, "congress:UnitRegistered"),
    ]
    assert told[0]["event"]["code"] == COUNTY


@pytest.mark.parametrize("arguments", [["990102"], ["示例"], [COUNTY, "--round", "2024-1-1"]])
@pytest.mark.usefixtures("recorded")
def test_replay_of_what_is_not_there_says_no(capsys: Read, arguments: list[str]) -> None:
    assert run("replay", *arguments) == 1
    assert re.search("没有|不是", capsys.readouterr().err)


def test_rebuild_replays_the_named_results(capsys: Read, recorded: str) -> None:
    assert run("rebuild", "--json") == 0
    everything = orjson.loads(capsys.readouterr().out)
    assert everything["position"] == 3
    assert run("rebuild", "congresses") == 0
    assert capsys.readouterr().out == "已重建congresses，到第3号登记为止。\n"
    ledger = Ledger.at(recorded, connections=2)
    assert {mark.position for mark in Reading(ledger.connection).positions().values()} == {3}
    ledger.close()


TRIGGERS = {
    "log_head": ("only_advances", "one_row"),
    "event_headers": ("stays", "in_tree"),
    "event_bytes": ("stays", "redactor_only"),
}


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


@contextmanager
def process(*arguments: str) -> Iterator[subprocess.Popen[str]]:
    """A verb in a process of its own, from the checkout."""
    command = [sys.executable, "-W", "error", "-c", MAIN, *arguments]
    started = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        yield started
    finally:
        started.kill()
        started.communicate()


def until(done: Callable[[], Any]) -> Any:
    """Ask again and again until the answer is true; the deadline only keeps a broken test from hanging."""
    end = time.monotonic() + DEADLINE_S
    while time.monotonic() < end:
        if found := done():
            return found
        time.sleep(0.05)
    pytest.fail("it did not happen")


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.usefixtures("url")
def test_serve_answers_until_it_is_stopped_and_ends_well(stop: signal.Signals) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with process("serve", "--port", str(port)) as serving:

        def ready() -> bool:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz") as answer:
                    return bool(answer.status == 200)
            except URLError:
                return False

        until(ready)
        serving.send_signal(stop)
        out, err = serving.communicate(timeout=DEADLINE_S)
    assert (serving.returncode, err) == (0, "")
    assert out.splitlines() == [f"服务已打开：http://127.0.0.1:{port}，按Ctrl+C停止。", "已停止。"]


@pytest.mark.usefixtures("url")
def test_serve_says_when_the_port_is_taken(capsys: Read) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        assert run("serve", "--port", str(taken.getsockname()[1])) == 3
    assert "这个端口已被别的程序占用。请换一个地址或端口。" in capsys.readouterr().err


def test_the_worker_folds_what_is_recorded_until_it_is_stopped(recorded: str) -> None:
    ledger = Ledger.at(recorded, connections=2)
    with process("worker") as working:
        until(lambda: {mark.position for mark in Reading(ledger.connection).positions().values()} == {3})
        working.send_signal(signal.SIGTERM)
        out, err = working.communicate(timeout=DEADLINE_S)
    ledger.close()
    assert (working.returncode, err) == (0, "")
    assert out.splitlines() == ["整理工作已开始，按Ctrl+C停止。", "已停止。"]


def test_the_calculators_do_not_wait_for_a_database_driver() -> None:
    asked = "import sys, click; from api.cli import root; root.get_command(click.Context(root), 'tally'); print('psycopg' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
