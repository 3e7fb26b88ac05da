"""May the brief of a project be changed to this one, and what of it is a major change 重大调整?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.actors import BODIES
from domain.calendar import say_day
from domain.money import say_amount
from domain.profile import body_for
from domain.refusals import refuse_all
from domain.texts import shown
from projects.deciders.briefs import beyond_whole, unfit_brief
from projects.events.values import Target
from projects.refusals.adjustments import BriefUnchanged, MajorChangeMerelyFiled, NumbersNotKept, UnitNotAdjusted
from projects.refusals.projects import DeadlineBeforeYear, IdsNotInOrder
from projects.states.changes import NOTHING, changes, measured, promised, say_goal
from projects.thresholds import Limits, crossed, crossings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from domain.congress.state import Congress
    from domain.profile import Profile
    from domain.refusals import Refusal
    from projects.events.adjustments import Changed
    from projects.events.values import Brief, SubItem
    from projects.states.projects import Project
    from projects.thresholds import Crossing, Measured, Rule

POINTERS: Final[dict[Rule, str]] = {
    "investment_pct": "/brief/total_fen",
    "deadline_days": "/brief/deadline_on",
    "content_or_site": "/brief/content",
    "targets_pct": "/brief/targets",
}


def changed(state: Project, brief: Brief, congress: Congress) -> tuple[Changed, ...]:
    """What `brief` changes of the one that stands; raises for what no adjustment may do, and where it changes nothing."""
    refuse_all(_new_faults(state.brief, brief, congress))
    refuse_all([*_units(state.brief, brief), *_numbers(state, brief), *_too_early(state, brief)])
    found = changes(state.brief, brief)
    if not found:
        raise BriefUnchanged("调整后的内容与现行内容完全相同。", pointer="/brief")
    return found


def rules_crossed(state: Project, brief: Brief, profile: Profile) -> tuple[Rule, ...]:
    """The thresholds of the rules that the change to `brief` is beyond."""
    assert state.promise is not None, "what was never promised is revised, not adjusted"
    return crossed(promised(state.promise), measured(state.brief), measured(brief), limits_of(profile))


def merely_filed(state: Project, brief: Brief, profile: Profile) -> Iterator[Refusal]:
    """A fault for everything in a filed brief that is a major change, with the body that has to decide it."""
    assert state.promise is not None, "what was never promised is revised, not adjusted"
    limits = limits_of(profile)
    sides = promised(state.promise), measured(state.brief), measured(brief)
    decides = "、".join(BODIES[body] for body in body_for(profile, "adjustment_decided"))
    seen = set[tuple[str, str]]()
    for crossing in crossings(*sides, limits):
        if (crossing.rule, crossing.goal) not in seen:
            seen.add((crossing.rule, crossing.goal))
            yield MajorChangeMerelyFiled(
                f"{_said(crossing, *sides, limits)}，属于重大调整，须由政府提请{decides}决定。",
                pointer=POINTERS[crossing.rule], rule=crossing.rule,
            )  # fmt: skip


def limits_of(profile: Profile) -> Limits:
    """The thresholds of a profile."""
    major = profile.implementation.major_change
    return Limits(
        investment_pct=major.investment_pct, deadline_days=major.deadline_days,
        content_or_site=major.content_or_site, targets_pct=major.targets_pct,
    )  # fmt: skip


def _new_faults(standing: Brief, brief: Brief, congress: Congress) -> Iterator[Refusal]:
    """What could not stand, unless it stands already: an adjustment need not put right what a paper printed long ago."""
    known = {fault.detail for fault in (*unfit_brief(standing, congress), *beyond_whole(standing))}
    found = [fault for fault in unfit_brief(brief, congress) if not isinstance(fault, IdsNotInOrder)]
    unfit = [fault for fault in found if fault.detail not in known]
    yield from unfit
    if not unfit:
        yield from (fault for fault in beyond_whole(brief) if fault.detail not in known)


def _units(standing: Brief, brief: Brief) -> Iterator[Refusal]:
    """政府实施: who does it is 交办 (events.md, "Bodies and people"); a new sub-item may come with its unit."""
    kept = {item.id: item.unit for item in standing.sub_items}
    sides = {
        "/brief/unit": (standing.unit, brief.unit),
        "/brief/cooperating": (standing.cooperating, brief.cooperating),
        **{
            f"/brief/sub_items/{place}/unit": (kept[item.id], item.unit)
            for place, item in enumerate(brief.sub_items)
            if item.id in kept
        },
    }
    for pointer, (before, after) in sides.items():
        if before != after:
            yield UnitNotAdjusted("承办单位由政府交办，调整时应照现行内容填写。", pointer=pointer)


def _numbers(state: Project, brief: Brief) -> Iterator[Refusal]:
    """Reports count by these numbers, so one that is dropped leaves a gap and a new one goes to the end."""
    before, promise = state.brief, state.promise.brief if state.promise is not None else state.brief
    yield from _kept(before.targets, promise.targets, brief.targets, "/brief/targets")
    yield from _kept(before.sub_items, promise.sub_items, brief.sub_items, "/brief/sub_items")
    old, once = ({item.id: item.targets for item in side.sub_items} for side in (before, promise))
    for place, item in enumerate(brief.sub_items):
        targets = old.get(item.id, ()), once.get(item.id, ())
        yield from _kept(*targets, item.targets, f"/brief/sub_items/{place}/targets")


def _kept(
    before: Sequence[Target | SubItem],
    once: Sequence[Target | SubItem],
    after: Sequence[Target | SubItem],
    pointer: str,
) -> Iterator[Refusal]:
    standing, gone = {item.id for item in before}, {item.id: _name(item) for item in once}
    last = max((int(name) for name in {*standing, *gone}), default=0)
    for place, item in enumerate(after):
        back = item.id in standing or gone.get(item.id) == _name(item)
        if not back and item.id != str(last + 1):
            yield NumbersNotKept(
                f"保留的照原编号写，取消的空出编号，新增的接着编为{last + 1}，现为“{shown(item.id)}”。",
                pointer=f"{pointer}/{place}/id",
            )
        elif item.id in [other.id for other in after[:place]]:
            yield NumbersNotKept(f"编号{shown(item.id)}出现了两次。", pointer=f"{pointer}/{place}/id")
        last += not back


def _name(item: Target | SubItem) -> str:
    return item.name if isinstance(item, Target) else item.title


def _too_early(state: Project, brief: Brief) -> Iterator[Refusal]:
    if brief.deadline_on != state.brief.deadline_on and "" < brief.deadline_on < f"{state.project_year}-01-01":
        yield DeadlineBeforeYear(
            f"完成时限{say_day(brief.deadline_on)}早于{state.project_year}年度的第一天。", pointer="/brief/deadline_on"
        )


def _said(crossing: Crossing, promise: Measured, standing: Measured, new: Measured, limits: Limits) -> str:
    """What is beyond a threshold, with both sides and the threshold."""
    against, base = ("承诺", promise) if crossing.against == "promise" else ("现行内容", standing)
    match crossing.rule:
        case "investment_pct":
            sides = f"总投资与{against}相比由{_amount(base.amount_fen)}改为{_amount(new.amount_fen)}"
            return f"{sides}，变动超过{limits.investment_pct}%"
        case "deadline_days":
            sides = f"完成时限与{against}相比由{_day(base.deadline)}改为{_day(new.deadline)}"
            return f"{sides}，推迟超过{limits.deadline_days}天"
        case "content_or_site":
            return "改变了项目内容或者实施地点"
        case "targets_pct":
            before, after = (say_goal(side.goals.get(crossing.goal)) for side in (base, new))
            return f"目标任务与{against}相比由“{before}”改为“{after}”，减少超过{limits.targets_pct}%或者换了指标"


def _amount(fen: int | None) -> str:
    return NOTHING if fen is None else say_amount(fen)


def _day(deadline: date | str) -> str:
    return (deadline or NOTHING) if isinstance(deadline, str) else say_day(deadline)
