"""Do `minsheng export` and `minsheng verify` do what their help says, and end with the code that it promises?"""

from __future__ import annotations

import errno
import os
import re
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import orjson
import psycopg
import pytest

from api.demo.county import names as county
from api.demo.town import names as town
from api.desk import ROLES
from api.log.memory import Memory
from api.log.running import Source, sign_once
from api.log.shelf import Shelf
from api.log.signing import Signer
from api.postgres import Server
from domain.merkle import root_of, sha256
from domain.storage import Ledger
from domain.storage.tree import read_headers
from projections.bookmarks import create_bookmarks
from projections.models import MODELS
from projections.rebuild import rebuild_apart
from tests.api.conftest import copied, made
from tests.bundle.keys import KEY, ORIGIN, POLICY, WITNESSED, publish, witness
from tests.postgres_fixture import databases_to_drop, fresh_database, pg_server
from tests.projections.histories import demonstration
from tests.projections.test_on_the_ledger import appended
from tests.verbs import run

__all__ = ["databases_to_drop", "fresh_database", "made", "pg_server"]

Read = pytest.CaptureFixture[str]
SIGNED = datetime(2025, 7, 1, tzinfo=UTC)
COUNTY = ("--congress", county.CODE)


@pytest.fixture(scope="module")
def url(pg_server: Server, made: str) -> str:
    """A database with the demonstration's year, everything folded."""
    url = copied(pg_server, made)
    ledger = Ledger.at(url, connections=4, role=ROLES.service)
    appended(ledger, demonstration())
    with ledger.connection() as connection:
        create_bookmarks(connection)
    rebuild_apart(ledger.open_connection, MODELS, ledger.read_log)
    ledger.close()
    return url


