"""What does `minsheng doctor` look at so that nothing acknowledged is ever lost: the server's settings, and the age of the newest backup?"""

from __future__ import annotations

import stat
from datetime import timedelta
from typing import Final

from api.backup.kept import kept_in
from api.cli.checks import Finding
from api.clock import now
from api.oserrors import in_words
from api.settings import Settings, variable
from domain.storage import Ledger

MUST_BE: Final = {
    "fsync": "on",
    "full_page_writes": "on",
    "zero_damaged_pages": "off",
    "ignore_checksum_failure": "off",
}
"""With anything else, what was acknowledged may be gone after a power cut, or damage may be read as if it were sound."""
LOSES: Final = "off"
"""Of `synchronous_commit`: the acknowledgement does not wait for the disk."""
OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO
BACKED_UP_WITHIN: Final = timedelta(hours=26)
"""A day, and what a backup takes."""

# What a session has when it begins, by server, database and account; ours raise the one that is too low.
_SETTINGS: Final = "SELECT name, reset_val FROM pg_settings"


def durable(ledger: Ledger) -> Finding:
    """The server loses nothing that it acknowledged; what a standby would need is said as advice."""
    with ledger.connection() as connection:
        found = {row["name"]: row["reset_val"] for row in connection.execute(_SETTINGS).fetchall()}
    wrong = [
        f"{name}是{found[name]}，须为{value}：改postgresql.conf，重启数据库，再从备份核对"
        for name, value in MUST_BE.items()
        if found.get(name) not in {value, None}
    ]
    if found["synchronous_commit"] == LOSES:
        wrong.append("synchronous_commit是off，断电会丢刚登记的：ALTER DATABASE、ALTER ROLE里去掉它，或者改成on")
    return Finding("数据库设置", ok=not wrong, detail="；".join(wrong) or "；".join(["断电不丢登记", *_advice(found)]))


def _advice(found: dict[str, str]) -> list[str]:
    """What is in order, and could be better."""
    said = []
    if found["wal_level"] == "minimal":
        said.append("要建备机的，先把wal_level改成replica")
    elif not found["synchronous_standby_names"]:
        said.append("没有同步的备机，机器坏了要从备份恢复")
    elif found["synchronous_commit"] == "local":
        said.append("synchronous_commit是local，不等备机：备机接替时会丢最后的登记，宜改成on")
    return said


def backed_up(settings: Settings) -> Finding:
    """There is a backup of the last day, where a folder for backups is named."""
    folder = settings.backups
    if folder is None:
        return Finding("备份", ok=True, detail=f"没有设置{variable('backups')}，不知道备份在哪里，请自己看有没有今天的")
    try:
        kept = kept_in(folder)
    except OSError as error:
        return Finding("备份", ok=False, detail=f"读不了备份的文件夹，{in_words(error)}")
    newest = max(kept, key=lambda each: each.time, default=None)
    if newest is None:
        return Finding("备份", ok=False, detail=f"{folder}里还没有备份，请运行minsheng backup，并且排成每天一次")
    said = f"最新的是{newest.path.name}，到第{newest.size}号"
    if now() - newest.time > BACKED_UP_WITHIN:
        return Finding("备份", ok=False, detail=f"{said}，已超过一天：看定时任务为什么没有做，先手工做一份")
    if newest.path.stat().st_mode & OTHERS:
        return Finding("备份", ok=False, detail=f"{said}，别的账户能读，应为600")
    return Finding("备份", ok=True, detail=said)
