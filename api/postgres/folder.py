"""Where do the data stand, and can the account that runs PostgreSQL get there?"""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from api.postgres.account import Account, account_for
from api.postgres.faults import PostgresUnavailable

FALLBACK = Path("/var/lib/minsheng")
"""Where root's data go when the checkout is closed to the account; a temporary folder would lose them some day."""


@dataclass(frozen=True, slots=True)
class Home:
    """Everything of one embedded server below `folder`; only `data` belongs to the account that runs it."""

    folder: Path
    account: Account
    notices: tuple[str, ...] = ()

    @property
    def data(self) -> Path:
        """PostgreSQL's own data folder."""
        return self.folder / "data"

    @property
    def unfinished(self) -> Path:
        """A data folder in the making: renamed to `data` when it is whole."""
        return self.folder / "data.unfinished"

    @property
    def owner_password(self) -> Path:
        """The owner's password; readable by whoever runs the program, not by the account."""
        return self.folder / "owner.password"

    @property
    def log(self) -> Path:
        """What PostgreSQL reports: UTF-8, English, without statements and values."""
        return self.folder / "server.log"

    @property
    def start_lock(self) -> Path:
        """Held while somebody starts, joins, leaves or stops the server."""
        return self.folder / "start.lock"

    @property
    def alive_lock(self) -> Path:
        """Held by the server's own processes, which inherit it, for as long as one of them lives."""
        return self.folder / "alive.lock"

    @property
    def leases(self) -> Path:
        """One locked file for each user of the server."""
        return self.folder / "leases"

    @property
    def stop_when_idle(self) -> Path:
        """A mark left by whoever started the server: its last user is to stop it."""
        return self.folder / "stop-when-idle"


def find_home(data: Path, *, chosen: bool) -> Home:
    """Return the home of the server below the folder `data`, made where it is missing.

    `chosen` says that the operator named the folder: then it is that one or none. The default one gives way to a folder
    below FALLBACK when the account cannot enter it, and stays there; data that exist are never passed over in silence.
    Raises PostgresUnavailable `data_folder_unreachable` or a fault of the account.
    """
    home = _place(data, chosen=chosen)
    for path in reversed((home.folder, *home.folder.parents)):
        if not path.exists():
            path.mkdir(exist_ok=True)
            # Whatever the umask: the account passes through these folders, and through nothing else of ours.
            path.chmod(0o711 if home.account.switch else 0o700)
    home.leases.mkdir(mode=0o700, exist_ok=True)
    return home


def existing_home(data: Path, *, chosen: bool) -> Home | None:
    """Return the home that find_home would return, or None when it holds no data; makes nothing."""
    home = _place(data, chosen=chosen)
    return home if home.data.is_dir() else None


def _place(data: Path, *, chosen: bool) -> Home:
    folder = data / "postgres"
    elsewhere = FALLBACK / hashlib.sha256(str(data).encode()).hexdigest()[:12] / "postgres"
    if not chosen and not _holds_data(folder) and _holds_data(elsewhere):
        folder = elsewhere
    account = account_for(folder / "data" if _holds_data(folder) else None)
    if account.switch and not account.can("-x", _nearest(folder)):
        if chosen or _holds_data(folder):
            raise PostgresUnavailable("data_folder_unreachable", account=account.name, folder=folder)
        folder = elsewhere
    if folder != elsewhere:
        return Home(folder, account)
    return Home(folder, account, (f"数据库由账户{account.name}运行，它进不了{data}，数据放在{folder.parent}。",))


def _holds_data(folder: Path) -> bool:
    return (folder / "data").is_dir()


def _nearest(folder: Path) -> Path:
    return next(path for path in (folder, *folder.parents) if path.exists())
