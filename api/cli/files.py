"""How are the files read and written that a command line names, and what is said when they cannot be?"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import click

from api.cli.ending import Trouble
from api.oserrors import MISNAMED, why
from domain.files import write_new, write_whole
from domain.refusals import Refusal
from domain.transparency.policies import LARGEST_POLICY_BYTES, Policy

FILE: Final = click.Path(path_type=Path)
OUTPUT: Final = "--output"
OWN, SHARED = 0o600, 0o666
"""The rights of a file for whoever makes it alone, and for everybody whom the machine lets in."""


def read_file(path: Path, most_bytes: int) -> bytes:
    """The bytes at `path`, of a longer file one more than `most_bytes`, so that it is seen; raises what `fault` answers."""
    try:
        with path.open("rb") as file:
            return file.read(most_bytes + 1)
    except OSError as error:
        raise fault(f"读不了{path}", error) from error


def read_policy(path: Path) -> Policy:
    """The policy at `path`; raises what `fault` answers, `PolicyMalformed`, `PolicyWithoutQuorum`."""
    with about(path):
        return Policy.parse(read_file(path, LARGEST_POLICY_BYTES))


def write_file(path: Path, content: bytes) -> None:
    """Put `content` at `path`, whole; raises what `fault` answers."""
    try:
        write_whole(path, content)
    except OSError as error:
        raise fault(f"写不了{path}", error) from error


def write_once(path: Path, content: bytes, *, everybody: bool = False, option: str = OUTPUT) -> None:
    """Put `content` at `path`, whole and in place of nothing, for its owner's eyes alone unless it is for everybody.

    Raises what `fault` answers, and what `check_target` raises where somebody was quicker.
    """
    try:
        write_new(path, content, mode=SHARED if everybody else OWN)
    except FileExistsError:
        raise _is_there(path, option) from None
    except OSError as error:
        raise fault(f"写不了{path}", error) from error


def check_target(path: Path, option: str = OUTPUT) -> None:
    """Refuse a file that is there already, or that could not be written; `option` is what the command line names it by."""
    if path.exists():
        raise _is_there(path, option)
    if not (path.parent.is_dir() and os.access(path.parent, os.W_OK)):
        raise click.BadParameter(f"文件夹{path.parent}不存在或者写不进去。", param_hint=option)


def _is_there(path: Path, option: str) -> click.BadParameter:
    return click.BadParameter(f"{path}已经有了，请换一个文件名。", param_hint=option)


def fault(what: str, error: OSError) -> click.UsageError | Trouble:
    """What is to be raised: bad input where the name was wrong, trouble where the machine does not let us."""
    said = f"{what}：{why(error)}。"
    return click.UsageError(said) if error.errno in MISNAMED else Trouble(said)


@contextmanager
def about(path: Path) -> Iterator[None]:
    """Name the file that was being read in whatever is refused meanwhile, for a command line may name several."""
    try:
        yield
    except Refusal as refused:
        raise type(refused)(f"{path}：{refused.detail}") from refused
