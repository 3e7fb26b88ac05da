"""How does a file come to be on the disk whole, or not at all, whenever the machine stops?"""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Final

DRAFT: Final = ".draft-"
"""How the name of a file begins that is not whole yet; nobody reads those."""


def write_whole(path: Path, data: bytes, *, mode: int = 0o644) -> None:
    """Put `data` at `path` in place of what was there: after a crash the one or the other stands there, never a part.

    When this returns, it is on the disk: the bytes first, then the name.
    """
    draft = path.with_name(f"{DRAFT}{secrets.token_hex(8)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            sync(file.fileno())
        rename(draft, path)
    except BaseException as error:
        draft.unlink(missing_ok=True)
        if isinstance(error, OSError) and error.errno is not None and error.filename is None:
            # A full disk does not say which.
            error.filename = str(path)
        raise
    sync_folder(path.parent)


def write_new(path: Path, data: bytes, *, mode: int = 0o600) -> None:
    """Put `data` at `path`, for its owner's eyes alone unless `mode` says otherwise, never in place of anything.

    Raises `FileExistsError`.

    When this returns, and when it raises that, what stands there is on the disk, name and all.
    """
    draft = path.with_name(f"{DRAFT}{secrets.token_hex(8)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            sync(file.fileno())
        # Linking, unlike renaming, never replaces what another process has just made.
        os.link(draft, path)
    finally:
        draft.unlink()
        sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Let the names in `folder` reach the disk."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        sync(handle)
    finally:
        os.close(handle)


def sweep(folder: Path) -> None:
    """Remove the drafts that a crash left behind; called by the one who alone writes there."""
    for draft in folder.glob(f"{DRAFT}*"):
        draft.unlink(missing_ok=True)


def sync(handle: int) -> None:
    """Let what was written reach the disk."""
    os.fsync(handle)


def rename(draft: Path, path: Path) -> None:
    """Give the draft its name in one step, in place of whatever has it."""
    draft.replace(path)
