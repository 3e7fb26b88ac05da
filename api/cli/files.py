"""How are the files read and written that a command line names, and what is said when they cannot be?"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from api.cli.ending import Trouble
from api.log.files import write_whole

FILE: Final = click.Path(path_type=Path)


def read_file(path: Path, most_bytes: int) -> bytes:
    """The bytes at `path`, of a longer file one more than `most_bytes`, so that it is seen; raises `Trouble`."""
    try:
        with path.open("rb") as file:
            return file.read(most_bytes + 1)
    except OSError as error:
        raise Trouble(f"读不了{path}：{error.strerror}。") from error


def write_file(path: Path, content: bytes) -> None:
    """Put `content` at `path`, whole; raises `Trouble`."""
    try:
        write_whole(path, content)
    except OSError as error:
        raise Trouble(f"写不了{path}：{error.strerror}。") from error
