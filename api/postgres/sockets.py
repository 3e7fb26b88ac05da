"""Which folder holds the server's socket, whose path must stay below 108 bytes?"""

import hashlib
import stat
import tempfile
from contextlib import suppress
from pathlib import Path

from api.postgres.folder import Home

ROOT_BASE = Path("/run")
BASE = Path("/tmp")  # noqa: S108 (a folder that we find there is used only if it is the account's own)
OWN_ONLY = 0o700
PORT = 5432
NAME = f".s.PGSQL.{PORT}"


def make_socket_folder(home: Home) -> Path:
    """Return an empty folder of mode 0700 that belongs to the account, however long the path of the data folder is.

    Its name follows from the data folder, so what a killed server left there is found and cleared.
    """
    account = home.account
    base = ROOT_BASE if account.switch and ROOT_BASE.is_dir() else BASE
    label = hashlib.sha256(f"{home.data.resolve()} {account.uid}".encode()).hexdigest()[:12]
    folder = base / f"minsheng-{label}"
    try:
        folder.mkdir(mode=OWN_ONLY)
        account.own(folder)
    except FileExistsError:
        if not _private(folder, account.uid):
            # Somebody else sits on our name in a folder open to all: take one that nobody can foresee.
            folder = Path(tempfile.mkdtemp(prefix="minsheng-", dir=base))
            account.own(folder)
    clear_socket_folder(folder)
    return folder


def clear_socket_folder(folder: Path) -> None:
    """Remove the socket and its lock file; to be called only when no server of the folder lives."""
    for name in (NAME, f"{NAME}.lock"):
        (folder / name).unlink(missing_ok=True)


def remove_socket_folder(folder: Path) -> None:
    """Remove the folder of a server that has stopped, if it is one that make_socket_folder made."""
    if folder.name.startswith("minsheng-") and folder.parent in {ROOT_BASE, BASE}:
        clear_socket_folder(folder)
        with suppress(OSError):
            folder.rmdir()


def _private(folder: Path, uid: int) -> bool:
    found = folder.lstat()
    return stat.S_ISDIR(found.st_mode) and found.st_uid == uid and stat.S_IMODE(found.st_mode) == OWN_ONLY
