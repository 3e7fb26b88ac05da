"""Which command would have recorded what an act of a generated history records?"""

from __future__ import annotations

from functools import cache
from typing import Any, Final
from uuid import UUID

from pydantic import TypeAdapter
from pydantic_core import to_jsonable_python

from domain.congress import commands as g
from domain.congress import events as ge
from domain.congress.usecases import USE_CASES as CONGRESS_CASES
from domain.deciders import Command
from domain.events import Event
from domain.usecase import UseCase
from projects.application import USE_CASES as PROJECT_CASES
from projects.commands import adjustments as a
from projects.commands import cycles as c
from projects.commands import findings as f
from projects.commands import followups as u
from projects.commands import inspections as i
from projects.commands import progress as s
from projects.commands import projects as j
from projects.commands import proposals as p
from projects.commands import reports as r
from projects.events import adjustments as ae
from projects.events import cycles as ce
from projects.events import findings as fe
from projects.events import followups as ue
from projects.events import inspections as ie
from projects.events import progress as se
from projects.events import projects as je
from projects.events import proposals as pe
from projects.events import reports as re
from voting.application import USE_CASES as VOTING_CASES
from voting.commands import evaluations as v
from voting.commands import meetings as m
from voting.commands import papers as w
from voting.commands import rounds as b
from voting.deciders.evaluations import EVALUATION
from voting.events import evaluations as ve
from voting.events import meetings as me
from voting.events import papers as we
from voting.events import rounds as be

CASES: Final = (*CONGRESS_CASES, *PROJECT_CASES, *VOTING_CASES)
ASKED: Final[dict[type[Event], type[Command]]] = {
    ge.CongressRegistered: g.RegisterCongress, ge.TermBegun: g.BeginTerm, ge.ProfileAdopted: g.AdoptProfile,
    ge.UnitRegistered: g.RegisterUnit,
    ce.CycleOpened: c.OpenCycle, ce.SolicitationOpened: c.OpenSolicitation, ce.SolicitationClosed: c.CloseSolicitation,
    ce.FeedbackNoticePublished: c.PublishFeedbackNotice, ce.PreliminaryListDrawnUp: c.DrawUpPreliminaryList,
    ce.ListPublicised: c.PubliciseList, ce.PublicityEnded: c.EndPublicity, ce.ListSubmitted: c.SubmitList,
    ce.FinalListFixed: c.FixFinalList, ce.SupervisionGroupFormed: c.FormSupervisionGroup, ce.CycleClosed: c.CloseCycle,
    pe.ProposalSubmitted: p.SubmitProposal, pe.ProposalAdopted: p.AdoptProposal, pe.ProposalMerged: p.MergeProposal,
    pe.ProposalReserved: p.ReserveProposal, pe.ProposalTransferred: p.TransferProposal, pe.ProposalDeclined: p.DeclineProposal,
    pe.TransferNumberGiven: p.GiveTransferNumber, pe.FeedbackGiven: p.GiveFeedback, pe.ProposalPublished: p.PublishProposal,
    je.ProjectDrafted: j.DraftProject, je.ProjectAssigned: j.AssignProject, je.AnnualPlanSet: j.SetAnnualPlan, je.PlanFiled: j.FilePlan,
    je.MilestoneMet: j.MeetMilestone, je.MilestoneMissed: j.MissMilestone, je.ProjectCompleted: j.CompleteProject,
    je.ProjectAccepted: j.AcceptProject, je.AcceptanceReturned: j.ReturnAcceptance, je.SettlementAudited: j.AuditSettlement,
    je.FinalAccountsApproved: j.ApproveFinalAccounts, je.ProjectHandedOver: j.HandOverProject, je.SurplusReturned: j.ReturnSurplus,
    je.ProjectCarriedOver: j.CarryOverProject,
    se.ProgressReported: s.ReportProgress, se.ReportReturned: s.ReturnReport, se.ReportAccepted: s.AcceptReport,
    se.VoucherFiled: s.FileVoucher, se.ExplanationAsked: s.AskExplanation, se.ExplanationGiven: s.GiveExplanation,
    ae.MinorChangeFiled: a.FileMinorChange, ae.AdjustmentRequested: a.RequestAdjustment, ae.AdjustmentDecided: a.DecideAdjustment,
    ae.AdjustmentAnnounced: a.AnnounceAdjustment, ae.AdjustmentHeard: a.HearAdjustment,
    ue.RectificationPlanFiled: u.FileRectificationPlan, ue.RectificationReported: u.ReportRectification,
    ue.RectificationInspected: u.InspectRectification, ue.FollowUpClosed: u.CloseFollowUp,
    ie.InspectionPlanned: i.PlanInspection, ie.InspectionHeld: i.HoldInspection,
    ie.InspectionOpinionsHandedOver: i.HandOverInspectionOpinions,
    fe.FindingRecorded: f.RecordFinding, fe.FindingAssigned: f.AssignFinding, fe.FindingAnswered: f.AnswerFinding,
    fe.AnswerAccepted: f.AcceptAnswer, fe.AnswerReturned: f.ReturnAnswer, fe.FindingPressed: f.PressFinding,
    fe.FindingEscalated: f.EscalateFinding, fe.FindingClosed: f.CloseFinding, fe.FindingReopened: f.ReopenFinding,
    re.ReportPlanned: r.PlanReport, re.ReportSubmitted: r.SubmitReport, re.ReportDeliberated: r.DeliberateReport,
    re.OpinionsIssued: r.IssueOpinions, re.ReplySubmitted: r.SubmitReply, re.ReplyJudged: r.JudgeReply, re.ReportClosed: r.CloseReport,
    me.MeetingConvened: m.ConveneMeeting, me.DelegationsFormed: m.FormDelegations, me.SittingHeld: m.HoldSitting,
    me.CandidatesExplained: m.ExplainCandidates, me.MethodProposed: m.ProposeMethod, me.MethodAdopted: m.AdoptMethod,
    me.ScrutineersPassed: m.PassScrutineers, me.TellersNamed: m.NameTellers, me.AttendanceCounted: m.CountAttendance,
    we.BoxesInspected: w.InspectBoxes, we.BallotsIssued: w.IssueBallots, we.BallotsCollected: w.CollectBallots,
    we.ValidityDeclared: w.DeclareValidity, we.SheetSigned: w.SignSheet, we.PapersArchived: w.ArchivePapers,
    we.PapersDestroyed: w.DestroyPapers,
    be.RoundOpened: b.OpenRound, be.TotalsRecorded: b.RecordTotals, be.ResultDeclared: b.DeclareResult,
    be.ResultAnnounced: b.AnnounceResult,
    ve.EvaluationOpened: v.OpenEvaluation, ve.EvaluationTotalsRecorded: v.RecordGrades, ve.EvaluationDeclared: v.DeclareGrades,
    ve.EvaluationAnnounced: v.AnnounceGrades,
}  # fmt: skip
"""The imperative of every event that somebody asks for; what only follows from another is not here."""


