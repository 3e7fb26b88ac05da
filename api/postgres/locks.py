"""Who is at work on a data folder right now, even if somebody was killed?"""

import fcntl
import os
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from api.postgres.faults import PostgresUnavailable

# Every answer is an flock(2): the kernel lets go of it when the last process that holds the open file is gone. So a
# kill leaves nothing behind, and a process number that is used again misleads nobody.
POLL_SECONDS = 0.005


@contextmanager
def held(path: Path, *, seconds: float) -> Iterator[None]:
    """Hold the lock file for the length of the block; wait at most so long for another holder.

    Raises PostgresUnavailable `data_folder_in_use` when the wait was in vain.
    """
    deadline = time.monotonic() + seconds
    while (handle := try_lock(path)) is None:
        if time.monotonic() > deadline:
            reason = "（另一个进程一直在启动或停止它。）"
            raise PostgresUnavailable("data_folder_in_use", folder=path.parent, reason=reason)
        time.sleep(POLL_SECONDS)
    try:
        yield
    finally:
        os.close(handle)


def try_lock(path: Path) -> int | None:
    """Return an open file that holds the lock, or None when somebody else has it."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        return None
    except BaseException:
        os.close(handle)
        raise
    return handle


def is_free(path: Path) -> bool:
    """Tell whether nobody holds the lock at this moment."""
    handle = try_lock(path)
    if handle is None:
        return False
    os.close(handle)
    return True


@dataclass(frozen=True, slots=True)
class Lease:
    """One user of a server: a file that stays locked for as long as its process lives."""

    path: Path
    handle: int

    def release(self) -> None:
        """Leave; the file goes with it."""
        self.path.unlink(missing_ok=True)
        os.close(self.handle)


def take_lease(folder: Path) -> Lease:
    """Enter as one more user of the server whose leases stand in the folder."""
    path = folder / f"{os.getpid()}-{secrets.token_hex(4)}"
    handle = try_lock(path)
    if handle is None:
        raise AssertionError(f"a lease with a random name is taken: {path}")
    return Lease(path, handle)


def anyone_left(folder: Path) -> bool:
    """Tell whether a live process holds a lease; the leases of dead ones are swept."""
    left = False
    for path in folder.iterdir():
        if is_free(path):
            path.unlink(missing_ok=True)
        else:
            left = True
    return left
