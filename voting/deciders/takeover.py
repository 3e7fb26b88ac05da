"""What is kept of a past ballot that a named document reports?"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from domain.actors import two_people
from domain.calendar import day_of, say_day
from domain.ordinals import numbered, project_years
from domain.refusals import OutOfOrder, refuse_all
from domain.texts import filled
from voting.deciders.checks import countable
from voting.events.rounds import RoundTakenOver
from voting.refusals.figures import CandidateMissing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.events import Envelope
    from domain.refusals import Refusal
    from voting.commands.rounds import TakeOverRound, TakeOverRoundOf
    from voting.events.rounds import PrintedItem

FIGURES = ("due", "present", "issued", "collected", "valid", "invalid", "seats")
VOTES = ("votes_for", "votes_against", "votes_abstain")


def take_over(command: TakeOverRoundOf, envelope: Envelope) -> RoundTakenOver:
    """Figures as printed, contradictions and all; unknown ones stay null. Our rules decide nothing about it."""
    two_people(envelope, "补录往年票决")
    asked, congress = command.asked, command.congress
    faults: list[Refusal] = [
        *filled(document=asked.document, meeting_title=asked.meeting_title),
        *project_years(asked.project_year),
        *numbered(batch=asked.batch, number=asked.number),
        *_printed(asked, FIGURES),
    ]
    if not asked.items:
        faults.append(CandidateMissing("请至少写明一个项目。", pointer="/items"))
    for number, item in enumerate(asked.items):
        wrong = [*filled(title=item.title), *_printed(item, VOTES)]
        faults.extend(fault.at(f"/items/{number}") for fault in wrong)
    held_on = "" if asked.held_on is None else asked.held_on.isoformat()
    if held_on > day_of(envelope.at).isoformat():
        faults.append(OutOfOrder(f"会议日期{say_day(held_on)}在将来，不是往年票决。", pointer="/held_on"))
    refuse_all(faults)
    return RoundTakenOver(
        congress=asked.congress, code=congress.code, congress_name=congress.name,
        level=congress.level, project_year=asked.project_year, batch=asked.batch, number=asked.number,
        meeting_title=asked.meeting_title,
        document=asked.document, items=tuple(_placed(asked)), held_on=held_on,
        due=asked.due, present=asked.present, issued=asked.issued, collected=asked.collected,
        valid=asked.valid, invalid=asked.invalid, seats=asked.seats, notes=asked.notes,
    )  # fmt: skip


def _placed(asked: TakeOverRound) -> Iterator[PrintedItem]:
    """Every line under its place on the paper, where it has no number of its own, so that a project can point at it."""
    for place, item in enumerate(asked.items, start=1):
        yield replace(item, id=item.id or str(place))


def _printed(paper: TakeOverRound | PrintedItem, names: tuple[str, ...]) -> Iterator[Refusal]:
    """Figures that contradict one another stay as printed; a number below nought is no paper's but a typing error."""
    for name in names:
        number = getattr(paper, name)
        if number is not None:
            yield from countable(number, f"/{name}")