def asked(event: Event) -> Command:
    """The command whose first event this is, as somebody would type it: without what is derived."""
    command = ASKED[type(event)]
    said = {**to_jsonable_python(event), **_otherwise(event)}
    known = {name for name in command.__dataclass_fields__ if said.get(name, "") not in ("", None)}
    shape = _shape(command)  # type: ignore[arg-type] # a class is hashable, whatever its objects are
    made: Command = shape.validate_python({name: said[name] for name in known})
    return made


@cache
def _shape(command: type[Command]) -> TypeAdapter[Any]:
    return TypeAdapter(command)


def _otherwise(event: Event) -> dict[str, Any]:
    """What a command names in another way than its event."""
    match event:
        case pe.ProposalMerged():
            return {"into": event.into_number}
        case ce.PreliminaryListDrawnUp() | ce.FinalListFixed():
            return {"items": [line.project for line in event.items]}
        case be.RoundOpened():
            # The list and the seats are left to the year of work.
            return {"candidates": [], "seats": 0, "final_list": None}
        case be.TotalsRecorded():
            sheet = {name: value for name, value in to_jsonable_python(event).items() if name in SHEET}
            return {"first": sheet, "second": sheet}
        case ve.EvaluationTotalsRecorded():
            rows = to_jsonable_python(event.items)
            return {"first": rows, "second": rows}
        case _:
            return {}


SHEET: Final = frozenset(b.Sheet.__dataclass_fields__)


def use_case(command: Command, stream: UUID, evaluations: set[UUID]) -> UseCase:
    """The one that takes the command; the papers' path is that of a round or of an evaluation."""
    fitting = [case for case in CASES if case.command is type(command)]
    if len(fitting) > 1:
        fitting = [case for case in fitting if (case.decider is EVALUATION) is (stream in evaluations)]
    (found,) = fitting
    return found
