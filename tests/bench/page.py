"""Which page tells what was measured, with the goal beside each figure?

make bench > figures.jsonl; python -m tests.bench.page docs/performance.md < figures.jsonl

What people wrote below the first `## ` of the page stays.
"""

from __future__ import annotations

import json
import os
import platform
import re
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from domain.calendar import day_of

LIBRARIES: Final = ("eventsourcing", "psycopg", "starlette", "uvicorn", "orjson", "cryptography")
SAID: Final = (
    (r"one command, 8 writers.*", "一次登记一件，8人同时，落盘"),
    (r"one command, 64 writers.*", "一次登记一件，64人同时，合并落盘"),
    (r"100 events in one command", "一次登记100件"),
    (r"append with the tree / without, (.*)", r"有树与没有树的登记（\1）"),
    (r"replay of a 1,000-event stream", "重放一条1000件的记录"),
    (r"all \d+ read models over (\d+) events, rebuilt", r"重建全部结果，\1件"),
    (r"all \d+ read models over (\d+) events, events/s, rebuild", r"重建全部结果，每秒件数，\1件"),
    (r"all \d+ read models over (\d+) events, events/s, live", r"跟着登记整理全部结果，每秒件数，\1件"),
    (r"memory of a rebuild over (\d+) events, .*", r"重建占用的内存，\1件"),
    (r"rate of a rebuild at (\d+) events / at (\d+)", r"重建\1件与\2件的速度之比"),
    (r"read as of the past / now: a page of 50 proposals, (\d+) events", r"查过去与查现在：50件建议项目，\1件"),
    (
        r"read as of the past / now: the ledger of a year by a day, (\d+) events",
        r"查过去与查现在：一年台账，按日期，\1件",
    ),
    (r"write visible in a read model, median", "登记以后查得到，中位数"),
    (r"HTTP command, 64 concurrent", "网络接口登记，64人同时"),
    (r"HTTP read, 64 concurrent", "网络接口查询，64人同时"),
    (r"verify ([\d,]+) events.*", r"核验\1件，与只算散列、只读JSON相比"),
    (r"count (.*)", r"计票：\1"),
    (r"start to first answer.*", "启动到能用，内置数据库"),
)


WORDS: Final = {
    "ours": "我们的", "library": "库", "insert": "INSERT", "unnest": "unnest", "with": "有树", "without": "没有树",
    "rebuild": "重建", "live": "跟着整理", "read": "我们的", "bare": "Starlette", "past": "过去", "now": "现在",
    "megabytes": "兆字节", "memory": "内存", "seconds": "秒", "cpu": "处理器", "least": "对照", "loop": "逐张循环",
    "milliseconds": "毫秒", "ms": "毫秒", "first": "第一次", "start": "启动", "per second": "每秒",
    "one in twenty over": "每二十次有一次超过", "times as of the shortest": "是一万件时的倍数", "one event": "一件",
    "one writer": "1人", "8 writers": "8人同时", "100 events in one command": "一次100件",
    "3,000 papers x 30 candidates, sealed form": "3,000张、30项，封账的样子",
    "a million papers, papers/s against 100,000": "一百万张与十万张的速度之比",
}  # fmt: skip
"""What the figures' own words are called."""


def page(lines: Iterable[str]) -> Iterator[str]:
    """The page, line by line."""
    found = [json.loads(line) for line in lines if line.startswith("{")]
    figures = [each for each in found if "figure" in each]
    yield "# 快慢"
    yield ""
    yield f"{day_of(datetime.now(UTC))}在一台机器上量得（`make bench`）：{machine()}。"
    yield "一项是一次运行里交替量出的比值：我们的，与同一台机器、同一个数据库上的对照；至少五轮，取中位数。两个核同时跑数据库、服务和提问的人。"
    yield ""
    yield "| 量什么 | 目标 | 量得 | 达到 | 由来 |"
    yield "|---|---|---|---|---|"
    for each in figures:
        yield f"| {_said(each['figure'])} | `{each['goal']}` | {each['ratio']:g} | {'是' if each['met'] else '**否**'} | {_made_from(each)} |"
    short = [_said(each["figure"]) for each in figures if not each["met"]]
    yield ""
    yield f"没有达到的：{'；'.join(short) or '没有'}。"


def _said(name: str) -> str:
    for pattern, said in SAID:
        if found := re.fullmatch(pattern, name):
            return _in_chinese(found.expand(said))
    return name


def _in_chinese(text: str) -> str:
    for word in sorted(WORDS, key=len, reverse=True):
        text = re.sub(rf"(?<![A-Za-z,]){re.escape(word)}(?![A-Za-z])", WORDS[word], text)
    return text.replace(", ", "，")


def _made_from(figure: dict[str, Any]) -> str:
    parts = {name: value for name, value in figure.items() if name not in {"figure", "goal", "ratio", "met"}}
    return "，".join(
        f"{_in_chinese(name.replace('_', ' ')).replace(' ', '')}{value:,}" for name, value in parts.items()
    )


def machine() -> str:
    """Processor, cores and the versions that figures depend on."""
    cpu = Path("/proc/cpuinfo")
    model = re.search(r"model name\s*: (.*)", cpu.read_text(encoding="utf-8")) if cpu.exists() else None
    libraries = "，".join(f"{name} {version(name)}" for name in LIBRARIES)
    return f"{model[1] if model else platform.machine()}，{os.cpu_count()}个核，Python {platform.python_version()}，{libraries}"


def main(path: Path) -> None:
    """Write the figures on the page, above what stands there by hand."""
    _, heading, by_hand = (path.read_text(encoding="utf-8") if path.exists() else "").partition("\n## ")
    path.write_text("\n".join(page(sys.stdin)) + "\n" + heading + by_hand, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
