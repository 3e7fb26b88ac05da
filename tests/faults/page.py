"""Which page tells what was tried and what was lost?

make faults > figures.jsonl; python -m tests.faults.page < figures.jsonl > docs/reliability.md
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any, Final

from domain.calendar import day_of
from tests.bench.page import machine

SAID: Final = {
    "kill -9 of database, writer and signer": "杀掉数据库、登记的程序、签名的程序（`kill -9`）",
    "kill -9 of database, service, worker and signer": "杀掉数据库、服务、整理、签名（`kill -9`），同时有人登记",
    "network between database, service and clients": "断线、丢应答、没有应答、慢、话说一半就断：数据库与服务之间、服务与用户之间",
    "the same request a hundred times at once": "同一个请求编号，100人同时发",
    "failover to a synchronous standby": "主库断电，换到同步备机",
    "failover to an asynchronous standby": "主库断电，换到没有等的备机",
    "disk full: data": "数据所在的磁盘写满",
    "disk full: wal": "预写日志所在的磁盘写满",
    "clocks an hour back and a day ahead": "钟慢一小时、快五分钟、快一天，签名机的钟倒退",
    "an event on which a fold breaks, and one that cannot be read": "整理时出错的事项，读不出来的事项",
}
GOALS: Final = {"kill": ("杀进程", 1000), "network": ("网络故障", 10_000), "failover to a synchronous": ("换备机", 50)}


def page(lines: Iterable[str]) -> Iterator[str]:
    """The page, line by line."""
    found = [json.loads(line) for line in lines if line.startswith("{")]
    figures = [each for each in found if "fault" in each]
    yield "# 可靠"
    yield ""
    yield f"{day_of(datetime.now(UTC))}在一台机器上试过（`make faults`）：{machine()}。"
    yield "登记成功（给了应答）的，事后逐件去台账里找：找不到的算丢，找到两件的算重；没有应答的，用同一个请求编号再问，要么已经登记一次，要么没有登记。"
    yield "每一轮以后都查：序号不缺，树头与每一行相符，公布过的每一个根都是这本台账的，没有谁没交过的登记；有整理的，最后再查：查询结果与从头重建的逐字相同。有一样不符，就算不符。"
    yield ""
    yield "| 故障 | 试了几次 | 登记成功 | 没有应答、又问的（0：没有，或者没有数） | 丢 | 重 | 不符 | 由来 |"
    yield "|---|---|---|---|---|---|---|---|"
    for each in figures:
        yield _row(each)
    yield ""
    yield '要自己试一遍，在一台空闲的机器上运行`make faults`，几个小时；少试一些，写`make faults FAULTS="--kills 100"`。'
    yield ""
    yield from _short(figures)
    yield from _explained(figures)


def _row(each: dict[str, Any]) -> str:
    numbers = [each[name] for name in ("tried", "acknowledged", "asked_again")]
    # What was made to be lost in order to show that it is noticed.
    meant = f"{each['lost_for_want_of_waiting']:,}（料到的，见下）" if "lost_for_want_of_waiting" in each else ""
    made = "，".join(f"{name} {count:,}" for name, count in sorted(each["what"].items()))
    bad = [meant or each["lost"], each["doubled"], each["false"]]
    told = " | ".join(cell if isinstance(cell, str) else f"{cell:,}" for cell in (*numbers, *bad))
    return f"| {SAID.get(each['fault'], each['fault'])} | {told} | `{made}`，种子{each['seed']} |"


def _short(figures: list[dict[str, Any]]) -> Iterator[str]:
    """How far this run was from the long form."""
    for begins, (said, goal) in GOALS.items():
        tried = sum(each["tried"] for each in figures if each["fault"].startswith(begins))
        word = "达到" if tried >= goal else "还没有达到"
        yield f"- {said}：试了{tried:,}次，目标{goal:,}次，{word}。"


def _explained(figures: list[dict[str, Any]]) -> Iterator[str]:
    for each in figures:
        if "lost_for_want_of_waiting" in each:
            yield ""
            yield (
                f"没有等的备机真的会丢：这一次，登记成功的{each['acknowledged']:,}件里丢了{each['lost_for_want_of_waiting']:,}件，"
                f"已经公布的根有{each['forked']:,}个不再是这本台账的；签名的程序认出来了，不再签。所以有备机的，主库要设"
                "`synchronous_standby_names`，签名要写`--standby`。"
            )


if __name__ == "__main__":
    print("\n".join(page(sys.stdin)))
