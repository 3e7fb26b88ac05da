"""What changes from one brief of a project to another, said for people, and what of a brief can be measured?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from domain.calendar import say_day
from domain.money import say_amount
from domain.quantities import parse_quantity, print_quantity
from projects.events.adjustments import Changed
from projects.events.values import Target
from projects.measures import SOURCES
from projects.thresholds import Goal, Measured, Part

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from projects.events.values import Brief, Place, SubItem
    from projects.states.projects import Promise

NOTHING: Final = "无"
FIELDS: Final[dict[str, str]] = {
    "title": "项目名称",
    "content": "项目内容",
    "amount": "资金",
    "deadline": "完成时限",
    "place": "实施地点",
    "targets": "目标任务",
    "sub_items": "子项",
}
"""What a change may be about, in the order in which a brief is read."""
NATURES: Final[dict[str, str]] = {"construction": "工程类", "service": "服务补助类", "policy": "政策机制类"}


def changes(before: Brief, after: Brief) -> tuple[Changed, ...]:
    """Everything in which two briefs differ, but for the units: who does it is 交办, never adjusted."""
    said = zip(_lines(before), _lines(after), strict=True)
    plain = [Changed(field=name, before=old, after=new) for (name, was, old), (_, now, new) in said if was != now]
    targets = _listed("targets", before.targets, after.targets)
    return (*plain, *targets, *_listed("sub_items", _unassigned(before), _unassigned(after)))


def measured(brief: Brief) -> Measured:
    """What the thresholds measure of a brief."""
    lists = {"": brief.targets, **{f"{item.id}/": item.targets for item in brief.sub_items}}
    return Measured(
        amount_fen=brief.total_fen,
        deadline=date.fromisoformat(brief.deadline_on) if brief.deadline_on else brief.deadline_text,
        content=(brief.title, brief.nature, brief.content, str(brief.cross_year), brief.stage_goal),
        sites=_sites(brief.places),
        goals={f"{part}{target.id}": _goal(target) for part, targets in lists.items() for target in targets},
        parts={
            item.id: Part(title=item.title, sites=_sites(item.places), amount_fen=item.amount_fen)
            for item in brief.sub_items
        },
    )


def promised(promise: Promise) -> Measured:
    """What the thresholds measure of a promise: the brief of that day, with the amount that was printed."""
    brief = measured(promise.brief)
    return brief if promise.amount_fen is None else replace(brief, amount_fen=promise.amount_fen)


def say_goal(goal: Goal | None) -> str:
    """A target in words, 无 where there is none."""
    if goal is None:
        return NOTHING
    return say_target(goal.name, print_quantity(goal.planned), goal.unit, at_most=goal.at_most)


def say_target(name: str, planned: str, unit: str, *, at_most: bool) -> str:
    """A target as it is printed: 新增托位300个, 失业率不超过5%."""
    return f"{name}{'不超过' if at_most else ''}{planned}{unit}"


def _lines(brief: Brief) -> Iterator[tuple[str, Any, str]]:
    """Every plain field of a brief: what it belongs to, its value, and the value in words."""
    yield "title", brief.title, brief.title
    yield "content", brief.nature, f"项目性质：{NATURES[brief.nature]}"
    yield "content", brief.category, f"类别：{brief.category or NOTHING}"
    yield "content", brief.content, brief.content or NOTHING
    yield "content", brief.cross_year, f"跨年度：{'是' if brief.cross_year else '否'}"
    yield "content", brief.stage_goal, f"年度阶段性目标：{brief.stage_goal or NOTHING}"
    yield "content", brief.beneficiaries, f"受益范围：{brief.beneficiaries or NOTHING}"
    yield "content", brief.investment_code, f"投资项目代码：{brief.investment_code or NOTHING}"
    yield "content", brief.budget_code, f"预算项目编码：{brief.budget_code or NOTHING}"
    total = None if brief.total_fen is None else say_amount(brief.total_fen)
    yield "amount", (brief.total_fen, brief.total_text), _both(brief.total_text, total)
    sources = "、".join(f"{SOURCES[source.source]}{say_amount(source.amount_fen)}" for source in brief.sources)
    yield "amount", brief.sources, f"资金来源：{sources or NOTHING}"
    day = say_day(brief.deadline_on) if brief.deadline_on else None
    yield "deadline", (brief.deadline_on, brief.deadline_text), _both(brief.deadline_text, day)
    yield "place", brief.places, _say_places(brief.places)


def _both(words: str, exact: str | None) -> str:
    """The words of the paper, with what they exactly mean where that is known."""
    if exact is None or words == exact:
        return words or NOTHING
    return f"{words}（{exact}）" if words else exact


def _say_places(places: Sequence[Place]) -> str:
    return (
        "、".join(f"{place.name}（{place.division}）" if place.division else place.name for place in places) or NOTHING
    )


def _listed(field: str, before: Sequence[Target | SubItem], after: Sequence[Target | SubItem]) -> Iterator[Changed]:
    """What is dropped, changed and added in a list, by the numbers in it."""
    old, new = {item.id: item for item in before}, {item.id: item for item in after}
    for name in {**old, **new}:
        if (was := old.get(name)) != (now := new.get(name)):
            yield Changed(field=field, before=_say_item(was), after=_say_item(now))


def _say_item(item: Target | SubItem | None) -> str:
    if item is None:
        return NOTHING
    if isinstance(item, Target):
        return say_goal(_goal(item))
    said = [
        *([say_amount(item.amount_fen)] if item.amount_fen is not None else []),
        *([_say_places(item.places)] if item.places else []),
        *(say_goal(_goal(target)) for target in item.targets),
    ]
    return f"{item.title}（{'；'.join(said)}）" if said else item.title


def _unassigned(brief: Brief) -> tuple[SubItem, ...]:
    return tuple(replace(item, unit="") for item in brief.sub_items)


def _sites(places: Sequence[Place]) -> tuple[str, ...]:
    """Places by name and code; in which order they are written is no matter."""
    return tuple(sorted(f"{place.name}|{place.division}" for place in places))


def _goal(target: Target) -> Goal:
    at_most = target.sense == "at_most"
    return Goal(name=target.name, unit=target.unit, planned=parse_quantity(target.planned), at_most=at_most)
