"""Do the verbs that go on until they are stopped work in a process of their own, and end well?"""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError

import pytest

from domain.storage import Ledger
from projections.reading import Reading
from tests.verbs import DEADLINE_S, run, until

Read = pytest.CaptureFixture[str]

ROOT = Path(__file__).parents[2]
MAIN = "from api.cli import main; main()"


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
