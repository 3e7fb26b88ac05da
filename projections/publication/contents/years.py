"""Which events of a year of work, of proposals and of supervision may be seen?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from domain.events import Event
from projections.publication.contents.rule import Kind, Rule, Told, shown
from projections.publication.supervision import finding_listed, report_listed
from projects.events import cycles as c
from projects.events import findings as f
from projects.events import inspections as i
from projects.events import proposals as p
from projects.events import reports as r

CYCLE: Final[Kind] = "cycle"
PROPOSAL: Final[Kind] = "proposal"
FINDING: Final[Kind] = "finding"
REPORT: Final[Kind] = "report"
PLACE: Final = ("congress", "code", "congress_name", "level")


def all_candidates(told: Told) -> bool:
    """Those who were not chosen are shown too."""
    return bool(told.settings["not_selected"] == "show")


def amounts(told: Told) -> bool:
    """The amounts of the candidates are published."""
    return bool(told.settings["candidates"] == "with_amounts")


def reviewed(told: Told) -> bool:
    """Titles of proposals are published once somebody looked at them."""
    return bool(told.settings["proposals"] == "reviewed_titles")


def found(told: Told) -> bool:
    """Outsiders find the finding."""
    return finding_listed(told.row, told.settings)


def deliberated(told: Told) -> bool:
    """The report was deliberated."""
    return report_listed(told.row)


TOPICS: Final[Mapping[type[Event], Rule | None]] = {
    c.CycleOpened: shown(*PLACE, "project_year", "decision_mode", "profile_version"),
    c.CycleTakenOver: None,
    c.SolicitationOpened: shown("organiser", "from_on", "to_on", "channels", "notice"),
    c.SolicitationClosed: None,
    c.PreliminaryListDrawnUp: None,
    c.ListPublicised: shown("batch", "from_on", "to_on", "medium", "document"),
    c.PublicityEnded: None,
    c.ListSubmitted: shown("batch", "document", "submitted_to"),
    c.FinalListFixed: shown(
        "batch", "items.project", "items.title", "items.content", "items.deadline", "seats", "profile_version", "document",
        kind=CYCLE, when=all_candidates, further={amounts: ("items.amount_fen", "items.amount_text")},
    ),
    c.ListBalloted: None,
    c.ProjectsListed: shown("batch", "projects", "document"),
    c.FeedbackNoticePublished: shown("covers", "medium", "document"),
    c.SupervisionGroupFormed: shown("group", "name", "projects", "lead_office"),
    c.SupervisionGroupChanged: shown("group", "name", "projects", "lead_office"),
    c.CycleClosed: shown(),
    p.ProposalSubmitted: None,
    p.ProposalAdopted: None,
    p.ProposalMerged: None,
    p.ProposalReserved: None,
    p.ProposalTransferred: None,
    p.TransferNumberGiven: None,
    p.ProposalDeclined: None,
    p.ProposalReopened: None,
    p.FeedbackGiven: None,
    p.ProposalPublished: shown("title", kind=PROPOSAL, when=reviewed),
    f.FindingRecorded: shown(
        *PLACE, "year", "number", "found_on", "projects", "source", "matter", "place", kind=FINDING, when=found
    ),
    f.FindingAssigned: shown("unit", "unit_name", "due_on", kind=FINDING, when=found),
    f.FindingAnswered: shown("measures", "result", kind=FINDING, when=found),
    f.AnswerAccepted: None,
    f.AnswerReturned: None,
    f.FindingPressed: None,
    f.FindingEscalated: None,
    f.FindingClosed: shown("conclusion", kind=FINDING, when=found),
    f.FindingReopened: None,
    # Who took part, and what they said, is seen by nobody outside.
    i.InspectionPlanned: None,
    i.InspectionHeld: None,
    i.InspectionOpinionsHandedOver: None,
    i.InspectionCalledOff: None,
    r.ReportPlanned: None,
    r.ReportSubmitted: None,
    r.ReportDeliberated: shown("meeting", kind=REPORT, when=deliberated),
    r.OpinionsIssued: shown(
        "number", "items.id", "items.text", "items.projects", "reply_due_on", kind=REPORT, when=deliberated
    ),
    r.ReplySubmitted: shown("replies", kind=REPORT, when=deliberated),
    r.ReplyJudged: shown("verdict", "again_by", kind=REPORT, when=deliberated),
    r.ReportClosed: shown("conclusion", kind=REPORT, when=deliberated),
}  # fmt: skip
"""Every event of a year's work; None: never."""
