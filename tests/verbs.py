"""How does a test run a verb of the command line in this process, and wait for what another process does?"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest

from api.cli import root
from api.cli.ending import ended

DEADLINE_S = 120


def run(*arguments: object) -> int:
    """The exit code of a verb."""
    words = [str(each) for each in arguments]
    return ended(lambda: root.main(words, prog_name="minsheng", standalone_mode=False))


def until(done: Callable[[], Any]) -> Any:
    """Ask again and again until the answer is true; the deadline only keeps a broken test from hanging."""
    end = time.monotonic() + DEADLINE_S
    while time.monotonic() < end:
        if found := done():
            return found
        time.sleep(0.05)
    pytest.fail("it did not happen")
