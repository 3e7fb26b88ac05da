"""How is printed who watches over which project, how often it was seen, and what became of the findings?"""

from __future__ import annotations

from collections.abc import Iterator

from api.printed.columns import table, wrapped
from projections.ledger.supervision import Supervision, Watch, WatchingGroup

COUNTS = ("看过", "提出", "销号", "逾期")


def supervision(found: Supervision) -> Iterator[str]:
    """A line a project, then a paragraph a group."""
    lines = [(each.project, each.title, "、".join(each.groups) or "—", *_counts(each.watch)) for each in found.projects]
    yield from table(("编号", "项目", "监督小组", *COUNTS), lines, (7, 24, 18, -4, -4, -4, -4))
    for group in found.groups:
        yield from wrapped(f"{group.name}：{_said(group)}", 4, "  ")


def _counts(watch: Watch) -> tuple[str, ...]:
    return tuple(str(times.number) for times in (watch.seen, watch.raised, watch.closed, watch.overdue))


def _said(group: WatchingGroup) -> str:
    """Whom it has, what it watches over, and what it did; people by reference."""
    people = [f"主席团成员{group.linked_member}挂钩联系"] if group.linked_member else []
    people += ["组长1人"] if group.leader else []
    people += [f"代表{len(group.members)}人"] if group.members else []
    people += [f"{group.lead_office}牵头"] if group.lead_office else []
    seen, raised, closed, overdue = _counts(group.watch)
    who = "，".join(people) or "没有写明人员"
    done = f"看过{seen}次，提出{raised}条，销号{closed}条，逾期{overdue}条"
    return f"{who}；监督{'、'.join(group.projects)}；{done}。"
