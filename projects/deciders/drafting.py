"""May a project be drafted 拟提, revised, or taken over 期初 from before the ledger?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.actors import two_people
from domain.calendar import say_day
from domain.congress.refusals import CongressMergedAway
from domain.ordinals import project_years
from domain.refusals import NotFound, OutOfOrder, refuse_all
from domain.texts import clean, filled, prose, prose_if_any, shown
from projects.commands.projects import (
    DraftProject,
    DraftProjectFrom,
    ReviseProject,
    ReviseProjectIn,
    TakeOverProject,
)
from projects.deciders.briefs import beyond_whole, beyond_year, unfit_amount, unfit_brief
from projects.deciders.checks import rules_of
from projects.deciders.standing import may_next, say
from projects.events.projects import ProjectDrafted, ProjectRevised, ProjectTakenOver
from projects.refusals.common import NamedMoreThanOnce
from projects.refusals.projects import OnFinalList, ProposalNotAdopted
from projects.states.projects import Drafted, NotChosen
from projects.states.proposals import Adopted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from domain.deciders import Command
    from domain.events import Envelope, Event
    from domain.profile import Profile
    from domain.refusals import Refusal
    from projects.commands.under import BegunUnder, Under
    from projects.events.values import Brief
    from projects.states.projects import Project
    from projects.states.proposals import Proposal

DRAFTING_COMMANDS: Final[tuple[type[Command], ...]] = (ReviseProject,)


def begin(command: BegunUnder, envelope: Envelope) -> ProjectDrafted | ProjectTakenOver:
    """The first event of a project."""
    if command.congress.merged_into:
        raise CongressMergedAway(
            f"{command.congress.name}已经撤并，不再登记新的项目。", into=command.congress.merged_into
        )
    return _take_over(command, envelope) if isinstance(command.asked, TakeOverProject) else _draft(command, envelope)


def _draft(command: BegunUnder, envelope: Envelope) -> ProjectDrafted:
    assert isinstance(command, DraftProjectFrom)
    asked, congress = command.asked, command.congress
    _, profile = rules_of(congress)
    refuse_all(project_years(asked.project_year))
    refuse_all(unfit_brief(asked.brief, congress))
    refuse_all([*beyond_whole(asked.brief), *beyond_year(asked.brief, asked.project_year, profile)])
    refuse_all(_unfit_proposals(asked, command.proposals, envelope))
    return ProjectDrafted(
        congress=asked.congress, code=congress.code, congress_name=congress.name, level=congress.level,
        project_year=asked.project_year, number=command.number, brief=asked.brief, proposals=asked.proposals,
    )  # fmt: skip


def _unfit_proposals(
    asked: DraftProject, proposals: Sequence[Proposal | None], envelope: Envelope
) -> Iterator[Refusal]:
    """A project is drafted from what was adopted 列入 by that day, and names each of it once."""
    for place, (number, proposal) in enumerate(zip(asked.proposals, proposals, strict=True)):
        pointer = f"/proposals/{place}"
        if number in asked.proposals[:place]:
            yield NamedMoreThanOnce(f"建议项目{number}出现了两次。", pointer=pointer)
        if proposal is None:
            yield NotFound(f"没有登记过编号为“{shown(number)}”的建议项目。", pointer=pointer)
        elif not isinstance(proposal.standing, Adopted):
            yield ProposalNotAdopted(f"建议项目{number}没有列入，不能据此拟提项目。", pointer=pointer)
        elif envelope.effective_on < proposal.since:
            yield OutOfOrder(
                f"拟提的日期（{say_day(envelope.effective_on)}）早于建议项目{number}列入（{say_day(proposal.since)}）。",
                pointer="/effective_on",
            )


def decide_drafting(state: Project, command: Under, envelope: Envelope) -> Sequence[Event]:
    """The event that the command makes on this project; raises a `Refusal`."""
    return [_revise(state, command, envelope)]


def _revise(state: Project, command: Under, envelope: Envelope) -> ProjectRevised:
    """修改拟提内容: only before it is chosen and while it stands on no final list."""
    assert isinstance(command, ReviseProjectIn)
    asked: ReviseProject = command.asked
    _, profile = rules_of(command.congress)
    may_next(state, envelope, "修改拟提内容", Drafted, NotChosen)
    unchosen_on = state.standing.on if isinstance(state.standing, NotChosen) else ""
    for cycle in command.cycles:
        if cycle.on_final_list(state.says, unchosen_on):
            raise OnFinalList(f"{say(state)}已列入{cycle.project_year}年度的正式候选项目名单，票决以前不能修改。")
    refuse_all([*prose(reason=asked.reason), *unfit_brief(asked.brief, command.congress)])
    years = (state.project_year, *(cycle.project_year for cycle in command.cycles))
    refuse_all([*beyond_whole(asked.brief), *_beyond_years(asked.brief, years, profile)])
    return ProjectRevised(brief=asked.brief, reason=asked.reason)


def _beyond_years(brief: Brief, years: Iterable[int], profile: Profile) -> Iterator[Refusal]:
    """A fault where the deadline suits none of the years in which the project may come onto a list."""
    found = [list(beyond_year(brief, year, profile)) for year in years]
    yield from found[0] if all(found) else ()


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
    yield from prose_if_any(notes=asked.notes)
    for name, day in (("selected_on", asked.selected_on), ("figures_on", asked.figures_on)):
        if day is None:
            continue
        if day.isoformat() > envelope.effective_on:
            yield OutOfOrder(
                f"{say_day(day)}晚于期初登记的日期（{say_day(envelope.effective_on)}）。", pointer=f"/{name}"
            )
    if asked.selected_on is not None and asked.figures_on is not None and asked.figures_on < asked.selected_on:
        yield OutOfOrder(
            f"数字截至{say_day(asked.figures_on)}，早于确定项目的日期（{say_day(asked.selected_on)}）。",
            pointer="/figures_on",
        )
    if asked.printed is not None:
        for name in ("allotted_fen", "received_fen", "paid_fen", "completed_fen"):
            yield from unfit_amount(getattr(asked.printed, name), f"/printed/{name}")
