"""May a project be drafted 拟提, revised, or taken over 期初 from before the ledger?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.actors import not_before, two_people
from domain.calendar import say_day
from domain.ordinals import project_years
from domain.refusals import OutOfOrder, refuse_all
from domain.texts import clean, filled, prose
from projects.commands.projects import DraftProject, ReviseProject, TakeOverProject
from projects.deciders.briefs import beyond_whole, beyond_year, unfit_amount, unfit_brief
from projects.deciders.checks import rules_of
from projects.deciders.standing import must_stand
from projects.events.projects import ProjectDrafted, ProjectRevised, ProjectTakenOver
from projects.states.projects import Drafted, NotChosen

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from domain.deciders import Command
    from domain.events import Envelope, Event
    from domain.refusals import Refusal
    from projects.commands.under import BegunUnder, Under
    from projects.states.projects import Project

DRAFTING_COMMANDS: Final[tuple[type[Command], ...]] = (ReviseProject,)


def begin(command: BegunUnder, envelope: Envelope) -> ProjectDrafted | ProjectTakenOver:
    """The first event of a project."""
    return _take_over(command, envelope) if isinstance(command.asked, TakeOverProject) else _draft(command)


def _draft(command: BegunUnder) -> ProjectDrafted:
    asked, congress = command.asked, command.congress
    assert isinstance(asked, DraftProject)
    _, profile = rules_of(congress)
    refuse_all(project_years(asked.project_year))
    refuse_all(unfit_brief(asked.brief, congress))
    refuse_all([*beyond_whole(asked.brief), *beyond_year(asked.brief, asked.project_year, profile)])
    return ProjectDrafted(
        congress=asked.congress, code=congress.code, congress_name=congress.name, level=congress.level,
        project_year=asked.project_year, number=command.number, brief=asked.brief, proposals=asked.proposals,
    )  # fmt: skip


def decide_drafting(state: Project, command: Under, envelope: Envelope) -> Sequence[Event]:
    """The event that the command makes on this project; raises a `Refusal`."""
    return [_revise(state, command, envelope)]


def _revise(state: Project, command: Under, envelope: Envelope) -> ProjectRevised:
    """修改拟提内容: only before it is chosen and while it stands on no final list."""
    asked: ReviseProject = command.asked
    _, profile = rules_of(command.congress)
    must_stand(state, envelope, "修改拟提内容", Drafted, NotChosen)
    not_before(envelope, "修改拟提内容", "上一次修改", state.brief_on)
    refuse_all([*prose(reason=asked.reason), *unfit_brief(asked.brief, command.congress)])
    refuse_all([*beyond_whole(asked.brief), *beyond_year(asked.brief, state.project_year, profile)])
    return ProjectRevised(brief=asked.brief, reason=asked.reason)


def _take_over(command: BegunUnder, envelope: Envelope) -> ProjectTakenOver:
    """What a named document says, as printed: what does not add up there is kept, not put right."""
    asked, congress = command.asked, command.congress
    assert isinstance(asked, TakeOverProject)
    rules_of(congress)
    two_people(envelope, "期初登记")
    refuse_all(
        [*project_years(asked.project_year), *_unfit_papers(asked, envelope), *unfit_brief(asked.brief, congress)]
    )
    return ProjectTakenOver(
        congress=asked.congress, code=congress.code, congress_name=congress.name, level=congress.level,
        project_year=asked.project_year, number=command.number, brief=asked.brief, document=asked.document,
        standing=asked.standing, selected_on=str(asked.selected_on or ""), selected_how=asked.selected_how,
        printed=asked.printed, figures_on=str(asked.figures_on or ""), past_round=asked.past_round, notes=asked.notes,
    )  # fmt: skip


def _unfit_papers(asked: TakeOverProject, envelope: Envelope) -> Iterator[Refusal]:
    yield from filled(document=asked.document)
    yield from clean(selected_how=asked.selected_how, past_round=asked.past_round)
    if asked.notes:
        yield from prose(notes=asked.notes)
    for name, day in (("selected_on", asked.selected_on), ("figures_on", asked.figures_on)):
        if day is not None and day.isoformat() > envelope.effective_on:
            yield OutOfOrder(
                f"{say_day(day)}晚于期初登记的日期（{say_day(envelope.effective_on)}）。", pointer=f"/{name}"
            )
    if asked.printed is not None:
        for name in ("allotted_fen", "received_fen", "paid_fen", "completed_fen"):
            yield from unfit_amount(getattr(asked.printed, name), f"/printed/{name}")
