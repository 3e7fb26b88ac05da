"""Which events of a project and its changes may be seen once the project stands in the 台账?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from domain.events import Event
from projections.publication.contents.rule import Kind, Rule, Told, shown
from projections.publication.projects import BRIEF, BRIEF_MONEY, WITH_AMOUNTS, project_listed
from projects.events import adjustments as a
from projects.events import followups as f
from projects.events import progress as g
from projects.events import projects as p

PROJECT: Final[Kind] = "project"


def listed(told: Told) -> bool:
    """Outsiders find the project."""
    return project_listed(told.row, told.settings)


def money(told: Told) -> bool:
    """What it costs is published."""
    return bool(told.settings["money"] == "by_project")


def amounts(told: Told) -> bool:
    """The amounts of the candidates are published."""
    return bool(told.settings["candidates"] == "with_amounts")


def no_amount_in_words(told: Told) -> bool:
    """What changed is said without an amount, or amounts are published."""
    return money(told) or not any(each["field"] in WITH_AMOUNTS for each in told.event["changes"])


WORDS: Final = (
    *(f"brief.{name}" for name in BRIEF if name != "sub_items"),
    *(f"brief.sub_items.{name}" for name in ("id", "title", "unit", "targets", "places")),
)
SUMS: Final = (*(f"brief.{name}" for name in BRIEF_MONEY), "brief.sub_items.amount_fen")
PLACE: Final = ("congress", "code", "congress_name", "level", "project_year", "number")
PRINTED: Final = ("amount_fen", "amount_text")

TOPICS: Final[Mapping[type[Event], Rule | None]] = {
    p.ProjectDrafted: shown(*PLACE, *WORDS, kind=PROJECT, when=listed, further={amounts: SUMS}),
    p.ProjectRevised: None,
    p.ProjectTakenOver: shown(
        *PLACE, *WORDS, "document", "standing", "selected_on", "selected_how", "figures_on",
        kind=PROJECT, when=listed, further={money: ("printed",), amounts: SUMS},
    ),
    p.ProjectSelected: shown(
        "origin", "round", "announcement", "batch", "deadline", "project_year",
        kind=PROJECT, when=listed, further={amounts: PRINTED},
    ),
    p.ProjectNotSelected: shown("round", "announcement", "batch", kind=PROJECT, when=listed),
    p.ProjectListed: shown(
        "batch", "document", "deadline", "project_year", kind=PROJECT, when=listed, further={amounts: PRINTED}
    ),
    p.AnnualPlanSet: shown(
        "year", "targets", "reason", kind=PROJECT, when=listed, further={money: ("amount_fen", "sources")}
    ),
    p.ProjectAssigned: shown("unit", "unit_name", kind=PROJECT, when=listed),
    p.PlanFiled: shown("year", "milestones", kind=PROJECT, when=listed),
    p.MilestoneMet: shown("milestone", kind=PROJECT, when=listed),
    p.MilestoneMissed: None,
    p.ProjectCompleted: shown("targets", kind=PROJECT, when=listed),
    p.ProjectAccepted: shown("accepted_by", "unmet", kind=PROJECT, when=listed),
    p.AcceptanceReturned: None,
    p.SettlementAudited: shown(kind=PROJECT, when=listed, further={money: ("amount_fen",)}),
    p.FinalAccountsApproved: shown(kind=PROJECT, when=listed, further={money: ("amount_fen",)}),
    p.ProjectHandedOver: None,
    p.SurplusReturned: None,
    p.ProjectCarriedOver: shown("from_year", "to_year", "reached", "reason", kind=PROJECT, when=listed),
    p.ProjectLinked: shown("kind", "other", "other_title", "other_code", kind=PROJECT, when=listed),
    # A report is published once it was checked, and then without its words and vouchers.
    g.ProgressReported: None,
    g.ReportReturned: None,
    g.ReportAccepted: None,
    g.VoucherFiled: None,
    g.ExplanationAsked: None,
    g.ExplanationGiven: None,
    a.MinorChangeFiled: shown(
        *WORDS, "reason", "profile_version",
        kind=PROJECT, when=listed, further={money: SUMS, no_amount_in_words: ("changes",)},
    ),
    # What was asked for beyond what was decided is not published.
    a.AdjustmentRequested: None,
    a.AdjustmentDecided: shown(
        *WORDS, "number", "outcome", "owed_to_session",
        kind=PROJECT, when=listed, further={money: SUMS, no_amount_in_words: ("changes",)},
    ),
    a.AdjustmentAnnounced: shown("number", "announcement", "medium", kind=PROJECT, when=listed),
    a.AdjustmentHeard: None,
    f.FollowUpOwed: None,
    f.RectificationPlanFiled: None,
    f.RectificationReported: None,
    f.RectificationInspected: None,
    f.ProjectReevaluated: None,
    f.FollowUpClosed: None,
    f.FollowUpEscalated: None,
}  # fmt: skip
"""Every event of a project; None: never."""
