"""What can be recorded and asked about a project 民生实事项目, from its draft to its last account?"""

from __future__ import annotations

from typing import Final

from api.cases import on
from api.http.audience import OFFICE, Audience
from api.http.commands import command
from api.http.route import Route
from api.http.vocabulary import vocabulary
from domain import calendar, money, quantities
from domain.congress.refusals import CongressMergedAway
from projects.commands.projects import (
    AcceptProject,
    ApproveFinalAccounts,
    AssignProject,
    AuditSettlement,
    CarryOverProject,
    CompleteProject,
    DraftProject,
    FilePlan,
    HandOverProject,
    LinkProject,
    MeetMilestone,
    MissMilestone,
    ReturnAcceptance,
    ReturnSurplus,
    ReviseProject,
    SetAnnualPlan,
    TakeOverProject,
)
from projects.deciders.projects import PROJECT
from projects.refusals import common
from projects.refusals import projects as refusals

GOVERNMENT: Final[Audience] = OFFICE | {"government"}
UNIT: Final[Audience] = GOVERNMENT | {"unit"}
REASONS: Final = (*vocabulary(refusals, common, money, quantities, calendar), CongressMergedAway)
P: Final = "/projects/{project}"

ROUTES: Final[tuple[Route, ...]] = (
    command("/projects", on(PROJECT, DraftProject), "拟提项目", audience=GOVERNMENT, refusals=REASONS),
    command("/past-projects", on(PROJECT, TakeOverProject), "期初登记项目", audience=OFFICE, refusals=REASONS),
    command(f"{P}/revisions", on(PROJECT, ReviseProject), "修改拟提内容", audience=GOVERNMENT, refusals=REASONS),
    command(f"{P}/assignments", on(PROJECT, AssignProject), "交办", audience=GOVERNMENT, refusals=REASONS),
    command(f"{P}/annual-plans", on(PROJECT, SetAnnualPlan), "下达年度计划", audience=GOVERNMENT, refusals=REASONS),
    command(f"{P}/plans", on(PROJECT, FilePlan), "报送实施计划", audience=UNIT, refusals=REASONS),
    command(f"{P}/milestones-met", on(PROJECT, MeetMilestone), "节点完成", audience=UNIT, refusals=REASONS),
    command(f"{P}/milestones-missed", on(PROJECT, MissMilestone), "节点未按期完成", audience=UNIT, refusals=REASONS),
    command(f"{P}/completion", on(PROJECT, CompleteProject), "完工", audience=UNIT, refusals=REASONS),
    command(f"{P}/acceptance", on(PROJECT, AcceptProject), "验收通过", audience=GOVERNMENT, refusals=REASONS),
    command(
        f"{P}/acceptance-returns", on(PROJECT, ReturnAcceptance), "验收退回", audience=GOVERNMENT, refusals=REASONS
    ),
    command(f"{P}/settlement", on(PROJECT, AuditSettlement), "结算审定", audience=GOVERNMENT, refusals=REASONS),
    command(
        f"{P}/final-accounts",
        on(PROJECT, ApproveFinalAccounts),
        "批复竣工财务决算",
        audience=GOVERNMENT,
        refusals=REASONS,
    ),
    command(f"{P}/handover", on(PROJECT, HandOverProject), "移交", audience=UNIT, refusals=REASONS),
    command(f"{P}/surplus", on(PROJECT, ReturnSurplus), "上缴结余资金", audience=UNIT, refusals=REASONS),
    command(f"{P}/carry-overs", on(PROJECT, CarryOverProject), "结转续建", audience=GOVERNMENT, refusals=REASONS),
    command(f"{P}/links", on(PROJECT, LinkProject), "项目关联", audience=GOVERNMENT, refusals=REASONS),
)
