"""What do the deputies go and see, what is found, and what becomes of it?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from domain.streams import finding_id, inspection_id
from projects.events import findings as f
from projects.events import inspections as i
from projects.events.findings import FindingSource
from projects.numbers import INSPECTION
from tests.seeds.desk import decided, later, moment
from tests.seeds.work import Project, Work

A_PROJECT: Final = 9
"""Findings for every project that is chosen: 4,965 opinions resolved and 558 projects in `ordos-2025`."""
SOURCES: Final[tuple[FindingSource, ...]] = (
    "deputy", "deputy", "hotline_12345", "hotline_12345", "public_survey", "audit", "budget_alert",
)  # fmt: skip
MATTERS: Final = (
    "排水没有接通",
    "围挡占用道路",
    "夜间施工扰民",
    "设备没有到位",
    "路面破损没有修复",
    "公示牌没有更新",
    "管护没有落实",
)
DEADLINE_DAYS: Final = 30
FIRST_DAY: Final = "03-05"
DAYS: Final = 250


@dataclass(frozen=True, slots=True)
class Visit:
    """An inspection that was held."""

    says: str
    day: str
    projects: tuple[Project, ...]


def watch(work: Work) -> None:
    """视察, 问题, 整改, 销号."""
    count = -(-work.seat.projects * 3 // 4)
    visits = [_visit(work, number, number * DAYS // (count + 1)) for number in range(1, count + 1)]
    found = sorted(work.chance.choices(range(DAYS), k=work.seat.projects * A_PROJECT))
    for number, day in enumerate(found, start=1):
        _finding(work, number, later(f"{work.year}-{FIRST_DAY}", day), visits)


def _visit(work: Work, number: int, day: int) -> Visit:
    desk, chance = work.desk, work.chance
    own = inspection_id(work.seat.congress, work.year, number)
    seen = tuple(chance.sample(work.chosen, min(len(work.chosen), chance.randint(1, 3))))
    on = later(f"{work.year}-{FIRST_DAY}", day)
    planned = i.InspectionPlanned(
        **work.seat.home, year=work.year, number=number, kind="inspection", title=f"第{number}次视察", planned_on=on,
        projects=tuple(project.says for project in seen), group=f"监督{seen[0].number:02}",
    )  # fmt: skip
    people = tuple(chance.sample(work.people, chance.randint(4, 9)))
    held = i.InspectionHeld(
        count=len(people) + 2, summary="看了现场，听取承办单位汇报，总体进展顺利，个别环节需要加快。", participants=people,
        places=tuple(project.brief.places[0].name for project in seen[:1]), projects=tuple(project.says for project in seen),
    )  # fmt: skip
    desk(moment(later(on, -7), 60), own, planned)
    desk(moment(on, 400), own, held)
    if number % 2:
        advice = i.InspectionOpinionsHandedOver(
            to="政府办公室", opinions=("加快进度，倒排工期。", "做好群众解释工作。")
        )
        desk(moment(on, 450), own, advice)
    return Visit(INSPECTION.say(work.year, number), on, seen)


def _finding(work: Work, number: int, day: str, visits: list[Visit]) -> None:
    """Recorded on its day, or after the visit at which it was seen; numbered in the order of recording."""
    chance = work.chance
    visit = chance.choice(visits) if chance.random() < 0.25 else None
    seen = visit if visit is not None and later(visit.day, 1) <= day <= later(visit.day, 30) else None
    project = chance.choice(seen.projects if seen else work.chosen)
    source: FindingSource = "inspection" if seen else chance.choice(SOURCES)
    recorded = f.FindingRecorded(
        **work.seat.home, year=work.year, number=number, found_on=seen.day if seen else day, projects=(project.says,), source=source,
        matter=f"{project.brief.places[0].name}{chance.choice(MATTERS)}，需要尽快处理。", place=project.brief.places[0].name,
        raised_by=chance.choice(work.people) if source in {"deputy", "inspection"} else "", inspection=seen.says if seen else "",
    )  # fmt: skip
    own = finding_id(work.seat.congress, work.year, number)
    work.desk(moment(day, 60 + number), own, recorded)
    assigned = f.FindingAssigned(
        unit=project.brief.unit,
        unit_name=work.seat.units[project.brief.unit],
        due_on=later(day, DEADLINE_DAYS),
        document="整改交办单",
    )
    work.desk(moment(day, 300 + number), own, assigned)
    _rectify(work, own, day)


def _rectify(work: Work, own: UUID, day: str) -> None:
    """Answered in time by most, pressed or put on the body's own list by few, sent back by some, closed but for one in thirty."""
    desk, chance = work.desk, work.chance
    drawn, answered = chance.random(), later(day, chance.randint(5, 28))
    if drawn < 0.12:
        pressed_on = later(day, DEADLINE_DAYS + 3)
        pressed = f.FindingPressed(
            reason="期限已过没有答复。", due_on=later(pressed_on, DEADLINE_DAYS), document="督办单"
        )
        desk(moment(pressed_on, 200), own, pressed)
        answered = later(pressed_on, 9)
    if drawn < 0.03:
        escalated = f.FindingEscalated(reason="督办以后仍没有答复。", due_on=later(answered, DEADLINE_DAYS))
        desk(moment(answered, 200), own, escalated, by=decided(work.seat.supervising))
        answered = later(answered, 11)
    if drawn > 0.97:
        return
    answer = f.FindingAnswered(measures="立行立改，专人负责。", result="已经整改到位，附照片。")
    desk(moment(answered, 210), own, answer, role="unit")
    if 0.3 < drawn < 0.45:
        returned = f.AnswerReturned(reason="现场仍有缺口，请补齐。", due_on=later(answered, 15))
        desk(moment(later(answered, 3), 220), own, returned, two=True)
        answered = later(answered, 12)
        desk(moment(answered, 210), own, answer, role="unit")
    desk(moment(later(answered, 4), 230), own, f.AnswerAccepted(checked="现场核实，已经解决。"), two=True)
    desk(moment(later(answered, 5), 240), own, f.FindingClosed(conclusion="整改到位，销号。"))
    if drawn > 0.95:
        again_on = later(answered, 20)
        reopened = f.FindingReopened(reason="同一处又出现。", due_on=later(again_on, DEADLINE_DAYS))
        desk(moment(again_on, 250), own, reopened)
