"""How does a test run a verb of the command line, in this process or another, and wait for what that one does?"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from api.cli import root
from api.cli.ending import ended

DEADLINE_S = 120
ROOT = Path(__file__).parents[1]
MAIN = "from api.cli import main; main()"


def run(*arguments: object) -> int:
    """The exit code of a verb."""
    words = [str(each) for each in arguments]
    return ended(lambda: root.main(words, prog_name="minsheng", standalone_mode=False))


@contextmanager
def process(*arguments: object, program: str = MAIN) -> Iterator[subprocess.Popen[str]]:
    """A verb, or another program, in a process of its own, from the checkout."""
    command = [sys.executable, "-W", "error", "-c", program, *map(str, arguments)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    started = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)
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
