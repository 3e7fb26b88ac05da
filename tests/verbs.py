"""How does a test run a verb of the command line in this process?"""

from __future__ import annotations

from api.cli import root
from api.cli.ending import ended


def run(*arguments: object) -> int:
    """The exit code of a verb."""
    words = [str(each) for each in arguments]
    return ended(lambda: root.main(words, prog_name="minsheng", standalone_mode=False))
