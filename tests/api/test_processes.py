"""Do the verbs that go on until they are stopped work in a process of their own, and end well?"""

from __future__ import annotations

import random
import signal
import socket
import subprocess
import sys
import urllib.request
from contextlib import ExitStack
from itertools import groupby
from time import sleep
from urllib.error import URLError

import pytest

from api.desk import ROLES
from domain.storage import Ledger
from projections.bookmarks import create_bookmarks
from projections.models import MODELS
from projections.reading import Reading
from projections.rebuild import rebuild_apart
from tests.projections.histories import demonstration
from tests.projections.kit import Log, versions
from tests.projections.test_on_the_ledger import appended
from tests.verbs import DEADLINE_S, ROOT, process, run, until

Read = pytest.CaptureFixture[str]


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


def test_workers_that_are_killed_again_and_again_leave_what_a_rebuild_makes(url: str) -> None:
    chance = random.Random()  # noqa: S311 - other moments each time
    events, names = demonstration().events, [model.name for model in MODELS]
    with Ledger.at(url, connections=4, role=ROLES.service) as ledger, ExitStack() as alive:
        reading, kills = Reading(ledger.connection), 0
        with ledger.connection() as conn:
            create_bookmarks(conn)
        working = [alive.enter_context(process("worker")) for _ in range(2)]

        def furthest() -> int:
            return max((mark.position for mark in reading.positions().values()), default=0)

        for turn, (_, group) in enumerate(groupby(events, key=lambda one: one.position // 150)):
            log = Log()
            log.take(group)
            position = appended(ledger, log)
            # Every other time at once, so that some die in the middle however quick they are.
            sleep(0 if turn % 2 else chance.random())
            if furthest() < position:
                kills += 1  # in the middle of it
            for victim in chance.sample(working, 1):
                victim.kill()
                working[working.index(victim)] = alive.enter_context(process("worker"))
        until(lambda: {mark.position for mark in reading.positions().values()} == {len(events)})
        live = {name: versions(url, name) for name in names}
        for worker in working:
            worker.kill()
            worker.wait(DEADLINE_S)
        rebuild_apart(ledger.open_connection, MODELS, ledger.read_log)
        assert {name: versions(url, name) for name in names} == live
    assert kills


def test_the_calculators_do_not_wait_for_a_database_driver() -> None:
    asked = "import sys, click; from api.cli import root; root.get_command(click.Context(root), 'tally'); print('psycopg' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
