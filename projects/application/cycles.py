"""What can be asked about the year of work 年度工作, and what has to be read before it is decided?"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

from domain.congress.usecases import read_congress
from domain.refusals import NotFound
from domain.streams import cycle_id
from domain.usecase import UseCase, existing
from projects.application.informing import congress_named, cycles_of, on
from projects.commands import cycles as c
from projects.commands.under import Under
from projects.deciders.cycles import CYCLE
from projects.deciders.listing import listed_in
from projects.deciders.projects import PROJECT as PROJECTS
from projects.numbers import PROJECT
from projects.refusals.cycles import ListTooLong

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from domain.usecase import Reader
    from projects.states.projects import Project

MOST = 500
"""Projects that one list or group may name; the longest published lists have a few dozen."""


def _begins(command: c.OpenCycle | c.TakeOverCycle) -> UUID:
    return cycle_id(congress_named(command), command.project_year)


def _in_congress(read: Reader, _stream: UUID, asked: c.OpenCycle | c.TakeOverCycle) -> Under:
    congress = congress_named(asked)
    return Under(asked=replace(asked, congress=congress), congress=read_congress(read, UUID(congress), "/congress"))


def _with_projects(read: Reader, stream: UUID, asked: c.NamesProjects) -> c.WithProjects:
    """The command with every project that it names."""
    cycle = existing(read(CYCLE, stream), "年度工作")
    congress = cycle.home.congress
    name = "projects" if isinstance(asked, c.GroupAsked) else "items"
    numbers: tuple[str, ...] = getattr(asked, name)
    if len(numbers) > MOST:
        raise ListTooLong(f"一份名单至多{MOST}项，现为{len(numbers)}项。", pointer=f"/{name}", most=MOST)
    projects = dict(_projects(read, congress, numbers))
    years = {year for project in projects.values() for year in listed_in(project.project_year)} - {cycle.project_year}
    return c.WithProjects(
        asked=asked,
        congress=read_congress(read, UUID(congress), "/congress"),
        projects=projects,
        elsewhere=cycles_of(read, congress, sorted(years)),
    )


def _projects(read: Reader, congress: str, numbers: Sequence[str]) -> Iterator[tuple[str, Project]]:
    for number in dict.fromkeys(numbers):
        try:
            stream = PROJECT.named(congress, number)
        except NotFound:
            continue
        if (project := read(PROJECTS, stream)) is not None:
            yield number, project


USE_CASES: tuple[UseCase, ...] = (
    UseCase(c.OpenCycle, CYCLE, _begins, _in_congress),
    UseCase(c.TakeOverCycle, CYCLE, _begins, _in_congress),
    *on(
        CYCLE, "年度工作", c.OpenSolicitation, c.PubliciseList, c.SubmitList, c.ListProjects, c.PublishFeedbackNotice
    ),
    UseCase(c.CloseSolicitation, CYCLE),
    UseCase(c.EndPublicity, CYCLE),
    UseCase(c.CloseCycle, CYCLE),
    *(
        UseCase(command, CYCLE, inform=_with_projects)
        for command in (
            c.DrawUpPreliminaryList, c.FixFinalList, c.FormSupervisionGroup, c.ChangeSupervisionGroup,
        )
    ),
)  # fmt: skip
