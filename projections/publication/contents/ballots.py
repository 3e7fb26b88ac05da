"""Which events of rounds and evaluations may be seen once their result was announced?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from domain.events import Event
from projections.publication.contents.rule import Kind, Rule, Told, shown
from voting.events import evaluations as e
from voting.events import papers as p
from voting.events import rounds as r

BALLOT: Final[Kind] = "ballot"


def of_round(told: Told) -> bool:
    """A round that was announced, by itself or with the one that called it."""
    row = told.row
    return row["kind"] == "round" and bool(row.get("announced") or row.get("announced_with"))


def whole(told: Told) -> bool:
    """All votes are published: then everything may be seen that they follow from."""
    return of_round(told) and told.settings["votes"] == "all" and told.settings["not_selected"] == "show"


def amounts(told: Told) -> bool:
    """The candidates' amounts are published."""
    return bool(told.settings["candidates"] == "with_amounts")


def said_so(told: Told) -> bool:
    """What was declared is what was announced."""
    announced = told.row.get("announced")
    return whole(told) or (
        of_round(told) and announced is not None and set(told.event["selected"]) == set(announced["selected"])
    )


def often_enough(told: Told) -> bool:
    """No way of filling in the paper is rare enough to be somebody's."""
    least: int = told.settings["papers_min_repeat"]
    return whole(told) and all(pattern["count"] >= least for pattern in told.event["patterns"])


def past(told: Told) -> bool:
    """A past round whose figures are published."""
    row, settings = told.row, told.settings
    return bool(row["kind"] == "round" and settings["votes"] == "all" and settings["not_selected"] == "show")


def graded(told: Told) -> bool:
    """The grades of an announced evaluation are published."""
    row = told.row
    return row["kind"] == "evaluation" and bool(row["announced"]) and told.settings["evaluation"] != "none"


def marks(told: Told) -> bool:
    """Its figures are published too."""
    return graded(told) and told.settings["evaluation"] == "counts"


def graded_so(told: Told) -> bool:
    """What was declared is what was announced."""
    grades = {item["item"]: item["grade"] for item in told.row.get("items", ())}
    return graded(told) and {each["item"]: each["grade"] for each in told.event["grades"]} == grades


OPENING: Final = (
    "congress", "code", "congress_name", "level", "meeting", "meeting_title", "project_year", "number", "profile_version", "profile",
)  # fmt: skip

TOPICS: Final[Mapping[type[Event], Rule | None]] = {
    r.RoundOpened: shown(
        *OPENING, "batch", "kind", "candidates.id", "candidates.title", "candidates.deadline", "seats", "final_list", "attendance",
        "meeting_ends_on", "previous", "reballots", "repeats", "called_by", "cycle",
        kind=BALLOT, when=whole, further={amounts: ("candidates.amount_fen",)},
    ),
    p.BoxesInspected: shown("boxes", kind=BALLOT, when=whole),
    p.BallotsIssued: shown("printed", "issued", "exchanged", "surplus_voided", "colour", kind=BALLOT, when=whole),
    p.BallotsCollected: shown("collected", kind=BALLOT, when=of_round),
    p.ValidityDeclared: shown("valid", "issued", "collected", kind=BALLOT, when=of_round),
    p.SheetSigned: None,
    p.PapersArchived: None,
    p.PapersDestroyed: None,
    r.TotalsRecorded: shown("method", "valid", "invalid", "invalid_by_reason", "items", kind=BALLOT, when=whole),
    r.PapersSealed: shown("patterns", "letters", "spoiled", "serial_commitment", kind=BALLOT, when=often_enough),
    r.RoundCounted: shown(
        "outcome", "selected", "tied", "tied_seats", "open_seats", "cause", kind=BALLOT, when=whole
    ),
    r.RoundRecounted: shown(
        "reason", "valid", "invalid", "items", "agrees", "outcome", "selected", kind=BALLOT, when=whole
    ),
    r.PapersAudited: shown("seed", "papers", "differing", kind=BALLOT, when=of_round),
    r.TieResolved: shown("how", "among", "selected", "round", kind=BALLOT, when=whole),
    r.ShortfallResolved: shown("how", "selected", "round", kind=BALLOT, when=whole),
    r.ResultDeclared: shown("selected", "open_seats", kind=BALLOT, when=said_so),
    r.ReballotCalled: shown("kind", "candidates", "seats", kind=BALLOT, when=whole),
    r.ResolutionAdopted: shown("title", "document", kind=BALLOT, when=of_round),
    r.ChoiceConfirmed: shown("document", kind=BALLOT, when=of_round),
    # It was public on its day, whatever became of it.
    r.ResultAnnounced: shown("number", "medium", "selected", "document"),
    r.RoundCorrected: shown("field", "before", "after", "reason", kind=BALLOT, when=whole),
    r.RoundVoided: None,
    r.RoundTakenOver: shown(
        "congress", "code", "congress_name", "level", "project_year", "batch", "number", "meeting_title", "document", "items",
        "held_on", "due", "present", "issued", "collected", "valid", "invalid", "seats", "notes",
        kind=BALLOT, when=past,
    ),
    e.EvaluationOpened: shown(
        *OPENING, "body", "subject", "venue", "items", "members", "present", "attendance", "report", "re_evaluation_of",
        kind=BALLOT, when=graded,
    ),
    e.EvaluationTotalsRecorded: shown("items", kind=BALLOT, when=marks),
    e.EvaluationGraded: shown("grades", "cause", kind=BALLOT, when=marks),
    e.EvaluationDeclared: shown("grades", kind=BALLOT, when=graded_so),
    e.EvaluationAnnounced: shown("grades", "number", "medium", "document", kind=BALLOT, when=graded),
    e.EvaluationCorrected: shown("field", "before", "after", "reason", kind=BALLOT, when=marks),
    e.EvaluationVoided: None,
    e.SurveyRecorded: None,
}  # fmt: skip
"""Every event of a ballot; None: never."""
