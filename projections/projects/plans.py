"""How do annual plans and plans with milestones change a project's rows?"""

from __future__ import annotations

from typing import Any, Final

from domain.events import Event, Recorded
from projections.deeds import deed
from projections.model import Fold, Row, Rows, plain
from projections.projects.parts import PLANS, part_of, set_part
from projects.events import projects as p


def _annual(rows: Rows, recorded: Recorded, event: p.AnnualPlanSet) -> None:
    """By year, in order: the first is the original one, the last the one that holds."""
    before = part_of(rows, recorded, PLANS).get("annual", {})
    year = str(event.year)
    set_part(rows, recorded, PLANS, annual={**before, year: [*before.get(year, ()), deed(recorded, event)]})


def _filed(rows: Rows, recorded: Recorded, event: p.PlanFiled) -> None:
    """A later plan takes the earlier one's place; what was said of a milestone that stands in both goes on."""
    plans = part_of(rows, recorded, PLANS).get("filed", [])
    known = {(each["id"], each["name"]): each for each in (plans[-1]["milestones"] if plans else ())}
    fresh = [{**plain(each), "met": None, "missed": []} for each in event.milestones]
    milestones = [_goes_on(each, known.get((each["id"], each["name"]))) for each in fresh]
    filed = {**deed(recorded, event, "milestones"), "milestones": milestones}
    set_part(rows, recorded, PLANS, filed=[*plans, filed])


def _goes_on(fresh: Row, before: Row | None) -> dict[str, Any]:
    kept = {} if before is None else {name: before[name] for name in ("met", "missed")}
    return {**fresh, **kept}


def _met(rows: Rows, recorded: Recorded, event: p.MilestoneMet) -> None:
    said = deed(recorded, event, "milestone")
    _at_milestone(rows, recorded, event.milestone, lambda each: {**each, "met": said})


def _missed(rows: Rows, recorded: Recorded, event: p.MilestoneMissed) -> None:
    said = deed(recorded, event, "milestone")
    _at_milestone(rows, recorded, event.milestone, lambda each: {**each, "missed": [*each["missed"], said]})


def _at_milestone(rows: Rows, recorded: Recorded, milestone: str, change: Any) -> None:
    """Change a milestone of the plan that holds; nothing where there is none."""
    plans = part_of(rows, recorded, PLANS).get("filed", [])
    if not plans:
        return
    *earlier, last = plans
    milestones = [change(each) if each["id"] == milestone else each for each in last["milestones"]]
    set_part(rows, recorded, PLANS, filed=[*earlier, {**last, "milestones": milestones}])


FOLDS: Final[dict[type[Event], Fold]] = {
    p.AnnualPlanSet: _annual,
    p.PlanFiled: _filed,
    p.MilestoneMet: _met,
    p.MilestoneMissed: _missed,
}
