"""What does `minsheng doctor` look at, and when is it not in order?"""

from __future__ import annotations

import shutil
import stat
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from api.bundle.shelved import is_signed
from api.clock import now
from api.desk import ROLES, checkpoints_folder, person_key_file, policy_if_any
from api.erasing import erasures
from api.log.shelf import Published, Shelf
from api.oserrors import in_words
from api.paper.typesetting import spoilt
from api.postgres import Server
from api.postgres.encryption import plain_road
from api.redaction import to_replay
from api.settings import Settings, variable
from domain.calendar import parse_instant
from domain.refusals import Refusal
from domain.storage import Agreement, Ledger, compare_log, select_tree, without_content
from domain.transparency.policies import Policy
from projections.bookmarks import create_bookmarks
from projections.reading import Reading

LEAST_FREE_BYTES: Final = 500 * 2**20
MOST_APART: Final = timedelta(seconds=5)
# The ledger is younger: a clock before this day was never set.
NOT_BEFORE: Final = datetime(2025, 1, 1, tzinfo=UTC)

# A signer takes seconds; these are for people to act on.
SIGNED_WITHIN: Final = timedelta(minutes=5)
SIGNED_AGAIN_WITHIN: Final = timedelta(hours=26)

# A count of all rows is one question to the database.
COUNTED_IN_SECONDS: Final = 600.0
MOST_NAMED: Final = 5

ADDED_TO: Final = (
    *("ledger.event_headers", "ledger.event_bytes", "ledger.commands", "ledger.people", "ledger.document_bytes"),
    *("accounts.accounts", "accounts.grants", "accounts.changes", "accounts.acts", "accounts.reads"),
)
"""The tables to which the service adds rows, and in which it changes none, or single columns of accounts."""
GUARDED: Final = {
    "ledger.log_head": 2,
    "ledger.event_headers": 2,
    "ledger.event_bytes": 2,
    "ledger.commands": 3,
    "ledger.people": 4,
    "ledger.document_bytes": 2,
    "accounts.acts": 1,
    "accounts.reads": 1,
    "accounts.attempts": 3,
}
"""How many triggers stand on a table so that nothing is changed there."""
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


def fonts() -> Finding:
    """What papers are printed with."""
    bad = spoilt()
    said = f"{'、'.join(bad)}不见了或者被改过，印不了材料，请重新安装" if bad else "印材料的字库齐全"
    return Finding("字库", ok=not bad, detail=said)


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
    yield login(found)
    if where := plain_road(found.owner_conninfo):
        said = f"DATABASE_URL明写了sslmode=disable，到{where}的连接不加密，只能用在不出本机的内部网络上"
        yield Finding("数据库连接", ok=True, detail=said)
    if found.data_dir is not None:
        yield _private("数据库口令文件", found.data_dir.parent / "owner.password")


def login(found: Server) -> Finding:
    """Whoever signs in for the service can become its own role and nothing else; over an owner's address it holds his password."""
    if found.login is None:
        return Finding("登录数据库", ok=True, detail=f"自带的数据库，服务以{ROLES.service}登录")
    if excess := found.login.too_much(ROLES.service):
        said = f"{excess}：进了服务的人就有同样的权力；请另建只能成为{ROLES.service}的用户，见docs/operations.md"
        return Finding("登录数据库", ok=False, detail=said)
    return Finding("登录数据库", ok=True, detail=f"以{found.login.name}登录，除了{ROLES.service}什么也不能成为")


def rights(ledger: Ledger) -> Finding:
    """The service can add to the log and change nothing in it."""
    wrong = []
    with ledger.connection() as connection:
        for table in ADDED_TO:
            asked = [("INSERT", True), ("SELECT", True), *((right, False) for right in MAY_NOT)]
            for right, expected in asked:
                row = connection.execute("SELECT has_table_privilege(%s, %s) AS held", (table, right)).fetchone()
                if row is None or row["held"] != expected:
                    wrong.append(f"{'缺少' if expected else '不应有'}对{table}的{right}权限")
    return Finding("权限", ok=not wrong, detail="；".join(wrong) or "服务账户只能增加，不能修改和删除")


def guards(ledger: Ledger) -> Finding:
    """The triggers that refuse changes are there and cannot be switched off by a session."""
    with ledger.connection() as connection:
        found = connection.execute(
            "SELECT c.oid::regclass::text AS name, count(t.oid) AS triggers, bool_and(t.tgenabled = 'A') AS guarded FROM pg_class c"
            " LEFT JOIN pg_trigger t ON t.tgrelid = c.oid AND NOT t.tgisinternal"
            " WHERE c.oid = ANY(%s::regclass[]) GROUP BY c.oid",
            (list(GUARDED),),
        ).fetchall()
    open_tables = [
        str(row["name"]) for row in found if not (row["guarded"] and row["triggers"] == GUARDED[str(row["name"])])
    ]
    return Finding(
        "防改动", ok=not open_tables, detail=f"{'、'.join(open_tables)}的防改动触发器不全" if open_tables else "已启用"
    )


