"""What is there to choose from in a form, and with what does it begin?

A field offers what stands in the ledger: units, projects, meetings. Where nothing stands there yet, it is a line to write in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Final
from uuid import UUID

from api.http.route import Call
from api.pages.forms.field import Field
from api.pages.forms.sheet_figures import said_figures
from api.pages.inside import every
from domain.congress.commands import MergeCongress, RegisterUnit
from domain.congress.decider import CONGRESS
from domain.events import Decision
from domain.profile import Profile
from projects.commands import adjustments, cycles, followups, progress, projects, proposals, reports
from projects.commands import inspections as inspecting
from projects.deciders.checks import rules_of
from projects.events.reports import OpinionReply
from projects.events.values import Target
from voting.commands import evaluations, meetings, rounds
from voting.commands.papers import Change
from voting.events.evaluations import EvaluatedItem
from voting.events.meetings import Officer

Row = Mapping[str, Any]
Choices = dict[str, str]


@dataclass(kw_only=True)
class Around:
    """What a form stands in: who asks, his congress, the year that is worked on, and the record on which something is done."""

    call: Call
    congress: Row
    year: int = 0
    row: Row = field(default_factory=dict)

    @cached_property
    def profile(self) -> Profile | None:
        """The newest rules of the congress, by which a form offers what they allow."""
        state = self.call.desk.ledger.load(CONGRESS, UUID(self.congress["stream"])).state if self.congress else None
        return rules_of(state)[1] if state is not None and state.profiles else None

    @cached_property
    def projects(self) -> list[Row]:
        """The projects of the year, of all years where none is meant."""
        return list(every(self.call, "/projects", congress=self.congress["code"], year=self.year or None))

    @cached_property
    def proposals(self) -> list[Row]:
        """The proposals of the year."""
        return list(every(self.call, "/proposals", congress=self.congress["code"], year=self.year or None))

    @cached_property
    def newest_year(self) -> int | None:
        """The newest year of work that was begun."""
        return max((each["project_year"] for each in self.rows("/cycles")), default=None)

    def rows(self, path: str) -> list[Row]:
        """All rows of a list of this congress."""
        return list(every(self.call, path, congress=self.congress["code"]))


Offer = Callable[[Around], Choices]


def offer(fields: tuple[Field, ...], around: Around) -> tuple[Field, ...]:
    """The fields with what there is to choose from, as of this form."""
    return tuple(_offered(each, around) for each in fields)


def _offered(each: Field, around: Around) -> Field:
    if each.inner:
        return replace(each, inner=offer(each.inner, around))
    found = OFFERS.get((each.owner, each.name)) or (
        OFFERS.get((object, each.name)) if (each.owner, each.name) not in FREE else None
    )
    choices = found(around) if found is not None and each.kind in ("text", "lines", "whole") else {}
    return each.offering(choices) if choices else each


def _units(around: Around) -> Choices:
    return {
        each["unit"]: f"{each['name']}（{each['unit']}）"
        for each in around.congress["units"]
        if not each["merged_into"]
    }


def _projects(around: Around) -> Choices:
    return {each["project"]: f"{each['project']} {each['title']}" for each in around.projects}


def _proposals(around: Around) -> Choices:
    return {each["number"]: f"{each['number']} {each.get('title', '')}" for each in around.proposals}


def _others(around: Around) -> Choices:
    own = around.row.get("number", "")
    return {number: said for number, said in _proposals(around).items() if number != own}


def _meetings(around: Around) -> Choices:
    return {each["stream"]: each["title"] for each in reversed(around.rows("/meetings"))}


def _titles(around: Around) -> Choices:
    return {each["title"]: each["title"] for each in reversed(around.rows("/meetings"))}


def _rounds(around: Around) -> Choices:
    return {
        each["stream"]: f"{each['meeting_title']}{each.get('kind_word', '')}"
        for each in reversed(around.rows("/rounds"))
        if each["stream"] != around.row.get("stream")
    }


def _evaluations(around: Around) -> Choices:
    return {
        each["stream"]: f"{each['meeting_title']}{each['subject_word']}测评"
        for each in reversed(around.rows("/evaluations"))
    }


def _inspections(around: Around) -> Choices:
    return {each["says"]: f"{each['says']} {each['title']}" for each in reversed(around.rows("/inspections"))}


def _groups(around: Around) -> Choices:
    cycles_ = [each for each in around.rows("/cycles") if around.year in (0, each["project_year"])]
    return {group["group"]: group["name"] for cycle in cycles_ for group in cycle["groups"]}


def _group_names(around: Around) -> Choices:
    return {name: name for name in _groups(around).values()}


def _delegations(around: Around) -> Choices:
    return {each["name"]: each["name"] for each in around.row.get("delegations", ())}


def _versions(around: Around) -> Choices:
    return {
        str(each["version"]): f"第{each['version']}版（{each['document'] or each['on']}）"
        for each in reversed(around.congress.get("profiles", ()))
    }


def _candidates(around: Around) -> Choices:
    return {each["id"]: f"{each['id']} {each['title']}" for each in around.row.get("candidates", ())}


def _brief(around: Around) -> Row:
    found: Row = around.row.get("now", {}).get("brief", {})
    return found


def _targets(around: Around) -> Choices:
    brief = _brief(around)
    own = [*brief.get("targets", ()), *(each for sub in brief.get("sub_items", ()) for each in sub["targets"])]
    return {each["id"]: f"{each['name']}（{each['planned']}{each['unit']}）" for each in own}


def _sub_items(around: Around) -> Choices:
    return {each["id"]: each["title"] for each in _brief(around).get("sub_items", ())}


def _milestones(around: Around) -> Choices:
    return {
        each["id"]: f"{each['name']}（{each['due_on']}）"
        for plan in around.row.get("filed", ())[-1:]
        for each in plan["milestones"]
        if each["met"] is None
    }


def _periods(around: Around) -> Choices:
    return {each["period"]: each["period"] for each in reversed(around.row.get("reports", ()))}


def _adjustments(around: Around) -> Choices:
    found = reversed(around.row.get("adjustments", ()))
    return {str(each["number"]): f"第{each['number']}次：{each.get('reason', '')}" for each in found}


def _looks(around: Around) -> Choices:
    found = reversed(around.row.get("looks", ()))
    return {str(each["number"]): f"第{each['number']}次回头看" for each in found if "number" in each}


def _asked(around: Around) -> Choices:
    return {str(each["number"]): each.get("question", "") for each in around.row.get("asked", ()) if "number" in each}


def _opinions(around: Around) -> Choices:
    return {each["id"]: each["text"] for each in around.row.get("opinions", ())}


OFFERS: Final[Mapping[tuple[type, str], Offer]] = {
    (object, "unit"): _units,
    (object, "cooperating"): _units,
    (object, "projects"): _projects,
    (object, "project"): _projects,
    (cycles.DrawUpPreliminaryList, "items"): _projects,
    (cycles.FixFinalList, "items"): _projects,
    (cycles.PublishFeedbackNotice, "covers"): _proposals,
    (proposals.MergeProposal, "into"): _others,
    (proposals.SubmitProposal, "earlier"): _others,
    (projects.DraftProject, "proposals"): _proposals,
    (rounds.OpenRound, "meeting"): _meetings,
    (rounds.OpenRound, "previous"): _rounds,
    (rounds.ResolveTie, "round"): _rounds,
    (rounds.ResolveTie, "selected"): _candidates,
    (rounds.ResolveShortfall, "round"): _rounds,
    (rounds.ResolveShortfall, "selected"): _candidates,
    (evaluations.OpenEvaluation, "meeting"): _meetings,
    (evaluations.OpenEvaluation, "re_evaluation_of"): _evaluations,
    (reports.DeliberateReport, "meeting"): _titles,
    (object, "inspection"): _inspections,
    (cycles.ChangeSupervisionGroup, "group"): _groups,
    (inspecting.PlanInspection, "group"): _group_names,
    (meetings.RecordDelegationOpinion, "delegation"): _delegations,
    (Officer, "delegation"): _delegations,
    (object, "profile_version"): _versions,
    (object, "target"): _targets,
    (Change, "field"): lambda around: said_figures(around.row),
    (object, "sub_item"): _sub_items,
    (object, "milestone"): _milestones,
    (progress.AcceptReport, "period"): _periods,
    (progress.ReturnReport, "period"): _periods,
    (progress.GiveExplanation, "number"): _asked,
    (OpinionReply, "opinion"): _opinions,
    **{
        (each, "number"): _adjustments
        for each in (adjustments.DecideAdjustment, adjustments.AnnounceAdjustment, adjustments.HearAdjustment)
    },
    **{
        (each, "number"): _looks
        for each in (
            followups.FileRectificationPlan,
            followups.ReportRectification,
            followups.InspectRectification,
            followups.CloseFollowUp,
            followups.EscalateFollowUp,
        )
    },
}
"""By the class that has the field, or `object` for any class."""

FREE: Final = frozenset(
    {
        (RegisterUnit, "unit"),
        (MergeCongress, "into"),
        (Target, "unit"),
        (Decision, "meeting"),
        (EvaluatedItem, "unit"),
    }
)
"""Fields that are called like another, and mean something that is written."""

__all__ = ["Around", "offer"]
