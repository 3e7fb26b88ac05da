"""Which drafts, revisions and links are refused for what had to be read of other streams?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from domain.events import Envelope
from domain.refusals import NotFound, OutOfOrder, Refusal
from domain.streams import congress_id, cycle_id, project_id, proposal_id
from domain.usecase import Numbered
from projects.application.projects import MOST_PROPOSALS, USE_CASES
from projects.commands import projects as c
from projects.deciders.projects import PROJECT
from projects.events.cycles import FinalListFixed, Listed, PreliminaryListDrawnUp
from projects.refusals import projects as r
from projects.refusals.common import NamedMoreThanOnce
from projects.states.cycles import Batch, Cycle, Fixed
from projects.states.home import Home
from projects.states.proposals import Adopted, Declined, Proposal
from tests.given import Given, Outcome, envelope, given
from tests.projects.lives import BRIEF, COUNTY, drafted, not_chosen
from tests.projects.refused.steps import Case
from tests.reading import Known

CONGRESS = congress_id("990101")
HOME = Home(str(CONGRESS), "990101", "示例县", "county")
OWN = project_id(str(CONGRESS), 2024, 1)
OTHER = project_id(str(CONGRESS), 2024, 2)
ADOPTED = Proposal(
    home=HOME, project_year=2024, number=1, submitted_on="2023-09-18", standing=Adopted(), since="2023-11-08"
)
PROPOSALS = {
    proposal_id(str(CONGRESS), 2024, 1): ADOPTED,
    proposal_id(str(CONGRESS), 2024, 2): replace(ADOPTED, number=2, standing=Declined()),
}


def here(project: Given[Any], number: int = 1) -> Any:
    """The project as one of the congress whose streams the reader knows."""
    return replace(project.state, home=HOME, number=number)


def case_of(command: Any) -> Any:
    """The use case of a command."""
    (found,) = (case for case in USE_CASES if case.command is command)
    return found


def informed(project: Given[Any], reader: Known, asked: Any, on: Envelope) -> Outcome[Any]:
    """What is answered once everything was read that the command needs."""
    case = case_of(type(asked.asked if isinstance(asked, Numbered) else asked))
    try:
        command = case.inform(reader, OWN, asked)
    except Refusal as refusal:
        return Outcome(project, (), on, refusal)
    return project.when(command, on)


def draft_from(*proposals: str, on: str = "2023-11-10") -> Outcome[Any]:
    """What is answered to a draft from these proposals."""
    asked = c.DraftProject(congress=str(CONGRESS).upper(), project_year=2024, brief=BRIEF, proposals=proposals)
    reader = Known({CONGRESS: COUNTY, **PROPOSALS})
    return informed(given(PROJECT), reader, Numbered(asked=asked, number=1), envelope(on=on))


def revise_in(project: Any, year: int, cycle: Cycle) -> Outcome[Any]:
    """What is answered to a revision while this year of work stands."""
    reader = Known({CONGRESS: COUNTY, OWN: project, cycle_id(str(CONGRESS), year): cycle})
    asked = c.ReviseProject(brief=BRIEF, reason="核减")
    return informed(Given(PROJECT, project), reader, asked, envelope(on="2024-12-20"))


def listed_in(year: int, fixed_on: str) -> Cycle:
    """A year of work on whose final list 2024-01 stands since a day."""
    items = (Listed(project="2024-01", title="示例"),)
    batch = Batch(
        preliminary=PreliminaryListDrawnUp(batch=1, items=items, steps=(), profile_version=1),
        drawn_up_on=fixed_on,
        final=Fixed(
            said=FinalListFixed(batch=1, items=items, seats=1, profile_version=1), on=fixed_on, by="session_presidium"
        ),
    )  # fmt: skip
    return Cycle(home=HOME, project_year=year, opened_on="2023-09-01", last_on=fixed_on, batches={1: batch})


def link_from(project: Any, asked: c.LinkProject, others: dict[UUID, Any]) -> Outcome[Any]:
    """What is answered to a link."""
    reader = Known({CONGRESS: COUNTY, OWN: project, **others})
    return informed(Given(PROJECT, project), reader, asked, envelope(on="2024-03-01"))


READING: list[Case] = [
    ("drafted from nothing", lambda: draft_from("2024征-003"), NotFound, "/proposals/0"),
    ("drafted from what is no number", lambda: draft_from("2024-001"), NotFound, "/proposals/0"),
    ("drafted from what was declined", lambda: draft_from("2024征-001", "2024征-002"), r.ProposalNotAdopted, "/proposals/1"),
    ("drafted from one twice", lambda: draft_from("2024征-001", "2024征-001"), NamedMoreThanOnce, "/proposals/1"),
    ("drafted before adoption", lambda: draft_from("2024征-001", on="2023-11-07"), OutOfOrder, "/effective_on"),
    ("drafted from hundreds", lambda: draft_from(*["2024征-001"] * (MOST_PROPOSALS + 1)), r.TooManyProposals, "/proposals"),
    ("revised on a final list", lambda: revise_in(here(drafted()), 2024, listed_in(2024, "2024-01-17")), r.OnFinalList, ""),
    ("revised on a later list", lambda: revise_in(here(drafted()), 2028, listed_in(2028, "2028-01-17")), r.OnFinalList, ""),
    (
        "revised on the next list", lambda: revise_in(here(not_chosen()), 2025, listed_in(2025, "2024-12-19")), r.OnFinalList, "",
    ),
    (
        "linked to what is no number",
        lambda: link_from(here(drafted()), c.LinkProject(kind="split_from", other="市级7号"), {}), NotFound, "/other",
    ),
    (
        "linked to nothing here",
        lambda: link_from(here(drafted()), c.LinkProject(kind="split_from", other="2024-02"), {}), NotFound, "/other",
    ),
]  # fmt: skip
