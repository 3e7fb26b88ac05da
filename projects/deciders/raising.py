"""When may a finding 问题 be recorded?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.calendar import say_day
from domain.refusals import NotFound, OutOfOrder, Refusal, refuse_all
from domain.texts import clean, prose
from projects.deciders.supervising import known_projects, papers, reference, standing
from projects.events.findings import FindingRecorded
from projects.refusals.common import ListEmpty
from projects.refusals.findings import InspectionNotHeld, NotWhoRaisedIt
from projects.states.inspections import Held

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.events import Envelope
    from projects.commands.findings import RecordFindingUnder


def raised(command: RecordFindingUnder, envelope: Envelope) -> FindingRecorded:
    """A finding about projects that there are, in the name of nobody or of who raised it, from an inspection that was held."""
    asked, congress = command.asked, command.congress
    standing(congress, "问题")
    faults: list[Refusal] = [
        *known_projects(asked.projects, command.known),
        *prose(matter=asked.matter),
        *clean(place=asked.place),
        *(reference(asked.raised_by, "/raised_by") if asked.raised_by else ()),
        *papers(asked.documents),
        *_origin(command, envelope),
    ]
    if not asked.projects:
        faults.append(ListEmpty("请写明是哪个项目的问题。", pointer="/projects"))
    refuse_all(faults)
    return FindingRecorded(
        congress=asked.congress, code=congress.code, congress_name=congress.name, level=congress.level,
        year=asked.found_on.year, number=command.number, found_on=asked.found_on.isoformat(), projects=asked.projects,
        source=asked.source, matter=asked.matter, place=asked.place, raised_by=asked.raised_by,
        inspection=asked.inspection, documents=asked.documents,
    )  # fmt: skip


def _origin(command: RecordFindingUnder, envelope: Envelope) -> Iterator[Refusal]:
    """Nobody raises in another's name, nothing is recorded before it was found, and nothing was seen where nobody went."""
    asked, on = command.asked, command.asked.found_on.isoformat()
    if envelope.by.role == "deputy" and asked.raised_by != envelope.by.ref:
        yield NotWhoRaisedIt("代表登记的问题，提出人须是本人，请写本人的人员编号。", pointer="/raised_by")
    if on > envelope.effective_on:
        yield OutOfOrder(
            f"发现日期{say_day(asked.found_on)}晚于登记日期{say_day(envelope.effective_on)}。", pointer="/found_on"
        )
    if not asked.inspection:
        return
    inspection = command.seen_at
    if inspection is None:
        yield NotFound("没有找到这次视察，应写成2024视-003这样的编号。", pointer="/inspection")
    elif not isinstance(inspection.stage, Held):
        yield InspectionNotHeld(f"视察{inspection.says}没有进行，不能作为问题来源。", pointer="/inspection")
    elif on < inspection.stage.on:
        held = say_day(inspection.stage.on)
        yield InspectionNotHeld(
            f"问题{say_day(asked.found_on)}发现，视察{inspection.says}{held}才进行。", pointer="/found_on"
        )
