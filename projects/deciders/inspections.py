"""What may happen next to one inspection 视察调研, and what is refused?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

from domain.actors import not_before
from domain.calendar import say_day
from domain.deciders import Command, Decider
from domain.refusals import AlreadyExists, NotFound, OutOfOrder, Refusal, refuse_all
from domain.texts import clean, filled, prose, said
from projects.commands import inspections as c
from projects.commands.under import Under
from projects.deciders.checks import each_once
from projects.deciders.supervising import deadlines, known_projects, papers, reference, standing
from projects.events import inspections as i
from projects.refusals.common import AlreadyRecorded, ListEmpty, NotNow
from projects.refusals.inspections import HeadsImpossible, HeldBeforePlanned
from projects.states.inspections import CalledOff, Held, Inspection, Planned, evolve

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from domain.events import Envelope, Event
    from projects.states.inspections import Stage

S = TypeVar("S")
MOST_HEADS: Final = 10_000

WORDS: dict[type[Stage], str] = {Planned: "还没有进行", Held: "已经进行", CalledOff: "已经取消"}


def decide(state: Inspection | None, command: Command, envelope: Envelope) -> Sequence[Event]:
    """The events that `command` makes on this inspection; raises a `Refusal`."""
    if isinstance(command, c.PlanInspectionUnder):
        if state is not None:
            raise AlreadyExists(f"视察{state.says}已经登记过了。")
        return [_planned(command, envelope)]
    if state is None:
        raise NotFound("没有找到这次视察。")
    if isinstance(command, c.HoldInspectionUnder):
        return [_held(state, command, envelope)]
    assert isinstance(command, Under)
    match command.asked:
        case c.HandOverInspectionOpinions() as asked:
            return [_handed_over(state, asked, envelope)]
        case c.CallOffInspection(reason=reason):
            stage = _at(state, "取消视察", Planned)
            not_before(envelope, "取消视察", "视察安排", stage.on)
            refuse_all(prose(reason=reason))
            return [i.InspectionCalledOff(reason=reason)]
        case asked:
            raise AssertionError(f"not a command of an inspection: {asked!r}")


def _planned(command: c.PlanInspectionUnder, envelope: Envelope) -> i.InspectionPlanned:
    asked, congress = command.asked, command.congress
    standing(congress, "视察")
    faults: list[Refusal] = [
        *filled(title=asked.title),
        *clean(group=asked.group),
        *known_projects(asked.projects, command.known),
    ]
    if asked.planned_on.isoformat() < envelope.effective_on:
        on, day = say_day(envelope.effective_on), say_day(asked.planned_on)
        faults.append(OutOfOrder(f"{on}不能安排{day}的视察；补录的，请写明当时安排的日期。", pointer="/planned_on"))
    refuse_all(faults)
    return i.InspectionPlanned(
        congress=asked.congress, code=congress.code, congress_name=congress.name, level=congress.level,
        year=asked.planned_on.year, number=command.number, kind=asked.kind, title=asked.title,
        planned_on=asked.planned_on.isoformat(), projects=asked.projects, group=asked.group,
    )  # fmt: skip


def _held(state: Inspection, command: c.HoldInspectionUnder, envelope: Envelope) -> i.InspectionHeld:
    asked = command.asked
    stage = _at(state, "登记视察进行", Planned)
    not_before(envelope, "视察进行", "视察安排", stage.on)
    faults: list[Refusal] = [
        *_heads(asked),
        *prose(summary=asked.summary),
        *known_projects(asked.projects, command.known),
        *papers(document=asked.document),
        *(fault.at("/places") for n, place in enumerate(asked.places) for fault in filled(**{str(n): place})),
    ]
    if envelope.effective_on < stage.planned_on and not envelope.basis:
        on, planned = say_day(envelope.effective_on), say_day(stage.planned_on)
        faults.append(
            HeldBeforePlanned(
                f"视察{state.says}安排在{planned}，登记为{on}进行；确实提前的，请在依据中写明通知。", pointer="/basis"
            )
        )
    if not (asked.projects or state.projects):
        faults.append(ListEmpty("请写明看了哪些项目。", pointer="/projects"))
    refuse_all(faults)
    return i.InspectionHeld(
        count=asked.count, summary=asked.summary, participants=asked.participants, places=asked.places,
        projects=asked.projects or state.projects, document=asked.document,
    )  # fmt: skip


def _heads(asked: c.HoldInspection) -> Iterator[Refusal]:
    named = len(asked.participants)
    if not 1 <= asked.count <= MOST_HEADS:
        yield HeadsImpossible(f"参加人数应在1至{MOST_HEADS}之间，现为{said(asked.count)}。", pointer="/count")
    elif asked.count < named:
        yield HeadsImpossible(
            f"参加{asked.count}人，少于写明的{named}人。", pointer="/count", count=asked.count, named=named
        )
    if asked.participants:
        yield from each_once(asked.participants, "/participants", "参加人员")
        for place, person in enumerate(asked.participants):
            yield from reference(person, f"/participants/{place}")


def _handed_over(
    state: Inspection, asked: c.HandOverInspectionOpinions, envelope: Envelope
) -> i.InspectionOpinionsHandedOver:
    stage = _at(state, "转交视察意见", Held)
    not_before(envelope, "视察意见转交", "视察进行", stage.on)
    faults: list[Refusal] = [
        *filled(to=asked.to),
        *each_once(asked.opinions, "/opinions", "意见"),
        *(fault.at("/opinions") for n, text in enumerate(asked.opinions) for fault in prose(**{str(n): text})),
        *deadlines(envelope, reply_due_on=asked.reply_due_on),
        *papers(document=asked.document),
    ]
    if asked.to in stage.handed_to:
        faults.append(AlreadyRecorded(f"视察{state.says}的意见已经转交{asked.to}。", pointer="/to"))
    refuse_all(faults)
    return i.InspectionOpinionsHandedOver(
        to=asked.to, opinions=asked.opinions, document=asked.document,
        reply_due_on=asked.reply_due_on.isoformat() if asked.reply_due_on else "",
    )  # fmt: skip


def _at(state: Inspection, act: str, stage: type[S]) -> S:
    """The stage, where it is the one on which the act follows; raises `NotNow`."""
    if not isinstance(state.stage, stage):
        raise NotNow(f"视察{state.says}{WORDS[type(state.stage)]}，不能{act}。")
    return state.stage


INSPECTION: Decider[Inspection | None] = Decider("Inspection", None, decide, evolve)
