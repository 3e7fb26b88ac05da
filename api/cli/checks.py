"""What does `minsheng doctor` look at, and when is it not in order?"""

from __future__ import annotations

import shutil
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from api.clock import now
from api.desk import person_key_file
from api.erasing import Erasure, erasures
from api.postgres import Server
from api.redaction import to_replay
from api.settings import Settings
from domain.calendar import parse_instant
from domain.storage import Ledger
from projections.reading import Reading
from projections.tables import create_bookmarks

LEAST_FREE_BYTES: Final = 500 * 2**20
MOST_APART: Final = timedelta(seconds=5)
# The ledger is younger: a clock before this day was never set.
NOT_BEFORE: Final = datetime(2025, 1, 1, tzinfo=UTC)

ADDED_TO: Final = ("event_headers", "event_bytes", "commands", "people", "document_bytes")
"""The tables to which the service adds rows, and in which it changes none."""
MAY_NOT: Final = ("UPDATE", "DELETE", "TRUNCATE")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    name: str
    ok: bool
    detail: str


def disk(settings: Settings) -> Finding:
    """Room for the database to grow."""
    place = next(folder for folder in (settings.data, *settings.data.parents) if folder.exists())
    free = shutil.disk_usage(place).free
    return Finding("磁盘", ok=free >= LEAST_FREE_BYTES, detail=f"{place}所在磁盘还有{free // 2**20}MB")


def person_keys(settings: Settings) -> Finding:
    """The key to names and phones is for its owner's eyes alone."""
    path = person_key_file(settings)
    if not path.exists():
        return Finding("个人信息密钥", ok=True, detail=f"{path}还没有，第一次登记人员时生成")
    return _private("个人信息密钥", path)


def postgres(found: Server) -> Iterator[Finding]:
    """The server and the password that opens it."""
    yield Finding("数据库", ok=True, detail=f"PostgreSQL {found.version}")
    yield from (Finding("数据库", ok=False, detail=notice) for notice in found.notices)
    if found.data_dir is not None:
        yield _private("数据库口令文件", found.data_dir.parent / "owner.password")


def rights(ledger: Ledger) -> Finding:
    """The service can add to the log and change nothing in it."""
    wrong = []
    with ledger.connection() as connection:
        for table in ADDED_TO:
            asked = [("INSERT", True), ("SELECT", True), *((right, False) for right in MAY_NOT)]
            for right, expected in asked:
                row = connection.execute(
                    "SELECT has_table_privilege(%s, %s) AS held", (f"ledger.{table}", right)
                ).fetchone()
                if row is None or row["held"] != expected:
                    wrong.append(f"{'缺少' if expected else '不应有'}对{table}的{right}权限")
    return Finding("权限", ok=not wrong, detail="；".join(wrong) or "服务账户只能增加，不能修改和删除")


def guards(ledger: Ledger) -> Finding:
    """The triggers that refuse changes are there and cannot be switched off by a session."""
    with ledger.connection() as connection:
        found = connection.execute(
            "SELECT c.relname AS name, bool_or(t.tgenabled = 'A') AS guarded FROM pg_class c"
            " JOIN pg_namespace n ON n.oid = c.relnamespace LEFT JOIN pg_trigger t ON t.tgrelid = c.oid AND NOT t.tgisinternal"
            " WHERE n.nspname = 'ledger' AND c.relname = ANY(%s) GROUP BY c.relname",
            (["log_head", *ADDED_TO],),
        ).fetchall()
    open_tables = [str(row["name"]) for row in found if not row["guarded"]]
    return Finding(
        "防改动", ok=not open_tables, detail=f"{'、'.join(open_tables)}没有防改动的触发器" if open_tables else "已启用"
    )


def clock(ledger: Ledger) -> Finding:
    """This machine's clock agrees with the database's, and is not behind what was recorded."""
    here = now()
    with ledger.connection() as connection:
        row = connection.execute("SELECT clock_timestamp() AS there").fetchone()
    assert row is not None
    last = ledger.read_log(ledger.head() - 1, 1)
    recorded = parse_instant(last[-1].envelope.at) if last and last[-1].envelope.at else NOT_BEFORE
    if abs(row["there"] - here) > MOST_APART:
        return Finding("时钟", ok=False, detail=f"本机时间{here:%F %T}与数据库时间{row['there']:%F %T}（UTC）相差过大")
    if here + MOST_APART < max(recorded, NOT_BEFORE):
        return Finding("时钟", ok=False, detail=f"本机时间{here:%F %T}（UTC）早于已登记的内容，请校准")
    return Finding("时钟", ok=True, detail=f"{here:%F %T}（UTC）")


def read_models(ledger: Ledger) -> Finding:
    """No read model is stuck, or waits to be made anew while its old rows are read."""
    with ledger.connection() as connection:
        create_bookmarks(connection)
    wrong = [mark.trouble for mark in Reading(ledger.connection).positions().values() if mark.trouble]
    if names := to_replay(ledger):
        wrong.append(f"{'、'.join(names)}须重建，请打开服务或者运行minsheng redact --finish")
    return Finding("整理工作", ok=not wrong, detail="；".join(wrong) or "没有停滞")


def erased(ledger: Ledger) -> Finding:
    """What was announced as erased is gone."""
    owed = [one for one in erasures(ledger) if one.owed]
    said = "；".join(f"第{one.recorded.position}号登记要删的（第{_numbers(one)}号）" for one in owed)
    return Finding(
        "依法删除", ok=not owed, detail=f"{said}还没有删，请运行minsheng redact --finish" if owed else "没有拖欠"
    )


def _numbers(erasure: Erasure) -> str:
    return "、".join(map(str, erasure.event.positions))


def _private(name: str, path: Path) -> Finding:
    mode = stat.S_IMODE(path.stat().st_mode)
    if mode & 0o077:
        return Finding(name, ok=False, detail=f"{path}的权限是{mode:o}，别的账户能读，应为600")
    return Finding(name, ok=True, detail=f"{path}只有所有者能读")
