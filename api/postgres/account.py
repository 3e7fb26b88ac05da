"""Under whose account does PostgreSQL run, which refuses to run as root?"""

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from api.postgres.faults import PostgresUnavailable

CANDIDATES = ("postgres", "nobody", "daemon")
"""Accounts that a system has anyway, the most fitting first; none is ever added."""


@dataclass(frozen=True, slots=True)
class Account:
    """An account of this machine; `switch` says that this process is root and has to become it."""

    name: str
    uid: int
    gid: int
    switch: bool

    def run(
        self,
        command: list[str],
        *,
        stdin: int = subprocess.DEVNULL,
        output: int = subprocess.PIPE,
        inherited: tuple[int, ...] = (),
        detached: bool = False,
    ) -> subprocess.CompletedProcess[bytes]:
        """Run a command as this account, without root's groups, environment and folder; its exit code raises nothing.

        `output` takes both of its outputs; `inherited` are open files that it keeps; `detached` from our terminal.
        """
        become: dict[str, Any] = {"user": self.uid, "group": self.gid, "extra_groups": []} if self.switch else {}
        return subprocess.run(  # noqa: S603 (fixed programs, no shell text from outside)
            command,
            check=False,
            # No LANG, PGPORT or PGDATA of the caller: messages stay English, settings stay ours.
            env={"LC_ALL": "C", "TZ": "UTC", "PATH": "/usr/local/bin:/usr/bin:/bin"},
            cwd="/",
            stdin=stdin,
            stdout=output,
            stderr=subprocess.STDOUT,
            pass_fds=inherited,
            start_new_session=detached,
            **become,
        )

    def can(self, right: str, path: Path) -> bool:
        """Ask the system whether the account has the right (`-r`, `-x`) on a path, with parents, mounts and lists."""
        return self.run(["/bin/sh", "-c", f'test {right} "$1"', "sh", str(path)]).returncode == 0

    def own(self, path: Path | int) -> None:
        """Hand a file that this process made to the account."""
        if self.switch:
            os.chown(path, self.uid, self.gid)


def account_for(existing: Path | None) -> Account:
    """Return the account that runs the server: ours, or an ordinary one when we are root.

    Data that exist are run by the account that owns them, so that a package installed later changes nothing.
    Raises PostgresUnavailable `account_unnamed` or `account_missing`.
    """
    if os.geteuid() != 0:
        return _named(os.geteuid(), switch=False)
    if existing is not None and (owner := existing.stat().st_uid) != 0:
        return _named(owner, switch=True)
    for name in CANDIDATES:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        account = Account(name, entry.pw_uid, entry.pw_gid, switch=True)
        if entry.pw_uid != 0 and _usable(account):
            return account
    raise PostgresUnavailable("account_missing", tried="、".join(CANDIDATES))


def _named(uid: int, *, switch: bool) -> Account:
    try:
        entry = pwd.getpwuid(uid)
    except KeyError:
        raise PostgresUnavailable("account_unnamed", uid=uid) from None
    return Account(entry.pw_name, uid, entry.pw_gid, switch=switch)


def _usable(account: Account) -> bool:
    # In a container this process may be called root and yet not be allowed to become anybody else.
    try:
        return account.can("-x", Path("/"))
    except (OSError, subprocess.SubprocessError):
        return False
