"""Does the verb that signs do what it says, and end with the code that its help promises?"""

from __future__ import annotations

import os
import shutil
import signal
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from psycopg.conninfo import conninfo_to_dict

from domain.storage import Ledger
from tests.log.notes import KEY
from tests.log.office import Office
from tests.log.test_cosigning import WITNESSES, cosigners, serving
from tests.verbs import process, run

PATIENCE_SECONDS = 60
Read = pytest.CaptureFixture[str]


def on_shelf(office: Office, size: int) -> bool:
    return size in office.sizes()


def wait(until: Callable[[], object]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not until():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_signing_once_says_what_was_signed(office: Office, ledger: Ledger, options: list[str], capsys: Read) -> None:
    assert run(*options, "--once") == 0
    assert "还是空的" in capsys.readouterr().out
    office.record(ledger, 4)
    assert run(*options, "--once") == 0
    assert "已签到第4号" in capsys.readouterr().out
    assert office.sizes() == [4]


def test_a_refusal_is_said_at_every_start_with_exit_code_1(
    office: Office, ledger: Ledger, options: list[str], capsys: Read
) -> None:
    office.record(ledger, 4)
    run(*options, "--once")
    office.tamper("UPDATE ledger.event_headers SET version = 99 WHERE position = 2")
    for arguments in (["--once"], [], ["--recover"]):
        assert run(*options, *arguments) == 1
        assert "第1号至第4号之间" in capsys.readouterr().err


def test_what_passes_by_itself_ends_with_exit_code_3(
    office: Office, ledger: Ledger, options: list[str], capsys: Read
) -> None:
    office.record(ledger, 4)
    with office.memory.held():
        assert run(*options, "--once") == 3
    assert "另一个签名进程" in capsys.readouterr().err
    assert run(*options, "--once", "--standby", office.database.signer) == 3
    assert "不是备机" in capsys.readouterr().err
    assert run(*options[:-1], "postgresql://nobody@127.0.0.1:1/x", "--once") == 3
    assert run(*options[:-1], "x=y=z", "--once") == 3
    assert "连接地址写法不对" in capsys.readouterr().err


def test_an_account_that_may_not_read_is_told_so(office: Office, options: list[str], capsys: Read) -> None:
    assert run(*options[:-1], office.database.reader, "--once") == 3
    assert "不能读台账" in capsys.readouterr().err


def test_a_lost_memory_is_recovered_when_people_say_so(
    office: Office, ledger: Ledger, options: list[str], capsys: Read
) -> None:
    office.record(ledger, 4)
    run(*options, "--once")
    (office.memory_folder / "last.json").unlink()
    assert run(*options, "--once") == 1
    assert "没有签名的记忆" in capsys.readouterr().err
    assert run(*options, "--once", "--recover") == 0
    assert "已恢复到第4号，前4件都核对过" in capsys.readouterr().out


def test_the_signer_is_begun_once_when_people_say_so(
    office: Office, ledger: Ledger, options: list[str], capsys: Read
) -> None:
    shutil.rmtree(office.memory_folder)
    office.record(ledger, 4)
    assert run(*options, "--once") == 1
    assert "第一次启动，写--begin" in capsys.readouterr().err
    assert run(*options, "--begin", "--once") == 0
    assert capsys.readouterr().out.startswith("记忆已建立")
    assert run(*options, "--begin", "--once") == 1
    assert "不要再写--begin" in capsys.readouterr().err
    assert run(*options, "--once") == 0
    assert office.sizes() == [4]


def test_what_is_not_recorded_yet_is_not_accepted(
    office: Office, ledger: Ledger, options: list[str], capsys: Read
) -> None:
    office.record(ledger, 4)
    assert run(*options, "--accept", "5", "--once") == 2
    assert "不能先照签第5号" in capsys.readouterr().err
    assert run(*options, "--accept", "4", "--accept", "2", "--once") == 0


def test_the_witnesses_of_the_policy_are_asked(
    office: Office, ledger: Ledger, folder: Path, options: list[str], capsys: Read
) -> None:
    with serving(folder, 0) as one:
        lines = f"log {KEY.verifier}\nwitness w {WITNESSES[0].verifier} {one}\nquorum w\n"
        (folder / "policy.txt").write_text(lines, encoding="utf-8")
        office.record(ledger, 4)
        assert run(*options, "--once", "--policy", str(folder / "policy.txt")) == 0
        assert cosigners(office, 4) == {WITNESSES[0].name}
    assert capsys.readouterr().err == ""
    # Whoever is away is named, and delays nothing; the policy of the settings is asked for where none is named.
    office.record(ledger, 1)
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("MINSHENG_DATA", str(folder))
        assert run(*options, "--once") == 0
    assert "第5号的见证还不够：w连不上" in capsys.readouterr().err
    assert office.sizes() == [4, 5]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_in_order(office: Office, ledger: Ledger, options: list[str], number: int) -> None:
    office.record(ledger, 4)
    with process(*options) as signer:
        wait(office.sizes)
        os.kill(signer.pid, number)
        said, _ = signer.communicate(timeout=PATIENCE_SECONDS)
    assert signer.returncode == 0
    assert said.splitlines()[0] == "签名已开始，按Ctrl+C停止。"
    assert said.splitlines()[-1] == "已停止。"


def test_a_signer_that_was_killed_is_followed_by_the_next(office: Office, ledger: Ledger, options: list[str]) -> None:
    for size in (4, 8, 12):
        office.record(ledger, 4)
        with process(*options) as signer:
            wait(partial(on_shelf, office, size))
            signer.kill()
    assert office.sizes() == [4, 8, 12]
    assert [place.checkpoint.root for place in office.shelf.all()] == [office.root(size) for size in (4, 8, 12)]


def test_the_database_of_the_service_is_read_in_the_signers_role_where_no_other_is_named(
    office: Office, ledger: Ledger, options: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", url_of(office.database.owner))
    office.record(ledger, 3)
    assert run(*options[:-2], "--once") == 0
    assert office.sizes() == [3]


def url_of(conninfo: str) -> str:
    """The same place as a URL."""
    parts = {name: str(value) for name, value in conninfo_to_dict(conninfo).items()}
    rest = "&".join(f"{name}={value}" for name, value in parts.items() if name in {"host", "port"})
    return f"postgresql://{parts['user']}:{parts['password']}@/{parts['dbname']}?{rest}"
