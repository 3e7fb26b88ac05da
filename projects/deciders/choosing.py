"""May a project be selected, not selected, or listed 报告制?

Nobody asks for these: they follow from the announcement of a round and from the government's list.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.ordinals import numbered
from domain.refusals import refuse_all
from domain.texts import clean, filled
from projects.commands.projects import ListProject, RejectProject, SelectProject
from projects.deciders.briefs import unfit_amount
from projects.deciders.checks import rules_of
from projects.deciders.standing import may_next, say
from projects.events.projects import ProjectListed, ProjectNotSelected, ProjectSelected
from projects.refusals.projects import AlreadyChosen, NotListedHere
from projects.states.projects import Chosen, Drafted, NotChosen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.deciders import Command
    from domain.events import Envelope, Event
    from projects.commands.under import Under
    from projects.states.projects import Project

CHOOSING_COMMANDS: Final[tuple[type[Command], ...]] = (SelectProject, RejectProject, ListProject)


def decide_choosing(state: Project, command: Under, envelope: Envelope) -> Sequence[Event]:
    """The event that the choice makes on this project; raises a `Refusal`."""
    match command.asked:
        case SelectProject() as asked:
            return [_select(state, asked, envelope)]
        case RejectProject() as asked:
            return [_reject(state, asked, envelope)]
        case asked:
            assert isinstance(asked, ListProject)
            return [_list(state, asked, command, envelope)]


def _select(state: Project, asked: SelectProject, envelope: Envelope) -> ProjectSelected:
    _open(state, envelope, "确定")
    refuse_all(
        [
            *filled(round=asked.round, announcement=asked.announcement),
            *clean(amount_text=asked.amount_text, deadline=asked.deadline),
            *numbered(batch=asked.batch),
            *unfit_amount(asked.amount_fen, "/amount_fen"),
        ]
    )
    return ProjectSelected(
        origin=asked.origin, round=asked.round, announcement=asked.announcement, batch=asked.batch,
        amount_fen=asked.amount_fen, amount_text=asked.amount_text, deadline=asked.deadline,
        project_year=_other_year(state, asked),
    )  # fmt: skip


def _reject(state: Project, asked: RejectProject, envelope: Envelope) -> ProjectNotSelected:
    """未获确定; also for one that the same round had chosen, where the round was put right before it was assigned."""
    refuse_all([*filled(round=asked.round, announcement=asked.announcement), *numbered(batch=asked.batch)])
    if isinstance(state.standing, Chosen) and state.chosen_in == asked.round:
        may_next(state, envelope, "改为未获确定", Chosen)
    else:
        _open(state, envelope, "登记为未获确定")
    return ProjectNotSelected(round=asked.round, announcement=asked.announcement, batch=asked.batch)


def _list(state: Project, asked: ListProject, command: Under, envelope: Envelope) -> ProjectListed:
    _, profile = rules_of(command.congress)
    if profile.decision_mode != "report_only":
        raise NotListedHere(f"{command.congress.name}的项目由票决或者票选确定，不由政府直接列入。")
    _open(state, envelope, "列入")
    refuse_all(
        [
            *filled(document=asked.document),
            *clean(amount_text=asked.amount_text, deadline=asked.deadline),
            *numbered(batch=asked.batch),
            *unfit_amount(asked.amount_fen, "/amount_fen"),
        ]
    )
    return ProjectListed(
        batch=asked.batch, document=asked.document, amount_fen=asked.amount_fen,
        amount_text=asked.amount_text, deadline=asked.deadline, project_year=_other_year(state, asked),
    )  # fmt: skip


def _other_year(state: Project, asked: SelectProject | ListProject) -> int:
    """The year of the list, where it is not the one of the project's number: what was not chosen once may be in a later year."""
    return 0 if asked.project_year == state.project_year else asked.project_year


def _open(state: Project, envelope: Envelope, act: str) -> None:
    """Only what is drafted or was not chosen can be chosen: nothing is selected twice."""
    if state.origin is not None:
        raise AlreadyChosen(f"{say(state)}已经确定过了，不能再{act}。")
    may_next(state, envelope, act, Drafted, NotChosen)
