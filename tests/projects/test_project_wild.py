"""Is anything at all that can be asked of a project, wherever it stands, recorded or refused, and never more than that?"""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from domain.deciders import Command
from domain.events import Body, Envelope
from projects.commands import projects as c
from projects.commands.under import BegunUnder, Under
from projects.deciders.projects import PROJECT
from projects.states.projects import Project
from tests.given import envelope
from tests.projects import lives
from tests.projects.lives import BRIEF, CONGRESS_ID, COUNTY
from tests.stateful import Played, envelopes, recorded
from tests.strategies import instances_of

WAY: tuple[tuple[Command, str, Body | None], ...] = (
    (lives.SELECT, "2024-01-18", None),
    (lives.ASSIGN, "2024-02-05", "government"),
    (lives.PLAN, "2024-02-08", None),
    (lives.COMPLETE, "2024-12-02", None),
    (lives.ACCEPT, "2024-12-20", None),
)
KINDS = tuple(
    each
    for each in vars(c).values()
    if isinstance(each, type) and issubclass(each, Command) and each.__module__ == c.__name__
)
WILD = st.one_of(*(instances_of(kind) for kind in KINDS if not issubclass(kind, Under | BegunUnder)))
DAYS = st.dates(date(2023, 11, 1), date(2025, 12, 31))


@given(asked=WILD, on=envelopes(DAYS, "government", "congress"), steps=st.integers(0, len(WAY)))
def test_nothing_that_can_be_asked_breaks_a_project(asked: Any, on: Envelope, steps: int) -> None:
    played = Played[Project | None](PROJECT)
    beginning = isinstance(asked, c.DraftProject | c.TakeOverProject)
    if not beginning:
        draft = c.DraftProject(congress=CONGRESS_ID, project_year=2024, brief=BRIEF)
        played.tell(c.DraftProjectFrom(asked=draft, number=1, congress=COUNTY), envelope(on="2023-11-10"))
        for step, day, body in WAY[:steps]:
            assert recorded(played.tell(Under(asked=step, congress=COUNTY), envelope(on=day, body=body)))
    match asked:
        case c.DraftProject():
            proposals = tuple(None for _ in asked.proposals)
            command: Any = c.DraftProjectFrom(asked=asked, number=1, congress=COUNTY, proposals=proposals)
        case c.TakeOverProject():
            command = BegunUnder(asked=asked, number=1, congress=COUNTY)
        case c.ReviseProject():
            command = c.ReviseProjectIn(asked=asked, congress=COUNTY)
        case c.LinkProject():
            command = c.LinkProjectTo(asked=asked, congress=COUNTY, other=played.state)
        case _:
            command = Under(asked=asked, congress=COUNTY)
    played.tell(command, on)
