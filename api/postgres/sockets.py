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
PREFIX = "minsheng-"
PORT = 5432
NAME = f".s.PGSQL.{PORT}"


def make_socket_folder(home: Home) -> Path:
    """Return an empty folder of mode 0700 that belongs to the account, however long the path of the data folder is.

    Its name follows from the data folder, so what a killed server left there is found and cleared.
    """
    folder = _usual_folder(home)
    try:
        folder.mkdir(mode=OWN_ONLY)
        home.account.own(folder)
    except FileExistsError:
        if not _private(folder, home.account.uid):
            # Somebody else sits on our name in a folder open to all: take one that nobody can foresee.
            folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=folder.parent))
            home.account.own(folder)
    _clear(folder)
    return folder


def remove_socket_folders(home: Home, used: Path | None) -> None:
    """Remove what make_socket_folder made for a server that has stopped; `used` is the folder that it named."""
    for folder in {_usual_folder(home), used or _usual_folder(home)}:
        if folder.name.startswith(PREFIX) and _private(folder, home.account.uid):
            _clear(folder)
            with suppress(OSError):
                folder.rmdir()


def _usual_folder(home: Home) -> Path:
    base = ROOT_BASE if home.account.switch and ROOT_BASE.is_dir() else BASE
    label = hashlib.sha256(f"{home.data.resolve()} {home.account.uid}".encode()).hexdigest()[:12]
    return base / f"{PREFIX}{label}"


def _clear(folder: Path) -> None:
    for name in (NAME, f"{NAME}.lock"):
        (folder / name).unlink(missing_ok=True)


def _private(folder: Path, uid: int) -> bool:
    try:
        found = folder.lstat()
    except FileNotFoundError:
        return False
    return stat.S_ISDIR(found.st_mode) and found.st_uid == uid and stat.S_IMODE(found.st_mode) == OWN_ONLY
