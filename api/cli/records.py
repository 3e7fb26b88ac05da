"""Do the records beside the log say what the log vouched for, and does everybody have his role from them?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from api.accounts.committing import changed, late
from api.cli.checks import MOST_NAMED, Finding
from api.clock import now
from domain.storage.accounts.chains import RECORDS, Kept, grants_without_acts

if TYPE_CHECKING:
    from domain.storage import Ledger

NAMES: Final[dict[Kept, str]] = {"acts": "账号变动的记录", "reads": "看个人信息的记录"}


def records(ledger: Ledger) -> Iterator[Finding]:
    """Whether the records are those that were vouched for, and every living role follows from them."""
    wrong = [
        f"{NAMES[kept]}到第{number}条为止有改动，与台账里存的证对不上"
        for kept in RECORDS
        if (number := changed(ledger, kept))
    ]
    if late(ledger, now()):
        wrong.append("有两小时以上还没有存证的，请打开服务，或者运行minsheng worker")
    yield Finding("账号记录", ok=not wrong, detail="；".join(wrong) or "与台账里存的证相同")
    with ledger.connection() as line:
        found = grants_without_acts(line)
    named = "、".join(map(str, found[:MOST_NAMED]))
    said = (
        f"{len(found)}个账号有身份而没有批准的记录：{named}{'等' * (len(found) > MOST_NAMED)}"
        if found
        else "都有批准的记录"
    )
    yield Finding("身份", ok=not found, detail=said)
