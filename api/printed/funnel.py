"""How is the funnel of the proposals printed?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from api.printed.columns import table, wrapped
from projections.model import Row


def funnel(found: Row) -> Iterator[str]:
    """Stages, ends, and every channel's share."""
    stages = " → ".join(f"{stage['word']}{stage['count']}{_counted(stage)}" for stage in found["stages"])
    yield from wrapped(stages)
    ends = "、".join(f"{end['word']}{end['count']}件（{end['percent']}%）" for end in found["ends"] if end["count"])
    yield from wrapped(f"{ends}。{found['solicitation']['because']}")
    owed = found["transfer_numbers_owed"]
    if owed["count"]:
        yield from wrapped(f"转办还欠编号{owed['count']}件：{'、'.join(owed['numbers'])}。")
    screened = [end for end in found["ends"] if end["end"] != "open"]
    head = ("渠道", "收到", *(end["word"] for end in screened), "确定项目")
    names = ("received", *(end["end"] for end in screened), "chosen")
    rows = [(row["word"], *(str(row[name]["count"]) for name in names)) for row in found["by_channel"]]
    yield from table(head, rows, (16, *([-9] * (len(head) - 1))))


def _counted(stage: Any) -> str:
    return "件" if stage["of"] == "proposals" else "项"
