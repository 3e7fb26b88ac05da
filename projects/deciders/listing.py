"""Which projects may stand on a list, what do their lines say, and was the list reviewed as the rules ask?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.actors import BODIES
from domain.calendar import say_day
from domain.profile import VALUES, Profile, step_bodies
from domain.refusals import NotFound, OutOfOrder, Refusal, WrongBody
from domain.texts import clean, shown
from projects.deciders.briefs import beyond_year
from projects.deciders.checks import each_once
from projects.events.cycles import Listed
from projects.refusals.cycles import CategoriesMixed, NotListable, OnAnotherList, ReviewStepsDiffer
from projects.states.projects import Drafted, NotChosen, Project

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from domain.events import Envelope
    from projects.commands.cycles import DrawUpPreliminaryList, FixFinalList, Review, WithProjects
    from projects.states.cycles import Cycle

    ListAsked = DrawUpPreliminaryList | FixFinalList

STEP_WORDS = VALUES["candidate.review_steps"]
LISTED_FOR_YEARS = 5
"""届: a congress sits for five years, and what its successor lists it drafts anew."""


def listed_in(year: int) -> range:
    """The years on whose lists a project drafted for `year` may stand."""
    return range(year, year + LISTED_FOR_YEARS)


def listed(items: Sequence[str], projects: Mapping[str, Project]) -> tuple[Listed, ...]:
    """The lines of a list, each as its project's brief stands that day."""
    return tuple(_line(number, projects[number]) for number in items)


def _line(number: str, project: Project) -> Listed:
    brief = project.brief
    return Listed(
        project=number, title=brief.title, content=brief.content, amount_fen=brief.total_fen, amount_text=brief.total_text,
        deadline=brief.deadline_text or brief.deadline_on,
    )  # fmt: skip


def listable(
    state: Cycle, asked: ListAsked, command: WithProjects, profile: Profile, envelope: Envelope
) -> Iterator[Refusal]:
    """Every project is known, free, drafted by that day, for that year, and on no other list that waits for its decision."""
    yield from each_once(asked.items, "/items", "项目")
    for place, number in enumerate(asked.items):
        project = command.projects.get(number)
        if project is None:
            yield NotFound(f"没有登记过编号为“{shown(number)}”的项目。", pointer=f"/items/{place}")
            continue
        faults = [
            *_free(state, project, envelope.effective_on),
            *_waiting(state, asked.batch, command.elsewhere, project),
            *_in_time(state, project, profile),
        ]
        yield from (fault.at(f"/items/{place}") for fault in faults)


def _free(state: Cycle, project: Project, on: str) -> Iterator[Refusal]:
    if not isinstance(project.standing, Drafted | NotChosen):
        yield NotListable(f"{_named(project)}已经确定，不能再列入候选名单。")
        return
    if state.project_year not in listed_in(project.project_year):
        yield NotListable(
            f"{_named(project)}是{project.project_year}年度的项目，不能列入{state.project_year}年度的名单。"
        )
    if on < project.since:
        yield OutOfOrder(f"{_named(project)}到{say_day(project.since)}才能列入名单，{say_day(on)}还早。")


def _waiting(state: Cycle, batch: int, elsewhere: Sequence[Cycle], project: Project) -> Iterator[Refusal]:
    """On another list that waits, of this year or of one that is not closed, it could be chosen twice."""
    unchosen_on = project.standing.on if isinstance(project.standing, NotChosen) else ""
    for cycle in (state, *(other for other in elsewhere if not other.closed_on)):
        waiting = cycle.waiting_in(project.says, unchosen_on)
        if waiting and (cycle is not state or waiting != batch):
            yield OnAnotherList(
                f"{_named(project)}还在{cycle.project_year}年度第{waiting}批名单上等待票决。", batch=waiting
            )


def _in_time(state: Cycle, project: Project, profile: Profile) -> Iterator[Refusal]:
    """D-10: what was drafted for another year is revised before it comes onto this year's list."""
    for fault in beyond_year(project.brief, state.project_year, profile, ""):
        yield type(fault)(f"{_named(project)}：{fault.detail}")


def _named(project: Project) -> str:
    return f"项目{project.says}《{project.brief.title}》"


def in_categories(items: Sequence[str], projects: Mapping[str, Project], profile: Profile) -> Iterator[Refusal]:
    """D-13: where the rules order the ballot by category, none begins a second time."""
    if profile.candidate.order != "by_category":
        return
    categories = [projects[number].brief.category if number in projects else "" for number in items]
    for place in range(1, len(categories)):
        if categories[place] != categories[place - 1] and categories[place] in categories[:place]:
            yield CategoriesMixed(
                f"按规则名单按类别排列，“{shown(categories[place])}”类的项目没有排在一起。", pointer=f"/items/{place}"
            )


def reviewed(state: Cycle, steps: Sequence[Review], profile: Profile, envelope: Envelope) -> Iterator[Refusal]:
    """D-02 to D-06: every step of the rules in their order, each by a body of the step, none dated before the one before it."""
    required = profile.candidate.review_steps
    if tuple(step.step for step in steps) != required:
        named = "、".join(STEP_WORDS[step] for step in required) or "无"
        yield ReviewStepsDiffer(f"按规则审议环节依次为：{named}。", pointer="/steps")
    before = state.solicitations[0].from_on if state.solicitations else state.opened_on
    for place, step in enumerate(steps):
        yield from (fault.at(f"/steps/{place}") for fault in _step(step, before, profile))
        before = max(before, step.on.isoformat())
    if envelope.effective_on < before:
        yield OutOfOrder(
            f"初定名单的日期（{say_day(envelope.effective_on)}）早于它的依据（{say_day(before)}）。",
            pointer="/effective_on",
        )


def _step(step: Review, before: str, profile: Profile) -> Iterator[Refusal]:
    word, bodies = STEP_WORDS[step.step], step_bodies(profile, step.step)
    if step.body not in bodies:
        named = "、".join(BODIES[body] for body in bodies)
        yield WrongBody(f"{word}由{named}进行，不由{BODIES[step.body]}进行。", pointer="/body")
    if step.on.isoformat() < before:
        yield OutOfOrder(f"{word}（{say_day(step.on)}）早于上一步（{say_day(before)}）。", pointer="/on")
    yield from clean(meeting=step.meeting, document=step.document)