@pytest.fixture
def data(url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The data folder of a deployment that has signed its log."""
    folder = tmp_path / "data"
    folder.mkdir()
    memory = Memory(tmp_path / "memory")
    with memory.held():
        memory.begin()
    signer = Signer(KEY, memory, Shelf(folder / "checkpoints"))
    sign_once(signer, Source(url, role=ROLES.signer), SIGNED)
    (folder / "policy.txt").write_bytes(POLICY)
    monkeypatch.setenv("MINSHENG_DATA", str(folder))
    monkeypatch.setenv("DATABASE_URL", url)
    return folder


@pytest.fixture
def target(data: Path, tmp_path: Path) -> Iterator[Path]:
    """Where a bundle goes; nothing is left beside it, whatever comes of it."""
    folder = tmp_path / "home"
    folder.mkdir()
    yield folder / "bundle.zip"
    assert {path.name for path in folder.iterdir()} <= {"bundle.zip", "headers.zip"}
    assert {path.name for path in data.iterdir()} == {"checkpoints", "policy.txt"}


def manifest(bundle: Path) -> dict[str, object]:
    with zipfile.ZipFile(bundle) as opened:
        return dict(orjson.loads(opened.read("manifest.json")))


def test_the_whole_ledger_goes_into_a_bundle_that_verifies(capfd: Read, target: Path) -> None:
    assert run("export", "--bundle", target, "--audience", "auditor") == 0
    said = capfd.readouterr()
    assert f"核验包已写成：{target}\n整个台账，给审计，签名的根到第1313号。" in said.out
    assert "正在做核验包" in said.err
    assert manifest(target)["origin"] == ORIGIN
    assert run("verify", target) == 0
    assert "结论：全部通过。退出码0。" in capfd.readouterr().out


@pytest.mark.parametrize(
    "asked", [("--project", "2024-03"), ("--project", "2024-03", "--project", "2024-09"), ("--round", "2024-1-1")]
)
@pytest.mark.parametrize("audience", ["public", "auditor"])
def test_a_part_of_it_verifies_against_the_list_of_headers(
    capfd: Read, target: Path, audience: str, asked: tuple[str, ...]
) -> None:
    headers = target.with_name("headers.zip")
    assert run("export", "--bundle", target, "--audience", audience, *COUNTY, *asked) == 0
    assert run("export", "--bundle", headers, "--headers") == 0
    assert "整个台账，只有标题行" in capfd.readouterr().out
    assert run("verify", target, "--headers", headers) == 0
    assert "[通过] 记录没有漏" in capfd.readouterr().out
    assert manifest(headers) | {"headers_only": True, "audience": "public", "streams": None} == manifest(headers)


@pytest.mark.usefixtures("target")
def test_the_ledger_in_the_database_is_verified_as_it_stands(capfd: Read) -> None:
    assert run("verify") == 0
    said = capfd.readouterr()
    assert "正在读台账" in said.err
    assert "[通过] 票决重新计票（rounds）：3件，" in said.out
    assert run("verify", "--json") == 0
    assert {line["verdict"] for line in orjson.loads(capfd.readouterr().out)} == {"ok", "skipped"}


@pytest.mark.usefixtures("target")
def test_a_printed_root_is_compared(capfd: Read) -> None:
    assert run("verify", "--root", "ab" * 32, "--size", "600") == 1
    assert "[不符] 印在纸上的根" in capfd.readouterr().out


def test_an_earlier_bundle_that_was_kept_is_compared(capfd: Read, target: Path, tmp_path: Path) -> None:
    assert run("export", "--bundle", target, "--audience", "auditor") == 0
    (tmp_path / "noise.note").write_bytes(b"x")
    assert run("verify", target, "--kept", target, "--kept", target) == 0
    assert "自己留着2个，最大的大小是1313。" in capfd.readouterr().out
    assert run("verify", "--kept", tmp_path / "noise.note") == 2
    assert "[未核] 较早的签名的根" in capfd.readouterr().out


@pytest.mark.usefixtures("target")
def test_a_printed_root_with_a_wrong_check_group_or_time_is_the_typists_fault(capfd: Read) -> None:
    assert run("verify", "--root", "ab" * 34, "--size", "600") == 2
    assert "校验组不符" in capfd.readouterr().err
    assert run("verify", "--root", "ab" * 32, "--size", "600", "--time", "2024-01-25") == 2
    assert "是北京时间" in capfd.readouterr().err


def test_a_ledger_that_was_tampered_with_does_not_verify(capfd: Read, target: Path, url: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("ALTER TABLE ledger.event_bytes DISABLE TRIGGER USER")
        found = connection.execute("SELECT state FROM ledger.event_bytes WHERE position = 100").fetchone()
        assert found is not None
        change = "UPDATE ledger.event_bytes SET state = %s WHERE position = 100"
        connection.execute(change, (found[0] + b" ",))
        try:
            assert run("verify") == 1
            assert "[不符] 内容没有改过（states）：位置100" in capfd.readouterr().out
            assert run("export", "--bundle", target, "--audience", "public") == 0
            capfd.readouterr()
        finally:
            connection.execute(change, (found[0],))
            connection.execute("ALTER TABLE ledger.event_bytes ENABLE ALWAYS TRIGGER stays")
            connection.execute("ALTER TABLE ledger.event_bytes ENABLE ALWAYS TRIGGER redactor_only")


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        ([], 2, "缺少参数--audience"),
        (["--audience", "everybody"], 2, "没有“everybody”"),
        (["--audience", "scrutineer"], 2, "要用--round写明"),
        (["--audience", "scrutineer", "--project", "2024-03", *COUNTY], 2, "要用--round写明"),
        (["--audience", "auditor", *COUNTY], 2, "--congress只说明--project、--round是哪个人大的"),
        (["--headers", "--files"], 2, "不能再写--project、--round、--files"),
        (["--headers", "--round", "2024-1-1"], 2, "不能再写--project、--round、--files"),
        (["--audience", "auditor", "--project", "2024-03"], 1, "这里有2个人大，请用--congress写明"),
        (["--audience", "auditor", "--project", "2024-77", *COUNTY], 1, "没有登记过编号为2024-77的项目。"),
        (["--audience", "auditor", "--project", "三号", *COUNTY], 1, "不是项目的编号"),
        (["--audience", "public", "--project", "2024-11", *COUNTY], 1, "还没有公布"),
        (["--audience", "auditor", "--round", "2024-1-7", *COUNTY], 1, "没有登记过2024-1-7这一轮票决"),
        (["--audience", "auditor", "--round", str(town.ROUND_ID), *COUNTY], 1, "一个核验包只能是一个人大的"),
        (["--audience", "auditor", "--project", "2024-03", "--congress", "990999"], 1, "没有登记过代码为990999的人大"),
        (["--audience", "auditor", "--policy", "/nowhere/policy.txt"], 3, "没有策略文件/nowhere/policy.txt"),
        (["--audience", "auditor", "--checkpoints", "/nowhere"], 1, "还没有签名的根"),
        (["--audience", "auditor", "--checkpoints", "/dev/null"], 2, "/dev/null：这里不是文件夹。"),
    ],
)
def test_what_cannot_be_exported_is_said(
    capsys: Read, target: Path, arguments: list[str], code: int, said: str
) -> None:
    assert run("export", "--bundle", target, *arguments) == code
    assert said in capsys.readouterr().err
    assert not target.exists()


def test_what_is_there_is_not_written_over(capsys: Read, target: Path) -> None:
    target.write_bytes(b"mine")
    assert run("export", "--bundle", target, "--audience", "auditor") == 2
    assert "已经有了" in capsys.readouterr().err
    assert target.read_bytes() == b"mine"


def test_a_folder_that_is_not_there_is_said(capsys: Read, target: Path) -> None:
    assert run("export", "--bundle", target.parent / "nowhere/bundle.zip", "--audience", "auditor") == 2
    assert "不存在或者写不进去" in capsys.readouterr().err


def test_a_policy_without_a_quorum_is_not_given_to_anybody(capsys: Read, data: Path, target: Path) -> None:
    (data / "policy.txt").write_bytes(POLICY.replace(b"quorum none\n", b""))
    assert run("export", "--bundle", target, "--audience", "auditor") == 2
    assert "quorum" in capsys.readouterr().err


def test_a_root_that_the_witnesses_have_not_seen_is_given_with_a_warning(
    capsys: Read, data: Path, target: Path
) -> None:
    (data / "policy.txt").write_bytes(WITNESSED)
    assert run("export", "--bundle", target, "--audience", "auditor") == 0
    said = capsys.readouterr().err
    assert "见证还不够" in said
    assert "或者写--witnessed" in said


def test_up_to_the_newest_root_that_the_witnesses_have_seen(capfd: Read, data: Path, target: Path, url: str) -> None:
    (data / "policy.txt").write_bytes(WITNESSED)
    asked = ("export", "--bundle", target, "--audience", "auditor", "--witnessed")
    assert run(*asked) == 1
    assert "没有一个签名的根见证够了：先照《见证》把最新的送去见证" in capfd.readouterr().err
    with psycopg.connect(url) as connection:
        headers = read_headers(connection, 0, 1300)
    at = max(datetime.fromisoformat(orjson.loads(each.state or b"")["envelope"]["at"]) for each in headers)
    publish(data / "checkpoints", 1300, root_of(each.leaf(sha256) for each in headers), at)
    witness(data / "checkpoints", 1300)
    assert run(*asked) == 0
    said = capfd.readouterr()
    assert "签名的根到第1300号（最新的到第1313号，后面13号见证还不够，没有放进来）。" in said.out
    assert "警告" not in said.err
    assert run("verify", target, "--policy", data / "policy.txt") == 0


def test_a_full_disk_is_the_environments_fault(capsys: Read, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("api.bundle.exporting.pack", full)
    assert run("export", "--bundle", target, "--audience", "auditor") == 3
    assert f"写不了{target}" in capsys.readouterr().err


def test_a_file_that_is_no_bundle_cannot_be_checked(capfd: Read, target: Path) -> None:
    target.write_bytes(b"not a zip")
    assert run("verify", target) == 2
    assert "退出码2" in capfd.readouterr().out


@pytest.mark.usefixtures("data")
def test_the_root_below_a_table_is_typed_as_it_is_printed(capfd: Read, tmp_path: Path) -> None:
    table = tmp_path / "台账.csv"
    asked = ("--year", "2024", "--as-of", "2024-06-30", "--format", "csv", "--output", table)
    assert run("export", "table", "progress", *COUNTY, *asked) == 0
    beside = (tmp_path / "台账.csv.txt").read_text(encoding="utf-8-sig")
    found = re.search(r"第(\d+)号的根（SHA-256）：([0-9a-f ]+)　校验：([0-9a-f]{4})", beside)
    assert found is not None
    assert run("verify", "--root", f"{found[2]} {found[3]}", "--size", found[1]) == 0
    assert "[通过] 印在纸上的根" in capfd.readouterr().out
