"""How is an empty data folder made, and does an existing one fit the programs?"""

import os
import secrets
import shutil
import subprocess
from pathlib import Path

from api.postgres.binaries import BUILTIN_LOCALES_SINCE, Binaries
from api.postgres.faults import PostgresUnavailable, explained
from api.postgres.folder import Home
from domain.files import sync_folder

OWNER = "minsheng"
"""The superuser of an embedded server and the name of its database."""


def ensure_cluster(home: Home, binaries: Binaries, *, durable: bool) -> str:
    """Make the data folder if there is none, check it if there is, and return the owner's password.

    Raises PostgresUnavailable `data_folder_newer`, `data_folder_older`, `data_folder_damaged`,
    `owner_password_missing`, or what initdb says.
    """
    if not home.data.exists():
        return _make_cluster(home, binaries, durable=durable)
    try:
        found = int((home.data / "PG_VERSION").read_text(encoding="ascii"))
    except (FileNotFoundError, ValueError):
        raise PostgresUnavailable("data_folder_damaged", folder=home.data, reason="（PG_VERSION读不出。）") from None
    if found != binaries.major:
        code = "data_folder_newer" if found > binaries.major else "data_folder_older"
        raise PostgresUnavailable(code, folder=home.data, found=found, own=binaries.version)
    try:
        return home.owner_password.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        raise PostgresUnavailable("owner_password_missing", file=home.owner_password) from None


def _make_cluster(home: Home, binaries: Binaries, *, durable: bool) -> str:
    shutil.rmtree(home.unfinished, ignore_errors=True)
    home.unfinished.mkdir(mode=0o700)
    home.account.own(home.unfinished)
    # The password is on disk before the data that need it, and the data get their name last.
    password = _kept_password(home.owner_password)
    done = _initdb(home, binaries, password, durable=durable)
    if done.returncode != 0:
        shutil.rmtree(home.unfinished, ignore_errors=True)
        home.log.write_bytes(done.stdout)
        raise explained(done.stdout.decode(errors="replace"), folder=home.data, log=home.log)
    home.unfinished.rename(home.data)
    sync_folder(home.folder)
    return password


def _kept_password(path: Path) -> str:
    """Return the password of the file, made if it is missing: data that were moved away may come back to it."""
    if path.exists() and (password := path.read_text(encoding="ascii").strip()):
        return password
    password = secrets.token_urlsafe(32)
    unfinished = path.with_suffix(".unfinished")
    unfinished.unlink(missing_ok=True)
    handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        os.write(handle, password.encode() + b"\n")
        os.fsync(handle)
    finally:
        os.close(handle)
    unfinished.rename(path)
    return password


def _initdb(home: Home, binaries: Binaries, password: str, *, durable: bool) -> subprocess.CompletedProcess[bytes]:
    # C everywhere: the same order and the same letters on every machine and version, no system locale in an index.
    builtin = binaries.major >= BUILTIN_LOCALES_SINCE
    provider = ["--locale-provider=builtin", "--builtin-locale=C"] if builtin else ["--locale-provider=libc"]
    command = [
        str(binaries.folder / "initdb"),
        f"--pgdata={home.unfinished}",
        f"--username={OWNER}",
        "--pwfile=/dev/stdin",
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale=C",
        *provider,
        "--text-search-config=simple",
        "--data-checksums",
        "--no-instructions",
        *([] if durable else ["--no-sync"]),
    ]
    reader, writer = os.pipe()
    try:
        # initdb opens the pipe by name, which the account may do only if the pipe is its own.
        home.account.own(reader)
        os.write(writer, password.encode() + b"\n")
        os.close(writer)
        return home.account.run(command, stdin=reader)
    finally:
        os.close(reader)
