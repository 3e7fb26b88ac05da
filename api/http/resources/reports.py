"""What can be recorded and asked about a special report 专项报告 and the opinions on it?"""

from __future__ import annotations

from typing import Final

from api.cases import on
from api.http.audience import OFFICE, Audience
from api.http.commands import command
from api.http.filters import OPEN, PROJECT, UNIT
from api.http.reads import many, one
from api.http.vocabulary import vocabulary
from projections.reports import REPORTS
from projects.commands.reports import (
    CloseReport,
    DeliberateReport,
    IssueOpinions,
    JudgeReply,
    PlanReport,
    SubmitReply,
    SubmitReport,
)
from projects.deciders.reports import REPORT
from projects.refusals import common, reports

REASONS: Final = vocabulary(common, reports)
R: Final = "/reports/{report}"
GOVERNMENT: Final[Audience] = OFFICE | {"government"}

ROUTES: Final = (
    command("/reports", on(REPORT, PlanReport), "专项报告列入计划", audience=OFFICE, refusals=REASONS),
    command(f"{R}/submission", on(REPORT, SubmitReport), "提交报告", audience=GOVERNMENT, refusals=REASONS),
    command(f"{R}/deliberation", on(REPORT, DeliberateReport), "听取和审议", audience=OFFICE, refusals=REASONS),
    command(f"{R}/opinions", on(REPORT, IssueOpinions), "印发审议意见", audience=OFFICE, refusals=REASONS),
    command(f"{R}/replies", on(REPORT, SubmitReply), "研究处理情况报告", audience=GOVERNMENT, refusals=REASONS),
    command(f"{R}/judgement", on(REPORT, JudgeReply), "对研究处理情况的评判", audience=OFFICE, refusals=REASONS),
    command(f"{R}/closing", on(REPORT, CloseReport), "办结", audience=OFFICE, refusals=REASONS),
    many("/reports", REPORTS, "专项报告", PROJECT, UNIT, OPEN),
    one(R, REPORTS, "专项报告"),
)
