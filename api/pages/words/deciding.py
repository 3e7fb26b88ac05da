"""Which commands are a body's decision, whose, and which does a second person confirm?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, Literal

from domain.congress.commands import EraseContent
from domain.documents.commands import ReplaceDocument
from domain.events import Body, Decision
from domain.profile import Act, Profile, bodies_at, body_for
from projects.commands import adjustments as a
from projects.commands import cycles as c
from projects.commands import findings as f
from projects.commands import followups as u
from projects.commands import progress as g
from projects.commands import projects as p
from projects.commands import proposals as w
from projects.commands import reports as r
from projects.deciders.adjustments import SESSION
from projects.deciders.planning import GOVERNMENT
from voting.commands import evaluations as e
from voting.commands import meetings as m
from voting.commands import rounds as v
from voting.events.rounds import FinalList

Need = Literal["required", "optional", "never"]
Bodies = tuple[Body, ...]


def decided(cls: type) -> Need:
    """Whether a command names the body that decided it.

    It is refused without one (`required`); some of its ways are, or the government may be named though nothing asks for it
    (`optional`); or it is nobody's decision (`never`).
    """
    if cls in REQUIRED:
        return "required"
    return "optional" if cls in OPTIONAL else "never"


def deciding_bodies(cls: type, profile: Profile) -> Bodies:
    """The bodies that may decide the command under these rules, in a fixed order.

    None where it is nobody's decision, and where these rules know no such act: then the command itself is refused.
    """
    found = REQUIRED.get(cls) or OPTIONAL.get(cls) or ()
    if isinstance(found, str):
        return body_for(profile, found)
    return tuple(body for body in found if body in bodies_at(profile))


def bodies_in(cls: type, field: str, profile: Profile) -> Bodies:
    """The bodies that may stand in a field of the form itself under these rules; raises `KeyError` where it holds none."""
    return NAMED[cls, field](profile)


def takers(profile: Profile) -> Bodies:
    """To whom a list may be submitted: those that vote, lead the vote or hear reports."""
    acts: tuple[Act, ...] = ("ballot", "method_proposed", "report_heard")
    return tuple(dict.fromkeys(body for act in acts for body in body_for(profile, act)))


def fixed_body(cls: type) -> str:
    """The field of the record itself that says which of the bodies it is: of a meeting `body`, of a report `heard_by`; else ''."""
    return FIXED.get(cls, "")


def second_person(cls: type) -> bool:
    """Whether a second person confirms the command, always or in some cases."""
    return confirmed(cls) != "never"


def confirmed(cls: type) -> Need:
    """Whether a second person confirms the command: always (`required`), in the cases that `SOMETIMES` tells, or not."""
    if cls in ALWAYS:
        return "required"
    return "optional" if cls in SOMETIMES else "never"


def confirmed_when(cls: type) -> str:
    """The case in which a second person confirms the command, as a form says it; '' where it is always, or never."""
    return SOMETIMES.get(cls, "")


REQUIRED: Final[Mapping[type, Act | Bodies]] = {
    c.DrawUpPreliminaryList: "preliminary_list",
    c.SubmitList: "submitted",
    c.FixFinalList: "final_list",
    c.ListProjects: "final_list",
    p.AssignProject: GOVERNMENT,
    a.FileMinorChange: "minor_change_filed",
    a.RequestAdjustment: "adjustment_requested",
    a.DecideAdjustment: "adjustment_decided",
    a.AnnounceAdjustment: "adjustment_announced",
    a.HearAdjustment: SESSION,
    f.EscalateFinding: "report_heard",
    r.DeliberateReport: "report_heard",
    r.IssueOpinions: "opinions_issued",
    r.JudgeReply: "report_heard",
    u.OpenFollowUp: "follow_up_opened",
    u.EscalateFollowUp: "follow_up_escalated",
    m.ProposeMethod: "method_proposed",
    m.AdoptMethod: "method_adopted",
    m.PassScrutineers: "scrutineers_passed",
    v.RecountRound: "reballot_called",
    v.CallReballot: "reballot_called",
    v.AdoptResolution: "resolution",
    v.ConfirmChoice: "confirmation",
    v.AnnounceResult: "announced",
    v.VoidRound: "reballot_called",
    e.AnnounceGrades: "evaluation_announced",
    e.VoidEvaluation: "evaluation",
}
"""Commands that are refused without a body, with the act that the rules give to bodies, or the bodies under any rules."""

OPTIONAL: Final[Mapping[type, Act | Bodies]] = {
    v.ResolveTie: "tie_resolved",
    v.ResolveShortfall: "shortfall_resolved",
    w.AdoptProposal: GOVERNMENT,
    w.MergeProposal: GOVERNMENT,
    w.ReserveProposal: GOVERNMENT,
    w.TransferProposal: GOVERNMENT,
    w.DeclineProposal: GOVERNMENT,
    p.CarryOverProject: GOVERNMENT,
}
"""Those that ask for one in some ways (`DECIDED_WAYS`), and those of the government's own that may name it."""

NAMED: Final[Mapping[tuple[type, str], Callable[[Profile], Bodies]]] = {
    (c.Review, "body"): bodies_at,
    (c.SubmitList, "submitted_to"): takers,
    (r.PlanReport, "heard_by"): lambda profile: body_for(profile, "report_heard"),
    (m.ConveneMeeting, "body"): bodies_at,
    (FinalList, "fixed_by"): lambda profile: body_for(profile, "final_list"),
    (Decision, "body"): bodies_at,
}

DECIDED_WAYS: Final = frozenset({"presidium", "lot", "defer_to_sc"})
"""The ways `how` in which a body resolves a tie or a shortfall; in the others the rules do."""

FIXED: Final[Mapping[type, str]] = {m.PassScrutineers: "body", m.AdoptMethod: "body", r.DeliberateReport: "heard_by"}

ALWAYS: Final = frozenset({
    EraseContent, ReplaceDocument, c.TakeOverCycle, p.TakeOverProject, w.ReopenProposal, v.TakeOverRound, v.RecordTotals,
    v.SealKeyed, v.RecountRound, v.AuditPapers, v.CorrectRound, v.DeclareResult, e.RecordGrades, e.DeclareGrades,
    e.CorrectEvaluation,
})  # fmt: skip

SOMETIMES: Final[Mapping[type, str]] = {
    f.AcceptAnswer: "提出问题的人不在场，或者没有写提出人的，由第二个人确认。",
    f.ReturnAnswer: "提出问题的人不在场，或者没有写提出人的，由第二个人确认。",
    g.ReportProgress: "更正或者补报的，由第二个人确认。",
    u.CloseFollowUp: "没有核查合格就结束的，由第二个人确认。",
    v.ResolveTie: "重新转回再投一轮的结果，由第二个人确认。",
    v.ResolveShortfall: "重新转回再投一轮的结果，由第二个人确认。",
    v.VoidRound: "已经计票的一轮作废，由第二个人确认。",
}
"""Commands that are confirmed in one case alone, with the case as a form says it."""
