"""How does a final list differ from the preliminary one, and is every difference explained?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.money import say_amount
from domain.refusals import Refusal, refuse_all
from domain.texts import prose, shown
from projects.events.cycles import ChangeKind, ListChange
from projects.refusals.common import NamedMoreThanOnce
from projects.refusals.cycles import ChangeUnexplained, NothingChanged

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from projects.commands.cycles import Explained
    from projects.events.cycles import Listed

WORDS: dict[ChangeKind, str] = {
    "added": "增加", "dropped": "取消", "renamed": "更名", "content": "内容变动", "amount": "金额变动", "deadline": "时限变动",
    "order": "顺序变动",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Difference:
    """One way in which a line, or with no project the order, is not what it was."""

    project: str
    kind: ChangeKind
    before: str
    after: str


def differences(before: Sequence[Listed], after: Sequence[Listed]) -> Iterator[Difference]:
    """Every difference, in the order of the new list; then what was dropped; then the order of what stands on both."""
    old, new = ({item.project: item for item in items} for items in (before, after))
    for project, item in new.items():
        if project not in old:
            yield Difference(project, "added", "", item.title)
        else:
            yield from _changed(old[project], item)
    for project, item in old.items():
        if project not in new:
            yield Difference(project, "dropped", item.title, "")
    was, now = [name for name in old if name in new], [name for name in new if name in old]
    if was != now:
        yield Difference("", "order", "、".join(was), "、".join(now))


def _changed(old: Listed, new: Listed) -> Iterator[Difference]:
    sides: tuple[tuple[ChangeKind, str, str], ...] = (
        ("renamed", old.title, new.title),
        ("content", old.content, new.content),
        ("amount", _amount(old), _amount(new)),
        ("deadline", old.deadline, new.deadline),
    )
    for kind, before, after in sides:
        if before != after:
            yield Difference(new.project, kind, before, after)


def _amount(item: Listed) -> str:
    """The amount in figures and, where the paper has them, in its words."""
    figures = "" if item.amount_fen is None else say_amount(item.amount_fen)
    return f"{item.amount_text}（{figures}）" if item.amount_text and figures else item.amount_text or figures


def explained(
    before: Sequence[Listed], after: Sequence[Listed], reasons: Sequence[Explained]
) -> tuple[ListChange, ...]:
    """The differences, each with its reason; raises for one that has none, and for a reason without a difference."""
    found = {(each.project, each.kind): each for each in differences(before, after)}
    given = {(reason.project, reason.kind): reason for reason in reasons}
    refuse_all([*_reasons(found, reasons), *_unexplained([found[key] for key in found.keys() - given.keys()], after)])
    return tuple(
        ListChange(project=each.project, kind=each.kind, reason=given[key].reason, before=each.before, after=each.after)
        for key, each in found.items()
    )


def _reasons(found: dict[tuple[str, ChangeKind], Difference], reasons: Sequence[Explained]) -> Iterator[Refusal]:
    seen = set[tuple[str, ChangeKind]]()
    for place, reason in enumerate(reasons):
        key, at = (reason.project, reason.kind), f"/changes/{place}"
        named = f"{shown(reason.project)}{WORDS[reason.kind]}"
        if key in seen:
            yield NamedMoreThanOnce(f"“{named}”说明了两次。", pointer=at)
        elif key not in found:
            yield NothingChanged(f"与初定名单相比没有“{named}”这项变动。", pointer=at)
        seen.add(key)
        yield from (fault.at(at) for fault in prose(reason=reason.reason))


def _unexplained(open_: Sequence[Difference], after: Sequence[Listed]) -> Iterator[Refusal]:
    places = {item.project: place for place, item in enumerate(after)}
    for each in open_:
        at = places.get(each.project)
        sides = (
            f"由“{shown(each.before)}”改为“{shown(each.after)}”"
            if each.before and each.after
            else shown(each.before or each.after)
        )
        yield ChangeUnexplained(
            f"{each.project}{WORDS[each.kind]}（{sides}）没有说明理由。",
            pointer="/changes" if at is None else f"/items/{at}", project=each.project, kind=each.kind,
        )  # fmt: skip
