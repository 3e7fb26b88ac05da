"""Which steps does a county's year of work take one after another, and how far have they come where a test looks?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from domain.events import Event
from domain.streams import cycle_id, project_id, round_id
from projections.models import CYCLES
from projects.events import cycles as c
from projects.events import projects as p
from projects.events.values import Reviewed
from tests.examples import EXAMPLES
from tests.projections.kit import folded
from tests.projections.years import COUNTY, HOME, Year
from voting.events.rounds import ResultAnnounced, ResultDeclared, RoundCounted, RoundOpened

OWN = cycle_id(str(COUNTY), 2024)
LINES = tuple(
    c.Listed(project=f"2024-0{n}", title=f"示例项目{n}", amount_fen=n * 100, content="示例内容") for n in range(1, 4)
)
REVIEWED = (
    Reviewed(step="gov_exec", body="government", on="2023-11-22"),
    Reviewed(step="party_committee", body="party_committee", on="2023-12-05"),
    Reviewed(step="sc_preview", body="standing_committee", on="2023-12-21"),
)
SOLICITED = c.SolicitationOpened(organiser="government", from_on="2023-09-04", to_on="2023-10-13")
DRAWN_UP = c.PreliminaryListDrawnUp(batch=1, items=LINES[:2], steps=REVIEWED, profile_version=1)
PUBLICISED = c.ListPublicised(batch=1, from_on="2023-12-06", to_on="2023-12-12", medium="示例网站")
SUBMITTED = c.ListSubmitted(batch=1, document="示政〔2024〕2号", submitted_to="congress")
ADDED = c.ListChange(project="2024-03", kind="added", reason="代表团提出", after="示例项目3")
FINAL = c.FinalListFixed(
    batch=1, items=(LINES[2], LINES[0]), seats=1, profile_version=1,
    changes=(ADDED, c.ListChange(project="2024-02", kind="dropped", reason="上级安排", before="示例项目2")),
)  # fmt: skip
BALLOT = round_id("示例会议", 2024, 1, 1)
CHOSEN, LEFT = (project_id(str(COUNTY), 2024, n) for n in (3, 1))
ROUND = EXAMPLES["voting:RoundOpened"][0][1]
assert isinstance(ROUND, RoundOpened)
OPENED = replace(ROUND, congress=str(COUNTY), cycle=str(OWN))
COUNTED = RoundCounted(outcome="decided", selected=("2024-03",))
ANNOUNCED = ResultAnnounced(number="公告第4号", medium="示例网站", selected=("2024-03",))
GROUP = c.SupervisionGroupFormed(group="1", name="第一小组", projects=("2024-03",), members=("p-1",))

Step = tuple[UUID, str, Event]
PATH: tuple[Step, ...] = (
    (OWN, "2023-09-04", SOLICITED),
    (OWN, "2023-10-13", c.SolicitationClosed(received=136)),
    (OWN, "2023-12-22", DRAWN_UP),
    (OWN, "2023-12-22", PUBLICISED),
    (OWN, "2023-12-23", c.PublicityEnded(batch=1, objections=(c.Objection(matter="示例意见", settled="已答复"),))),
    (OWN, "2024-01-05", SUBMITTED),
    (OWN, "2024-01-17", FINAL),
    (BALLOT, "2024-01-18", OPENED),
    (OWN, "2024-01-18", c.ListBalloted(batch=1, round=str(BALLOT))),
    (BALLOT, "2024-01-18", COUNTED),
    (BALLOT, "2024-01-18", ResultDeclared(selected=("2024-03",))),
    (BALLOT, "2024-01-19", ANNOUNCED),
    (CHOSEN, "2024-01-18", p.ProjectSelected(origin="voted", round=str(BALLOT), announcement="公告第4号", batch=1)),
    (LEFT, "2024-01-18", p.ProjectNotSelected(round=str(BALLOT), announcement="公告第4号", batch=1)),
    (CHOSEN, "2024-02-08", p.ProjectAssigned(unit="01", unit_name="示例县教育局")),
    (OWN, "2024-03-01", GROUP),
)


def year(until: int = len(PATH), differences: dict[str, Any] | None = None) -> Year:
    """A county's year on its way up to a step."""
    begun = Year(differences=differences or {})
    for number in (1, 2, 3):
        begun.draft(number)
    opened = c.CycleOpened(**HOME, project_year=2024, decision_mode="congress_ballot", profile_version=1)
    begun.add(OWN, "2023-09-01", opened)
    for stream, on, event in PATH[:until]:
        begun.add(stream, on, event, body="government")
    return begun


def row_of(year: Year) -> dict[str, Any]:
    return folded(CYCLES, year.log.events).shown(CYCLES)[str(OWN)]


def statuses(row: dict[str, Any]) -> str:
    """One letter a step: done, running, open, not needed."""
    return "".join(step["status"][0] for step in row["steps"])
