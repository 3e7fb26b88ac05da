"""How is the funnel of a year's solicitation printed?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from api.printing.table import percent, table


def printed_funnel(funnel: Mapping[str, Any]) -> Iterator[str]:
    """From what was received to what was chosen, what became of the rest, and over which channels it came."""
    yield f"{funnel['congress_name']}{funnel['project_year']}年度征集"
    yield f"  {funnel['solicitation']['because']}"
    yield f"  {' → '.join(_stage(stage) for stage in funnel['stages'])}"
    ends = [[end["word"], str(end["count"]), percent(end["percent"])] for end in funnel["ends"]]
    yield from table(("办理结果", "件数", "占比"), ends, (1, 2))
    for name, head in (("by_channel", "来源渠道"), ("by_category", "类别"), ("by_place", "地点")):
        rows = [[group["word"], str(group["received"]["count"]), str(group["chosen"]["count"])] for group in funnel[name]]  # fmt: skip
        yield from table((head, "收到", "进入确定项目"), rows, (1, 2))
    yield (
        f"  尚未反馈{funnel['feedback_owed']['count']}件，转办编号未登{funnel['transfer_numbers_owed']['count']}件，"
        f"历年反复提出{funnel['repeated']['count']}件。"
    )


def _stage(stage: Mapping[str, Any]) -> str:
    return f"{stage['word']}{stage['count']}{'件' if stage['of'] == 'proposals' else '项'}"
