"""May a project go on in the next year 结转续建, and may it be linked to another one?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.refusals import NotFound, Refusal, refuse_all
from domain.texts import clean, filled, prose, prose_if_any, said, shown
from projects.commands.projects import CarryOverProject, LinkProject, LinkProjectTo
from projects.deciders.briefs import DIVISION
from projects.deciders.standing import WORDS, may_next, say
from projects.events.projects import ProjectCarriedOver, ProjectLinked
from projects.refusals.common import AlreadyRecorded
from projects.refusals.projects import CodeForm, LinkToItself, NothingToCarryOver, NothingToReplace, NotTheNextYear
from projects.states.projects import Chosen, Completed, NotChosen, Running, Terminated

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from domain.deciders import Command
    from domain.events import Envelope, Event
    from projects.commands.under import Under
    from projects.states.projects import Project

GOING_ON_COMMANDS: Final[tuple[type[Command], ...]] = (CarryOverProject, LinkProject)


def decide_going_on(state: Project, command: Under, envelope: Envelope) -> Sequence[Event]:
    """The event that the command makes on this project; raises a `Refusal`."""
    match command.asked:
        case CarryOverProject() as asked:
            return [_carry_over(state, asked, envelope)]
        case asked:
            assert isinstance(asked, LinkProject)
            return [_link(state, asked, command)]


def _carry_over(state: Project, asked: CarryOverProject, envelope: Envelope) -> ProjectCarriedOver:
    """结转续建 needs no new ballot, but it needs a promise that runs on: nothing moves up by itself."""
    may_next(state, envelope, "结转续建", Chosen, Running, Completed)
    last = state.years[-1]
    faults: list[Refusal] = [*prose(reached=asked.reached), *prose_if_any(reason=asked.reason)]
    if asked.to_year != last + 1:
        faults.append(
            NotTheNextYear(
                f"{say(state)}在{last}年度，只能结转到{last + 1}年度，不能结转到{said(asked.to_year)}年度。",
                pointer="/to_year",
            )
        )
    if envelope.effective_on < f"{last}-01-01":
        faults.append(NotTheNextYear(f"{last}年度还没有开始，不能从这一年度结转。", pointer="/effective_on"))
    if not _runs_on(state, last):
        faults.append(
            NothingToCarryOver(f"{say(state)}不是跨年度项目，完成时限也没有调整到{last}年度以后，须先按程序调整。")
        )
    refuse_all(faults)
    return ProjectCarriedOver(from_year=last, to_year=asked.to_year, reached=asked.reached, reason=asked.reason)


def _runs_on(state: Project, last: int) -> bool:
    """Whether a project may go on after the last year in which it stands."""
    brief, promise = state.brief, state.promise
    if brief.cross_year or (brief.deadline_on and brief.deadline_on > f"{last}-12-31"):
        return True
    if state.origin == "taken_over" and str(last) < state.began_on[:4]:
        # Up to the year in which it was taken over, others decided what went on, under rules that are not ours.
        return True
    # A deadline in words alone goes beyond its year only where a decision has moved it.
    return not brief.deadline_on and promise is not None and brief.deadline_text != promise.brief.deadline_text


def _link(state: Project, asked: LinkProject, command: Under) -> ProjectLinked:
    """A link to a project of the same congress, which is known, or of another one, which is only named."""
    assert isinstance(command, LinkProjectTo)
    refuse_all([*filled(other=asked.other), *clean(other_title=asked.other_title), *_unfit_code(asked.other_code)])
    if any(
        (link.kind, link.other, link.other_code) == (asked.kind, asked.other, asked.other_code) for link in state.links
    ):
        raise AlreadyRecorded(f"{say(state)}与{asked.other}已经这样关联过了。", pointer="/other")
    if not asked.other_code:
        _linked_here(state, asked, command.other)
    return ProjectLinked(kind=asked.kind, other=asked.other, other_title=asked.other_title, other_code=asked.other_code)


def _linked_here(state: Project, asked: LinkProject, other: Project | None) -> None:
    if asked.other == state.says:
        raise LinkToItself(f"{say(state)}不能与自身关联。", pointer="/other")
    if other is None:
        raise NotFound(f"没有登记过编号为“{shown(asked.other)}”的项目。", pointer="/other")
    if asked.kind == "replaces" and not isinstance(other.standing, NotChosen | Terminated):
        raise NothingToReplace(
            f"{say(other)}现在{WORDS[type(other.standing)]}，终止实施或者未获确定的项目才能由别的项目替换。",
            pointer="/other",
        )


def _unfit_code(code: str) -> Iterator[Refusal]:
    if code and not DIVISION.fullmatch(code):
        yield CodeForm(f"行政区划代码应为4、6、9或12位数字，现为“{shown(code)}”。", pointer="/other_code")