def tree(ledger: Ledger, settings: Settings) -> Finding:
    """The tree is made from the header rows, no position is without its row, and the bytes are those committed to."""
    with closing(ledger.open_connection(deadline_seconds=COUNTED_IN_SECONDS)) as connection:
        algorithm, found = select_tree(connection).algorithm, compare_log(connection)
    said = f"共{found.size}条，算法{algorithm}，{_compared(found)}"
    faults = []
    if settings.log_hash not in {None, algorithm}:
        faults.append(f"设置{variable('log_hash')}是{settings.log_hash}，与台账不同")
    if not found.size == found.rows == found.last:
        faults.append(f"标题行有{found.rows}条，最后一条是第{found.last}号")
    if found.grown is False:
        faults.append("树与标题行对不上")
    if found.wrong:
        faults.append(f"内容与承诺对不上的有{_named(found.wrong)}")
    return Finding("台账树", ok=not faults, detail="；".join([said, *faults]))


def _compared(found: Agreement) -> str:
    if found.grown is None:
        return f"登记太多，只核对了最后{found.checked}条的内容，整棵树没有核对"
    return f"核对了树和{found.checked}条的内容"


def _named(positions: Sequence[int]) -> str:
    """How many there are, and which the first of them are."""
    shown = "、".join(map(str, positions[:MOST_NAMED]))
    return f"{len(positions)}条：第{shown}号{'等' * (len(positions) > MOST_NAMED)}"


def signed(ledger: Ledger, settings: Settings) -> Finding:
    """The signer is at work: what was recorded is signed soon, and an idle log once a day."""
    try:
        newest = Shelf(checkpoints_folder(settings)).newest()
        wrong = "" if newest is None else _not_ours(newest, ledger.head(), settings)
    except (Refusal, OSError) as error:
        newest, wrong = None, in_words(error)
    if wrong:
        return Finding("签名", ok=False, detail=wrong)
    if newest is None:
        return Finding("签名", ok=True, detail="还没有公布过签名的根，没有人给台账签名，见docs/signing.md")
    said = f"最新的签名的根到第{newest.size}号，{newest.time:%F %T}（UTC）签名"
    waiting = ledger.read_log(newest.size, 1)
    since = (
        max(newest.time, parse_instant(waiting[0].envelope.at)) if waiting and waiting[0].envelope.at else newest.time
    )
    if now() - since > (SIGNED_WITHIN if waiting else SIGNED_AGAIN_WITHIN):
        missing = f"第{newest.size + 1}号起没有签" if waiting else "应每天再签一次"
        return Finding("签名", ok=False, detail=f"{said}；{missing}，请看签名人（minsheng sign）说什么")
    return Finding("签名", ok=True, detail=said)


def _not_ours(newest: Published, head: int, settings: Settings) -> str:
    """Why the newest checkpoint is none of this log; others may write to the folder. Raises `ShelfDamaged`, and what reading raises."""
    size, policy = newest.checkpoint.size, policy_if_any(settings)
    if size > head:
        return f"{newest.path}签的是前{size}号，台账只有{head}号：台账丢了登记，或者这不是它的签名的根"
    if policy is not None and not is_signed(newest, Policy.parse(policy.read_bytes())):
        return f"{newest.path}不是策略文件{policy}里的台账钥匙签的"
    return ""


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
        wrong.append(f"{'、'.join(names)}须重建，请打开服务或者运行minsheng redact")
    return Finding("整理工作", ok=not wrong, detail="；".join(wrong) or "没有停滞")


def erased(ledger: Ledger) -> Finding:
    """What was announced as erased is gone, and nothing else is."""
    found = erasures(ledger)
    with closing(ledger.open_connection(deadline_seconds=COUNTED_IN_SECONDS)) as connection:
        gone = without_content(connection)
    wrong = [f"第{one.recorded.position}号登记要删的还没有删，请运行minsheng redact" for one in found if one.owed]
    announced = {position for one in found for position in one.event.positions}
    if unlawful := [position for position in gone if position not in announced]:
        wrong.append(f"没有登记依法删除、内容却没有了的有{_named(unlawful)}")
    return Finding("依法删除", ok=not wrong, detail="；".join(wrong) or f"删去了{len(gone)}条的内容，都有登记")


def _private(name: str, path: Path) -> Finding:
    mode = stat.S_IMODE(path.stat().st_mode)
    if mode & 0o077:
        return Finding(name, ok=False, detail=f"{path}的权限是{mode:o}，别的账户能读，应为600")
    return Finding(name, ok=True, detail=f"{path}只有所有者能读")
