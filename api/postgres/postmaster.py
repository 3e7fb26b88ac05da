"""How is the server's process started, found again and stopped?"""

import os
import signal
from dataclasses import dataclass
from pathlib import Path

from api.postgres.binaries import Binaries
from api.postgres.folder import Home
from api.postgres.sockets import PORT

LOG_KEPT_BYTES = 4_000_000

SETTINGS = {
    "listen_addresses": "",
    "port": str(PORT),
    "unix_socket_permissions": "0700",
    "max_connections": "64",
    "shared_buffers": "128MB",
    "password_encryption": "scram-sha-256",
    "timezone": "UTC",
    "jit": "off",
    "client_min_messages": "warning",
    # The log is in English and UTF-8, and holds neither statements nor values: a refused row could be somebody's paper.
    "log_destination": "stderr",
    "logging_collector": "off",
    "lc_messages": "C",
    "log_timezone": "UTC",
    "log_line_prefix": "%m [%p] %q%u@%d ",
    "log_error_verbosity": "terse",
    "log_min_error_statement": "panic",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "log_statement": "none",
    "log_checkpoints": "off",
}
DURABLE = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}
"""These and SETTINGS win over postgresql.conf, which is otherwise the operator's."""
FLEETING = dict.fromkeys(DURABLE, "off")


@dataclass(frozen=True, slots=True)
class Postmaster:
    """What postmaster.pid says: process number, socket folder or None, port, status (`starting`, `ready`, …)."""

    pid: int
    sockets: Path | None
    port: int
    status: str


def read_postmaster(data: Path) -> Postmaster | None:
    """Return what postmaster.pid says, or None when it is missing or not yet written to its end."""
    try:
        lines = [line.strip() for line in (data / "postmaster.pid").read_text(encoding="utf-8").splitlines()]
        return Postmaster(int(lines[0]), Path(lines[4]) if lines[4] else None, int(lines[3]), lines[7])
    except (FileNotFoundError, IndexError, ValueError):
        return None


def launch(home: Home, binaries: Binaries, *, sockets: Path, alive: int, durable: bool) -> int:
    """Start the server in a session of its own and return at once; the log's length before it is returned, in bytes.

    The server and all its children inherit the locked file `alive` and so hold its lock until the last one is gone.
    """
    if home.log.exists() and home.log.stat().st_size > LOG_KEPT_BYTES:
        home.log.rename(home.log.with_suffix(".log.1"))
    settings = SETTINGS | (DURABLE if durable else FLEETING) | {"unix_socket_directories": str(sockets)}
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    command = [str(binaries.folder / "postgres"), "-D", str(home.data), *options]
    log = os.open(home.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        before = os.fstat(log).st_size
        # The shell ends at once and leaves the server to init: a child of ours would stay a zombie after its death.
        home.account.run(
            ["/bin/sh", "-c", '"$@" &', "sh", *command],
            output=log,
            inherited=(alive,),
            detached=True,
        )
    finally:
        os.close(log)
    return before


def is_postmaster_of(pid: int, data: Path) -> bool:
    """Tell whether the process is a live postmaster of the data folder; True also where the system does not tell.

    A process number is used again after its owner's death, even by another PostgreSQL.
    """
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    process = Path("/proc") / str(pid)
    if not process.is_dir():
        return True
    try:
        state = (process / "stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()[0]
        words = (process / "cmdline").read_bytes().decode(errors="surrogateescape").split("\0")
    except (FileNotFoundError, ProcessLookupError):
        return False
    if state == "Z" or Path(words[0]).name not in {"postgres", "postmaster"}:
        return False
    try:
        return (process / "cwd").samefile(data)
    except OSError:
        # In a container without CAP_SYS_PTRACE root may not look there.
        named = words[words.index("-D") + 1 :][:1] if "-D" in words else []
        return not named or Path(named[0]).resolve() == data.resolve()


def signal_stop(pid: int, *, at_once: bool = False) -> None:
    """Ask a postmaster for its fast shutdown, or for the immediate one that recovers at the next start."""
    os.kill(pid, signal.SIGQUIT if at_once else signal.SIGINT)
